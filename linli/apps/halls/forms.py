"""Forms of halls."""

import datetime as dt

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.apps.cases.public import Case
from linli.apps.halls.choices import HallKind, SideKind
from linli.apps.halls.models import Meeting
from linli.apps.halls.queries import held_meetings
from linli.apps.organisations.public import Organisation, units_here
from linli.kernel import clock
from linli.web.acting import ActForm
from linli.web.forms import DayField, LineField, ParagraphField

TODAY = ("since", "until", "decided_on", "signed_on", "on")


class HallsForm(ActForm):
    def prepare(self) -> None:
        for name in TODAY:
            if name in self.fields:
                self.fields[name].initial = clock.today(self.community)


class WithUnit(HallsForm):
    """`organisation` becomes the unit that is present here, or None."""

    def prepare(self) -> None:
        super().prepare()
        self.units = {str(unit.id): unit for unit in units_here(self.community)}
        field = self.fields["organisation"]
        if isinstance(field, forms.ChoiceField):
            named = [(key, unit.called) for key, unit in self.units.items()]
            field.choices = [("", "—"), *named]

    def clean_organisation(self) -> Organisation | None:
        return self.units.get(self.cleaned_data["organisation"])


class HallForm(HallsForm):
    name = LineField(label=_("Name of the hall"), most=80)
    kind = forms.ChoiceField(label=_("Kind"), choices=HallKind.choices)
    rules = ParagraphField(
        label=_("Standing rules"),
        most=4000,
        required=False,
        help_text=_("Who calls it together, how often, how it decides."),
    )
    since = DayField(label=_("Since"))


class SideForm(WithUnit):
    kind = forms.ChoiceField(label=_("Side"), choices=SideKind.choices)
    seats = forms.IntegerField(label=_("Seats"), min_value=1, max_value=200, initial=1)
    organisation = forms.ChoiceField(label=_("Which unit"), required=False)
    display_name = LineField(label=_("Name as shown"), most=80, required=False)
    since = DayField(label=_("Since"))


class UntilForm(HallsForm):
    until = DayField(label=_("Last day"))


class MeetingForm(HallsForm):
    agenda = ParagraphField(label=_("What is discussed"), most=2000)
    meets_at = forms.DateTimeField(
        label=_("When"),
        widget=forms.DateTimeInput(
            format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local", "class": "in"}
        ),
    )
    where = LineField(label=_("Where"), most=120, required=False)


class MinutesForm(HallsForm):
    present = forms.IntegerField(label=_("How many seats were filled"), min_value=1)
    minutes = ParagraphField(label=_("Minutes"), most=8000)


class NothingForm(HallsForm):
    """Asks only whether it is meant."""


class ResolutionForm(HallsForm):
    title = LineField(label=_("What was decided, in a few words"), most=120)
    text = ParagraphField(label=_("The resolution"), most=8000)
    tag = LineField(
        label=_("Topic in one word"), most=30, required=False, help_text=_("Such as “parking”.")
    )
    raised_by = LineField(label=_("Who raised it"), most=120, required=False)
    decided_on = DayField(label=_("Decided on"))
    meeting = forms.ChoiceField(label=_("At which meeting"), required=False)
    signers = ParagraphField(
        label=_("Who signed"), most=800, required=False, help_text=_("One name a line.")
    )
    public = forms.BooleanField(label=_("Shown to everybody"), required=False)

    def prepare(self) -> None:
        super().prepare()
        self.fields["public"].initial = True
        self.meetings = {str(each.id): each for each in held_meetings(self.subject)}
        field = self.fields["meeting"]
        if isinstance(field, forms.ChoiceField):
            named = [(key, f"{_day(row)} {row.agenda[:40]}") for key, row in self.meetings.items()]
            field.choices = [("", "—"), *named]

    def clean_meeting(self) -> Meeting | None:
        return self.meetings.get(self.cleaned_data["meeting"])

    def clean_signers(self) -> list[str]:
        return [name for name in self.cleaned_data["signers"].split("\n") if name.strip()]


def _day(row: Meeting) -> dt.date:
    return clock.local(row.meets_at, row.community).date()


class SignerForm(HallsForm):
    display_name = LineField(label=_("Name as shown"), most=80)
    signed_on = DayField(label=_("Signed on"))


class CommitmentForm(WithUnit):
    what = LineField(label=_("What is promised"), most=200)
    organisation = forms.ChoiceField(label=_("Which unit"), required=False)
    who = LineField(label=_("Who does it, if no unit"), most=80, required=False)
    due_on = DayField(label=_("Until when"))
    case = LineField(
        label=_("Number of the case that carries it"),
        most=30,
        required=False,
        help_text=_("Then everybody sees how far it is."),
    )

    def clean_case(self) -> Case | None:
        typed = self.cleaned_data["case"].upper()
        if not typed:
            return None
        found = Case.objects.filter(community_id=self.community.id, number=typed).first()
        if found is None:
            raise forms.ValidationError(_("There is no case of this number."))
        return found


class SettleForm(HallsForm):
    done = forms.ChoiceField(
        label=_("What became of it"),
        choices=[("yes", _("It is done")), ("no", _("It is given up"))],
        widget=forms.RadioSelect,
    )
    evidence = LineField(label=_("What shows it, or why not"), most=300)
    on = DayField(label=_("On which day"))

    def clean_done(self) -> bool:
        return bool(self.cleaned_data["done"] == "yes")


class ConfirmForm(HallsForm):
    confirmed_by = LineField(label=_("Who confirmed it"), most=120)
    on = DayField(label=_("On which day"))


class ReasonForm(HallsForm):
    reason = LineField(label=_("Why"), most=300)
