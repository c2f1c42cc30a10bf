"""Forms about acting together: alliances, pledges, deeds, meetings, resources, needs."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.apps.organisations.choices import (
    AllianceKind,
    PledgeState,
    ResourceKind,
    Society,
    UnitKind,
)
from linli.apps.organisations.forms.base import CommunityForm, WithUnits, open_grids
from linli.apps.organisations.models import Organisation, Pledge
from linli.apps.organisations.queries import open_pledges
from linli.apps.places.public import Grid
from linli.web.forms import DayField, LineField, ParagraphField

SETTLED = [each for each in PledgeState.choices if each[0] != PledgeState.OPEN]


class AllianceForm(WithUnits):
    kind = forms.ChoiceField(label=_("Kind"), choices=AllianceKind.choices)
    name = LineField(label=_("Name"), most=120)
    purpose = LineField(label=_("What it is for"), most=400, required=False)
    members = forms.MultipleChoiceField(
        label=_("Members"), required=False, widget=forms.CheckboxSelectMultiple
    )
    since = DayField(label=_("Since"))

    def prepare(self) -> None:
        super().prepare()
        members = self.fields["members"]
        if isinstance(members, forms.ChoiceField):
            members.choices = [
                (key, unit.called)
                for key, unit in self.units.items()
                if unit.kind != UnitKind.PARTY_GROUP
            ]

    def clean_members(self) -> list[Organisation]:
        return [self.units[key] for key in self.cleaned_data["members"]]


class SeatForm(WithUnits):
    organisation = forms.ChoiceField(label=_("Unit"))
    seat = LineField(
        label=_("Seat"), most=60, required=False, help_text=_("For example: chair, member.")
    )
    since = DayField(label=_("Since"))


class PledgeForm(WithUnits):
    organisation = forms.ChoiceField(label=_("Unit"))
    text = LineField(label=_("What it promises"), most=400, help_text=_("In the unit's own words."))
    grid = forms.ChoiceField(label=_("For the grid"), required=False)
    pledged_on = DayField(label=_("Promised on"))
    due_on = DayField(label=_("To be done by"), required=False)
    public = forms.BooleanField(label=_("Show it to the public"), required=False, initial=True)

    def prepare(self) -> None:
        super().prepare()
        self.grids = {str(grid.id): grid for grid in open_grids(self.community)}
        self.choose("grid", [(key, grid.name) for key, grid in self.grids.items()])

    def clean_grid(self) -> Grid | None:
        return self.grids.get(self.cleaned_data["grid"])


class SettleForm(CommunityForm):
    state = forms.ChoiceField(label=_("How it ended"), choices=SETTLED)
    note = LineField(label=_("In a sentence"), most=200, required=False)
    on = DayField(label=_("On this day"))


class DeedForm(CommunityForm):
    what = LineField(label=_("What was done"), most=400)
    happened_on = DayField(label=_("On this day"))
    quantity = forms.DecimalField(
        label=_("How much"), min_value=0, max_digits=12, decimal_places=2, required=False
    )
    unit = LineField(
        label=_("Of what"), most=20, required=False, help_text=_("Persons, trees, hours …")
    )
    societies = forms.MultipleChoiceField(
        label=_("Who took part"),
        choices=Society.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def prepare(self) -> None:
        self.fields["quantity"].widget.attrs["class"] = "in"


class CallForm(CommunityForm):
    agenda = LineField(label=_("What it is about"), most=400)
    day = DayField(label=_("Day"))
    time = forms.TimeField(
        label=_("Time"), widget=forms.TimeInput(attrs={"type": "time", "class": "in"})
    )
    where = LineField(label=_("Meeting place"), most=120, required=False)


class MinutesForm(CommunityForm):
    text = ParagraphField(label=_("What was said"), most=8000)
    decided = ParagraphField(label=_("What was decided"), most=2000, required=False)
    attended = forms.MultipleChoiceField(
        label=_("Who was there"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def offer(self, units: list[Organisation]) -> None:
        self.seated = {str(unit.id): unit for unit in units}
        field = self.fields["attended"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(key, unit.called) for key, unit in self.seated.items()]

    def clean_attended(self) -> list[Any]:
        return [self.seated[key] for key in self.cleaned_data["attended"]]


class ResourceForm(WithUnits):
    organisation = forms.ChoiceField(label=_("Unit"))
    kind = forms.ChoiceField(label=_("Kind"), choices=ResourceKind.choices)
    text = LineField(
        label=_("What it can give"),
        most=200,
        help_text=_("For example: a hall for 60 people at weekends."),
    )
    since = DayField(label=_("Since"))


class NeedForm(CommunityForm):
    kind = forms.ChoiceField(label=_("Kind"), choices=ResourceKind.choices)
    text = LineField(label=_("What is needed"), most=200)
    raised_on = DayField(label=_("Since"))


class MeetForm(CommunityForm):
    pledge = forms.ChoiceField(label=_("Promise"))
    on = DayField(label=_("On this day"))

    def prepare(self) -> None:
        self.rows = {str(row.id): row for row in open_pledges(self.community)}
        listed = [(key, f"{row.organisation.called}: {row.text}") for key, row in self.rows.items()]
        self.choose("pledge", listed, empty=False)

    def clean_pledge(self) -> Pledge:
        return self.rows[self.cleaned_data["pledge"]]


class NoForm(CommunityForm):
    """Nothing to fill in: the button is all."""
