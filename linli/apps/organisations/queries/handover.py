"""The portrait of a grid for its next worker: sizes, people to know, promises."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from linli.apps.organisations.models import (
    ChatGroup,
    ChatGroupPlace,
    GridBranch,
    Pledge,
    Responsibility,
    Team,
    in_force,
)
from linli.apps.organisations.queries.alliances import open_pledges
from linli.apps.organisations.queries.bodies import branches_of_grid
from linli.apps.organisations.queries.duties import duties_around, nearest_first
from linli.apps.organisations.queries.teams import teams_in_grid
from linli.apps.places.public import Grid, Place, PlaceKind
from linli.kernel import clock
from linli.kernel.community import Community

COUNTED = (PlaceKind.BUILDING, PlaceKind.ENTRANCE, PlaceKind.DWELLING, PlaceKind.SHOP)


@dataclass(frozen=True)
class Portrait:
    """`people` answer for the grid, `heads` for its buildings; `before` had it earlier."""

    grid: Grid
    as_of: dt.datetime
    counts: dict[str, int]
    buildings: list[str]
    people: list[Responsibility]
    heads: list[Responsibility]
    before: list[Responsibility]
    branches: list[GridBranch]
    teams: list[Team]
    chat_groups: list[ChatGroup]
    pledges: list[Pledge]


def portrait_of(community: Community, grid: Grid) -> Portrait:
    """Six statements, so that the panels of other apps have room on the page."""
    today = clock.today(community)
    around = duties_around(community, grid)
    now = [row for row in around if holds_on(row, today)]
    buildings, counts = places_in(community, grid)
    return Portrait(
        grid=grid,
        as_of=clock.now(),
        counts=counts,
        buildings=buildings,
        people=nearest_first(row for row in now if not in_grid(row, grid)),
        heads=[row for row in now if in_grid(row, grid)],
        before=[row for row in around if row.grid_id == grid.id and ended(row, today)],
        branches=branches_of_grid(community, grid.id),
        teams=teams_in_grid(community, grid.id),
        chat_groups=chat_groups_in(community, grid),
        pledges=open_pledges(community, grid.id),
    )


def holds_on(row: Responsibility, day: dt.date) -> bool:
    return row.since <= day and not ended(row, day)


def ended(row: Responsibility, today: dt.date) -> bool:
    return row.until is not None and row.until < today


def in_grid(row: Responsibility, grid: Grid) -> bool:
    return row.place is not None and row.place.grid_id == grid.id


def places_in(community: Community, grid: Grid) -> tuple[list[str], dict[str, int]]:
    """Names of the buildings along the road, and how many places of each kind."""
    rows = Place.objects.filter(
        community_id=community.id, grid_id=grid.id, closed_on__isnull=True, kind__in=COUNTED
    )
    found = list(
        rows.order_by("estate__sequence", "sequence", "number").values_list("kind", "full_name")
    )
    counted = Counter(kind for kind, _name in found)
    buildings = [name for kind, name in found if kind == PlaceKind.BUILDING]
    return buildings, {kind.value: counted[kind.value] for kind in COUNTED}


def chat_groups_in(community: Community, grid: Grid) -> list[ChatGroup]:
    here = ChatGroupPlace.objects.filter(community_id=community.id, place__grid_id=grid.id)
    rows = ChatGroup.objects.filter(
        in_force(clock.today(community)), community_id=community.id, id__in=here.values("group_id")
    )
    return list(rows.order_by("name", "id"))
