"""The centre manager's week, what waits, and the sheet that hangs at the door."""

import datetime as dt
import uuid
from dataclasses import dataclass, field
from typing import Any, cast

from django.http import HttpRequest, HttpResponse

from linli.apps.venues.choices import HOLDING, State
from linli.apps.venues.models import Closure, Occurrence, Room, Venue
from linli.apps.venues.queries.bookings import dates_between, rivals_of, shown_as, waiting_dates
from linli.apps.venues.queries.ground import closures_between, composed, rooms_of, venues_of
from linli.apps.venues.queries.occupied import state_now
from linli.apps.venues.queries.standing import strikes_of
from linli.apps.venues.rules import DECIDE, DESK, KEEP
from linli.kernel import clock
from linli.kernel.access.permissions import holds, require
from linli.kernel.community import Community
from linli.web.asked import Asked, show

DAYS = 7


@dataclass(frozen=True)
class Entry:
    """One date in the week: `name` for staff, `shown` for everybody."""

    date: Occurrence
    state: State
    name: str
    shown: str
    whole: str = ""


@dataclass
class Day:
    day: dt.date
    entries: list[Entry] = field(default_factory=list)
    closures: list[Closure] = field(default_factory=list)


@dataclass(frozen=True)
class RoomWeek:
    room: Room
    days: list[Day]


def week_of(community: Community, rooms: list[Room], first: dt.date) -> list[RoomWeek]:
    """Rooms by days: what is booked, and what the hall takes of its parts."""
    start = clock.day_start(first, community.zone)
    end = clock.day_start(first + dt.timedelta(days=DAYS), community.zone)
    states = [*HOLDING, State.PENDING, State.DONE, State.NO_SHOW]
    dates = dates_between(community, start, end, states=states)
    closures = closures_between(community, start, end)
    parts, now = composed(community), clock.now()
    weeks = []
    for room in rooms:
        days = [Day(first + dt.timedelta(days=n)) for n in range(DAYS)]
        touching = parts.touching([room.id])
        for date in dates:
            if date.room_id == room.id or (
                date.room_id in touching and room.id in parts.takes(date.room_id)
            ):
                offset = (clock.local(date.starts_at, community).date() - first).days
                if 0 <= offset < DAYS:
                    days[offset].entries.append(_entry(date, room, now))
        for day in days:
            begin = clock.day_start(day.day, community.zone)
            until = begin + dt.timedelta(days=1)
            day.closures = [
                c
                for c in closures
                if c.starts_at < until
                and begin < c.ends_at
                and (c.room_id in touching if c.room_id else c.venue_id == room.venue_id)
            ]
        weeks.append(RoomWeek(room, days))
    return weeks


def _entry(date: Occurrence, room: Room, now: dt.datetime) -> Entry:
    booking = date.booking
    name = booking.booked_for_name or str(booking.get_booked_for_kind_display())
    whole = date.room.name if date.room_id != room.id else ""
    return Entry(date, State(state_now(date, now)), name, shown_as(booking), whole)


def _asked_week(asked: Asked) -> tuple[dt.date, Venue | None, list[Venue]]:
    community = asked.community
    today = clock.today(community)
    try:
        day = dt.date.fromisoformat(asked.GET.get("day", ""))
    except ValueError:
        day = today
    day = min(max(day, today - dt.timedelta(days=4000)), today + dt.timedelta(days=800))
    venues = venues_of(community)
    wanted = asked.GET.get("venue", "")
    venue = next((each for each in venues if str(each.id) == wanted), None)
    return day - dt.timedelta(days=day.weekday()), venue or next(iter(venues), None), venues


def week(request: HttpRequest, slug: str) -> HttpResponse:
    asked = cast(Asked, request)
    require(asked.actor, DESK, asked.community.id)
    first, venue, venues = _asked_week(asked)
    rooms = rooms_of(asked.community, venue) if venue else []
    context = {
        **_week_context(first, venue),
        "venues": venues,
        "rooms": week_of(asked.community, rooms, first),
        "today": clock.today(asked.community),
        "waiting": len({date.booking_id for date in waiting_dates(asked.community)}),
        "keeps": holds(asked.actor, KEEP, asked.community.id),
    }
    return show(request, "venues/week.html", context)


def _week_context(first: dt.date, venue: Venue | None) -> dict[str, Any]:
    return {
        "venue": venue,
        "first": first,
        "last": first + dt.timedelta(days=DAYS - 1),
        "days": [first + dt.timedelta(days=n) for n in range(DAYS)],
        "before": first - dt.timedelta(days=DAYS),
        "after": first + dt.timedelta(days=DAYS),
    }


def sheet(request: HttpRequest, slug: str) -> HttpResponse:
    """The week on A4 for the door: teams and activities by name, people as “booked”."""
    asked = cast(Asked, request)
    require(asked.actor, DESK, asked.community.id)
    first, venue, _venues = _asked_week(asked)
    rooms = rooms_of(asked.community, venue) if venue else []
    context = {
        **_week_context(first, venue),
        "rooms": week_of(asked.community, rooms, first),
        "today": clock.today(asked.community),
    }
    return show(request, "venues/sheet.html", context)


@dataclass(frozen=True)
class Waiting:
    """One booking that waits, its dates, and the others that want the same time."""

    dates: list[Occurrence]
    rivals: list[Occurrence]
    strikes: int

    @property
    def rival_ids(self) -> str:
        return " ".join(sorted({str(each.booking_id) for each in self.rivals}))


def waiting(request: HttpRequest, slug: str) -> HttpResponse:
    asked = cast(Asked, request)
    community = asked.community
    require(asked.actor, DECIDE, community.id)
    by_booking: dict[uuid.UUID, list[Occurrence]] = {}
    for date in waiting_dates(community):
        by_booking.setdefault(date.booking_id, []).append(date)
    parts = composed(community)
    rows = []
    for dates in list(by_booking.values())[:50]:
        booking = dates[0].booking
        strikes = strikes_of(community, booking.booked_for_kind, booking.booked_for_id)
        rows.append(Waiting(dates, rivals_of(community, dates, parts), strikes))
    return show(request, "venues/waiting.html", {"rows": rows, "total": len(by_booking)})
