"""Communities side by side for the street and the district: where things stand, no ranking."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import TruncMonth

from linli.apps.cases.choices import LADDER_OF_LEVELS, OPEN_STATES, CaseState, Level
from linli.apps.cases.models import Case
from linli.apps.cases.queries.lists import CaseRow, as_rows
from linli.kernel import clock
from linli.kernel.access.actor import Actor
from linli.kernel.access.permissions import scope
from linli.kernel.community import Community, CommunityKind, below

MONTHS = 6
MOST = 60
LEVELS = (*LADDER_OF_LEVELS, Level.OUTSIDE)


@dataclass
class Standing:
    """One community; `levels` is where this year's cases were settled, `months` come and gone."""

    community: Community
    in_hand: int = 0
    overdue: int = 0
    on_hold: int = 0
    supervised: int = 0
    climbed: int = 0
    levels: dict[str, int] = field(default_factory=dict)
    months: list[tuple[dt.date, int, int]] = field(default_factory=list)

    @property
    def settled(self) -> int:
        return sum(self.levels.values())


@dataclass(frozen=True)
class Raised:
    """A case of one of the communities, with the community it belongs to."""

    community: Community
    row: CaseRow


def members(above: Community) -> list[Community]:
    """In the order of their ids, as a register lists them."""
    rows = Community.objects.filter(id__in=below(above), kind=CommunityKind.COMMUNITY)
    return list(rows.order_by("id"))


def _seen(above: Community, actor: Actor, ids: Iterable[int]) -> "QuerySet[Case]":
    rows = Case.objects.filter(community_id__in=list(ids)).exclude(state=CaseState.MERGED)
    return rows.filter(scope(actor, "cases.see", above.id))


def standings(above: Community, actor: Actor, homes: list[Community]) -> list[Standing]:
    """Three statements, whatever the number of communities."""
    found = {home.id: Standing(home) for home in homes}
    rows = _seen(above, actor, found)
    for row in rows.order_by().values("community_id").annotate(**_counts()):
        one = found[row.pop("community_id")]
        for name, value in row.items():
            setattr(one, name, value)
    year = clock.day_start(clock.today(above).replace(month=1, day=1), above.zone)
    settled = rows.filter(closed_at__gte=year).exclude(settled_level="").order_by()
    for row in settled.values("community_id", "settled_level").annotate(n=Count("id")):
        found[row["community_id"]].levels[row["settled_level"]] = row["n"]
    _months(above, rows, found)
    return list(found.values())


def _counts() -> dict[str, Any]:
    now = clock.now()
    still = Q(state__in=OPEN_STATES)
    late = still & Q(paused_at__isnull=True, resolution_due__lt=now)
    return {
        "in_hand": Count("id", filter=still),
        "overdue": Count("id", filter=late),
        "on_hold": Count("id", filter=Q(state=CaseState.HUNG)),
        "supervised": Count("id", filter=still & Q(supervision__startswith="supervision")),
        "climbed": Count("id", filter=still & Q(level__in=[Level.STREET, Level.DISTRICT])),
    }


def _months(above: Community, rows: "QuerySet[Case]", found: dict[int, Standing]) -> None:
    """Registered in each of the last months, and how many of those are settled by now."""
    today = clock.today(above)
    starts = [today.replace(day=1)]
    while len(starts) < MONTHS:
        starts.append((starts[-1] - dt.timedelta(days=1)).replace(day=1))
    first = clock.day_start(starts[-1], above.zone)
    grouped = (
        rows.filter(registered_at__gte=first)
        .order_by()
        .annotate(month=TruncMonth("registered_at", tzinfo=above.zone))
        .values("community_id", "month")
        .annotate(came=Count("id"), ended=Count("id", filter=~Q(state__in=OPEN_STATES)))
    )
    counts = {(r["community_id"], r["month"].date()): (r["came"], r["ended"]) for r in grouped}
    for key, one in found.items():
        one.months = [(day, *counts.get((key, day), (0, 0))) for day in reversed(starts)]


def climbed(above: Community, actor: Actor, homes: list[Community]) -> list[Raised]:
    """What came up to this level and is open: the street's own orders."""
    levels = [Level.STREET]
    if above.kind == CommunityKind.DISTRICT:
        levels = [Level.STREET, Level.DISTRICT]
    rows = _seen(above, actor, [home.id for home in homes]).filter(
        level__in=levels, state__in=OPEN_STATES
    )
    return _raised(rows.order_by("resolution_due", "registered_at"), homes)


def under_supervision(above: Community, actor: Actor, homes: list[Community]) -> list[Raised]:
    rows = _seen(above, actor, [home.id for home in homes]).filter(
        supervision__startswith="supervision", state__in=OPEN_STATES
    )
    return _raised(rows.order_by("resolution_due", "registered_at"), homes)


def _raised(rows: "QuerySet[Case]", homes: list[Community]) -> list[Raised]:
    by_id = {home.id: home for home in homes}
    few = rows[:MOST]
    owners = list(few.annotate(home=F("community_id")).values_list("home", flat=True))
    return [Raised(by_id[home], row) for home, row in zip(owners, as_rows(few), strict=True)]
