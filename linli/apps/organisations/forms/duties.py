"""Forms about duties: giving, handing over, relieving, looking up."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.apps.organisations.choices import DutyRole, EndReason, UnitKind
from linli.apps.organisations.forms.base import (
    EMPTY,
    CommunityForm,
    WithArea,
    WithPerson,
    WithUnits,
)
from linli.web.forms import DayField, LineField

REASONS = [each for each in EndReason.choices if each[0] != EndReason.HANDED_OVER]


class DutyForm(WithArea, WithUnits, WithPerson):
    role = forms.ChoiceField(label=_("Duty"), choices=DutyRole.choices)
    organisation = forms.ChoiceField(
        label=_("Unit"), required=False, help_text=_("The unit that answers or sends the person.")
    )
    line_of_work = forms.ChoiceField(
        label=_("Orders of this kind go here"),
        choices=[*EMPTY, *UnitKind.choices],
        required=False,
        help_text=_("For units in charge: a lift firm, cleaning, greening."),
    )
    public_phone = LineField(label=_("Telephone for the public"), most=40, required=False)
    profession = LineField(label=_("Profession"), most=60, required=False)
    service_hours = LineField(
        label=_("Service hours"),
        most=120,
        required=False,
        help_text=_("When the professional is there: “Thursday afternoon, service centre”."),
    )
    duty_text = LineField(label=_("Duty in a sentence"), most=200, required=False)
    full_time = forms.BooleanField(label=_("Full time"), required=False)
    public = forms.BooleanField(label=_("Show it to the public"), required=False, initial=True)
    since = DayField(label=_("Since"))

    field_order = (
        "role",
        "grid",
        "place",
        "display_name",
        "public_phone",
        "person",
        "organisation",
        "line_of_work",
        "profession",
        "service_hours",
        "duty_text",
        "full_time",
        "public",
        "since",
    )


class HandOverForm(WithPerson):
    on = DayField(
        label=_("From this day on"), help_text=_("The day before is the last of the one before.")
    )
    public_phone = LineField(
        label=_("Telephone for the public"),
        most=40,
        required=False,
        help_text=_("Empty: the number stays with the duty."),
    )


class ReliefForm(CommunityForm):
    reason = forms.ChoiceField(label=_("Why it ends"), choices=REASONS)
    until = DayField(label=_("Last day"))


class DutyQuestionForm(CommunityForm):
    """Which duties to list: of a grid, of a kind, on a day, with those that ended."""

    grid = forms.ChoiceField(label=_("Grid"), required=False)
    role = forms.ChoiceField(
        label=_("Duty"), choices=[("", _("All duties")), *DutyRole.choices], required=False
    )
    at = LineField(label=_("Building or place"), most=120, required=False)
    day = DayField(label=_("On this day"), required=False)

    def ask(self, grids: list[Any]) -> None:
        self.choose("grid", [(str(grid.id), grid.name) for grid in grids])


class PackForm(CommunityForm):
    purpose = LineField(
        label=_("What the file is for"),
        most=200,
        help_text=_("It is written down who took the file, when and for what."),
    )
