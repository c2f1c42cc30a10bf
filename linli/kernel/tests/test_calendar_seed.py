from __future__ import annotations

from datetime import date

import chinese_calendar

from linli.kernel.calendar_seed import SeedDay, known_years, seed_days
from tools.make_calendar import exceptions


def test_every_day_of_the_seeded_years_is_what_the_package_says() -> None:
    entered = {seeded.day: seeded.is_workday for seeded in seed_days()}
    days = map(
        date.fromordinal, range(date(2004, 1, 1).toordinal(), date(2026, 12, 31).toordinal() + 1)
    )
    assert [
        day
        for day in days
        if entered.get(day, day.weekday() < 5) != chinese_calendar.is_workday(day)
    ] == []


def test_the_file_is_what_the_generator_writes() -> None:
    written = [(row.day.isoformat(), int(row.is_workday), row.note) for row in seed_days()]
    assert written == list(exceptions())


def test_only_exceptions_from_the_plain_rule_are_kept() -> None:
    assert [row for row in seed_days() if row.is_workday == (row.day.weekday() < 5)] == []


def test_years_without_a_notice_are_not_known() -> None:
    assert known_years() == frozenset(range(2004, 2027))


def test_notes_say_why_in_the_language_of_the_office() -> None:
    rows = {row.day: row for row in seed_days()}
    assert rows[date(2026, 2, 14)] == SeedDay(date(2026, 2, 14), True, "春节补班")
    assert rows[date(2026, 2, 20)] == SeedDay(date(2026, 2, 20), False, "春节调休")
