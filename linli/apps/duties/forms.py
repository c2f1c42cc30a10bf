"""Forms of routines."""

import datetime as dt

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from linli.apps.duties.choices import Rhythm
from linli.apps.organisations.public import Team, teams_of
from linli.apps.places.public import Place, find_place
from linli.kernel import clock
from linli.web.acting import ActForm
from linli.web.forms import DayField, LineField


class DutyForm(ActForm):
    def prepare(self) -> None:
        for name in ("since", "until"):
            if name in self.fields:
                self.fields[name].initial = clock.today(self.community)


class PlanForm(DutyForm):
    title = LineField(label=_("What is done"), most=80)
    rhythm = forms.ChoiceField(label=_("How often"), choices=Rhythm.choices)
    weekday = forms.TypedChoiceField(
        label=_("On which day of the week"),
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", "—"), *WEEKDAYS.items()],
    )
    due_by = forms.TimeField(
        label=_("By which hour"),
        initial=dt.time(12),
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time", "class": "in"}),
    )
    place = LineField(
        label=_("Where"),
        most=120,
        required=False,
        help_text=_("As people say it: “Building 2”, “Jinxing Court 2, entrance 4”."),
    )
    team = forms.ChoiceField(label=_("Which team"), required=False)
    owner_name = LineField(label=_("Who answers for it"), most=60, required=False)
    tag = LineField(
        label=_("Belongs to"),
        most=30,
        required=False,
        help_text=_("The name of a mechanism, such as “three ones”."),
    )
    theme = LineField(label=_("Theme"), most=200, required=False)
    since = DayField(label=_("Since"))
    public = forms.BooleanField(label=_("Shown to everybody"), required=False, initial=True)

    def prepare(self) -> None:
        super().prepare()
        self.teams = {str(team.id): team for team in teams_of(self.community)}
        field = self.fields["team"]
        if isinstance(field, forms.ChoiceField):
            named = [(key, team.name) for key, team in self.teams.items()]
            field.choices = [("", "—"), *named]

    def clean_team(self) -> Team | None:
        return self.teams.get(self.cleaned_data["team"])

    def clean_place(self) -> Place | None:
        typed = self.cleaned_data["place"]
        if not typed:
            return None
        here = Place.objects.filter(community_id=self.community.id, closed_on__isnull=True)
        named = here.filter(full_name=typed).first()
        if named is not None:
            return named
        found = find_place(self.community, typed)
        if found.place is None or not found.exact:
            raise forms.ValidationError(
                gettext("The register knows no such place. Try building and entrance.")
            )
        return found.place


class EndForm(DutyForm):
    until = DayField(label=_("Last day"))


class ReportForm(DutyForm):
    note = LineField(label=_("In a few words"), most=300, required=False)


class ReasonForm(DutyForm):
    reason = LineField(label=_("Why"), most=300)
