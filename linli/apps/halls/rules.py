"""Everybody reads what was resolved; staff keep the halls."""

from django.utils.translation import gettext_lazy as _

from linli.kernel.access.actor import Role
from linli.kernel.access.permissions import all_rows, permit

OFFICE = {Role.COMMITTEE: all_rows, Role.CHIEF: all_rows}
SEE = permit(
    "halls.see",
    _("see halls, their meetings and all resolutions"),
    roles={
        Role.GRID_WORKER: all_rows,
        Role.STREET: all_rows,
        Role.DISTRICT: all_rows,
        **OFFICE,
    },
).key
EDIT = permit("halls.edit", _("keep halls, meetings, resolutions and promises"), roles=OFFICE).key
