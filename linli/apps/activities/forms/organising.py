"""What organisers type on the board of a date, at the door and after the event."""

import datetime as dt
import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from linli.apps.activities.forms.announcing import time_field
from linli.apps.activities.operations.filing import OutcomeDraft
from linli.apps.participation.public import Category, Door
from linli.apps.people.public import Person
from linli.kernel.community import Community
from linli.web.forms import DayField, HouseForm, LineField, ParagraphField

MOST_HEADS, MOST_LINES, MOST_PHOTOS = 100_000, 4000, 9
DOORS = [
    (Door.STAFF_DESK.value, gettext_lazy("at the desk")),
    (Door.STAFF_PHONE.value, gettext_lazy("by telephone")),
    (Door.PAPER.value, gettext_lazy("from a paper list")),
]


class AddForm(HouseForm):
    """Somebody of the register, or somebody new with name and telephone."""

    person = forms.ChoiceField(
        label=gettext_lazy("Who it is"), required=False, widget=forms.RadioSelect
    )
    name = LineField(label=gettext_lazy("Name of the person"), required=False, most=60)
    phone = LineField(label=gettext_lazy("Telephone"), required=False, most=30)
    door = forms.ChoiceField(
        label=gettext_lazy("How they signed up"),
        choices=DOORS,
        widget=forms.RadioSelect,
        initial=Door.STAFF_PHONE.value,
    )
    guests = ParagraphField(
        label=gettext_lazy("Others who come along"),
        help_text=gettext_lazy("One name a line. Each of them takes a seat."),
        required=False,
        most=600,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    wait = forms.BooleanField(
        label=gettext_lazy("Put on the waiting list when it is full"), required=False, initial=True
    )
    over_capacity_reason = LineField(
        label=gettext_lazy("Or take beyond the capacity, because"),
        help_text=gettext_lazy("Written down with your name."),
        required=False,
        most=200,
    )

    def __init__(self, found: Sequence[Person], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["person"]
        field.choices = [
            *((str(each.id), f"{each.name} · {each.short_number}") for each in found),
            ("", _("somebody who is not in the list")),
        ]
        field.initial = str(found[0].id) if found else ""

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not given.get("person") and not given.get("name"):
            self.add_error("name", _("Choose somebody above, or write name and telephone."))
        return given

    @property
    def chosen(self) -> uuid.UUID | None:
        key = self.cleaned_data["person"]
        return uuid.UUID(key) if key else None

    @property
    def guest_names(self) -> list[str]:
        return [line.strip() for line in self.cleaned_data["guests"].splitlines() if line.strip()]


class HeadsForm(HouseForm):
    """One number a category; an empty field says nothing, zero is a number."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for each in Category:
            self.fields[each.value] = forms.IntegerField(
                label=each.label,
                required=False,
                min_value=0,
                max_value=MOST_HEADS,
                widget=forms.NumberInput(attrs={"class": "in", "inputmode": "numeric"}),
            )

    @property
    def heads(self) -> dict[str, int]:
        given = self.cleaned_data
        return {each.value: given[each.value] for each in Category if given[each.value] is not None}


class SheetForm(HeadsForm):
    """The paper list: ticks for those who are on it, a line for each who walked in."""

    came = forms.MultipleChoiceField(
        label=gettext_lazy("Who of the list came"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    others = ParagraphField(
        label=gettext_lazy("Who came without a sign-up"),
        help_text=gettext_lazy("One line each: name, or short number where a name occurs twice."),
        required=False,
        most=MOST_LINES,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, people: Sequence[Person], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["came"]
        field.choices = [(str(each.id), f"{each.name} · {each.short_number}") for each in people]

    @property
    def people(self) -> list[uuid.UUID]:
        return [uuid.UUID(key) for key in self.cleaned_data["came"]]

    @property
    def lines(self) -> list[str]:
        return [line for line in self.cleaned_data["others"].splitlines() if line.strip()]


class CapacityForm(HouseForm):
    capacity = forms.IntegerField(
        label=gettext_lazy("How many places"),
        help_text=gettext_lazy("Empty: no limit."),
        required=False,
        min_value=1,
        max_value=MOST_HEADS,
    )


class MoveForm(HouseForm):
    day = DayField(label=gettext_lazy("New day"))
    begins = time_field(gettext_lazy("Begins at"))
    ends = time_field(gettext_lazy("Ends at"))

    def __init__(self, community: Community, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.community = community

    def at(self, name: str) -> dt.datetime:
        given = self.cleaned_data
        return dt.datetime.combine(given["day"], given[name], self.community.zone)


class ReasonForm(HouseForm):
    reason = LineField(
        label=gettext_lazy("Why it is cancelled"),
        help_text=gettext_lazy("Everybody reads it, and all who are signed up are told once."),
        most=200,
    )


class FilingForm(HouseForm):
    result_text = ParagraphField(
        label=gettext_lazy("How it was"),
        help_text=gettext_lazy("Two or three sentences for everybody: who came, what came of it."),
        required=False,
        most=8000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    what = LineField(
        label=gettext_lazy("What was achieved besides people"),
        help_text=gettext_lazy("Such as: trees planted"),
        required=False,
        most=60,
    )
    number = forms.IntegerField(
        label=gettext_lazy("How many"), required=False, min_value=0, max_value=10_000_000
    )
    unit = LineField(label=gettext_lazy("Unit"), required=False, most=20)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        told = [bool(given.get("what")), given.get("number") is not None, bool(given.get("unit"))]
        if any(told) and not all(told):
            self.add_error("what", _("Say what, how many and in which unit, or none of them."))
        return given

    @property
    def outcomes(self) -> list[OutcomeDraft]:
        given = self.cleaned_data
        if not given["what"]:
            return []
        return [OutcomeDraft(what=given["what"], unit=given["unit"], number=given["number"])]


class ManyFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class PhotosField(forms.FileField):
    """Several files; what they hold is checked by the media room."""

    widget = ManyFiles(attrs={"accept": "image/*"})

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        files = [each for each in (data if isinstance(data, list) else [data]) if each]
        if not files:
            raise forms.ValidationError(_("Choose at least one photo."))
        if len(files) > MOST_PHOTOS:
            raise forms.ValidationError(
                _("At most %(n)s photos at once, please.") % {"n": MOST_PHOTOS}
            )
        return files


class PhotosForm(HouseForm):
    photos = PhotosField(label=gettext_lazy("Photos of the event"))
    agreed = forms.BooleanField(
        label=gettext_lazy("Everybody who can be recognised agreed to be shown"), required=False
    )
