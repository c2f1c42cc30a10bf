"""The plan of a year beside what came of it."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, F, Q, Sum

from linli.apps.activities.models import PlanItem, Session
from linli.apps.activities.rules.festivals import festivals_of
from linli.kernel.community import Community


@dataclass(frozen=True)
class PlanLine:
    """`held` of the `times` that were meant."""

    item: PlanItem
    held: int
    person_times: int


@dataclass(frozen=True)
class YearPlan:
    year: int
    lines: list[PlanLine]
    festivals: list[tuple[dt.date, str]]

    def of_month(self, month: int) -> list[PlanLine]:
        return [line for line in self.lines if line.item.month == month]


def year_plan(community: Community, year: int) -> YearPlan:
    """Two statements for any number of lines."""
    items = list(
        PlanItem.objects.filter(community_id=community.id, year=year).select_related("activity")
    )
    rows = (
        Session.objects.filter(
            community_id=community.id,
            activity_id__in=[item.activity_id for item in items if item.activity_id],
        )
        .order_by()
        .values("activity_id")
        .annotate(
            done=Count("id", filter=Q(gathering__held=True)),
            came=Sum(F("gathering__named") + F("gathering__unnamed")),
        )
    )
    known = {row["activity_id"]: (row["done"], row["came"] or 0) for row in rows}
    lines = [PlanLine(item, *known.get(item.activity_id, (0, 0))) for item in items]
    return YearPlan(year, lines, festivals_of(year))
