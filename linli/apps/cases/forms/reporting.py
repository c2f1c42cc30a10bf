"""A report in three steps: what, where, photos and how to hear back. Only the first is a must."""

import secrets
import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from linli.apps.cases.models import CaseType
from linli.apps.cases.operations.reporting import ReporterGiven
from linli.kernel.errors import Refusal
from linli.kernel.records.models import Basis
from linli.web.forms import HouseForm, LineField, ParagraphField

STEPS = ("what", "where", "contact")
FIELDS = {
    "what": ("group", "text"),
    "where": ("type", "place_words", "place", "details"),
    "contact": ("channel", "name", "phone", "neighbour", "neighbour_phone", "public"),
}
CARRIED = ("key", "asset")
MOST_PHOTOS = 4


class ManyFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class PhotosField(forms.FileField):
    """Up to four files; what they hold is checked by the media room."""

    widget = ManyFiles(attrs={"accept": "image/*"})

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        files = [each for each in (data if isinstance(data, list) else [data]) if each]
        if len(files) > MOST_PHOTOS:
            raise forms.ValidationError(
                _("At most four photos, please. The others can be added later.")
            )
        return files


class ReportForm(HouseForm):
    """All three steps in one form; what a step does not show travels as hidden fields."""

    group = forms.ChoiceField(
        label=_("What is it about?"), required=False, widget=forms.RadioSelect
    )
    text = ParagraphField(
        label=_("In one sentence"),
        most=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "data-similar": ""}),
    )
    type = forms.ChoiceField(label=_("More exactly"), required=False, widget=forms.RadioSelect)
    place_words = LineField(
        label=_("Building, road or shop"),
        most=200,
        required=False,
        help_text=_("For example: building 2, entrance 4. We do not read your location."),
    )
    place = forms.UUIDField(required=False, widget=forms.HiddenInput)
    details = LineField(
        label=_("Exact spot"), most=100, required=False, help_text=_("Which floor, which side …")
    )
    photos = PhotosField(
        label=_("Photos"),
        required=False,
        help_text=_("Show the matter, not people. The place inside the photo file is taken out."),
    )
    channel = forms.ChoiceField(
        label=_("How shall we tell you the result?"),
        required=False,
        widget=forms.RadioSelect,
        choices=[
            ("code", _("Give me a query number")),
            ("phone", _("Call me")),
            ("neighbour", _("I report for a neighbour")),
        ],
    )
    name = LineField(label=_("How we may call you"), most=60, required=False)
    phone = LineField(
        label=_("Your telephone"),
        most=60,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "tel"}),
    )
    neighbour = LineField(label=_("Your neighbour's name"), most=60, required=False)
    neighbour_phone = LineField(
        label=_("Telephone to call when it is done"),
        most=60,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "tel"}),
    )
    public = forms.BooleanField(
        label=_("Show it on the public board, without names"), required=False
    )
    asset = forms.UUIDField(required=False, widget=forms.HiddenInput)
    key = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    def __init__(self, *args: Any, types: Sequence[CaseType], step: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.step = step
        self.types = types
        self.groups = _groups(types)
        self.choose("group", [(code, name) for code, name in self.groups.items()])
        chosen = str(self.data.get("group", "") or self.initial.get("group", ""))
        self.choose("type", [(t.code, t.name) for t in types if t.parent == chosen])

    def choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices

    def clean_group(self) -> str:
        return str(self.cleaned_data["group"] or "")

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if not (given.get("group") or given.get("text")) and "text" not in self.errors:
            self.add_error("text", _("Choose a picture or write a few words, please."))
        if self.step == "contact":
            self._check_contact(given)
        return given

    def _check_contact(self, given: dict[str, Any]) -> None:
        needed = {"phone": "phone", "neighbour": "neighbour_phone"}.get(given.get("channel", ""))
        if needed and not given.get(needed) and needed not in self.errors:
            self.add_error(needed, _("Which number shall we call?"))

    @property
    def faulty_step(self) -> str:
        """The first step that holds an error, up to the one that was sent."""
        for step in STEPS[: STEPS.index(self.step) + 1]:
            if any(name in self.errors for name in (*FIELDS[step], "photos")):
                return step
        return ""

    def hidden_for(self, shown: str) -> list[tuple[str, str]]:
        """Name and value of everything that the shown step does not ask itself."""
        names = [n for step in STEPS if step != shown for n in FIELDS[step]]
        pairs = [(name, self.typed(name)) for name in (*names, *CARRIED)]
        return [(name, value) for name, value in pairs if value]

    def typed(self, name: str) -> str:
        value = self.data.get(name) if self.is_bound else self.initial.get(name)
        return "" if value is None else str(value)

    def reporter(self) -> ReporterGiven:
        """Who is to be told, as the person chose it."""
        given = self.cleaned_data
        if given["channel"] == "neighbour":
            return ReporterGiven(
                name=given["neighbour"],
                phone=given["neighbour_phone"],
                proxy_name=given["name"],
                basis=Basis.NEIGHBOUR,
            )
        if given["channel"] == "phone":
            return ReporterGiven(name=given["name"], phone=given["phone"])
        return ReporterGiven(anonymous=True)

    def place_text(self) -> str:
        given = self.cleaned_data
        return " ".join(part for part in (given["place_words"], given["details"]) if part)[:200]


FILE_WORDS = ("file_", "heic_", "pdf_", "photo_", "same_photo", "too_many_pixels")


def field_of(refusal: Refusal) -> str:
    """The field that a refusal is about; what was wrong with a file belongs to the photos."""
    if refusal.code.startswith(FILE_WORDS):
        return "photos"
    return str(refusal.data.get("field", ""))


def _groups(types: Sequence[CaseType]) -> dict[str, str]:
    return {each.parent: each.group_name for each in types}


def new_key() -> str:
    """The form's own key: made when the form is first shown, the same when it is sent twice."""
    return f"{secrets.token_urlsafe(12)}-{uuid.uuid4().hex[:6]}"
