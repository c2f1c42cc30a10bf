"""Fill the shared calendar from what ships with Linli; entered days are never overwritten."""

from linli.kernel.calendar import CalendarDay, CalendarYear
from linli.kernel.calendar_seed import known_years, seed_days


def seed_calendar() -> int:
    """Add the exceptions from Monday to Friday and the years they are known for; rows added."""
    before = CalendarDay.objects.count()
    CalendarDay.objects.bulk_create(
        [
            CalendarDay(date=one.day, is_workday=one.is_workday, note=one.note)
            for one in seed_days()
        ],
        ignore_conflicts=True,
        batch_size=300,
    )
    CalendarYear.objects.bulk_create(
        [CalendarYear(year=year, source="chinesecalendar") for year in sorted(known_years())],
        ignore_conflicts=True,
    )
    return CalendarDay.objects.count() - before
