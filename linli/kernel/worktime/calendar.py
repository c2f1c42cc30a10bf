"""Which days work and when: what a community's calendar answers, kept apart from any storage."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import accumulate, pairwise
from zoneinfo import ZoneInfo

SATURDAY = 5
NOTHING = timedelta(0)
CHINA = ZoneInfo("Asia/Shanghai")

Hours = tuple[tuple[time, time], ...]
OFFICE_HOURS: Hours = ((time(8, 30), time(12, 0)), (time(14, 0), time(17, 30)))


@dataclass(frozen=True, slots=True)
class WorkDay:
    is_workday: bool
    known: bool


@dataclass(frozen=True, slots=True)
class Calendar:
    """Which days work, and when on such a day.

    `exceptions` names the days that break the Monday-to-Friday rule; `known_years` are the
    years whose exceptions have been entered. Other years follow the plain rule, as a guess.
    """

    exceptions: Mapping[date, bool] = field(default_factory=dict)
    known_years: frozenset[int] = frozenset()
    hours: Hours = OFFICE_HOURS
    zone: ZoneInfo = CHINA
    _swaps: tuple[list[int], list[int]] = field(init=False, repr=False, compare=False)
    _a_day: timedelta = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        edges = [edge for interval in self.hours for edge in interval]
        if not edges or any(early >= late for early, late in pairwise(edges)):
            raise ValueError("working hours must be intervals in order, without overlap")
        spans = (_since_midnight(late) - _since_midnight(early) for early, late in self.hours)
        object.__setattr__(self, "_a_day", sum(spans, NOTHING))
        days = sorted(self.exceptions)
        changes = (self.exceptions[day] - (day.weekday() < SATURDAY) for day in days)
        sums = list(accumulate(changes, initial=0))
        object.__setattr__(self, "_swaps", ([day.toordinal() for day in days], sums))

    def day_kind(self, day: date) -> WorkDay:
        entered = self.exceptions.get(day)
        if entered is not None:
            return WorkDay(entered, known=True)
        return WorkDay(day.weekday() < SATURDAY, known=day.year in self.known_years)

    def intervals(self, day: date) -> Iterator[tuple[datetime, datetime]]:
        """The working intervals of one day, on the wall clock (naive); none on a day off."""
        if self.day_kind(day).is_workday:
            for opens, closes in self.hours:
                yield datetime.combine(day, opens), datetime.combine(day, closes)

    def worked_until(self, wall: datetime) -> timedelta:
        """Working time from the first day of all to this moment on the wall, without a walk.

        Weeks are counted, then the entered exceptions before the day; only differences mean
        something.
        """
        ordinal = wall.toordinal()
        weeks, rest = divmod(ordinal - 1, 7)  # the first day of all was a Monday
        days, sums = self._swaps
        before = weeks * SATURDAY + min(rest, SATURDAY) + sums[bisect_left(days, ordinal)]
        passed = self._a_day * before
        for opens, closes in self.intervals(wall.date()):
            passed += max(min(closes, wall) - opens, NOTHING)
        return passed

    def close_of(self, day: date) -> datetime:
        return datetime.combine(day, self.hours[-1][1], self.zone)

    def local(self, moment: datetime) -> datetime:
        if moment.tzinfo is None:
            raise ValueError("a moment needs its time zone")
        return moment.astimezone(self.zone)

    def wall(self, moment: datetime) -> datetime:
        """The moment as the clock on the community's wall shows it (naive)."""
        return self.local(moment).replace(tzinfo=None)

    def moment(self, wall: datetime) -> datetime:
        return wall.replace(tzinfo=self.zone)


def _since_midnight(at: time) -> timedelta:
    return timedelta(
        hours=at.hour, minutes=at.minute, seconds=at.second, microseconds=at.microsecond
    )
