"""Forms of demands from above and of the index of evidence."""

import datetime as dt

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from linli.apps.bulletins.choices import DemandKind, DemandRhythm
from linli.kernel import clock
from linli.kernel.measures import MEASURES
from linli.web.acting import ActForm
from linli.web.forms import DayField, LineField, ParagraphField


def named_measures() -> list[tuple[str, str]]:
    return sorted((key, f"{one.label} · {key}") for key, one in MEASURES.items())


class UpwardForm(ActForm):
    def prepare(self) -> None:
        today = clock.today(self.community)
        firsts = {
            "first_day": today.replace(month=1, day=1),
            "last_day": dt.date(today.year, 12, 31),
        }
        for name in ("since", "until", "handed_in_on"):
            firsts[name] = today
        for name, day in firsts.items():
            if name in self.fields:
                self.fields[name].initial = day
        for name in ("measure", "measures"):
            field = self.fields.get(name)
            if isinstance(field, forms.ChoiceField):
                empty = [] if name == "measures" else [("", "—")]
                field.choices = [*empty, *named_measures()]


class HoursField(forms.DecimalField):
    def __init__(self, **kwargs: object) -> None:
        super().__init__(min_value=0, max_digits=6, decimal_places=1, **kwargs)  # type: ignore[arg-type]  # label and such


class DemandForm(UpwardForm):
    title = LineField(label=_("What is demanded"), most=120)
    from_whom = LineField(label=_("By whom"), most=80)
    kind = forms.ChoiceField(label=_("Kind"), choices=DemandKind.choices)
    rhythm = forms.ChoiceField(label=_("How often"), choices=DemandRhythm.choices)
    hours = HoursField(label=_("Hours it costs each time"))
    basis = LineField(
        label=_("Legal basis"),
        most=200,
        required=False,
        help_text=_("Name and number of the document. Empty: none was given."),
    )
    deadline = LineField(label=_("Deadline in words"), most=60, required=False)
    asks = ParagraphField(
        label=_("What it asks for"),
        most=4000,
        required=False,
        help_text=_("One thing a line: so what is asked twice is found."),
    )
    since = DayField(label=_("Since"))


class MatchForm(UpwardForm):
    measures = forms.MultipleChoiceField(
        label=_("Which numbers answer it"), widget=forms.SelectMultiple(attrs={"size": 12})
    )


class AnswerForm(UpwardForm):
    handed_in_on = DayField(label=_("Handed in on"))
    hours = HoursField(label=_("Hours it took"))
    note = LineField(label=_("In a few words"), most=200, required=False)


class EndDemandForm(UpwardForm):
    until = DayField(label=_("Last day"))
    reason = LineField(label=_("Why"), most=200)


class ProgrammeForm(UpwardForm):
    name = LineField(label=_("Name of the programme"), most=120)
    from_whom = LineField(label=_("Inspected by"), most=80, required=False)
    first_day = DayField(label=_("Evidence from"))
    last_day = DayField(label=_("Evidence to"))


class StandardForm(UpwardForm):
    number = LineField(label=_("Number of the standard"), most=20)
    text = LineField(label=_("What it asks for"), most=300)
    measure = forms.ChoiceField(label=_("Which records show it"), required=False)
    by = ParagraphField(
        label=_("Only those with"),
        most=400,
        required=False,
        help_text=_("One a line, such as “tag=parking”."),
    )
    needed = forms.IntegerField(label=_("How many are needed"), min_value=1, initial=1)

    def clean_by(self) -> dict[str, str]:
        pairs = [
            line.partition("=") for line in self.cleaned_data["by"].split("\n") if line.strip()
        ]
        if any(not mark or not value.strip() for _word, mark, value in pairs):
            raise forms.ValidationError(gettext("Write each line as word=value."))
        return {word.strip(): value.strip() for word, _mark, value in pairs}
