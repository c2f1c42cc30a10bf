"""Alliances with their members, pledges and deeds; resources beside needs."""

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TypeVar

from django.db.models import Prefetch, QuerySet

from linli.apps.organisations.choices import PledgeState, ResourceKind
from linli.apps.organisations.models import (
    Alliance,
    AllianceMember,
    BodyAttendance,
    BodyCall,
    Need,
    Pledge,
    PledgeDeed,
    Resource,
    in_force,
)
from linli.kernel import clock
from linli.kernel.community import Community

MOST_PLEDGES = 200
Kinded = TypeVar("Kinded", Resource, Need)


@dataclass
class Circle:
    """An alliance or joint body with who sits in it and what was promised."""

    alliance: Alliance
    members: list[AllianceMember] = field(default_factory=list)
    pledges: list[Pledge] = field(default_factory=list)

    @property
    def open_pledges(self) -> int:
        return sum(pledge.state == PledgeState.OPEN for pledge in self.pledges)

    @property
    def deeds(self) -> int:
        return sum(len(pledge.deeds.all()) for pledge in self.pledges)


@dataclass(frozen=True)
class Match:
    """One kind of thing: what is offered, what is looked for."""

    kind: str
    label: str
    resources: list[Resource]
    needs: list[Need]


def circles_of(
    community: Community, *, on: dt.date | None = None, public: bool = False
) -> list[Circle]:
    """All alliances in force with members, pledges and deeds: five statements."""
    day = on or clock.today(community)
    rows = Alliance.objects.filter(in_force(day), community_id=community.id)
    circles = {row.id: Circle(row) for row in rows.order_by("kind", "since", "id")}
    seats = AllianceMember.objects.filter(in_force(day), community_id=community.id)
    for seat in seats.select_related("organisation").order_by("since", "id"):
        if seat.alliance_id in circles:
            circles[seat.alliance_id].members.append(seat)
    for pledge in pledges_of(community, public=public).filter(alliance_id__isnull=False)[
        :MOST_PLEDGES
    ]:
        if pledge.alliance_id in circles:
            circles[pledge.alliance_id].pledges.append(pledge)
    return list(circles.values())


def pledges_of(community: Community, *, public: bool = False) -> QuerySet[Pledge]:
    """Pledges with their deeds and the societies that took part, newest first."""
    deeds = PledgeDeed.objects.filter(community_id=community.id).order_by("-happened_on", "-id")
    rows = Pledge.objects.filter(community_id=community.id)
    if public:
        rows = rows.filter(public=True)
    return (
        rows.select_related("organisation")
        .prefetch_related(Prefetch("deeds", deeds.prefetch_related("societies")))
        .order_by("-pledged_on", "-id")
    )


def circle(community: Community, alliance: Alliance) -> Circle:
    seats = AllianceMember.objects.filter(community_id=community.id, alliance=alliance)
    return Circle(
        alliance,
        list(seats.select_related("organisation").order_by("until", "since", "id")),
        list(pledges_of(community).filter(alliance=alliance)[:MOST_PLEDGES]),
    )


def calls_of(community: Community, alliance: Alliance) -> list[BodyCall]:
    """Meetings, newest first, with minutes and who was there."""
    there = BodyAttendance.objects.filter(community_id=community.id)
    rows = BodyCall.objects.filter(community_id=community.id, alliance=alliance)
    rows = rows.prefetch_related(
        "minutes", Prefetch("attendances", there.select_related("organisation"))
    )
    return list(rows.order_by("-meets_at", "-id")[:50])


def open_pledges(community: Community, grid_id: uuid.UUID | None = None) -> list[Pledge]:
    """Promises in hand, the one due first on top; with a grid, those made for it."""
    rows = Pledge.objects.filter(community_id=community.id, state=PledgeState.OPEN)
    if grid_id is not None:
        rows = rows.filter(grid_id=grid_id)
    rows = rows.select_related("organisation")
    return sorted(rows, key=lambda row: (row.due_on or dt.date.max, row.pledged_on, row.id))


def resources_and_needs(community: Community) -> list[Match]:
    """Kinds in which something is offered or looked for."""
    day = clock.today(community)
    offers = Resource.objects.filter(in_force(day), community_id=community.id)
    needs = Need.objects.filter(community_id=community.id, met_on__isnull=True)
    offered = by_kind(offers.select_related("organisation").order_by("since", "id"))
    wanted = by_kind(needs.order_by("raised_on", "id"))
    return [
        Match(kind.value, str(kind.label), offered.get(kind, []), wanted.get(kind, []))
        for kind in ResourceKind
        if kind in offered or kind in wanted
    ]


def by_kind(rows: Iterable[Kinded]) -> dict[str, list[Kinded]]:
    found: dict[str, list[Kinded]] = defaultdict(list)
    for row in rows:
        found[row.kind].append(row)
    return dict(found)
