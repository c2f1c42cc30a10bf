"""Forms of those who keep the centre: venues, rooms, hours, quotas, house rules, closures."""

import datetime as dt
import re
from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from linli.apps.venues.choices import ClosureKind, ItemKind, RoomKind, VenueKind
from linli.apps.venues.forms.base import EMPTY, PersonField, RoomsForm, TimeField, person_by_number
from linli.apps.venues.models import Venue
from linli.apps.venues.queries.ground import venues_of
from linli.web.forms import DayField, LineField, ParagraphField

SPAN = re.compile(r"(\d{1,2}):(\d{2})\s*[-–—~至到]\s*(\d{1,2}):(\d{2})")
WEEKDAYS = (
    ("0", _("Monday")),
    ("1", _("Tuesday")),
    ("2", _("Wednesday")),
    ("3", _("Thursday")),
    ("4", _("Friday")),
    ("5", _("Saturday")),
    ("6", _("Sunday")),
)


class VenueForm(RoomsForm):
    name = LineField(label=_("Name"), most=60)
    kind = forms.ChoiceField(label=_("Kind"), choices=VenueKind.choices)
    above = forms.ChoiceField(label=_("Station of"), required=False)
    address = LineField(label=_("Address"), most=200, required=False)
    phone = LineField(label=_("Telephone"), most=40, required=False)
    opened_on = DayField(label=_("Opened on"), required=False)
    about = ParagraphField(label=_("About it"), most=1000, required=False)

    def prepare(self) -> None:
        own = self.subject.id if self.subject else None
        self.centres: dict[str, Venue] = {
            str(v.id): v for v in venues_of(self.community) if v.id != own
        }
        self.choose("above", [EMPTY, *((key, venue.name) for key, venue in self.centres.items())])

    def clean_above(self) -> Venue | None:
        return self.centres.get(self.cleaned_data["above"])


class PhaseForm(RoomsForm):
    name = LineField(label=_("Name of the phase"), most=80)
    opened_on = DayField(label=_("Opened on"))
    note = LineField(label=_("What came with it"), most=500, required=False)


