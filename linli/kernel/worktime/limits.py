"""The words of a limit: its unit, its length, its end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class LimitTooLongError(ValueError):
    """The limit would end beyond the horizon of three years."""

    code = "limit_too_long"


class Unit(StrEnum):
    WORKING_HOUR = "working_hour"
    WORKING_DAY = "working_day"
    HOUR = "hour"
    DAY = "day"

    @property
    def counts_working_time(self) -> bool:
        return self in (Unit.WORKING_HOUR, Unit.WORKING_DAY)


@dataclass(frozen=True, slots=True)
class Limit:
    value: int
    unit: Unit

    def __post_init__(self) -> None:
        if self.value < 1:
            raise ValueError("a limit is at least one unit")


@dataclass(frozen=True, slots=True)
class Due:
    """A deadline; provisional while it rests on days whose year has no calendar yet."""

    at: datetime
    provisional: bool
