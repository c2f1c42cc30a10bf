"""What is free: a day of every room, the times that can be booked, and this very moment."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from linli.apps.venues.models import Closure, Room
from linli.apps.venues.queries.grid import SLOT, ceil_slot, floor_slot, slots_between
from linli.apps.venues.queries.ground import (
    Composed,
    Hours,
    Span,
    closed_by,
    closures_between,
    composed,
    hours_of,
    rooms_of,
)
from linli.apps.venues.queries.occupied import Taken, taken_slots
from linli.kernel import clock
from linli.kernel.community import Community

DAY = dt.timedelta(days=1)
STEP = dt.timedelta(minutes=30)


@dataclass(frozen=True)
class Read:
    """Everything that decides about some days, read in five statements whatever the rooms."""

    community: Community
    rooms: list[Room]
    parts: Composed
    hours: Hours
    closures: list[Closure]
    taken: Taken
    now: dt.datetime

    def free_at(self, room: Room, slot: dt.datetime) -> bool:
        return not any((each, slot) in self.taken for each in self.parts.takes(room.id))

    def usable(self, room: Room, start: dt.datetime, end: dt.datetime) -> bool:
        """Whether a booking of [start, end) with the room's buffers would be granted now."""
        before = dt.timedelta(minutes=room.buffer_before)
        after = dt.timedelta(minutes=room.buffer_after)
        grid = slots_between(floor_slot(start - before), ceil_slot(end + after))
        return (
            start >= floor_slot(self.now)
            and self.hours.open_for(room, start, end)
            and closed_by(self.closures, room, self.parts, start, end) is None
            and all(self.free_at(room, slot) for slot in grid)
        )


def read_days(
    community: Community,
    first: dt.date,
    days: int = 1,
    rooms: Sequence[Room] | None = None,
) -> Read:
    found = list(rooms) if rooms is not None else rooms_of(community)
    parts = composed(community)
    start = clock.day_start(first, community.zone)
    end = clock.day_start(first + dt.timedelta(days=days), community.zone)
    ids = {part for room in found for part in parts.takes(room.id)}
    hours = hours_of(community)
    closures = closures_between(community, start, end)
    wide = dt.timedelta(hours=6)  # buffers reach over midnight
    taken = taken_slots(community, ids, start - wide, end + wide)
    taken = {(room, slot.astimezone(dt.UTC)) for room, slot in taken}
    return Read(community, found, parts, hours, closures, taken, clock.now())


@dataclass(frozen=True)
class RoomDay:
    """A room on one day. `free` are the free spans that still come, `cells` half hours of the
    strip: "free", "busy", "shut", "past".
    """

    room: Room
    day: dt.date
    opens: list[Span]
    free: list[Span]
    cells: list[str]
    closure: Closure | None

    @property
    def last_one(self) -> bool:
        """Little is left: at most two hours of the day."""
        left = sum((end - start for start, end in self.free), dt.timedelta())
        return bool(self.free) and left <= dt.timedelta(hours=2)


def day_of(read: Read, room: Room, day: dt.date, window: tuple[int, int]) -> RoomDay:
    opens = read.hours.spans(room, day)
    slots = [slot for span in opens for slot in slots_between(floor_slot(span[0]), span[1])]
    coming = floor_slot(read.now)
    shut = _shut(read, room, day)
    free = [s for s in slots if s >= coming and read.free_at(room, s) and not _in(shut, s)]
    closure = shut[0] if shut else None
    cells = [_cell(read, room, half, slots, shut) for half in _halves(read, day, window)]
    return RoomDay(room, day, opens, _joined(read.community, free), cells, closure)


def _shut(read: Read, room: Room, day: dt.date) -> list[Closure]:
    start = clock.day_start(day, read.community.zone)
    touched = read.parts.touching([room.id])
    return [
        each
        for each in read.closures
        if each.starts_at < start + DAY
        and each.ends_at > start
        and (each.room_id in touched if each.room_id else each.venue_id == room.venue_id)
    ]


def _in(closures: Sequence[Closure], slot: dt.datetime) -> bool:
    return any(each.starts_at < slot + SLOT and slot < each.ends_at for each in closures)


