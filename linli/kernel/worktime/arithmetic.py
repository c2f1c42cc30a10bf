"""When a limit ends, what is left of it, how far it has run.

Time is counted on the community's wall clock. Every moment given must be aware;
every moment returned is in the community's zone. A limit in days ends when the office closes;
a limit in working hours ends inside working hours, at noon or at closing time if it just fits.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import islice

from linli.kernel.worktime.calendar import Calendar
from linli.kernel.worktime.limits import Due, Limit, LimitTooLongError, Unit

HORIZON = timedelta(days=3 * 366)
"""No deadline is looked for further away than this."""

LAST_MOMENT = datetime.max.replace(tzinfo=UTC) - timedelta(days=1)
MINUTE = timedelta(minutes=1)
NOTHING = timedelta(0)


def add(calendar: Calendar, start: datetime, limit: Limit) -> Due:
    """When a limit that starts now ends.

    Plain hours run day and night; plain days end at closing time of the n-th day after the
    start, whether that day works or not.
    """
    match limit.unit:
        case Unit.WORKING_HOUR:
            return add_working_hours(calendar, start, limit.value)
        case Unit.WORKING_DAY:
            return add_working_days(calendar, start, limit.value)
        case Unit.HOUR:
            return Due(_later(calendar, start, _span(hours=limit.value)), provisional=False)
        case Unit.DAY:
            last = _later(calendar, start, _span(days=limit.value)).date()
            return Due(calendar.close_of(last), provisional=False)


def add_working_hours(calendar: Calendar, start: datetime, hours: int, minutes: int = 0) -> Due:
    return add_working_time(calendar, start, _span(hours=hours, minutes=minutes))


def add_working_time(calendar: Calendar, start: datetime, amount: timedelta) -> Due:
    """The moment by which `amount` of working time has passed; at once when it is nothing."""
    if amount < NOTHING:
        raise ValueError("working time is added, never taken away")
    wall, left, provisional = calendar.wall(start), amount, False
    if not left:
        return Due(calendar.moment(wall), provisional)
    for day in _days_from(wall.date()):
        provisional |= not calendar.day_kind(day).known
        for opens, closes in calendar.intervals(day):
            begin = max(opens, wall)
            room = max(closes - begin, NOTHING)
            if left <= room:
                return Due(calendar.moment(begin + left), provisional)
            left -= room
    raise LimitTooLongError(f"{amount} of working time does not fit before the horizon")


def add_working_days(calendar: Calendar, start: datetime, days: int) -> Due:
    """Closing time of the n-th working day after the day of the start, whatever its hour."""
    if days < 1:
        raise ValueError("a limit is at least one working day")
    left, provisional = days, False
    for day in islice(_days_from(calendar.wall(start).date()), 1, None):
        kind = calendar.day_kind(day)
        provisional |= not kind.known
        left -= kind.is_workday
        if not left:
            return Due(calendar.close_of(day), provisional)
    raise LimitTooLongError(f"{days} working days do not fit before the horizon")


def working_time_between(calendar: Calendar, begin: datetime, end: datetime) -> timedelta:
    """Working time from `begin` to `end`; nothing when `end` is not later."""
    first, last = calendar.wall(begin), calendar.wall(end)
    if last <= first:
        return NOTHING
    return calendar.worked_until(last) - calendar.worked_until(first)


def working_minutes_between(calendar: Calendar, begin: datetime, end: datetime) -> int:
    """Whole working minutes, a begun minute not counted."""
    return working_time_between(calendar, begin, end) // MINUTE


def resume_due(
    calendar: Calendar,
    due: datetime,
    paused_at: datetime,
    resumed_at: datetime,
    unit: Unit = Unit.WORKING_HOUR,
) -> Due:
    """The deadline after a pause: what was left when it began is given again from its end.

    A deadline that had already passed stays where it was: a pause mends no delay.
    """
    if resumed_at < paused_at:
        raise ValueError("a pause cannot end before it begins")
    if paused_at >= due:
        return Due(calendar.local(due), provisional=False)
    left = _time_between(calendar, paused_at, due, unit)
    again = _add_time(calendar, resumed_at, left, unit)
    return Due(again.at, again.provisional or _rests_on_guess(calendar, paused_at, due, unit))


def fraction_point(
    calendar: Calendar,
    start: datetime,
    due: datetime,
    percent: int,
    unit: Unit = Unit.WORKING_HOUR,
    *,
    whole: timedelta | None = None,
) -> Due:
    """When `percent` of the limit has run.

    After a pause, `start` is the moment of resuming and `whole` the full length of the limit
    (`length_of`); a point that was reached before the pause is then the start itself.
    """
    if not 0 <= percent <= 100:
        raise ValueError("percent lies between 0 and 100")
    ahead = _time_between(calendar, start, due, unit)
    whole = ahead if whole is None else whole
    must_remain = whole - whole * percent / 100
    return _add_time(calendar, start, max(ahead - must_remain, NOTHING), unit)


def length_of(
    calendar: Calendar, start: datetime, due: datetime, unit: Unit = Unit.WORKING_HOUR
) -> timedelta:
    """How much time a limit holds, in working time or, for plain units, on the clock."""
    return _time_between(calendar, start, due, unit)


def elapsed_fraction(
    calendar: Calendar,
    start: datetime,
    due: datetime,
    now: datetime,
    unit: Unit = Unit.WORKING_HOUR,
) -> float:
    """How much of the limit has run: 0.0 at the start, 1.0 at the deadline, more after it."""
    whole = _time_between(calendar, start, due, unit)
    if not whole:
        return float(now >= due)
    return _time_between(calendar, start, now, unit) / whole


def _time_between(calendar: Calendar, begin: datetime, end: datetime, unit: Unit) -> timedelta:
    if unit.counts_working_time:
        return working_time_between(calendar, begin, end)
    return max(end.astimezone(UTC) - begin.astimezone(UTC), NOTHING)


def _add_time(calendar: Calendar, start: datetime, amount: timedelta, unit: Unit) -> Due:
    if unit.counts_working_time:
        return add_working_time(calendar, start, amount)
    return Due(_later(calendar, start, amount), provisional=False)


def _rests_on_guess(calendar: Calendar, begin: datetime, end: datetime, unit: Unit) -> bool:
    if not unit.counts_working_time:
        return False
    first, last = calendar.wall(begin).toordinal(), calendar.wall(end).toordinal()
    return any(
        not calendar.day_kind(date.fromordinal(ordinal)).known for ordinal in range(first, last + 1)
    )


def _days_from(first: date) -> Iterator[date]:
    last = min(first.toordinal() + HORIZON.days, date.max.toordinal())
    return map(date.fromordinal, range(first.toordinal(), last + 1))


def _span(*, days: int = 0, hours: int = 0, minutes: int = 0) -> timedelta:
    try:
        return timedelta(days=days, hours=hours, minutes=minutes)
    except OverflowError:
        raise LimitTooLongError("the limit is longer than the horizon") from None


def _later(calendar: Calendar, start: datetime, amount: timedelta) -> datetime:
    """`amount` on the clock after `start`, through UTC so that no shift of the zone is lost."""
    begin = calendar.local(start).astimezone(UTC)
    if amount > min(HORIZON, LAST_MOMENT - begin):
        raise LimitTooLongError(f"{amount} is longer than the horizon")
    return (begin + amount).astimezone(calendar.zone)
