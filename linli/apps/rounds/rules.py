"""Who opens rounds, who looks, who reads; each as a filter over rounds or their rows."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from linli.kernel.access.actor import Actor, Grant, Role
from linli.kernel.access.permissions import all_rows, permit

SEE, OPEN, CHECK = "rounds.see", "rounds.open", "rounds.check"


def own_grid(_actor: Actor, grant: Grant) -> Q | None:
    """Rows of the worker's own grid, and those of no grid yet."""
    if grant.grid_id is None:
        return None
    return Q(grid_id=grant.grid_id) | Q(grid_id__isnull=True)


STAFF = {Role.COMMITTEE: all_rows, Role.CHIEF: all_rows}
permit(
    SEE,
    _("See rounds of checks and how far they are"),
    roles={Role.GRID_WORKER: all_rows, Role.STREET: all_rows, Role.DISTRICT: all_rows, **STAFF},
)
permit(OPEN, _("Open and close rounds of checks"), roles=STAFF)
permit(
    CHECK,
    _("Write down the result of a place in a round"),
    roles={Role.GRID_WORKER: own_grid, **STAFF},
)
