"""The published scenarios on working time, and what a reader may rely on besides."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from linli.kernel.calendar_seed import known_years, seed_days
from linli.kernel.worktime import (
    Calendar,
    Due,
    Limit,
    LimitTooLongError,
    Unit,
    WorkDay,
    add,
    add_working_days,
    add_working_hours,
    elapsed_fraction,
    fraction_point,
    length_of,
    resume_due,
    working_minutes_between,
    working_time_between,
)

SHANGHAI = ZoneInfo("Asia/Shanghai")
CALENDAR = Calendar(
    exceptions={seeded.day: seeded.is_workday for seeded in seed_days()},
    known_years=known_years(),
)


def at(text: str) -> datetime:
    """A moment of Shanghai, `2026-02-13 16:30`."""
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("days", "due"), [(5, "2026-02-27 17:30"), (6, "2026-02-28 17:30")], ids=["5", "6"]
)
def test_case_1_working_days_over_spring_festival(days: int, due: str) -> None:
    accepted = at("2026-02-13 16:30")
    assert add(CALENDAR, accepted, Limit(days, Unit.WORKING_DAY)) == Due(at(due), False)


@pytest.mark.parametrize(
    ("accepted", "due"),
    [("2026-11-27 16:30", "2026-11-30 11:30"), ("2026-11-28 10:00", "2026-11-30 14:30")],
    ids=["friday afternoon", "saturday"],
)
def test_case_2_working_hours_over_a_weekend(accepted: str, due: str) -> None:
    limit = Limit(4, Unit.WORKING_HOUR)
    assert add(CALENDAR, at(accepted), limit) == Due(at(due), False)


def test_case_3_what_was_left_at_the_pause_is_given_again_at_the_resumption() -> None:
    due, hung, resumed = at("2026-03-10 17:30"), at("2026-03-09 08:30"), at("2026-03-30 09:00")
    assert working_minutes_between(CALENDAR, hung, due) == 14 * 60
    assert resume_due(CALENDAR, due, hung, resumed) == Due(at("2026-04-01 09:00"), False)


def test_case_11_reminders_expiry_and_supervision() -> None:
    start = at("2026-03-02 08:30")
    expiry = add(CALENDAR, start, Limit(4, Unit.WORKING_HOUR)).at
    assert fraction_point(CALENDAR, start, expiry, 50).at == at("2026-03-02 10:30")
    assert fraction_point(CALENDAR, start, expiry, 80).at == at("2026-03-02 11:42")
    assert expiry == at("2026-03-02 14:30")
    assert add_working_days(CALENDAR, expiry, 1).at == at("2026-03-03 17:30")


def test_plain_hours_run_through_the_night_and_plain_days_end_at_closing_time() -> None:
    start = at("2026-02-13 16:30")
    assert add(CALENDAR, start, Limit(24, Unit.HOUR)) == Due(at("2026-02-14 16:30"), False)
    assert add(CALENDAR, start, Limit(7, Unit.DAY)) == Due(at("2026-02-20 17:30"), False)


def test_a_limit_that_just_fits_ends_at_noon_or_at_closing_time() -> None:
    start = at("2026-03-02 08:30")
    assert add_working_hours(CALENDAR, start, 3, 30).at == at("2026-03-02 12:00")
    assert add_working_hours(CALENDAR, start, 7).at == at("2026-03-02 17:30")
    assert add_working_hours(CALENDAR, start, 7, 1).at == at("2026-03-03 08:31")


def test_a_start_before_opening_at_lunch_or_after_closing_waits_for_the_next_opening() -> None:
    one_hour = {
        "2026-03-02 06:00": "2026-03-02 09:30",
        "2026-03-02 12:00": "2026-03-02 15:00",
        "2026-03-02 13:10": "2026-03-02 15:00",
        "2026-03-02 17:30": "2026-03-03 09:30",
        "2026-03-02 23:59": "2026-03-03 09:30",
    }
    assert {s: add_working_hours(CALENDAR, at(s), 1).at for s in one_hour} == {
        s: at(due) for s, due in one_hour.items()
    }


def test_working_days_count_from_the_day_after_even_when_accepted_on_a_day_off() -> None:
    assert add_working_days(CALENDAR, at("2026-11-28 10:00"), 1).at == at("2026-11-30 17:30")
    assert add_working_days(CALENDAR, at("2026-11-27 07:00"), 1).at == at("2026-11-30 17:30")


def test_a_deadline_is_provisional_only_when_it_touches_a_year_without_calendar() -> None:
    last_day = at("2026-12-31 08:30")
    assert add_working_hours(CALENDAR, last_day, 7) == Due(at("2026-12-31 17:30"), False)
    assert add_working_hours(CALENDAR, last_day, 8) == Due(at("2027-01-01 09:30"), True)
    assert add_working_days(CALENDAR, at("2026-12-30 09:00"), 1).provisional is False
    assert add_working_days(CALENDAR, last_day, 1).provisional is True
    assert add(CALENDAR, last_day, Limit(400, Unit.DAY)).provisional is False


def test_entering_a_single_day_makes_it_known_and_the_rest_of_its_year_not() -> None:
    new_year = date(2027, 1, 1)
    calendar = Calendar({new_year: False}, frozenset({2026}))
    assert calendar.day_kind(new_year) == WorkDay(is_workday=False, known=True)
    assert calendar.day_kind(date(2027, 1, 4)) == WorkDay(is_workday=True, known=False)


def test_a_pause_that_rested_on_a_guess_gives_a_provisional_deadline() -> None:
    due = add_working_days(CALENDAR, at("2026-12-30 09:00"), 3)
    resumed = resume_due(CALENDAR, due.at, at("2026-12-30 10:00"), at("2026-12-30 11:00"))
    assert resumed.provisional is True


def test_a_pause_after_the_deadline_mends_no_delay() -> None:
    due = at("2026-03-10 17:30")
    later = resume_due(CALENDAR, due, at("2026-03-11 09:00"), at("2026-03-30 09:00"))
    assert later == Due(due, False)


def test_a_pause_of_plain_hours_gives_plain_hours_again() -> None:
    due, paused, resumed = at("2026-03-07 10:00"), at("2026-03-06 20:00"), at("2026-03-08 01:00")
    assert resume_due(CALENDAR, due, paused, resumed, Unit.HOUR).at == at("2026-03-08 15:00")


def test_reminders_after_a_pause_count_what_ran_before_it() -> None:
    start, due = at("2026-03-02 08:30"), at("2026-03-03 17:30")
    whole = length_of(CALENDAR, start, due)
    paused, resumed = at("2026-03-03 08:30"), at("2026-03-05 08:30")
    again = resume_due(CALENDAR, due, paused, resumed).at
    assert again == at("2026-03-05 17:30")
    assert fraction_point(CALENDAR, resumed, again, 80, whole=whole).at == at("2026-03-05 14:42")
    assert fraction_point(CALENDAR, resumed, again, 30, whole=whole).at == resumed


def test_elapsed_fraction_stands_still_outside_hours_and_goes_past_one() -> None:
    start, due = at("2026-03-02 08:30"), at("2026-03-02 17:30")
    moments = ["2026-03-02 07:00", "2026-03-02 12:00", "2026-03-02 13:59", "2026-03-03 17:30"]
    assert [elapsed_fraction(CALENDAR, start, due, at(m)) for m in moments] == [0, 0.5, 0.5, 2]


def test_elapsed_fraction_of_a_limit_without_working_time_is_none_or_all() -> None:
    start, due = at("2026-03-07 08:00"), at("2026-03-07 20:00")
    assert elapsed_fraction(CALENDAR, start, due, at("2026-03-07 19:59")) == 0.0
    assert elapsed_fraction(CALENDAR, start, due, due) == 1.0
    assert elapsed_fraction(CALENDAR, start, due, at("2026-03-07 11:00"), Unit.HOUR) == 0.25


def test_results_are_in_the_zone_of_the_community_wherever_the_start_came_from() -> None:
    start = at("2026-11-27 16:30")
    limit = Limit(4, Unit.WORKING_HOUR)
    for zone in (UTC, timezone(timedelta(hours=-7)), ZoneInfo("America/New_York")):
        due = add(CALENDAR, start.astimezone(zone), limit).at
        assert (due, due.tzinfo) == (at("2026-11-30 11:30"), SHANGHAI)


@pytest.mark.parametrize("unit", list(Unit))
def test_a_moment_without_zone_is_refused(unit: Unit) -> None:
    with pytest.raises(ValueError, match="time zone"):
        add(CALENDAR, datetime(2026, 3, 2, 8, 30), Limit(1, unit))  # noqa: DTZ001 (the refused case)


@pytest.mark.parametrize("unit", list(Unit))
@pytest.mark.parametrize("value", [30_000, 10**9, 10**30])
def test_a_limit_beyond_three_years_is_refused_and_never_hangs(unit: Unit, value: int) -> None:
    with pytest.raises(LimitTooLongError):
        add(CALENDAR, at("2026-03-02 08:30"), Limit(value, unit))


def test_three_years_of_days_are_not_too_long() -> None:
    start = at("2026-03-02 08:30")
    assert add(CALENDAR, start, Limit(1096, Unit.DAY)).at == at("2029-03-02 17:30")
    assert add(CALENDAR, start, Limit(750, Unit.WORKING_DAY)).provisional is True


@pytest.mark.parametrize("unit", list(Unit))
def test_the_end_of_the_calendar_itself_is_no_crash(unit: Unit) -> None:
    with pytest.raises(LimitTooLongError):
        add(CALENDAR, at("9999-12-31 08:30"), Limit(1000, unit))


def test_weeks_of_holidays_are_walked_through() -> None:
    closed = {date(2026, 3, 2) + timedelta(days=n): False for n in range(90)}
    calendar = Calendar(closed, frozenset({2026}))
    assert add_working_hours(calendar, at("2026-03-02 08:30"), 1).at == at("2026-06-01 09:30")


def test_a_calendar_that_never_works_is_told_apart_from_a_long_limit() -> None:
    never = {date(2026, 1, 1) + timedelta(days=n): False for n in range(1500)}
    with pytest.raises(LimitTooLongError):
        add_working_hours(Calendar(never), at("2026-03-02 08:30"), 1)


@pytest.mark.parametrize("value", [0, -1])
def test_a_limit_is_at_least_one_unit(value: int) -> None:
    with pytest.raises(ValueError, match="at least one"):
        Limit(value, Unit.DAY)


def test_hours_out_of_order_or_missing_are_refused() -> None:
    morning, evening = (time(8), time(12)), (time(11), time(15))
    for hours in ((), (morning, evening), ((time(12), time(8)),)):
        with pytest.raises(ValueError, match="in order"):
            Calendar(hours=hours)


def test_other_hours_change_the_closing_time() -> None:
    late = Calendar(hours=((time(12), time(20)),), known_years=frozenset({2026}))
    start = at("2026-03-02 10:00")
    assert add_working_hours(late, start, 8).at == at("2026-03-02 20:00")
    assert add_working_days(late, start, 1).at == at("2026-03-03 20:00")


def test_time_between_runs_over_make_up_days_and_not_backwards() -> None:
    friday, monday = at("2026-02-13 08:30"), at("2026-02-24 08:30")
    assert working_time_between(CALENDAR, friday, monday) == timedelta(hours=14)
    assert working_time_between(CALENDAR, monday, friday) == timedelta(0)
    seconds = timedelta(seconds=119)
    assert working_minutes_between(CALENDAR, friday, friday + seconds) == 1
