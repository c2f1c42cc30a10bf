"""Which days work and when: what a community's calendar answers, kept apart from any storage."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from itertools import pairwise
from zoneinfo import ZoneInfo

SATURDAY = 5
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

    def __post_init__(self) -> None:
        edges = [edge for interval in self.hours for edge in interval]
        if not edges or any(early >= late for early, late in pairwise(edges)):
            raise ValueError("working hours must be intervals in order, without overlap")

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
