"""Communities of a street or district side by side: counts and trend, no ranking of people.

One statement a measure, whatever the number of communities.
"""

import datetime as dt
from dataclasses import dataclass, field

from linli.kernel.community import Community, CommunityKind, below
from linli.kernel.measures import MEASURES, Measure, Number, Question

WANTED = (
    "people.households",
    "cases.registered",
    "cases.closed",
    "cases.disputes_settled",
    "cases.deeds_done",
    "activities.sessions",
    "activities.person_times",
)
BY = "community"


@dataclass(frozen=True)
class Pair:
    now: Number
    before: Number | None

    @property
    def change(self) -> Number | None:
        return None if self.before is None else self.now - self.before


@dataclass(frozen=True)
class CommunityLine:
    community: Community
    cells: list[Pair] = field(default_factory=list)


@dataclass(frozen=True)
class SideBySide:
    measures: list[Measure]
    lines: list[CommunityLine]
    start: dt.date
    end: dt.date


def side_by_side(home: Community, start: dt.date, end: dt.date) -> SideBySide:
    """This period beside the same days a year before; in the order of names."""
    homes = list(Community.objects.filter(id__in=below(home), kind=CommunityKind.COMMUNITY))
    measures = [
        MEASURES[key] for key in WANTED if BY in getattr(MEASURES.get(key), "dimensions", {})
    ]
    if not homes:
        return SideBySide(measures, [], start, end)
    columns = [_column(one, homes, start, end) for one in measures]
    lines = [
        CommunityLine(each, [column[each.id] for column in columns])
        for each in sorted(homes, key=lambda one: one.name)
    ]
    return SideBySide(measures, lines, start, end)


def _column(
    measure: Measure, homes: list[Community], start: dt.date, end: dt.date
) -> dict[int, Pair]:
    period = measure.kind == "period"
    now = measure.split(Question(homes, end=end, start=start if period else None), BY)
    before = None
    if period:
        earlier = Question(homes, end=_year_before(end), start=_year_before(start))
        before = measure.split(earlier, BY)
    return {
        each.id: Pair(now.get(each.id, 0), None if before is None else before.get(each.id, 0))
        for each in homes
    }


def _year_before(day: dt.date) -> dt.date:
    """29 February is compared with the 28th."""
    last = 28 if (day.month, day.day) == (2, 29) else day.day
    return day.replace(year=day.year - 1, day=last)
