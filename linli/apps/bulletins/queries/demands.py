"""The register of demands with what each costs, what is asked twice, and the monthly sheet."""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from django.db.models import Q, Sum

from linli.apps.bulletins.models import Demand, DemandAnswer
from linli.apps.bulletins.rules.upward import (
    SEE_DEMANDS,
    TWICE,
    asked_words,
    monthly_hours,
    overlap,
)
from linli.kernel import clock
from linli.kernel.access.actor import Actor
from linli.kernel.access.permissions import get_visible, require
from linli.kernel.community import Community
from linli.kernel.measures import MEASURES, Measure


@dataclass(frozen=True)
class DemandLine:
    """`twice` are other demands that ask most of the same."""

    row: Demand
    monthly: Decimal
    answered_by: list[Measure]
    twice: list[Demand]


def open_demands(community: Community, day: dt.date) -> list[Demand]:
    still = Q(until__isnull=True) | Q(until__gte=day)
    rows = Demand.objects.filter(still, community_id=community.id, since__lte=day)
    return list(rows.prefetch_related("sources"))


def demand_lines(
    community: Community, actor: Actor, day: dt.date | None = None
) -> list[DemandLine]:
    """What is asked on the day, the costliest first: two statements."""
    require(actor, SEE_DEMANDS, community.id)
    rows = open_demands(community, day or clock.today(community))
    pairs = asked_twice(rows)
    lines = [_line(row, pairs) for row in rows]
    return sorted(lines, key=lambda each: (-each.monthly, each.row.title))


def _line(row: Demand, pairs: Sequence[tuple[Demand, Demand]]) -> DemandLine:
    other = [two if one is row else one for one, two in pairs if row in (one, two)]
    keys = [source.measure for source in row.sources.all()]
    known = [MEASURES[key] for key in keys if key in MEASURES]
    return DemandLine(row, monthly_hours(row.rhythm, row.hours), known, other)


def asked_twice(rows: Sequence[Demand]) -> list[tuple[Demand, Demand]]:
    """Pairs of one title, or of which the shorter asks mostly what the longer does."""
    words = {row.id: asked_words(row.asks) for row in rows}
    titles = {row.id: "".join(row.title.split()).casefold() for row in rows}
    return [
        (one, two)
        for one, two in combinations(rows, 2)
        if titles[one.id] == titles[two.id] or overlap(words[one.id], words[two.id]) >= TWICE
    ]


@dataclass(frozen=True)
class DemandPage:
    line: DemandLine
    answers: list[DemandAnswer]


def demand_page(community: Community, actor: Actor, demand_id: uuid.UUID) -> DemandPage:
    rows = Demand.objects.all()
    row = get_visible(actor, SEE_DEMANDS, rows, community.id, id=demand_id)
    others = [row, *(each for each in open_demands(community, row.since) if each.id != row.id)]
    return DemandPage(_line(row, asked_twice(others)), list(row.answers.all()[:100]))


@dataclass(frozen=True)
class MonthSheet:
    """`planned` by the register, `spent` by what was handed in."""

    first: dt.date
    last: dt.date
    lines: list[DemandLine]
    spent: dict[uuid.UUID, Decimal]

    @property
    def planned(self) -> Decimal:
        return sum((each.monthly for each in self.lines), Decimal(0))

    @property
    def hours(self) -> Decimal:
        return sum(self.spent.values(), Decimal(0))

    @property
    def without_basis(self) -> int:
        return sum(not each.row.basis for each in self.lines)

    @property
    def twice(self) -> int:
        return sum(bool(each.twice) for each in self.lines)

    @property
    def answered(self) -> int:
        return sum(bool(each.answered_by) for each in self.lines)


def month_sheet(community: Community, actor: Actor, first: dt.date) -> MonthSheet:
    first = first.replace(day=1)
    following = (first + dt.timedelta(days=32)).replace(day=1)
    last = following - dt.timedelta(days=1)
    rows = DemandAnswer.objects.filter(
        community_id=community.id, handed_in_on__gte=first, handed_in_on__lte=last
    )
    counted = rows.order_by().values("demand_id").annotate(all=Sum("hours"))
    spent = {row["demand_id"]: Decimal(row["all"]) for row in counted}
    return MonthSheet(first, last, demand_lines(community, actor, last), spent)
