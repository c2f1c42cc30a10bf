"""What can be done with bodies and duties: one transaction and one record each."""

from linli.apps.organisations.operations.alliances import (
    call_body,
    call_off_body,
    end_alliance,
    found_alliance,
    join_alliance,
    leave_alliance,
    write_minutes,
)
from linli.apps.organisations.operations.duties import (
    hand_over_responsibility,
    make_responsible,
    relieve,
)
from linli.apps.organisations.operations.members import (
    appoint,
    bind_branch,
    end_membership,
    end_post,
    enrol_member,
    release_branch,
)
from linli.apps.organisations.operations.packs import take_hand_over_pack
from linli.apps.organisations.operations.papers import (
    certify,
    count_chat_group,
    end_chat_group,
    register_chat_group,
    renew_certificate,
    withdraw_certificate,
)
from linli.apps.organisations.operations.pledges import (
    end_resource,
    meet_need,
    offer_resource,
    pledge,
    raise_need,
    record_deed,
    settle_pledge,
)
from linli.apps.organisations.operations.teams import (
    end_team,
    end_team_area,
    form_team,
    give_team_area,
    join_team,
    leave_team,
)
from linli.apps.organisations.operations.units import (
    bring_in_organisation,
    change_contact,
    change_organisation,
    close_organisation,
    end_presence,
    found_organisation,
)

__all__ = [
    "appoint",
    "bind_branch",
    "bring_in_organisation",
    "call_body",
    "call_off_body",
    "certify",
    "change_contact",
    "change_organisation",
    "close_organisation",
    "count_chat_group",
    "end_alliance",
    "end_chat_group",
    "end_membership",
    "end_post",
    "end_presence",
    "end_resource",
    "end_team",
    "end_team_area",
    "enrol_member",
    "form_team",
    "found_alliance",
    "found_organisation",
    "give_team_area",
    "hand_over_responsibility",
    "join_alliance",
    "join_team",
    "leave_alliance",
    "leave_team",
    "make_responsible",
    "meet_need",
    "offer_resource",
    "pledge",
    "raise_need",
    "record_deed",
    "register_chat_group",
    "release_branch",
    "relieve",
    "renew_certificate",
    "settle_pledge",
    "take_hand_over_pack",
    "withdraw_certificate",
    "write_minutes",
]
