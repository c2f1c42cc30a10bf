"""Who sees which activities and who makes them; each as a filter over activities."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from linli.apps.activities.choices import ActivityState
from linli.kernel.access.actor import Actor, Grant, Role
from linli.kernel.access.permissions import all_rows, permit, with_scope

READ_SCOPE, WRITE_SCOPE = "activities:read", "activities:write"
ANNOUNCED = ~Q(state=ActivityState.DRAFT)


def announced(_actor: Actor, _grant: Grant) -> Q:
    return ANNOUNCED


def announced_to_all(_actor: Actor, _grant: Grant) -> Q:
    return ANNOUNCED & Q(public=True)


STAFF = {Role.GRID_WORKER: all_rows, Role.COMMITTEE: all_rows, Role.CHIEF: all_rows}
SEE = permit(
    "activities.see",
    _("See activities and their dates"),
    roles={
        Role.ANYONE: announced_to_all,
        Role.RESIDENT: announced,
        Role.PARTNER: announced,
        Role.STREET: announced,
        Role.DISTRICT: announced,
        Role.PROGRAM: with_scope(READ_SCOPE),
        **STAFF,
    },
).key
ORGANISE = permit(
    "activities.organise",
    _("Announce, change, cancel and file activities"),
    roles={**STAFF, Role.PROGRAM: with_scope(WRITE_SCOPE)},
).key
