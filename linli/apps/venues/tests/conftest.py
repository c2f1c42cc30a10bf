"""A centre with a hall made of two rooms, a book bar, a team of two, and hours across lunch."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

import pytest

from linli.apps.organisations.public import (
    Organisation,
    Team,
    form_team,
    found_organisation,
    join_team,
)
from linli.apps.people.public import Person, draft_person, register_person
from linli.apps.venues.models import Booking, Occurrence, Room, Venue
from linli.apps.venues.operations import Wanted, book, open_room, open_venue
from linli.apps.venues.queries.bookings import dates_of
from linli.kernel import clock
from linli.kernel.access.actor import Actor
from linli.kernel.calendar_tables import seed_calendar
from linli.kernel.community import Community
from tests.cast import Cast

SINCE = dt.date(2026, 1, 1)


@dataclass
class House:
    cast: Cast
    venue: Venue
    room: Room
    a: Room
    b: Room
    hall: Room
    team: Team
    firm: Organisation
    person: Person

    @property
    def home(self) -> Community:
        return self.cast.a

    def actor(self, who: str) -> Actor:
        return self.cast.actor(who)

    def at(self, text: str) -> dt.datetime:
        return dt.datetime.fromisoformat(text).replace(tzinfo=self.home.zone)

    def book(
        self, start: str, end: str, *, who: str = "resident", room: Room | None = None, **more: Any
    ) -> Booking:
        wanted = Wanted(
            room_id=(room or self.room).id, starts_at=self.at(start), ends_at=self.at(end), **more
        )
        return book(community=self.home, actor=self.actor(who), wanted=wanted)

    def for_team(self, start: str, end: str, **more: Any) -> Booking:
        party = {"booked_for_kind": "team", "booked_for_id": str(self.team.id)}
        return self.book(start, end, who="committee", **{**party, **more})

    def one_date(self, booking: Booking) -> Occurrence:
        (date,) = dates_of(booking)
        return date

    def states(self, booking: Booking) -> list[str]:
        return [date.state for date in dates_of(booking)]


def build_house(cast: Cast) -> House:
    seed_calendar()
    system = Actor.system()
    with clock.frozen(dt.datetime(2026, 1, 1, 8, tzinfo=cast.a.zone)):
        draft = draft_person(today=SINCE, name="林小禾", phone="13812340077")
        person = register_person(actor=system, community=cast.a, draft=draft)
        cast.give("resident", person_id=person.id)
        common: dict[str, Any] = {"community": cast.a, "actor": system}
        venue = open_venue(**common, name="党群服务中心")

        def room(name: str, capacity: int, **more: Any) -> Room:
            return open_room(**common, venue_id=venue.id, name=name, capacity=capacity, **more)

        single = room("书画室", 20, kind="arts")
        a, b = room("A厅", 30), room("B厅", 40)
        hall = room("多功能厅", 80, kind="hall", parts=[a.id, b.id])
        team = form_team(
            community=cast.a,
            actor=system,
            name="晨曦合唱队",
            kind="culture_sport",
            leader_name="林小禾",
            leader=person,
            since=SINCE,
        )
        join_team(actor=system, team=team, person=person, display_name="林小禾", since=SINCE)
        firm = found_organisation(
            community=cast.a, actor=system, kind="property_firm", name="金星物业", since=SINCE
        )
        cast.give("rival", organisation_id=firm.id)
    return House(cast, venue, single, a, b, hall, team, firm, person)


@pytest.fixture
def house(cast: Cast) -> House:
    return build_house(cast)