class RoomForm(RoomsForm):
    venue_id = forms.ChoiceField(label=_("Venue"))
    name = LineField(label=_("Name"), most=60)
    kind = forms.ChoiceField(label=_("Kind"), choices=RoomKind.choices)
    capacity = forms.IntegerField(label=_("Holds how many people"), min_value=1, max_value=5000)
    features = LineField(
        label=_("What is in it"),
        most=200,
        required=False,
        help_text=_("In a few words: projector, round table, mirrors."),
    )
    floor = LineField(label=_("Floor"), most=20, required=False)
    parts = forms.MultipleChoiceField(
        label=_("Made of these rooms"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Booking it takes them all."),
    )
    buffer_before = forms.IntegerField(
        label=_("Minutes to prepare before"), min_value=0, max_value=240, initial=0
    )
    buffer_after = forms.IntegerField(
        label=_("Minutes to tidy up after"), min_value=0, max_value=240, initial=0
    )
    longest_minutes = forms.IntegerField(
        label=_("Longest booking in minutes"), min_value=15, max_value=10080, required=False
    )
    days_ahead = forms.IntegerField(
        label=_("Days ahead at most"), min_value=0, max_value=400, required=False
    )
    accessible = forms.BooleanField(label=_("Reached without a step"), required=False)
    needs_approval = forms.BooleanField(
        label=_("The centre decides on each booking"), required=False
    )
    staff_only = forms.BooleanField(label=_("Booked at the desk only"), required=False)

    def prepare(self) -> None:
        self.choose("venue_id", self.venues())
        own = str(self.subject.id) if self.subject else ""
        self.choose("parts", [(key, name) for key, name in self.rooms() if key != own])
        if self.subject is not None:
            del self.fields["venue_id"], self.fields["parts"]


class HoursForm(RoomsForm):
    days = forms.MultipleChoiceField(
        label=_("On these days"), choices=WEEKDAYS, widget=forms.CheckboxSelectMultiple
    )
    spans = LineField(
        label=_("Open"),
        most=120,
        help_text=_("Such as 8:30-12:00, 14:00-21:00: nothing is booked across the break."),
    )
    other_days = forms.MultipleChoiceField(
        label=_("And on these days otherwise"),
        choices=WEEKDAYS,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    other_spans = LineField(label=_("Open then"), most=120, required=False)
    since = DayField(label=_("From the day"), required=False)

    def clean_spans(self) -> list[tuple[dt.time, dt.time]]:
        found = read_spans(self.cleaned_data["spans"])
        if not found:
            raise forms.ValidationError(_t("Write times such as 8:30-12:00."))
        return found

    def clean_other_spans(self) -> list[tuple[dt.time, dt.time]]:
        return read_spans(self.cleaned_data["other_spans"])

    def rules(self) -> list[tuple[int, dt.time, dt.time]]:
        given = self.cleaned_data
        first = [(int(day), *span) for day in given["days"] for span in given["spans"]]
        other = [(int(d), *span) for d in given["other_days"] for span in given["other_spans"]]
        return [*first, *other]


def read_spans(text: str) -> list[tuple[dt.time, dt.time]]:
    found = []
    for a, b, c, d in SPAN.findall(text.replace("：", ":")):
        try:
            end = dt.time(23, 59) if (int(c), int(d)) == (24, 0) else dt.time(int(c), int(d))
            found.append((dt.time(int(a), int(b)), end))
        except ValueError:
            raise forms.ValidationError(_t("Write times such as 8:30-12:00.")) from None
    return found


class QuotaForm(RoomsForm):
    team = forms.ChoiceField(label=_("Team"), required=False)
    hours = forms.DecimalField(
        label=_("Hours a month"), min_value=0, max_value=744, decimal_places=2
    )
    since = DayField(label=_("From the day"), required=False)

    def prepare(self) -> None:
        self.choose("team", [("", _t("every team without its own")), *self.teams()])
        self.fields["hours"].widget.attrs["class"] = "in"


class ProtocolForm(RoomsForm):
    title = LineField(label=_("Title"), most=80)
    text = ParagraphField(label=_("Text"), most=4000)


class ClosureForm(RoomsForm):
    where = forms.ChoiceField(label=_("Which room"))
    kind = forms.ChoiceField(label=_("Why"), choices=ClosureKind.choices)
    reason = LineField(
        label=_("The reason in words"),
        most=200,
        help_text=_("Everybody reads it."),
    )
    first_day = DayField(label=_("From the day"))
    from_time = TimeField(label=_("From the time"), initial=dt.time(0))
    last_day = DayField(label=_("Until the day"))
    until_time = TimeField(
        label=_("Until the time"), initial=dt.time(0), help_text=_("00:00 is the end of that day.")
    )

    def prepare(self) -> None:
        whole = [(f"venue:{key}", _t("all of %(name)s") % {"name": n}) for key, n in self.venues()]
        self.choose("where", [*((f"room:{key}", n) for key, n in self.rooms()), *whole])

    def place(self) -> dict[str, str]:
        sort, _colon, key = self.cleaned_data["where"].partition(":")
        return {f"{sort}_id": key}

    def times(self) -> tuple[dt.datetime, dt.datetime]:
        given = self.cleaned_data
        last = given["last_day"]
        if given["until_time"] == dt.time(0):
            last += dt.timedelta(days=1)
        start = self.moment(given["first_day"], given["from_time"])
        return start, self.moment(last, given["until_time"])


class ItemForm(RoomsForm):
    venue_id = forms.ChoiceField(label=_("Venue"))
    kind = forms.ChoiceField(label=_("Kind"), choices=ItemKind.choices)
    code = LineField(label=_("Code on it"), most=20)
    name = LineField(label=_("Name or title"), most=120)
    author = LineField(label=_("Author"), most=80, required=False)
    room_id = forms.ChoiceField(label=_("Stands in"), required=False)
    lendable = forms.BooleanField(label=_("May be taken away"), required=False, initial=True)

    def prepare(self) -> None:
        self.choose("venue_id", self.venues())
        self.choose("room_id", [EMPTY, *self.rooms()])


class LoanForm(RoomsForm):
    person = PersonField()
    borrower = LineField(label=_("Name of the person"), most=60, required=False)
    due_on = DayField(label=_("Back by"))

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        typed = given.get("person", "")
        self.found = person_by_number(self.community, typed)
        if typed and self.found is None:
            self.add_error("person", _t("Nobody in the register has this number."))
        if not typed and not given.get("borrower"):
            self.add_error("borrower", _t("Write a name, or a number of the register."))
        return given


class FaultForm(RoomsForm):
    words = LineField(label=_("What is broken"), most=500)
    unusable = forms.BooleanField(label=_("It cannot be used"), required=False)
