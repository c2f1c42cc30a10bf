"""What can be done with people. Each is one transaction and writes one record."""

from linli.apps.people.operations.consents import give_consent, withdraw_consent
from linli.apps.people.operations.homes import move_in, move_out
from linli.apps.people.operations.households import (
    form_household,
    join_household,
    leave_household,
)
from linli.apps.people.operations.importing import import_people, undo_import
from linli.apps.people.operations.persons import (
    add_identity,
    add_phone,
    correct_person,
    note_death,
    register_people_in_bulk,
    register_person,
    remove_phone,
)
from linli.apps.people.operations.rights import (
    answer_data_request,
    erase_person,
    issue_card,
    request_data,
    revoke_card,
    take_copy,
    unmask,
)
from linli.apps.people.operations.tags import set_entry, tag_person, untag_person
from linli.apps.people.operations.ties import end_tie, tie_people

__all__ = [
    "add_identity",
    "add_phone",
    "answer_data_request",
    "correct_person",
    "end_tie",
    "erase_person",
    "form_household",
    "give_consent",
    "import_people",
    "issue_card",
    "join_household",
    "leave_household",
    "move_in",
    "move_out",
    "note_death",
    "register_people_in_bulk",
    "register_person",
    "remove_phone",
    "request_data",
    "revoke_card",
    "set_entry",
    "tag_person",
    "take_copy",
    "tie_people",
    "undo_import",
    "unmask",
    "untag_person",
    "withdraw_consent",
]
