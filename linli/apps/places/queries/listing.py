"""Lists as pages show them: a grid's doorplates, a building's floors, a page of the register."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import F, Q, QuerySet

from linli.apps.places.choices import PlaceKind
from linli.apps.places.models import Grid, GridCoverage, Place
from linli.apps.places.queries.ground import under
from linli.kernel.bigrams import query_tokens
from linli.kernel.community import Community

IN_THE_OPEN = (PlaceKind.SITE, PlaceKind.SHOP, PlaceKind.ROAD_NUMBER)
MOST_SHOWN = 400


@dataclass
class Row:
    """Doorplates of one estate; `estate` is empty for what stands outside of any."""

    estate: str
    places: list[Place] = field(default_factory=list)


@dataclass
class FloorRow:
    floor: Place | None
    dwellings: list[Place] = field(default_factory=list)


@dataclass
class StairRow:
    entrance: Place | None
    floors: list[FloorRow] = field(default_factory=list)


def grid_rows(grid: Grid, parts: Iterable[Grid] = ()) -> list[Row]:
    """What belongs to a grid and to the grids inside it: buildings, single entrances, shops."""
    ids = [grid.id, *(part.id for part in parts)]
    single = Q(kind=PlaceKind.ENTRANCE) & ~Q(building__grid_id__in=ids)
    found = (
        Place.objects.filter(
            Q(kind__in=[PlaceKind.BUILDING, *IN_THE_OPEN]) | single,
            community_id=grid.community_id,
            grid_id__in=ids,
            closed_on__isnull=True,
        )
        .annotate(estate_name=F("estate__name"))
        .order_by("estate__sequence", "estate__number", "kind", "sequence", "number")
    )
    rows: dict[str, Row] = {}
    for place in found[:MOST_SHOWN]:
        rows.setdefault(place.estate_name or "", Row(place.estate_name or "")).places.append(place)
    return list(rows.values())


def plate_line(rows: Iterable[Row]) -> str:
    """What stands on the A3 sheet: `1–6号楼 · 10–15号楼`, with the estates' names if several."""
    rows = list(rows)
    several = len([row for row in rows if row.estate]) > 1
    return " · ".join(
        f"{row.estate}{piece}" if several else piece
        for row in rows
        for piece in _runs([place for place in row.places if place.kind == PlaceKind.BUILDING])
    )


def _runs(buildings: list[Place]) -> list[str]:
    pieces: list[list[Place]] = []
    for place in buildings:
        last = pieces[-1][-1] if pieces else None
        if last and place.number.isdecimal() and place.sequence == last.sequence + 1:
            pieces[-1].append(place)
        else:
            pieces.append([place])
    return [
        piece[0].name if len(piece) == 1 else f"{piece[0].number}–{piece[-1].name}"
        for piece in pieces
    ]


def stair_rows(building: Place) -> list[StairRow]:
    """Entrances with their floors and dwellings, from the top floor down: one statement."""
    kinds = [PlaceKind.ENTRANCE, PlaceKind.FLOOR, PlaceKind.DWELLING]
    found = Place.objects.filter(under(building), kind__in=kinds, closed_on__isnull=True).order_by(
        "sequence", "number"
    )
    places = list(found)
    stairs = {row.id: StairRow(row) for row in places if row.kind == PlaceKind.ENTRANCE}
    open_stair = StairRow(None)
    floors: dict[uuid.UUID, FloorRow] = {}
    for row in sorted(places, key=_height, reverse=True):
        if row.kind == PlaceKind.FLOOR:
            floors[row.id] = FloorRow(row)
            stairs.get(row.entrance_id or row.id, open_stair).floors.append(floors[row.id])
    loose: dict[uuid.UUID | None, FloorRow] = {}
    for row in places:
        if row.kind != PlaceKind.DWELLING:
            continue
        floor = floors.get(row.parent_id) if row.parent_id else None
        if floor is None and row.entrance_id not in loose:
            floor = loose[row.entrance_id] = FloorRow(None)
            stairs.get(row.entrance_id or row.id, open_stair).floors.append(floor)
        (floor or loose[row.entrance_id]).dwellings.append(row)
    return [*stairs.values(), *([open_stair] if open_stair.floors else [])]


def _height(place: Place) -> int:
    number = place.number
    if number.removeprefix("-").isdecimal():
        return int(number)
    return place.sequence


def children_of(place: Place) -> list[Place]:
    rows = Place.objects.filter(
        community_id=place.community_id, parent_id=place.id, closed_on__isnull=True
    )
    return list(rows.order_by("kind", "sequence", "number")[:MOST_SHOWN])


def outside_estates(community: Community) -> QuerySet[Place]:
    """Open top places that are no estates: single buildings, road numbers, sites, shops."""
    rows = Place.objects.filter(
        community_id=community.id, parent_id__isnull=True, closed_on__isnull=True
    )
    return rows.exclude(kind=PlaceKind.ESTATE).order_by("kind", "sequence", "number")


def search_register(community: Community, text: str, kind: str = "") -> QuerySet[Place]:
    """Places whose names hold every pair of characters typed; closed ones at the end."""
    rows = Place.objects.filter(community_id=community.id)
    if kind in PlaceKind.values:
        rows = rows.filter(kind=kind)
    for token in query_tokens(text)[:20]:
        rows = rows.filter(search__contains=token)
    return rows.order_by(F("closed_on").asc(nulls_first=True), "full_name")


def coverage_story(place: Place) -> list[GridCoverage]:
    """How the place itself went from grid to grid, newest first."""
    rows = GridCoverage.objects.filter(community_id=place.community_id, place_id=place.id)
    return list(rows.select_related("grid").order_by("-since", "-id"))


def buildings_to_cover(community: Community, grid: Grid) -> list[Row]:
    """Open buildings that are not this grid's, those of no grid first in each estate."""
    found = (
        Place.objects.filter(
            community_id=community.id, kind=PlaceKind.BUILDING, closed_on__isnull=True
        )
        .exclude(grid_id=grid.id)
        .select_related("grid")
        .annotate(estate_name=F("estate__name"))
        .order_by("estate__sequence", "estate__number", "sequence", "number")
    )
    rows: dict[str, Row] = {}
    for place in found[:MOST_SHOWN]:
        rows.setdefault(place.estate_name or "", Row(place.estate_name or "")).places.append(place)
    return list(rows.values())
