"""The ground is public in outline; its register is for staff."""

from django.utils.translation import gettext_lazy as _

from linli.kernel.access.actor import Role
from linli.kernel.access.permissions import all_rows, permit, with_scope
from linli.kernel.policies import policy_kind

SEE_REGISTER = "places.see_register"
EDIT_REGISTER = "places.edit_register"
HOUSEHOLDS_LOW = "places.grid_households_low"
HOUSEHOLDS_HIGH = "places.grid_households_high"

permit(
    SEE_REGISTER,
    _("See the register of buildings, dwellings, grids and assets"),
    roles={
        Role.GRID_WORKER: all_rows,
        Role.COMMITTEE: all_rows,
        Role.CHIEF: all_rows,
        Role.STREET: all_rows,
        Role.PROGRAM: with_scope("places:read"),
    },
)
permit(
    EDIT_REGISTER,
    _("Add, change and close places, grids and assets"),
    roles={Role.COMMITTEE: all_rows, Role.CHIEF: all_rows},
)

_SOURCE = _("“300 to 500 households a grid”, named in central, provincial and city documents")
policy_kind(
    HOUSEHOLDS_LOW,
    _("A general grid with fewer households than this is shown as small"),
    default=300,
    unit=_("households"),
    source=_SOURCE,
    low=0,
    high=5000,
)
policy_kind(
    HOUSEHOLDS_HIGH,
    _("A general grid with more households than this is shown as large"),
    default=500,
    unit=_("households"),
    source=_SOURCE,
    low=1,
    high=20000,
)
