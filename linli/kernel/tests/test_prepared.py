"""Prepared statements give what the query set gives."""

import datetime as dt

from django.db import connection
from django.db.models import Count, Q, QuerySet
from django.test.utils import CaptureQueriesContext

from linli.kernel.calendar import CalendarDay, OfficeHours
from linli.kernel.community import Community
from linli.kernel.prepared import Slot, prepared, totals
from tests.cast import Cast


@prepared
def _named() -> QuerySet[Community]:
    return Community.objects.select_related("parent").filter(slug=Slot("slug"))


@prepared
def _of_kind(kind: str) -> QuerySet[Community]:
    return Community.objects.filter(kind=kind)


@prepared
def _days() -> QuerySet[CalendarDay, tuple[dt.date, bool]]:
    rows = CalendarDay.objects.filter(date__gte=Slot("since"), date__lt=Slot("until"))
    return rows.order_by("date").values_list("date", "is_workday")


@prepared
def _counted() -> QuerySet[Community, dict[str, int]]:
    found: QuerySet[Community, dict[str, int]] = totals(
        Community.objects.filter(id__gt=Slot("above")),
        every=Count("id"),
        streets=Count("id", filter=Q(kind="street")),
    )
    return found


@prepared
def _hours() -> QuerySet[OfficeHours]:
    return OfficeHours.objects.filter(community_id=Slot("home"), id=Slot("key"))


def test_instances_come_with_their_relations(cast: Cast) -> None:
    with CaptureQueriesContext(
        connection,
    ) as sent:
        found = _named(slug=cast.a.slug)
        parents = [each.parent for each in found]
    assert found == [cast.a]
    assert found[0].names == cast.a.names
    assert parents == [cast.a.parent]
    assert len(sent) == 1


def test_each_call_fills_in_its_own_values(cast: Cast) -> None:
    assert [_named.first(slug=home.slug) for home in (cast.a, cast.b)] == [cast.a, cast.b]
    assert _named.first(slug="nowhere") is None
    assert _named(slug="x' OR 1=1 --") == []


def test_each_shape_is_a_statement_of_its_own(cast: Cast) -> None:
    for kind in ("community", "street"):
        assert _of_kind(kind) == list(Community.objects.filter(kind=kind))


def test_tuples_and_dates(cast: Cast) -> None:
    first, last = dt.date(2026, 2, 1), dt.date(2026, 3, 1)
    CalendarDay.objects.all().delete()
    CalendarDay.objects.create(date=dt.date(2026, 2, 14), is_workday=True)
    CalendarDay.objects.create(date=last, is_workday=False)
    assert _days(since=first, until=last) == [(dt.date(2026, 2, 14), True)]


def test_sums_are_what_aggregate_says(cast: Cast) -> None:
    asked = Community.objects.filter(id__gt=cast.a.id - 1).aggregate(
        every=Count("id"), streets=Count("id", filter=Q(kind="street"))
    )
    assert _counted(above=cast.a.id - 1) == [asked]


def test_keys_find_their_rows(cast: Cast) -> None:
    hours = OfficeHours.objects.create
    day = dt.date(2026, 2, 14)
    some = hours(community=cast.a, effective_from=day, intervals=[["09:00", "12:00"]])
    hours(community=cast.b, effective_from=day, intervals=[["10:00", "12:00"]])
    found = _hours(home=cast.a.id, key=some.id)
    assert [each.intervals for each in found] == [[["09:00", "12:00"]]]
    assert _hours(home=cast.b.id, key=some.id) == []
