"""How rooms are used in a month: hours open, booked and used, by room and by hour of the day."""

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from linli.apps.venues.models import Closure, Occurrence, Room
from linli.apps.venues.queries.ground import closures_between, composed, hours_of, rooms_of
from linli.apps.venues.queries.occupied import state_now
from linli.kernel import clock
from linli.kernel.community import Community

DAY = dt.timedelta(days=1)


@dataclass
class RoomUse:
    """Minutes. `open` counts the hours in which the room could be used, closures left out."""

    room: Room
    open: int = 0
    booked: int = 0
    used: int = 0
    uses: int = 0
    no_shows: int = 0
    by_hour: dict[int, int] = field(default_factory=lambda: defaultdict(int))

    @property
    def rate(self) -> int | None:
        """Percent of the open time in which the room was used."""
        return round(100 * self.used / self.open) if self.open else None


@dataclass(frozen=True)
class Use:
    rooms: list[RoomUse]
    hours: list[tuple[int, int]]
    first: dt.date
    last: dt.date

    @property
    def used(self) -> int:
        return sum(each.used for each in self.rooms)

    @property
    def busiest(self) -> int:
        return max((minutes for _hour, minutes in self.hours), default=0)


def use_of(community: Community, first: dt.date, last: dt.date) -> Use:
    """By room and hour, of dates that began in [first, last] and are over."""
    start = clock.day_start(first, community.zone)
    end = min(clock.day_start(last + DAY, community.zone), clock.now())
    rooms = {room.id: RoomUse(room) for room in rooms_of(community)}
    _open_minutes(community, rooms, start, end)
    rows = Occurrence.objects.filter(
        community_id=community.id, starts_at__gte=start, starts_at__lt=end, ends_at__lte=clock.now()
    )
    now = clock.now()
    for date in rows.order_by("starts_at", "id"):
        row = rooms.get(date.room_id)
        if row is not None:
            _add(community, row, date, state_now(date, now))
    by_hour: dict[int, int] = defaultdict(int)
    for row in rooms.values():
        for hour, minutes in row.by_hour.items():
            by_hour[hour] += minutes
    return Use(list(rooms.values()), [(h, by_hour[h]) for h in range(8, 22)], first, last)


def _add(community: Community, row: RoomUse, date: Occurrence, state: str) -> None:
    if state == "no_show":
        row.no_shows += 1
        row.booked += date.minutes
    if state != "done":
        return
    row.booked += date.minutes
    row.used += date.used_minutes
    row.uses += 1
    for hour, minutes in _hours(community, date):
        row.by_hour[hour] += minutes


def _hours(community: Community, date: Occurrence) -> Iterator[tuple[int, int]]:
    """The used minutes by the hour of the day in which they lie."""
    left = date.used_minutes
    moment = clock.local(date.starts_at, community)
    while left > 0:
        until_full = 60 - moment.minute
        part = min(left, until_full)
        yield moment.hour, part
        left -= part
        moment += dt.timedelta(minutes=part)


def _open_minutes(
    community: Community, rooms: dict[uuid.UUID, RoomUse], start: dt.datetime, end: dt.datetime
) -> None:
    hours, parts = hours_of(community), composed(community)
    closures = closures_between(community, start, end)
    touching = {key: parts.touching([key]) for key in rooms}
    day = clock.local(start, community).date()
    while clock.day_start(day, community.zone) < end:
        for key, row in rooms.items():
            for begins, ends in hours.spans(row.room, day):
                span = (begins, min(ends, end))
                shut = [
                    (c.starts_at, c.ends_at) for c in closures if _here(c, touching[key], row.room)
                ]
                row.open += _left(span, shut)
        day += DAY


def _here(closure: Closure, touching: set[uuid.UUID], room: Room) -> bool:
    if closure.room_id:
        return closure.room_id in touching
    return bool(closure.venue_id == room.venue_id)


def _left(
    span: tuple[dt.datetime, dt.datetime], shut: list[tuple[dt.datetime, dt.datetime]]
) -> int:
    """Minutes of a span outside of closures, those that overlap each other counted once."""
    reach, total = span[0], 0
    for begins, ends in sorted(shut):
        if begins > reach:
            total += _minutes(reach, min(begins, span[1]))
        reach = max(reach, ends)
    return total + _minutes(reach, span[1])


def _minutes(start: dt.datetime, end: dt.datetime) -> int:
    return max(0, int((end - start).total_seconds() // 60))
