"""Which dates a booking asks for, and what stands against each of them."""

import calendar
import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from linli.apps.venues.choices import Every
from linli.apps.venues.models import Closure, Room
from linli.apps.venues.operations.asking import Wanted
from linli.apps.venues.queries.grid import (
    ceil_slot,
    floor_slot,
    minutes_between,
    slots_between,
)
from linli.apps.venues.queries.ground import (
    Composed,
    Hours,
    closed_by,
    closures_between,
    composed,
    hours_of,
)
from linli.apps.venues.queries.occupied import Taken, taken_slots
from linli.kernel import clock
from linli.kernel.community import Community
from linli.kernel.errors import Conflict, Refusal, RuleNotMet

MOST_DATES = 60
LONGEST = dt.timedelta(days=7)


@dataclass(frozen=True)
class Date:
    """One date with the room's buffers; `trouble` says why it cannot be, empty where it can."""

    number: int
    starts_at: dt.datetime
    ends_at: dt.datetime
    takes_from: dt.datetime
    takes_until: dt.datetime
    trouble: str = ""

    @property
    def minutes(self) -> int:
        return minutes_between(self.starts_at, self.ends_at)


@dataclass(frozen=True)
class Plan:
    """The room with everything that a booking of it takes, and the dates wanted."""

    room: Room
    takes: list[uuid.UUID]
    dates: list[Date]
    skipped: list[int] = field(default_factory=list)


def buffers(rooms: Sequence[Room]) -> tuple[dt.timedelta, dt.timedelta]:
    before = max((room.buffer_before for room in rooms), default=0)
    after = max((room.buffer_after for room in rooms), default=0)
    return dt.timedelta(minutes=before), dt.timedelta(minutes=after)


def plan_dates(community: Community, room: Room, wanted: Wanted) -> Plan:
    """Every date that is asked for, whether it can be or not."""
    _check_times(wanted)
    takes = composed(community).takes(room.id)
    rooms = list(Room.objects.filter(community_id=community.id, id__in=takes))
    before, after = buffers(rooms)
    dates = []
    for number, (start, end) in enumerate(_series(community, wanted), start=1):
        grid = (floor_slot(start - before), ceil_slot(end + after))
        dates.append(Date(number, start, end, *grid))
    skipped = sorted(set(wanted.skip))
    if set(skipped) - {date.number for date in dates} or len(skipped) == len(dates):
        raise RuleNotMet("unknown_date", _("There is no such date to leave out."), field="skip")
    return Plan(room, takes, dates, skipped)


def _check_times(wanted: Wanted) -> None:
    if wanted.starts_at.tzinfo is None or wanted.ends_at.tzinfo is None:
        raise RuleNotMet(
            "time_without_zone", _("Give the time with its offset."), field="starts_at"
        )
    if wanted.ends_at <= wanted.starts_at:
        raise RuleNotMet(
            "ends_before_it_begins", _("The end lies before the beginning."), field="ends_at"
        )
    if wanted.ends_at - wanted.starts_at > LONGEST:
        raise RuleNotMet("too_long", _("One booking lasts a week at most."), field="ends_at")
    if wanted.every and wanted.every not in Every.values:
        raise RuleNotMet("unknown_repeat", _("Choose how often it repeats."), field="every")
    if not 1 <= wanted.times <= MOST_DATES:
        raise RuleNotMet(
            "too_many_dates",
            _("A series has %(most)s dates at most.") % {"most": MOST_DATES},
            field="times",
            limit=MOST_DATES,
        )


def _series(community: Community, wanted: Wanted) -> list[tuple[dt.datetime, dt.datetime]]:
    """The same clock time on each day, whatever summer time does in between."""
    start, lasts = clock.local(wanted.starts_at, community), wanted.ends_at - wanted.starts_at
    times = wanted.times if wanted.every else 1
    found = []
    for step in range(times):
        day = _day(start.date(), wanted.every, step)
        begins = dt.datetime.combine(day, start.time(), community.zone).astimezone(dt.UTC)
        ends = begins + lasts
        found.append((clock.local(begins, community), clock.local(ends, community)))
    return found


