"""What is free: the finder, this moment, one room with its week."""

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from linli.apps.venues.models import Room
from linli.apps.venues.queries.bookings import dates_between, shown_as
from linli.apps.venues.queries.free import (
    Now,
    Read,
    RoomDay,
    day_of,
    now_of,
    read_days,
    starts_in,
    window_of,
)
from linli.apps.venues.queries.ground import Composed, protocols_for, room_of
from linli.apps.venues.queries.things import things_with
from linli.apps.venues.rules import BOOK, SEE
from linli.kernel import clock
from linli.kernel.access.permissions import holds, require
from linli.kernel.community import Community
from linli.web import dates
from linli.web.asked import Asked, show

DAYS, SHOWN = 7, 6
LENGTHS = (60, 90, 120, 180)
PEOPLE = (0, 8, 16, 30)
PARTS = {"": (0, 24), "morning": (0, 12), "afternoon": (12, 18), "evening": (18, 24)}


@dataclass(frozen=True)
class Card:
    """A room on the chosen day with the first times that can be booked."""

    day: RoomDay
    now: Now
    starts: list[dt.datetime]
    more: int


@dataclass(frozen=True)
class Asking:
    """What the reader chose: day, minutes, people, part of the day."""

    day: dt.date
    minutes: int
    people: int
    part: str

    def query(self, **changes: Any) -> dict[str, Any]:
        now = {"minutes": self.minutes, "people": self.people or "", "part": self.part}
        return {"day": self.day.isoformat(), **now, **changes}


def finder(request: HttpRequest, slug: str) -> HttpResponse:
    asked = cast(Asked, request)
    community = asked.community
    require(asked.actor, SEE, community.id)
    today = clock.today(community)
    chosen = _asking(asked, today)
    read = read_days(community, chosen.day)
    window = window_of(read, chosen.day)
    cards = []
    for room in read.rooms:
        shown = day_of(read, room, chosen.day, window)
        starts = [s for s in starts_in(read, shown, chosen.minutes) if _in_part(asked, s, chosen)]
        card = Card(shown, now_of(read, room), starts[:SHOWN], max(0, len(starts) - SHOWN))
        cards.append(card)
    fitting = [card for card in cards if card.day.room.capacity >= chosen.people]
    free = [card for card in fitting if card.starts]
    context = {
        "chosen": chosen,
        "window": window,
        "days": [today + dt.timedelta(days=n) for n in range(DAYS)],
        "today": today,
        "lengths": LENGTHS,
        "sizes": PEOPLE,
        "parts": _parts(),
        "free": free,
        "full": [card for card in fitting if not card.starts and not card.day.closure],
        "closed": [card for card in fitting if not card.starts and card.day.closure],
        "small": len(cards) - len(fitting),
        "total": len(cards),
        "middle": (window[0] + window[1]) // 2,
        "may_book": holds(asked.actor, BOOK, community.id),
    }
    return show(request, "venues/finder.html", context)


def _asking(asked: Asked, today: dt.date) -> Asking:
    given = asked.GET
    day = _day(given.get("day", "")) or today
    minutes, people, part = given.get("minutes", ""), given.get("people", ""), given.get("part", "")
    return Asking(
        min(max(day, today), today + dt.timedelta(days=400)),
        int(minutes) if minutes in {str(each) for each in LENGTHS} else LENGTHS[0],
        int(people) if people in {str(each) for each in PEOPLE} else 0,
        part if part in PARTS else "",
    )


def _parts() -> list[tuple[str, str]]:
    return [
        ("", _("any time")),
        ("morning", _("morning")),
        ("afternoon", _("afternoon")),
        ("evening", _("evening")),
    ]


def _in_part(asked: Asked, start: dt.datetime, chosen: Asking) -> bool:
    first, last = PARTS[chosen.part]
    return first <= clock.local(start, asked.community).hour < last


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


def now_page(request: HttpRequest, slug: str) -> HttpResponse:
    """What is free at this moment: for a phone, and with `?wall=1` for a screen on the wall."""
    asked = cast(Asked, request)
    community = asked.community
    require(asked.actor, SEE, community.id)
    today = clock.today(community)
    read = read_days(community, today)
    rooms = [now_of(read, room) for room in read.rooms]
    day_start = clock.day_start(today, community.zone)
    coming = dates_between(community, clock.now(), day_start + dt.timedelta(days=1))
    context = {
        "rooms": rooms,
        "free": [each for each in rooms if each.state == "free"],
        "now": clock.now(),
        "coming": [(date, shown_as(date.booking)) for date in coming][:8],
    }
    wall = asked.GET.get("wall") == "1"
    return show(request, "venues/wall.html" if wall else "venues/now.html", context)


def room_page(request: HttpRequest, slug: str, room_id: uuid.UUID) -> HttpResponse:
    asked = cast(Asked, request)
    community = asked.community
    require(asked.actor, SEE, community.id)
    room = room_of(community, room_id)
    today = clock.today(community)
    first = _day(asked.GET.get("day", "")) or today
    first = min(max(first, today), today + dt.timedelta(days=400))
    days = [first + dt.timedelta(days=n) for n in range(DAYS)]
    read = read_days(community, first, DAYS, [room])
    window = _week_window(days, read)
    week = [day_of(read, room, day, window) for day in days]
    context = {
        "room": room,
        "week": [(shown, starts_in(read, shown, 60)) for shown in week],
        "window": window,
        "now": now_of(read_days(community, today, 1, [room]), room),
        "today": today,
        "before": max(today, first - dt.timedelta(days=DAYS)) if first > today else None,
        "after": first + dt.timedelta(days=DAYS),
        "protocols": protocols_for(room),
        "things": things_with(community, room),
        "parts": _made_of(read.parts, community, room.id),
        "may_book": holds(asked.actor, BOOK, community.id),
        "title": dates.day(first),
    }
    return show(request, "venues/room.html", context)


def _week_window(days: list[dt.date], read: Read) -> tuple[int, int]:
    spans = [window_of(read, day) for day in days]
    return min(span[0] for span in spans), max(span[1] for span in spans)


def _made_of(parts: Composed, community: Community, room_id: uuid.UUID) -> list[str]:
    ids = [each for each in parts.takes(room_id) if each != room_id]
    rows = Room.objects.filter(community_id=community.id, id__in=ids)
    return list(rows.values_list("name", flat=True))
