"""The registers of buildings and of dwellings as tables for Excel."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from linli.apps.places.choices import PlaceKind
from linli.apps.places.registers.columns import BUILDING_COLUMNS, DWELLING_COLUMNS
from linli.apps.places.registers.exporting import exported
from linli.apps.places.registers.importing import apply_as, free, judge_as, prepare, revert
from linli.apps.places.rules.permissions import EDIT_REGISTER, SEE_REGISTER
from linli.kernel.registers.definition import Column, Register, register


def define(key: str, label: Any, kind: str, columns: tuple[Column, ...]) -> Register:
    """Faults that name no column stand under the column of the kind itself."""
    return register(
        Register(
            key=key,
            label=label,
            columns=columns,
            import_permission=EDIT_REGISTER,
            export_permission=SEE_REGISTER,
            prepare=prepare,
            judge=judge_as(kind, str(kind)),
            apply=apply_as(kind),
            revert=revert,
            free=free,
            rows=exported(kind, [each.key for each in columns]),
            back="places:register",
        )
    )


define("places.buildings", _("Buildings"), PlaceKind.BUILDING, BUILDING_COLUMNS)
define("places.dwellings", _("Dwellings"), PlaceKind.DWELLING, DWELLING_COLUMNS)
