"""The portrait of a grid for its next worker: sizes, people to know, promises."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count

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
from linli.apps.organisations.queries.duties import (
    duties_within,
    history_of,
    who_is_responsible,
)
from linli.apps.organisations.queries.teams import teams_in_grid
from linli.apps.places.public import Grid, Place, PlaceKind
from linli.kernel import clock
from linli.kernel.community import Community


@dataclass(frozen=True)
class Portrait:
    """`people` answer for the grid, `heads` for its buildings; `before` had it earlier."""

    grid: Grid
    as_of: dt.datetime
    counts: dict[str, int]
    buildings: list[Place]
    people: list[Responsibility]
    heads: list[Responsibility]
    before: list[Responsibility]
    branches: list[GridBranch]
    teams: list[Team]
    chat_groups: list[ChatGroup]
    pledges: list[Pledge]


def portrait_of(community: Community, grid: Grid) -> Portrait:
    today = clock.today(community)
    counts = counts_in(community, grid)
    return Portrait(
        grid=grid,
        as_of=clock.now(),
        counts=counts,
        buildings=buildings_in(community, grid),
        people=who_is_responsible(community, grid=grid),
        heads=duties_within(community, grid, public=False),
        before=[row for row in history_of(community, grid=grid) if ended(row, today)],
        branches=branches_of_grid(community, grid.id),
        teams=teams_in_grid(community, grid.id),
        chat_groups=chat_groups_in(community, grid),
        pledges=open_pledges(community, grid.id),
    )


def ended(row: Responsibility, today: dt.date) -> bool:
    return row.until is not None and row.until < today


def counts_in(community: Community, grid: Grid) -> dict[str, int]:
    rows = Place.objects.filter(community_id=community.id, grid_id=grid.id, closed_on__isnull=True)
    counted = rows.order_by().values("kind").annotate(total=Count("id"))
    found = {row["kind"]: row["total"] for row in counted}
    kinds = (PlaceKind.BUILDING, PlaceKind.ENTRANCE, PlaceKind.DWELLING, PlaceKind.SHOP)
    return {kind.value: found.get(kind.value, 0) for kind in kinds}


def buildings_in(community: Community, grid: Grid) -> list[Place]:
    rows = Place.objects.filter(
        community_id=community.id,
        grid_id=grid.id,
        kind=PlaceKind.BUILDING,
        closed_on__isnull=True,
    )
    return list(rows.order_by("estate__sequence", "sequence", "number"))


def chat_groups_in(community: Community, grid: Grid) -> list[ChatGroup]:
    here = ChatGroupPlace.objects.filter(community_id=community.id, place__grid_id=grid.id)
    rows = ChatGroup.objects.filter(
        in_force(clock.today(community)), community_id=community.id, id__in=here.values("group_id")
    )
    return list(rows.order_by("name", "id"))
