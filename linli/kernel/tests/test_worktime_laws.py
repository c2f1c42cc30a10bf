"""Laws of working time, for any calendar and any moment."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from linli.kernel.worktime import (
    Calendar,
    Limit,
    Unit,
    add,
    add_working_days,
    add_working_time,
    elapsed_fraction,
    fraction_point,
    resume_due,
    working_time_between,
)

SHANGHAI = ZoneInfo("Asia/Shanghai")
DAYS = st.dates(date(2025, 12, 1), date(2027, 2, 28))

calendars = st.builds(
    Calendar,
    exceptions=st.dictionaries(DAYS, st.booleans(), max_size=30),
    known_years=st.just(frozenset({2026})),
)
moments = st.datetimes(
    datetime.fromisoformat("2025-12-01"),
    datetime.fromisoformat("2027-01-31"),
    timezones=st.just(SHANGHAI),
)
amounts = st.integers(1, 120 * 60).map(lambda minutes: timedelta(minutes=minutes))
limits = st.builds(Limit, st.integers(1, 60), st.sampled_from(Unit))


@given(calendars, moments, amounts)
def test_what_was_added_is_what_lies_between(
    calendar: Calendar, start: datetime, amount: timedelta
) -> None:
    due = add_working_time(calendar, start, amount).at
    assert working_time_between(calendar, start, due) == amount


@given(calendars, moments, moments)
def test_time_between_is_what_a_walk_over_the_days_finds(
    calendar: Calendar, one: datetime, two: datetime
) -> None:
    first, last = sorted((one.replace(tzinfo=None), two.replace(tzinfo=None)))
    walked = timedelta(0)
    for ordinal in range(first.toordinal(), last.toordinal() + 1):
        for opens, closes in calendar.intervals(date.fromordinal(ordinal)):
            walked += max(min(closes, last) - max(opens, first), timedelta(0))
    begin, end = sorted((one, two))
    assert working_time_between(calendar, begin, end) == walked


@given(calendars, moments, amounts, amounts)
def test_adding_twice_is_adding_the_sum(
    calendar: Calendar, start: datetime, one: timedelta, two: timedelta
) -> None:
    between = add_working_time(calendar, start, one).at
    assert add_working_time(calendar, between, two).at == (
        add_working_time(calendar, start, one + two).at
    )


@given(calendars, moments, moments, limits)
def test_a_later_start_never_ends_earlier(
    calendar: Calendar, one: datetime, other: datetime, limit: Limit
) -> None:
    early, late = sorted((one, other))
    assert add(calendar, early, limit).at <= add(calendar, late, limit).at


@given(calendars, moments, limits)
def test_a_longer_limit_ends_later_and_a_limit_ends_after_its_start(
    calendar: Calendar, start: datetime, limit: Limit
) -> None:
    longer = Limit(limit.value + 1, limit.unit)
    assert start < add(calendar, start, limit).at < add(calendar, start, longer).at


@given(calendars, moments, st.integers(1, 60))
def test_a_limit_in_working_days_ends_at_the_close_of_a_working_day(
    calendar: Calendar, start: datetime, days: int
) -> None:
    due = add_working_days(calendar, start, days).at
    assert due == calendar.close_of(due.date())
    assert calendar.day_kind(due.date()).is_workday


@given(calendars, moments, amounts, moments, moments)
def test_a_pause_moves_the_deadline_by_the_working_time_it_took(
    calendar: Calendar, start: datetime, amount: timedelta, one: datetime, other: datetime
) -> None:
    paused, resumed = sorted((one, other))
    due = add_working_time(calendar, start, amount).at
    moved = resume_due(calendar, due, paused, resumed).at
    if paused >= due:
        assert moved == due
    else:
        ran_before = working_time_between(calendar, paused, due)
        assert working_time_between(calendar, resumed, moved) == ran_before
        assert moved >= resumed


@given(calendars, moments, amounts)
def test_a_pause_of_no_length_changes_nothing(
    calendar: Calendar, start: datetime, amount: timedelta
) -> None:
    due = add_working_time(calendar, start, amount).at
    assert resume_due(calendar, due, start, start).at == due


@given(calendars, moments, limits, st.integers(0, 100))
def test_at_a_fraction_point_that_fraction_has_run(
    calendar: Calendar, start: datetime, limit: Limit, percent: int
) -> None:
    due = add(calendar, start, limit).at
    point = fraction_point(calendar, start, due, percent, limit.unit).at
    ran = elapsed_fraction(calendar, start, due, point, limit.unit)
    assert start <= point <= due
    assert abs(ran - percent / 100) < 1e-6
