"""Fill the shared calendar from what ships with Linli; entered days are never overwritten."""

import uuid
from collections.abc import Iterable

from linli.kernel import clock
from linli.kernel.calendar import CalendarDay, CalendarYear
from linli.kernel.calendar_seed import known_years, seed_days
from linli.kernel.community import Community, CommunityKind
from linli.kernel.timers.running import set_timer

YEARS_KNOWN = "kernel.years_known"
"""A timer in each community: a release brought years whose deadlines were guessed so far."""


def seed_calendar() -> int:
    """Add the exceptions from Monday to Friday and the years they are known for; rows added."""
    before, known = CalendarDay.objects.count(), set(_years())
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
    fresh = sorted(set(_years()) - known)
    if known and fresh:
        announce_years(fresh)
    return CalendarDay.objects.count() - before


def _years() -> Iterable[int]:
    return CalendarYear.objects.values_list("year", flat=True)


def announce_years(years: Iterable[int]) -> None:
    """The worker then asks whoever keeps deadlines to reckon them again."""
    key, now = ",".join(str(year) for year in years)[:120], clock.now()
    for home in Community.objects.filter(kind=CommunityKind.COMMUNITY):
        set_timer(
            community_id=home.id,
            kind=YEARS_KNOWN,
            object_id=uuid.UUID(int=home.id),
            due_at=now,
            key=key,
        )
