import datetime as dt

import pytest

from linli.kernel.calendar import (
    CalendarDay,
    CalendarYear,
    Hours,
    OfficeHours,
    calendar_of,
    days_between,
    intervals_of,
)
from linli.kernel.calendar_tables import seed_calendar
from tests.cast import Cast

MORNING, AFTERNOON = (
    Hours(dt.time(8, 30), dt.time(12, 0)),
    Hours(dt.time(14, 0), dt.time(17, 30)),
)


def test_seeding_fills_the_years_of_the_package_once(cast: Cast) -> None:
    added = seed_calendar()
    assert added > 500
    assert seed_calendar() == 0
    years = set(CalendarYear.objects.values_list("year", flat=True))
    assert years == set(range(2004, 2027))


def test_seeding_leaves_alone_what_the_community_workers_entered(cast: Cast) -> None:
    day = dt.date(2026, 2, 14)
    CalendarDay.objects.create(date=day, is_workday=False, note="corrected by hand")
    seed_calendar()
    row = CalendarDay.objects.get(date=day)
    assert (row.is_workday, row.note) == (False, "corrected by hand")


def test_new_hours_count_from_their_day_on(cast: Cast) -> None:
    OfficeHours.objects.create(
        community=cast.a, effective_from=dt.date(2026, 7, 1), intervals=[["07:30", "11:30"]]
    )
    assert intervals_of(cast.a, dt.date(2026, 6, 30)) == [MORNING, AFTERNOON]
    assert intervals_of(cast.a, dt.date(2026, 7, 1)) == [Hours(dt.time(7, 30), dt.time(11, 30))]
    assert intervals_of(cast.b, dt.date(2026, 7, 1)) == [MORNING, AFTERNOON]


def test_the_calendar_of_a_community_works_by_its_hours_and_the_holidays(cast: Cast) -> None:
    seed_calendar()
    calendar = calendar_of(cast.a, dt.date(2026, 2, 13))
    assert calendar.day_kind(dt.date(2026, 2, 14)).is_workday  # a Saturday to make up
    assert not calendar.day_kind(dt.date(2026, 2, 16)).is_workday  # a Monday off
    assert calendar.close_of(dt.date(2026, 2, 13)).isoformat() == "2026-02-13T17:30:00+08:00"
    assert not calendar.day_kind(dt.date(2027, 2, 8)).known


def test_days_show_holidays_hours_and_what_is_only_guessed(cast: Cast) -> None:
    seed_calendar()
    OfficeHours.objects.create(
        community=cast.a, effective_from=dt.date(2026, 2, 14), intervals=[["09:00", "12:00"]]
    )
    days = days_between(cast.a, dt.date(2026, 2, 13), dt.date(2026, 2, 15))
    assert [(day.date.day, day.is_workday, day.known, len(day.hours)) for day in days] == [
        (13, True, True, 2),
        (14, True, True, 1),
        (15, False, True, 0),
    ]
    later = days_between(cast.a, dt.date(2050, 1, 3), dt.date(2050, 1, 3))[0]
    assert (later.is_workday, later.known) == (True, False)


@pytest.mark.parametrize("first", ["2026-01-01", "2027-12-25"])
def test_days_and_calendar_agree(cast: Cast, first: str) -> None:
    seed_calendar()
    start = dt.date.fromisoformat(first)
    calendar = calendar_of(cast.a, start)
    for day in days_between(cast.a, start, start + dt.timedelta(days=120)):
        kind = calendar.day_kind(day.date)
        assert (day.is_workday, day.known) == (kind.is_workday, kind.known)
