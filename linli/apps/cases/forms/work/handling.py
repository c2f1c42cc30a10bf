"""The work itself: contact, progress, more time, hold, result, site check."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from linli.apps.cases.choices import ReasonKind
from linli.apps.cases.forms.reporting import PhotosField
from linli.apps.cases.forms.work.base import CaseForm, picked, said, yes_no
from linli.web.forms import DayField


class ContactForm(CaseForm):
    reached = yes_no(
        gettext_lazy("Did you reach the person?"),
        gettext_lazy("Reached"),
        gettext_lazy("Not reached"),
    )
    way = picked(
        gettext_lazy("How"),
        [
            ("phone", gettext_lazy("by telephone")),
            ("visit", gettext_lazy("at the door")),
            ("message", gettext_lazy("by message")),
            ("counter", gettext_lazy("at the counter")),
        ],
    )
    words = said(gettext_lazy("What was said"), rows=2)

    def fill(self) -> None:
        self.initial.setdefault("reached", "yes")
        self.initial.setdefault("way", "phone")


class ProgressForm(CaseForm):
    progress = said(gettext_lazy("What is new"), required=True)
    for_reporter = forms.BooleanField(
        label=gettext_lazy("The reporter may read this"), required=False, initial=True
    )
    stage = picked(gettext_lazy("Is a step with its own limit done by it?"), [], required=False)

    def fill(self) -> None:
        """Only where the kind has such limits."""
        steps = self.folder.steps_on_the_way
        if steps:
            self.choose("stage", [("", gettext_lazy("no")), *steps])
        else:
            del self.fields["stage"]


class WordsForm(CaseForm):
    """One free sentence, not needed."""

    words = said(gettext_lazy("A word about it"), rows=2)


class NeededWordsForm(CaseForm):
    words = said(gettext_lazy("What is still missing"), required=True)


class ExtensionForm(CaseForm):
    reason = picked(gettext_lazy("Why more time is needed"))
    until = DayField(label=gettext_lazy("Until when"))
    words = said(gettext_lazy("Explain it in a sentence or two"))

    def fill(self) -> None:
        self.choose_reasons("reason", ReasonKind.EXTENSION)


class DecideExtensionForm(CaseForm):
    grant = yes_no(gettext_lazy("More time?"), gettext_lazy("Grant it"), gettext_lazy("Refuse it"))
    until = DayField(label=gettext_lazy("Until when"), required=False)
    words = said(gettext_lazy("Your words; a refusal needs them"))

    def fill(self) -> None:
        asked = self.folder.asked_extension
        if asked is not None:
            self.initial.setdefault("until", asked.extra.get("until"))


class HoldForm(CaseForm):
    reason = picked(gettext_lazy("Why it cannot go on now"))
    words = said(
        gettext_lazy("Explain it; the reporter reads this"),
        help_text=gettext_lazy("The hanging list always needs an explanation."),
    )
    review_on = DayField(
        label=gettext_lazy("Look at it again on"),
        required=False,
        help_text=gettext_lazy("Empty: the longest the reason allows."),
    )

    def fill(self) -> None:
        hanging = self.reasons(ReasonKind.HANGING)
        pauses = self.reasons(ReasonKind.PAUSE)
        self.choose(
            "reason",
            [
                *((row.code, _("Hanging list: %(why)s") % {"why": row.name}) for row in hanging),
                *((row.code, row.name) for row in pauses if row.code != "pause.hung"),
            ],
        )


class ResultForm(CaseForm):
    """One tap for how it ended; the words may stay empty, then the tile says them."""

    outcome = picked(gettext_lazy("How it ended"))
    result = said(
        gettext_lazy("In words for the reporter"),
        help_text=gettext_lazy("Empty: the tile above says it."),
    )
    before = PhotosField(label=gettext_lazy("Photos before"), required=False)
    after = PhotosField(label=gettext_lazy("Photos after"), required=False)

    def fill(self) -> None:
        rows = self.choose_reasons("outcome", ReasonKind.OUTCOME)
        self.told = {row.code: row.told_text or row.name for row in rows}
        self.initial.setdefault("outcome", rows[0].code if rows else "")

    def words(self) -> str:
        """What was typed, else what the chosen outcome tells a reporter."""
        given = self.cleaned_data
        return str(given["result"] or self.told[given["outcome"]])


class DoneForm(ResultForm):
    inside = said(gettext_lazy("Only for staff and units"), rows=2)

    field_order = ("outcome", "result", "before", "after", "inside")


class SiteCheckForm(CaseForm):
    passed = yes_no(
        gettext_lazy("Is it really done?"),
        gettext_lazy("Yes, it is done"),
        gettext_lazy("No, not yet"),
    )
    words = said(gettext_lazy("What you saw"), help_text=gettext_lazy("Needed when it is not."))
    photos = PhotosField(label=gettext_lazy("Photos"), required=False)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if given.get("passed") == "no" and not given.get("words") and "words" not in self.errors:
            self.add_error("words", _("Say in a few words what is still missing."))
        return given


class AddForm(CaseForm):
    text = said(gettext_lazy("What is to be added"), rows=3)
    photos = PhotosField(label=gettext_lazy("Photos"), required=False)
