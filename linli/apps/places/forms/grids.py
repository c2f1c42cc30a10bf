"""Forms of grids, their boundaries and what they cover."""

import json
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.apps.places.choices import GridKind
from linli.apps.places.forms.fields import EMPTY, GroundForm, whole
from linli.apps.places.models import Grid
from linli.apps.places.public import grids_of
from linli.web.forms import DayField, HouseForm, LineField


class GridForm(GroundForm):
    """`fresh` grids also choose their kind, their whole and their first day."""

    kind = forms.ChoiceField(choices=GridKind.choices, label=_("Kind"), initial=GridKind.GENERAL)
    parent = forms.ChoiceField(required=False, label=_("Part of"))
    name = LineField(most=60, label=_("What it is called"), help_text=_("For example 第三网格."))
    sequence = whole(999, _("Number in the community"), least=1)
    code = LineField(
        most=24,
        required=False,
        label=_("Grid code"),
        help_text=_("Empty: the number in three digits."),
    )
    households_expected = whole(100_000, _("Households expected"))
    supervision_phone = LineField(
        most=40,
        required=False,
        label=_("Supervision telephone"),
        help_text=_("Public. Empty: the community's own."),
        widget=forms.TextInput(attrs={"inputmode": "tel"}),
    )
    standard_code = LineField(most=24, required=False, label=_("Standard grid code"))
    opened_on = DayField(required=False, label=_("First day"))

    def __init__(self, *args: Any, fresh: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.grids = {str(grid.id): grid for grid in grids_of(self.community)} if fresh else {}
        if not fresh:
            for field in ("kind", "parent", "sequence", "opened_on"):
                del self.fields[field]
            self.fields["code"].required = True
            self.fields["code"].help_text = ""
            return
        wholes = [(key, grid.name) for key, grid in self.grids.items()]
        cast(forms.ChoiceField, self.fields["parent"]).choices = [
            ("", _("nothing larger")),
            *wholes,
        ]

    @property
    def whole(self) -> Grid | None:
        return self.grids.get(self.cleaned_data["parent"])

    @property
    def said(self) -> dict[str, Any]:
        return {key: value for key, value in self.cleaned_data.items() if key != "parent"}

    @staticmethod
    def from_grid(grid: Grid) -> dict[str, Any]:
        fields = ("name", "code", "households_expected", "supervision_phone", "standard_code")
        return {field: getattr(grid, field) for field in fields}


class BoundaryForm(HouseForm):
    boundary = forms.CharField(
        required=False,
        strip=True,
        label=_("Boundary (GeoJSON)"),
        help_text=_("Draw the area in any map program, export it as GeoJSON, paste it here."),
        widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "false", "class": "in"}),
    )

    @staticmethod
    def from_grid(grid: Grid) -> dict[str, Any]:
        return {"boundary": json.dumps(grid.boundary) if grid.boundary else ""}


class CoverageForm(GroundForm):
    """From a place's page: to which grid, from which day."""

    grid = forms.ChoiceField(label=_("Grid"))
    since = DayField(label=_("From which day"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.grids = {str(grid.id): grid for grid in grids_of(self.community)}
        named = [(key, one.name) for key, one in self.grids.items()]
        cast(forms.ChoiceField, self.fields["grid"]).choices = [EMPTY, *named]

    @property
    def chosen(self) -> Grid:
        return self.grids[self.cleaned_data["grid"]]
