"""Who may see and change bodies and duties. Membership in a party body is for the few."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from linli.kernel.access.actor import Actor, Grant, Role
from linli.kernel.access.permissions import all_rows, permit, with_scope

SEE = "organisations.see"
EDIT = "organisations.edit"
MEMBERS = "organisations.members"
HAND_OVER = "organisations.hand_over"
OWN = "organisations.own"


def own_grid(_actor: Actor, grant: Grant) -> Q | None:
    return Q(pk=grant.grid_id) if grant.grid_id else None


def own_organisation(_actor: Actor, grant: Grant) -> Q | None:
    return Q(organisation_id=grant.organisation_id) if grant.organisation_id else None


permit(
    SEE,
    _("see bodies, duties, alliances, teams and their gaps"),
    roles={
        **dict.fromkeys(
            (Role.GRID_WORKER, Role.COMMITTEE, Role.CHIEF, Role.STREET, Role.DISTRICT), all_rows
        ),
        Role.PROGRAM: with_scope("organisations:read"),
    },
)
permit(
    EDIT,
    _("write bodies, duties, alliances and teams"),
    roles={Role.COMMITTEE: all_rows, Role.CHIEF: all_rows},
)
permit(
    MEMBERS,
    _("see and write who belongs to a party body"),
    roles={Role.COMMITTEE: all_rows, Role.CHIEF: all_rows},
)
permit(
    HAND_OVER,
    _("open the hand-over pack of a grid"),
    roles={Role.GRID_WORKER: own_grid, Role.COMMITTEE: all_rows, Role.CHIEF: all_rows},
)
permit(
    OWN,
    _("see the pledges of one's own organisation and write what was done"),
    roles={Role.PARTNER: own_organisation},
)
