"""Help groups are sensitive: the committee sees all, a grid worker those of the own grid."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from linli.apps.people.public import Residence, ResidenceKind
from linli.kernel.access.actor import Actor, Grant, Role
from linli.kernel.access.permissions import all_rows, permit


def in_my_grid(_actor: Actor, grant: Grant) -> Q | None:
    if grant.grid_id is None:
        return None
    here = Q(place__grid_id=grant.grid_id) | Q(place__grid__parent_id=grant.grid_id)
    living = Residence.objects.filter(
        here,
        community_id__in=grant.communities,
        kind=ResidenceKind.ACTUAL,
        until__isnull=True,
    )
    return Q(person_id__in=living.values("person_id"))


def my_own(_actor: Actor, grant: Grant) -> Q | None:
    return Q(person_id=grant.person_id) if grant.person_id else None


OFFICE = {Role.COMMITTEE: all_rows, Role.CHIEF: all_rows}
SEE = permit("care.see", _("see help groups"), roles={Role.GRID_WORKER: in_my_grid, **OFFICE}).key
EDIT = permit(
    "care.edit",
    _("form help groups and change who helps"),
    roles={Role.GRID_WORKER: in_my_grid, **OFFICE},
).key
OWN = permit("care.own", _("see the own help group"), roles={Role.RESIDENT: my_own}).key
