"""The end of a case: closing, call-back, opening again, rates, supervision."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from linli.apps.cases.choices import Level, ReasonKind
from linli.apps.cases.forms.work.base import CaseForm, listed, picked, said, yes_no
from linli.apps.cases.queries.milestones import stage_name
from linli.web.forms import DayField

RUNGS = [
    ("routine", gettext_lazy("routine supervision")),
    ("listed", gettext_lazy("listed supervision")),
    ("interview", gettext_lazy("interview")),
]


class CloseForm(CaseForm):
    settled_level = listed(
        gettext_lazy("Where it was settled"),
        help_text=gettext_lazy("Empty: where the work was done."),
    )
    settled_how = listed(gettext_lazy("How it ended"))
    words = said(gettext_lazy("A closing word; everybody may read it"), rows=2)

    def fill(self) -> None:
        worked = ("", _("where the work was done"))
        self.choose("settled_level", [worked, *((v, str(w)) for v, w in Level.choices)])
        outcomes = self.reasons(ReasonKind.OUTCOME)
        said_done = ("", _("as it was reported done"))
        self.choose("settled_how", [said_done, *((row.code, row.name) for row in outcomes)])


class CallBackForm(CaseForm):
    reached = yes_no(
        gettext_lazy("Did you reach the reporter?"),
        gettext_lazy("Reached"),
        gettext_lazy("Not reached"),
    )
    solved = picked(
        gettext_lazy("Is it solved?"),
        [("yes", gettext_lazy("Solved")), ("no", gettext_lazy("Not solved"))],
        required=False,
    )
    satisfied = picked(
        gettext_lazy("Satisfied with how it was done?"),
        [
            ("yes", gettext_lazy("Satisfied")),
            ("no", gettext_lazy("Not satisfied")),
            ("", gettext_lazy("Did not say")),
        ],
        required=False,
    )
    words = said(gettext_lazy("In the reporter's own words"), rows=2)

    def fill(self) -> None:
        self.initial.setdefault("reached", "yes")

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if given.get("reached") == "yes" and not given.get("solved"):
            self.add_error("solved", _("Write down: is it solved?"))
        return given

    def answer(self, name: str) -> bool | None:
        return {"yes": True, "no": False}.get(self.cleaned_data[name])


class ReopenForm(CaseForm):
    words = said(gettext_lazy("What is not solved"), required=True)


class DecideForm(CaseForm):
    """Grant or refuse what somebody asked; a refusal needs words."""

    grant = yes_no(gettext_lazy("Your decision"), gettext_lazy("Agree"), gettext_lazy("Refuse"))
    words = said(gettext_lazy("Why; a refusal needs it"))

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if given.get("grant") == "no" and not given.get("words") and "words" not in self.errors:
            self.add_error("words", _("Say in a few words why."))
        return given


class ExclusionForm(CaseForm):
    reason = picked(gettext_lazy("Why it should not count"))
    words = said(gettext_lazy("Explain it; another person reviews this"), required=True)

    def fill(self) -> None:
        self.choose_reasons("reason", ReasonKind.EXCLUSION)


class SuperviseForm(CaseForm):
    level = picked(gettext_lazy("Level"), RUNGS)
    trigger = listed(gettext_lazy("What gave rise to it"), required=True)
    words = said(gettext_lazy("What is expected"), required=True)
    answer_on = DayField(
        label=gettext_lazy("Answer by"),
        required=False,
        help_text=gettext_lazy("Empty: one working day."),
    )

    def fill(self) -> None:
        self.choose_reasons("trigger", ReasonKind.TRIGGER)
        self.initial.setdefault("level", "routine")


class AnswerSupervisionForm(CaseForm):
    which = picked(gettext_lazy("Which one"), required=False)
    answer = said(
        gettext_lazy("Why, where it stands, and by when"),
        required=True,
        help_text=gettext_lazy("Those who supervise read it; the public does not."),
    )

    def fill(self) -> None:
        rows = self.folder.unanswered
        self.choose("which", [(str(row.id), rung_name(row.code, row.level)) for row in rows])
        if len(rows) < 2:
            self.fields["which"].widget = forms.HiddenInput()
        self.initial.setdefault("which", str(rows[0].id) if rows else "")


def rung_name(code: str, level: str) -> str:
    """A rung in words: from the ladder, of a stage, or by a person's hand."""
    named = {value: str(label) for value, label in RUNGS}
    if level in named:
        return named[level]
    stage = {
        "review": _("a hold is to be looked at again"),
        "assist": _("a call for assistance is overdue"),
        "stage": _("a step is overdue"),
        "urge": _("urged: the time is up"),
        "response": _("urged: nobody has been in touch"),
        "reminder": _("reminder"),
    }
    word, _colon, rest = code.partition(":")
    name = str(stage.get(word.partition(".")[0], _("urged")))
    return f"{name}: {stage_name(rest.partition(':')[0])}" if word == "stage" else name
