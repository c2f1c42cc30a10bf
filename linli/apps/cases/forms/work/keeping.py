"""What is written about a case: corrections, the public text, who looked at contact data."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from linli.apps.cases.forms.work.base import CaseForm, picked, said, typed
from linli.apps.places.public import Place, find_place


class CorrectForm(CaseForm):
    title = typed(gettext_lazy("Title"), most=80)
    text = said(gettext_lazy("What was reported"), most=4000, rows=5)
    place = typed(
        gettext_lazy("Where"),
        most=200,
        help_text=gettext_lazy("As on the doorplate: building 2, entrance 4"),
    )
    confidential = forms.BooleanField(
        label=gettext_lazy("Confidential: only those who handle it see it"), required=False
    )

    def fill(self) -> None:
        case = self.folder.case
        self.initial.setdefault("title", case.title)
        self.initial.setdefault("text", case.text)
        self.initial.setdefault("place", self._place_now())
        self.initial.setdefault("confidential", case.confidential)

    def _place_now(self) -> str:
        case = self.folder.case
        return case.place.full_name if case.place else case.place_words

    def changes(self) -> dict[str, Any]:
        """Only what differs from what stood on the page; the place looked up in the register."""
        given, case = self.cleaned_data, self.folder.case
        changed: dict[str, Any] = {
            name: given[name] for name in ("title", "text") if given[name] != getattr(case, name)
        }
        if given["confidential"] and not case.confidential:
            changed["confidential"] = True
        if given["place"] != self._place_now():
            found = self._look_up(given["place"])
            changed["place_words"] = given["place"]
            changed["place_id"] = found.id if found else None
            changed["grid_id"] = None if found else case.grid_id
        return changed

    def _look_up(self, words: str) -> Place | None:
        return find_place(self.folder.community, words).place if words else None


class PublishForm(CaseForm):
    """A reporter's own words are a draft here; what is sent is what a person has read."""

    public = forms.BooleanField(label=gettext_lazy("Show it on the public board"), required=False)
    public_title = typed(gettext_lazy("Title for everybody"), most=80)
    public_text = said(
        gettext_lazy("Text for everybody"),
        help_text=gettext_lazy("No names, no telephone, no flat number."),
    )
    public_result = said(gettext_lazy("Result for everybody"), rows=2)
    photos = forms.MultipleChoiceField(
        label=gettext_lazy("Photos for everybody"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def fill(self) -> None:
        case, photos = self.folder.case, self.folder.photos
        field = self.fields["photos"]
        if isinstance(field, forms.MultipleChoiceField):
            field.choices = [(str(each.id), each.caption) for each in photos]
        self.initial.setdefault("photos", [str(each.id) for each in photos if each.public])
        self.initial.setdefault("public", case.public)
        self.initial.setdefault("public_title", case.public_title or case.title)
        self.initial.setdefault("public_text", case.public_text or case.text)
        self.initial.setdefault("public_result", case.public_result or case.result)


class RevealForm(CaseForm):
    reporter = picked(gettext_lazy("Whom"), required=False)
    why = typed(
        gettext_lazy("Why you need it"),
        most=200,
        required=True,
        help_text=gettext_lazy("The view is recorded; the person can see who looked."),
    )

    def fill(self) -> None:
        rows = [row for row in self.folder.reporters if not row.anonymous]
        self.choose("reporter", [(str(row.id), row.name or _("no name")) for row in rows])
        if len(rows) < 2:
            self.fields["reporter"].widget = forms.HiddenInput()
        self.initial.setdefault("reporter", str(rows[0].id) if rows else "")
