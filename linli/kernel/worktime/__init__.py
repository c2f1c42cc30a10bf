"""Working-time arithmetic over a community's calendar: pure, without storage."""

from linli.kernel.worktime.arithmetic import (
    HORIZON,
    add,
    add_working_days,
    add_working_hours,
    add_working_time,
    elapsed_fraction,
    fraction_point,
    length_of,
    resume_due,
    working_minutes_between,
    working_time_between,
)
from linli.kernel.worktime.calendar import CHINA, OFFICE_HOURS, Calendar, Hours, WorkDay
from linli.kernel.worktime.limits import Due, Limit, LimitTooLongError, Unit

__all__ = [
    "CHINA",
    "HORIZON",
    "OFFICE_HOURS",
    "Calendar",
    "Due",
    "Hours",
    "Limit",
    "LimitTooLongError",
    "Unit",
    "WorkDay",
    "add",
    "add_working_days",
    "add_working_hours",
    "add_working_time",
    "elapsed_fraction",
    "fraction_point",
    "length_of",
    "resume_due",
    "working_minutes_between",
    "working_time_between",
]
