"""The door of people for other apps.

Panels may fill these spots: "people.person" (staff page of a person; `thing` is a Person), "mine"
(the resident's own page; `thing` is the Person or None), "people.household" (a Household).
Records of an act on a person have the person as object and subject; apps that keep anything
about a person answer `people.person_erased` (object: the person) by emptying it.
"""

from linli.apps.people.choices import (
    PERSON_ERASED,
    Channel,
    EntryKind,
    Ground,
    Relation,
    ResidenceKind,
    Sex,
    TieKind,
)
from linli.apps.people.identity import PhoneError, mask_name, mask_phone, read_phone
from linli.apps.people.models import (
    DictionaryEntry,
    Household,
    HouseholdMember,
    Person,
    PersonTag,
    Residence,
    Tie,
)
from linli.apps.people.operations import (
    add_identity,
    add_phone,
    correct_person,
    form_household,
    give_consent,
    issue_card,
    join_household,
    leave_household,
    move_in,
    move_out,
    register_people_in_bulk,
    register_person,
    set_entry,
    tag_person,
    tie_people,
    untag_person,
)
from linli.apps.people.queries import (
    Asked,
    dictionary,
    home_of,
    homes_of,
    household_of,
    members_of,
    people_for,
    person_for,
    phone_digest,
    residents_at,
    search_people,
    ties_of,
)
from linli.apps.people.queries.cards import person_by_card
from linli.apps.people.rules.drafts import Belonging, Draft, Home, draft_person
from linli.apps.people.rules.permissions import ward_ties

__all__ = [
    "PERSON_ERASED",
    "Asked",
    "Belonging",
    "Channel",
    "DictionaryEntry",
    "Draft",
    "EntryKind",
    "Ground",
    "Home",
    "Household",
    "HouseholdMember",
    "Person",
    "PersonTag",
    "PhoneError",
    "Relation",
    "Residence",
    "ResidenceKind",
    "Sex",
    "Tie",
    "TieKind",
    "add_identity",
    "add_phone",
    "correct_person",
    "dictionary",
    "draft_person",
    "form_household",
    "give_consent",
    "home_of",
    "homes_of",
    "household_of",
    "issue_card",
    "join_household",
    "leave_household",
    "mask_name",
    "mask_phone",
    "members_of",
    "move_in",
    "move_out",
    "people_for",
    "person_by_card",
    "person_for",
    "phone_digest",
    "read_phone",
    "register_people_in_bulk",
    "register_person",
    "residents_at",
    "search_people",
    "set_entry",
    "tag_person",
    "tie_people",
    "ties_of",
    "untag_person",
    "ward_ties",
]
