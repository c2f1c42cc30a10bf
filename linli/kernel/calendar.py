"""Working days and hours of a community, from an editable calendar with shifted holidays."""

import datetime as dt
from dataclasses import dataclass

from django.db import models

from linli.kernel.community import Community
from linli.kernel.editions import SeldomEdited, at_hand
from linli.kernel.tenancy import CommunityModel
from linli.kernel.worktime import Calendar
from linli.kernel.worktime.calendar import SATURDAY


class CalendarDay(SeldomEdited):
    """Shared ground: the State Council's notice is one for all. Only exceptions from Mon–Fri."""

    date = models.DateField(primary_key=True)
    is_workday = models.BooleanField()
    note = models.CharField(max_length=60, blank=True)


class CalendarYear(SeldomEdited):
    """A year whose notice has been entered; deadlines beyond the last one are provisional."""

    year = models.PositiveSmallIntegerField(primary_key=True)
    source = models.CharField(max_length=120, blank=True)


class OfficeHours(SeldomEdited, CommunityModel):
    """Daily working intervals from a date on: [["08:30", "12:00"], ["14:00", "17:30"]]."""

    effective_from = models.DateField()
    intervals = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["community", "effective_from"], name="office_hours_once"
            )
        ]


DEFAULT_INTERVALS = [["08:30", "12:00"], ["14:00", "17:30"]]


@dataclass(frozen=True)
class Hours:
    start: dt.time
    end: dt.time


def intervals_of(community: Community, day: dt.date) -> list[Hours]:
    return next(hours for since, hours in _entered(community) if since <= day)


def _entered(community: Community) -> list[tuple[dt.date, list[Hours]]]:
    """All hours since when they count, the latest first; at last those of everybody."""

    def read() -> list[tuple[dt.date, list[Hours]]]:
        rows = OfficeHours.objects.filter(community_id=community.id).order_by("-effective_from")
        entered = list(rows.values_list("effective_from", "intervals"))
        return [(day, _hours(each)) for day, each in [*entered, (dt.date.min, DEFAULT_INTERVALS)]]

    return at_hand(community.id, "hours", read)


def _hours(spans: list[list[str]]) -> list[Hours]:
    return [Hours(dt.time.fromisoformat(a), dt.time.fromisoformat(b)) for a, b in spans]


def calendar_of(community: Community, around: dt.date, *, to_show: bool = False) -> Calendar:
    """The working calendar in force on a day, with the exceptions of the years about it.

    `to_show`: for a page that reads deadlines and sets none; which years are known is not read.
    """
    hours = tuple((span.start, span.end) for span in intervals_of(community, around))

    def read() -> Calendar:
        first, last = dt.date(around.year - 1, 1, 1), dt.date(around.year + 3, 12, 31)
        days = CalendarDay.objects.filter(date__range=(first, last))
        years = CalendarYear.objects.values_list("year", flat=True)
        return Calendar(
            exceptions=dict(days.values_list("date", "is_workday")),
            known_years=frozenset() if to_show else frozenset(years),
            hours=hours,
            zone=community.zone,
        )

    asked = ("calendar", around.year, hours, community.time_zone, to_show)
    return at_hand(community.id, asked, read)


@dataclass(frozen=True)
class Day:
    """One day as the community works it; `known` is False where the year is only guessed."""

    date: dt.date
    is_workday: bool
    known: bool
    note: str
    hours: list[Hours]


def days_between(community: Community, first: dt.date, last: dt.date) -> list[Day]:
    """Every day from first to last, with the hours in force on it."""
    notes = {row.date: row for row in CalendarDay.objects.filter(date__range=(first, last))}
    years = set(CalendarYear.objects.values_list("year", flat=True))
    changes = {first, *_changes_of_hours(community, first, last)}
    days = []
    for offset in range((last - first).days + 1):
        day = first + dt.timedelta(days=offset)
        if day in changes:
            hours = intervals_of(community, day)
        row = notes.get(day)
        works = row.is_workday if row else day.weekday() < SATURDAY
        known = row is not None or day.year in years
        days.append(Day(day, works, known, row.note if row else "", hours if works else []))
    return days


def _changes_of_hours(community: Community, first: dt.date, last: dt.date) -> list[dt.date]:
    rows = OfficeHours.objects.filter(
        community_id=community.id, effective_from__range=(first, last)
    )
    return list(rows.values_list("effective_from", flat=True))
