"""Booking in three taps: everything but the tap has a sensible beginning."""

import datetime as dt
import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from linli.apps.venues.choices import Booker, Every
from linli.apps.venues.forms.base import EMPTY, RoomsForm, TimeField, person_by_number
from linli.apps.venues.models import Item, Protocol, Room
from linli.apps.venues.operations import Wanted
from linli.kernel.records.models import Basis
from linli.web.forms import DayField, LineField

ONCE = ("", _("only once"))
WAYS = (Basis.STAFF_DESK, Basis.STAFF_PHONE, Basis.PAPER, Basis.DUTY)


class BookingForm(RoomsForm):
    """`teams` are those one may book for; `staff` shows for whom and by which way."""

    day = DayField(label=_("Day"))
    begins = TimeField(label=_("Begins at"))
    ends = TimeField(label=_("Ends at"))
    expected = forms.IntegerField(label=_("How many people"), min_value=1, max_value=5000)
    purpose = LineField(
        label=_("What for"), most=200, required=False, help_text=_("Only the centre reads this.")
    )
    team = forms.ChoiceField(label=_("For my team"), required=False)
    items = forms.MultipleChoiceField(
        label=_("Needed with it"), required=False, widget=forms.CheckboxSelectMultiple
    )
    every = forms.ChoiceField(label=_("Again"), required=False, choices=[ONCE, *Every.choices])
    times = forms.IntegerField(
        label=_("How many times in all"), min_value=1, max_value=60, initial=1, required=False
    )
    skip = LineField(
        label=_("Leave out the dates no."),
        most=120,
        required=False,
        help_text=_("With a comma between them, such as 3, 5."),
    )
    contact_phone = LineField(label=_("Telephone, if something changes"), most=40, required=False)
    accepted = forms.MultipleChoiceField(
        label=_("House rules"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(
        self,
        *args: Any,
        room: Room,
        teams: list[tuple[str, str]],
        items: list[Item],
        protocols: list[Protocol],
        **kw: Any,
    ) -> None:
        self.room = room
        super().__init__(*args, **kw)
        self._offer("team", [EMPTY, *teams] if teams else [])
        self._offer("items", [(str(item.id), item.name) for item in items])
        self._offer("accepted", [(str(each.id), each.title) for each in protocols])

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        self.choose(name, choices)
        if not choices:
            del self.fields[name]

    def clean_skip(self) -> list[int]:
        parts = self.cleaned_data["skip"].replace("，", ",").replace("、", ",").split(",")
        found = [part.strip() for part in parts if part.strip()]
        if not all(part.isascii() and part.isdecimal() and len(part) < 4 for part in found):
            raise forms.ValidationError(_t("Write numbers with a comma between them."))
        return [int(part) for part in found]

    def party(self) -> dict[str, Any]:
        team = self.cleaned_data.get("team", "")
        if team:
            return {"booked_for_kind": Booker.TEAM, "booked_for_id": team}
        return {}

    def wanted(self) -> Wanted:
        given = self.cleaned_data
        end_day = given["day"]
        if given["ends"] == dt.time(0):  # until midnight
            end_day += dt.timedelta(days=1)
        return Wanted(
            room_id=self.room.id,
            starts_at=self.moment(given["day"], given["begins"]),
            ends_at=self.moment(end_day, given["ends"]),
            purpose=given["purpose"],
            expected=given["expected"],
            every=given["every"],
            times=(given["times"] or 1) if given["every"] else 1,
            skip=given["skip"],
            accepted=[uuid.UUID(key) for key in given.get("accepted", [])],
            item_ids=[uuid.UUID(key) for key in given.get("items", [])],
            contact_phone=given["contact_phone"],
            **self.party(),
        )


class DeskBookingForm(BookingForm):
    """At the desk, on the telephone, from paper: for whom, and how they asked."""

    whom = forms.ChoiceField(
        label=_("Booked for whom"),
        choices=[
            (Booker.COMMUNITY.value, Booker.COMMUNITY.label),
            (Booker.PERSON.value, Booker.PERSON.label),
            (Booker.TEAM.value, Booker.TEAM.label),
        ],
    )
    person = LineField(
        label=_("Number of the resident's card"),
        most=12,
        required=False,
        help_text=_("Or the name below, for somebody without a card."),
    )
    name = LineField(label=_("Name of the person"), most=60, required=False)
    basis = forms.ChoiceField(
        label=_("How they asked"), choices=[(each.value, each.label) for each in WAYS]
    )
    field_order = ("day", "begins", "ends", "expected", "whom", "team", "person", "name", "basis")

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        whom = given.get("whom")
        if whom == Booker.TEAM and not given.get("team"):
            self.add_error("team" if "team" in self.fields else None, _t("Choose the team."))
        if whom == Booker.PERSON:
            typed = given.get("person", "")
            self.found = person_by_number(self.community, typed)
            if typed and self.found is None:
                self.add_error("person", _t("Nobody in the register has this number."))
            if not typed and not given.get("name"):
                self.add_error("name", _t("Write a name, or a number of the register."))
        return given

    def party(self) -> dict[str, Any]:
        given = self.cleaned_data
        whom, basis = given["whom"], {"basis": given["basis"]}
        if whom == Booker.TEAM:
            return {"booked_for_kind": whom, "booked_for_id": given["team"], **basis}
        if whom == Booker.PERSON and self.found is not None:
            return {"booked_for_kind": whom, "booked_for_id": str(self.found.id), **basis}
        return {"booked_for_kind": whom, "booked_for_name": given["name"], **basis}
