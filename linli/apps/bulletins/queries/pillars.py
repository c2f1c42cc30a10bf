"""Plan against done, pillar by pillar: what the brand counts and what its plan holds."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from linli.apps.bulletins.defaults import Brand, Figure, Pillar, PlanItem, TagRule, Target, Words
from linli.apps.bulletins.models import PlanReport
from linli.apps.bulletins.queries.figures import Shown, ask_figure
from linli.kernel.community import Community
from linli.kernel.measures import MEASURES, Question

SESSIONS = "activities.sessions"
EXACTLY = Words("{n}", "{n}", "{n}")


@dataclass(frozen=True)
class Count:
    """`plan` nought: counted, but nothing was planned."""

    shown: Shown
    plan: int

    @property
    def share(self) -> int:
        """Percent of the plan, at most 100; what is over shows in the number."""
        if not self.plan or self.shown.value is None:
            return 0
        return min(100, int(100 * self.shown.value / self.plan))

    @property
    def reached(self) -> bool:
        return bool(self.plan) and (self.shown.value or 0) >= self.plan


@dataclass(frozen=True)
class ItemLine:
    item: PlanItem
    due: dt.date
    report: PlanReport | None
    today: dt.date

    @property
    def done(self) -> bool:
        return self.report is not None and self.report.done

    @property
    def overdue(self) -> bool:
        return not self.done and self.due < self.today


@dataclass(frozen=True)
class PillarBoard:
    pillar: Pillar
    counts: list[Count]
    items: list[ItemLine]
    events: int | None


def pillar_boards(community: Community, brand: Brand, as_of: dt.date) -> list[PillarBoard]:
    items = plan_lines(community, brand, as_of)
    return [
        PillarBoard(
            pillar,
            [count_of(community, one, as_of) for one in pillar.counts],
            [line for line in items if line.item.pillar == pillar.key],
            None,
        )
        for pillar in brand.pillars
    ]


def count_of(community: Community, target: Target, as_of: dt.date) -> Count:
    asked = Figure(
        key="count",
        label=target.label,
        says=EXACTLY,
        measure=target.measure,
        by=target.by,
        period=target.period,
    )
    return Count(ask_figure(community, asked, as_of), target.plan)


def plan_lines(community: Community, brand: Brand, today: dt.date) -> list[ItemLine]:
    rows = PlanReport.objects.filter(community_id=community.id, year=today.year)
    last = {row.item: row for row in rows.order_by("written_at", "id")}
    lines = [
        ItemLine(item, due_day(item, today.year), last.get(item.key), today) for item in brand.plan
    ]
    return sorted(lines, key=lambda line: line.due)


def due_day(item: PlanItem, year: int) -> dt.date:
    """29 February is the 28th in a year that has none."""
    month, day = (int(part) for part in item.due.split("-"))
    while True:
        try:
            return dt.date(year, month, day)
        except ValueError:
            day -= 1


def sessions_of(pillar: Pillar, brand: Brand, question: Question) -> list[Any]:
    """Ids of what took place for a pillar, by its rules, each once however many rules fit."""
    measure = MEASURES.get(SESSIONS)
    if measure is None:
        return []
    found: dict[Any, None] = {}
    own = [TagRule(pillar.key, tag=word) for word in (pillar.names.zh, *pillar.aliases)]
    for rule in [*own, *(rule for rule in brand.rules if rule.pillar == pillar.key)]:
        by: dict[str, Any] = {
            word: value
            for word in ("kind", "series", "partner", "place", "tag")
            if (value := getattr(rule, word)) and word in measure.dimensions
        }
        if by:
            asked = Question(question.communities, question.end, question.start, by)
            found |= dict.fromkeys(measure.ids(asked))
    return list(found)