def _day(first: dt.date, every: str, step: int) -> dt.date:
    days = {Every.DAY.value: 1, Every.WEEK.value: 7, Every.FORTNIGHT.value: 14}
    if every in days:
        return first + dt.timedelta(days=days[every] * step)
    if step == 0:
        return first
    months = first.year * 12 + first.month - 1 + step
    year, month = divmod(months, 12)
    return _same_weekday(first, year, month + 1)


def _same_weekday(first: dt.date, year: int, month: int) -> dt.date:
    """The second Tuesday stays the second Tuesday; a fifth one becomes the last."""
    nth = (first.day - 1) // 7
    days = [
        day
        for day in range(1, calendar.monthrange(year, month)[1] + 1)
        if dt.date(year, month, day).weekday() == first.weekday()
    ]
    return dt.date(year, month, days[min(nth, len(days) - 1)])


@dataclass(frozen=True)
class Surroundings:
    """What stands against dates, read once for all of them."""

    parts: Composed
    hours: Hours
    closures: list[Closure]
    taken: Taken


def look_round(
    community: Community, plan: Plan, *, leave_out: uuid.UUID | None = None
) -> Surroundings:
    first = min(date.takes_from for date in plan.dates)
    last = max(date.takes_until for date in plan.dates)
    return Surroundings(
        composed(community),
        hours_of(community),
        closures_between(community, first, last),
        taken_slots(community, plan.takes, first, last, leave_out=leave_out),
    )


def trouble_of(plan: Plan, date: Date, round_: Surroundings) -> str:
    if closed_by(round_.closures, plan.room, round_.parts, date.starts_at, date.ends_at):
        return "room_closed"
    if not round_.hours.open_for(plan.room, date.starts_at, date.ends_at):
        return "outside_opening_hours"
    wanted = slots_between(date.takes_from, date.takes_until)
    if any((room, slot) in round_.taken for slot in wanted for room in plan.takes):
        return "occupied"
    return ""


SAID = {
    "occupied": _("This time is taken. Choose one of the free times."),
    "room_closed": _("The room is closed at that time."),
    "outside_opening_hours": _("The room is not open during the whole time."),
}


def refuse_troubles(plan: Plan, round_: Surroundings) -> list[Date]:
    """The dates that remain when those named are left out; refuses if one of them cannot be.

    A single date: the trouble itself. A series: 409 with every date that cannot be, by number.
    """
    kept = [date for date in plan.dates if date.number not in plan.skipped]
    bad = [(date, trouble_of(plan, date, round_)) for date in kept]
    bad = [(date, trouble) for date, trouble in bad if trouble]
    if bad:
        raise _refusal(len(plan.dates) > 1, bad)
    return kept


def _refusal(series: bool, bad: list[tuple[Date, str]]) -> Refusal:
    codes = {trouble for _date, trouble in bad}
    named = [_named(date, trouble) for date, trouble in bad]
    code = codes.pop() if len(codes) == 1 else "dates_not_free"
    if not series:
        kind = RuleNotMet if code == "outside_opening_hours" else Conflict
        return kind(code, SAID[code], field="starts_at", conflicts=named)
    numbers = [date.number for date, _trouble in bad]
    said = ngettext(
        "%(n)s date of the series cannot be: no. %(numbers)s. Leave it out by name, or choose "
        "another time.",
        "%(n)s dates of the series cannot be: no. %(numbers)s. Leave them out by name, or choose "
        "another time.",
        len(bad),
    ) % {"n": len(bad), "numbers": ", ".join(str(n) for n in numbers)}
    return Conflict(code, said, numbers=numbers, conflicts=named)


def _named(date: Date, trouble: str) -> dict[str, Any]:
    return {
        "number": date.number,
        "starts_at": date.starts_at.isoformat(timespec="seconds"),
        "ends_at": date.ends_at.isoformat(timespec="seconds"),
        "code": trouble,
    }
