"""What the pool can be narrowed by; wrong values in an address ask nothing."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.apps.cases.choices import CaseState, FoundBy, Level, Source
from linli.apps.cases.models import CaseType
from linli.apps.cases.queries.filters import CaseFilter
from linli.apps.cases.queries.inbox import SHELVES
from linli.apps.cases.queries.lists import ORDERS
from linli.apps.organisations.public import Organisation
from linli.apps.places.public import Grid
from linli.web.forms import DayField, HouseForm, LineField

ANY = ("", _("any"))
DUE = [ANY, ("over", _("overdue")), ("today", _("by tonight")), ("week", _("within a week"))]
PLAIN = ("group", "type", "grid", "unit", "level", "source", "found_by", "state", "due")
CARRIED = (
    *PLAIN,
    "q",
    "waiting",
    "closed",
    "mine",
    "supervised",
    "since",
    "until",
    "order",
    "place",
)


class PoolForm(HouseForm):
    q = LineField(label=_("Number, words, place or person"), most=60, required=False)
    group = forms.ChoiceField(label=_("Group"), required=False)
    type = forms.ChoiceField(label=_("Kind"), required=False)
    grid = forms.ChoiceField(label=_("Grid"), required=False)
    unit = forms.ChoiceField(label=_("Leading unit"), required=False)
    state = forms.ChoiceField(label=_("State"), required=False, choices=[ANY, *CaseState.choices])
    level = forms.ChoiceField(label=_("Level"), required=False, choices=[ANY, *Level.choices])
    source = forms.ChoiceField(label=_("Came by"), required=False, choices=[ANY, *Source.choices])
    found_by = forms.ChoiceField(label=_("Found"), required=False, choices=[ANY, *FoundBy.choices])
    due = forms.ChoiceField(label=_("Deadline"), required=False, choices=DUE)
    since = DayField(label=_("Registered from"), required=False)
    until = DayField(label=_("Registered until"), required=False)
    closed = forms.BooleanField(label=_("Finished ones too"), required=False)
    mine = forms.BooleanField(label=_("That I received or handle"), required=False)
    supervised = forms.BooleanField(label=_("Urged or supervised"), required=False)

    def __init__(
        self,
        *args: Any,
        types: list[CaseType],
        grids: list[Grid],
        units: list[Organisation],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        groups = {kind.parent: kind.group_name for kind in types}
        self._offer("group", list(groups.items()))
        self._offer("type", [(kind.code, kind.name) for kind in types])
        self._offer("grid", [(str(grid.id), grid.name) for grid in grids])
        self._offer("unit", [(str(unit.id), unit.name) for unit in units])

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = [ANY, *choices]


def read_filter(given: Any) -> tuple[CaseFilter, str]:
    """The filter of an address, and the shelf of the inbox. What cannot be read asks nothing."""
    waiting = given.get("waiting", "")
    waiting = waiting if waiting in SHELVES else ""
    state = given.get("state", "")
    finished = bool(given.get("closed")) or state or waiting == "to_call_back"
    finished = finished or waiting == "reopen_requests" or bool(given.get("q", "").strip())
    order = given.get("order", "")
    due = given.get("due", "")
    asked = CaseFilter(
        states=[state] if state in CaseState.values else [],
        open_only=not finished,
        type_code=given.get("type", "")[:60],
        group=given.get("group", "")[:60],
        grid_id=read_id(given.get("grid", "")),
        place_id=read_id(given.get("place", "")),
        organisation_id=read_number(given.get("unit", "")),
        level=given.get("level", "")[:10],
        source=given.get("source", "")[:12],
        found_by=given.get("found_by", "")[:10],
        due="over" if waiting == "overdue" else due if due in {"over", "today", "week"} else "",
        supervised=bool(given.get("supervised")),
        mine=bool(given.get("mine")),
        text=given.get("q", "").strip()[:60],
        since=read_day(given.get("since", "")),
        until=read_day(given.get("until", "")),
        order=order if order in ORDERS else "due",
    )
    return asked, waiting


def read_id(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text) if text else None
    except ValueError:
        return None


def read_number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else None


def read_day(text: str) -> Any:
    try:
        return forms.DateField(input_formats=["%Y-%m-%d"]).clean(text) if text else None
    except forms.ValidationError:
        return None


def carried(given: Any) -> dict[str, str]:
    """What of an address travels on: to the next page, the export, a saved view."""
    return {name: given.get(name, "")[:60] for name in CARRIED if given.get(name)}