def _halves(read: Read, day: dt.date, window: tuple[int, int]) -> list[dt.datetime]:
    midnight = clock.day_start(day, read.community.zone).astimezone(dt.UTC)
    first, last = window
    return [midnight + STEP * step for step in range(first * 2, last * 2)]


def _cell(
    read: Read,
    room: Room,
    half: dt.datetime,
    open_slots: Sequence[dt.datetime],
    shut: Sequence[Closure],
) -> str:
    pair = [slot for slot in (half, half + SLOT) if slot in open_slots and not _in(shut, slot)]
    if not pair:
        return "shut"
    if half + STEP <= read.now:
        return "past"
    return "free" if all(read.free_at(room, slot) for slot in pair) else "busy"


def _joined(community: Community, slots: Sequence[dt.datetime]) -> list[Span]:
    spans: list[Span] = []
    for slot in slots:
        here = clock.local(slot, community)
        if spans and spans[-1][1] == here:
            spans[-1] = (spans[-1][0], here + SLOT)
        else:
            spans.append((here, here + SLOT))
    return spans


def window_of(read: Read, day: dt.date) -> tuple[int, int]:
    """The hours that a strip of the day shows: from the first opening to the last closing."""
    spans = [span for room in read.rooms for span in read.hours.spans(room, day)]
    spans = [span for span in spans if span[1] - span[0] < DAY]
    if not spans:
        return 8, 22
    midnight = clock.day_start(day, read.community.zone)
    first = min(span[0] for span in spans) - midnight
    last = max(span[1] for span in spans) - midnight
    return int(first.total_seconds() // 3600), -int(-last.total_seconds() // 3600)


def starts_in(read: Read, shown: RoomDay, minutes: int) -> list[dt.datetime]:
    """Times at which a booking of that length can begin, every half hour and at once."""
    lasts = dt.timedelta(minutes=minutes)
    found = []
    for start, end in shown.free:
        begin = start
        while begin + lasts <= end:
            if read.usable(shown.room, begin, begin + lasts):
                found.append(begin)
            step = ceil_slot(begin + SLOT)
            begin = clock.local(step if step.minute % 30 == 0 else step + SLOT, read.community)
    return found


@dataclass(frozen=True)
class Now:
    """A room at this moment: "free", "busy", "closed" or "shut", and until when that is so."""

    room: Room
    state: str
    until: dt.datetime | None
    closure: Closure | None = None


def now_of(read: Read, room: Room) -> Now:
    now = read.now
    day = clock.local(now, read.community).date()
    closure = closed_by(read.closures, room, read.parts, now, now + dt.timedelta(seconds=1))
    if closure is not None:
        return Now(room, "closed", closure.ends_at, closure)
    span = next((s for s in read.hours.spans(room, day) if s[0] <= now < s[1]), None)
    if span is None:
        later = [s[0] for s in read.hours.spans(room, day) if s[0] > now]
        return Now(room, "shut", min(later) if later else None)
    slot = floor_slot(now)
    state = "free" if read.free_at(room, slot) else "busy"
    while slot < span[1] and read.free_at(room, slot) == (state == "free"):
        if closed_by(read.closures, room, read.parts, slot, slot + SLOT):
            break
        slot += SLOT
    until = clock.local(min(slot, span[1].astimezone(dt.UTC)), read.community)
    return Now(room, state, until)


def rooms_now(community: Community) -> list[Now]:
    """Every room at this moment, at a glance: five statements."""
    read = read_days(community, clock.today(community))
    return [now_of(read, room) for room in read.rooms]


def free_rooms(
    community: Community,
    start: dt.datetime,
    end: dt.datetime,
    *,
    people: int = 0,
) -> list[Room]:
    """Rooms that could be booked for exactly this time, the smallest that is large enough first."""
    day = clock.local(start, community).date()
    days = (clock.local(end, community).date() - day).days + 1
    read = read_days(community, day, days)
    found = [r for r in read.rooms if r.capacity >= people and read.usable(r, start, end)]
    return sorted(found, key=lambda room: (room.capacity, room.sequence, room.id))
