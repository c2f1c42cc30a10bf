"""Counts over the ground, one statement each."""

import uuid
from dataclasses import dataclass, field

from django.db.models import Count, F, Q, QuerySet

from linli.apps.places.choices import AssetState, GridKind, PlaceKind
from linli.apps.places.models import Asset, Grid, Place
from linli.apps.places.queries.ground import under
from linli.apps.places.rules.permissions import HOUSEHOLDS_HIGH, HOUSEHOLDS_LOW
from linli.kernel.community import Community
from linli.kernel.policies import policy


@dataclass
class GridSize:
    """`households` are dwellings in the register, else the number expected.

    `size` is "small", "large" or "": a remark for general grids, never a refusal.
    """

    grid: Grid
    buildings: int = 0
    dwellings: int = 0
    shops: int = 0
    size: str = ""
    parts: list["GridSize"] = field(default_factory=list)

    @property
    def households(self) -> int:
        return self.dwellings or self.grid.households_expected or 0


@dataclass(frozen=True)
class BuildingCard:
    place: Place
    entrances: int
    floors: int
    dwellings: int
    shops: int
    assets: int


def household_counts(community: Community) -> dict[uuid.UUID | None, int]:
    """Open dwellings per grid; None holds those that no grid covers."""
    rows = _open(community).filter(kind=PlaceKind.DWELLING).order_by()
    counted = rows.values("grid_id").annotate(count=Count("id"))
    return {row["grid_id"]: row["count"] for row in counted}


def register_counts(community: Community) -> dict[str, int]:
    """Open places per kind."""
    counted = _open(community).order_by().values("kind").annotate(count=Count("id"))
    return {row["kind"]: row["count"] for row in counted}


def grid_sizes(community: Community) -> list[GridSize]:
    """All open grids with what they hold, parts under their whole and counted in it."""
    grids = list(Grid.objects.filter(community_id=community.id, closed_on__isnull=True))
    sizes = {grid.id: GridSize(grid) for grid in grids}
    counted = (
        _open(community)
        .filter(grid_id__isnull=False)
        .order_by()
        .values("grid_id", "kind")
        .annotate(count=Count("id"))
    )
    words = {
        PlaceKind.BUILDING: "buildings",
        PlaceKind.DWELLING: "dwellings",
        PlaceKind.SHOP: "shops",
    }
    for row in counted:
        word, size = words.get(row["kind"]), sizes.get(row["grid_id"])
        if word and size:
            setattr(size, word, getattr(size, word) + row["count"])
    _add_parts_up(grids, sizes)
    _judge(community, sizes)
    return [sizes[grid.id] for grid in grids]


def _add_parts_up(grids: list[Grid], sizes: dict[uuid.UUID, GridSize]) -> None:
    depth = {GridKind.MICRO: 0, GridKind.DEDICATED: 0, GridKind.GENERAL: 1, GridKind.CHIEF: 2}
    for grid in sorted(grids, key=lambda each: depth[GridKind(each.kind)]):
        whole = sizes.get(grid.parent_id) if grid.parent_id else None
        if whole is not None:
            part = sizes[grid.id]
            whole.parts.append(part)
            whole.buildings += part.buildings
            whole.dwellings += part.dwellings
            whole.shops += part.shops


def _judge(community: Community, sizes: dict[uuid.UUID, GridSize]) -> None:
    general = [size for size in sizes.values() if size.grid.kind == GridKind.GENERAL]
    if not general:
        return
    low, high = (policy(community, key).value for key in (HOUSEHOLDS_LOW, HOUSEHOLDS_HIGH))
    for size in general:
        if size.households and size.households < low:
            size.size = "small"
        elif size.households > high:
            size.size = "large"


def coverage_gaps(community: Community) -> list[Place]:
    """Open buildings that no grid covers."""
    rows = _open(community).filter(kind=PlaceKind.BUILDING, grid_id__isnull=True)
    return list(rows.order_by("full_name"))


def building_card(building: Place) -> BuildingCard:
    """What stands in a building (or any place): one statement for places, one for assets."""
    kinds = ("entrance", "floor", "dwelling", "shop")
    counted = Place.objects.filter(under(building), closed_on__isnull=True).aggregate(
        **{kind: Count("id", filter=Q(kind=kind) & ~Q(id=building.id)) for kind in kinds}
    )
    here = Asset.objects.filter(community_id=building.community_id).exclude(
        state=AssetState.RETIRED
    )
    column = {"estate": "place__estate_id", "building": "place__building_id"}
    assets = here.filter(**{column.get(building.kind, "place_id"): building.id}).count()
    return BuildingCard(
        building,
        counted["entrance"],
        counted["floor"],
        counted["dwelling"],
        counted["shop"],
        assets,
    )


def estates_with_counts(community: Community) -> list[tuple[Place, dict[str, int]]]:
    """Open estates with the number of places of each kind in them: two statements."""
    estates = list(_open(community).filter(kind=PlaceKind.ESTATE))
    counted = _open(community).order_by().values(which=F("estate_id"), what=F("kind"))
    totals: dict[uuid.UUID | None, dict[str, int]] = {}
    for row in counted.annotate(count=Count("id")):
        totals.setdefault(row["which"], {})[row["what"]] = row["count"]
    return [(estate, totals.get(estate.id, {})) for estate in estates]


def _open(community: Community) -> QuerySet[Place]:
    return Place.objects.filter(community_id=community.id, closed_on__isnull=True)
