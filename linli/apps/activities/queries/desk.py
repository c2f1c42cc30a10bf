"""Lists of the organisers: what comes, what waits to be filed, what is a draft."""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, F, Max, Min, Q, QuerySet, Sum

from linli.apps.activities.choices import ActivityState
from linli.apps.activities.models import Activity, Session
from linli.apps.activities.queries.finding import CalendarFilter
from linli.apps.activities.queries.showing import Line, calendar_lines
from linli.apps.activities.rules.permissions import SEE
from linli.kernel import clock
from linli.kernel.access.actor import Actor
from linli.kernel.access.permissions import visible
from linli.kernel.community import Community

AHEAD = dt.timedelta(days=60)
SHELVES = ("coming", "to_file", "drafts", "filed")


def coming_lines(community: Community, actor: Actor, text: str = "") -> list[Line]:
    """Dates of the next two months, drafts too."""
    today = clock.today(community)
    return calendar_lines(
        community, actor, CalendarFilter(first=today, last=today + AHEAD, text=text)
    )


def shelf_of(community: Community, actor: Actor, shelf: str, text: str = "") -> QuerySet[Activity]:
    """Activities with `first`, `last`, `dates` and `came` of their dates."""
    rows = visible(actor, SEE, Activity.objects.all(), community.id)
    if text:
        rows = rows.filter(title__contains=text)
    alive = ~Q(sessions__gathering__state="cancelled")
    counted = rows.annotate(
        first=Min("sessions__starts_at", filter=alive),
        last=Max("sessions__ends_at", filter=alive),
        dates=Count("sessions", filter=alive),
        came=Sum(F("sessions__gathering__named") + F("sessions__gathering__unnamed")),
    )
    if shelf == "drafts":
        return counted.filter(state=ActivityState.DRAFT).order_by("-created_at", "-id")
    if shelf == "filed":
        return counted.filter(state=ActivityState.FILED).order_by("-filed_at", "-id")
    over = counted.filter(state=ActivityState.PUBLISHED, last__lte=clock.now())
    return over.order_by("last", "id")


@dataclass(frozen=True)
class Month:
    """A month of the year plan. `came` counts person-times of the dates that were held."""

    first: dt.date
    sessions: list[Session]

    @property
    def held(self) -> int:
        return sum(1 for each in self.sessions if each.gathering.held)

    @property
    def came(self) -> int:
        return sum(each.gathering.person_times for each in self.sessions if each.gathering.held)


def dates_of_year(community: Community, actor: Actor, year: int) -> list[Month]:
    """All dates of a year by month, in one statement; cancelled ones stay away."""
    seen = visible(actor, SEE, Activity.objects.all(), community.id)
    rows = (
        Session.objects.filter(
            community_id=community.id,
            activity_id__in=seen.values("id"),
            day__gte=dt.date(year, 1, 1),
            day__lte=dt.date(year, 12, 31),
        )
        .exclude(gathering__state="cancelled")
        .select_related("activity", "gathering")
        .order_by("starts_at", "id")
    )
    months: dict[int, list[Session]] = {number: [] for number in range(1, 13)}
    for each in rows:
        months[each.day.month].append(each)
    return [Month(dt.date(year, number, 1), found) for number, found in months.items()]


def dates_by_id(community: Community, keys: Sequence[uuid.UUID]) -> dict[uuid.UUID, Session]:
    rows = Session.objects.filter(community_id=community.id, id__in=list(keys))
    return {row.id: row for row in rows.select_related("activity", "gathering")}
