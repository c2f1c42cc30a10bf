"""A plan of the grids drawn from their boundaries: no tiles, no third party, no script."""

import math
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from linli.apps.places.choices import PlaceKind
from linli.apps.places.models import Grid, Place
from linli.kernel.community import Community

WIDTH = 560.0
MARGIN = 8.0
TALLEST = 640.0
MARK = (18.0, 14.0)  # a building's window, width and height
Point = tuple[float, float]


@dataclass(frozen=True)
class Shape:
    grid_id: uuid.UUID
    name: str
    path: str
    x: float
    y: float
    on: bool


@dataclass(frozen=True)
class Mark:
    place_id: uuid.UUID
    name: str
    x: float
    y: float


@dataclass(frozen=True)
class GridMap:
    """Ready for the template `places/map.html`; marks are buildings with a known point."""

    width: int
    height: int
    shapes: list[Shape] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)


def grid_map(community: Community, on: uuid.UUID | None = None) -> GridMap | None:
    """All grids that have a boundary, `on` standing out; None where no boundary is known."""
    drawn = [
        grid
        for grid in Grid.objects.filter(community_id=community.id, closed_on__isnull=True)
        if grid.boundary
    ]
    if not drawn:
        return None
    buildings = list(
        Place.objects.filter(
            community_id=community.id,
            kind=PlaceKind.BUILDING,
            closed_on__isnull=True,
            longitude__isnull=False,
        ).only("id", "community_id", "name", "longitude", "latitude")
    )
    return draw(drawn, buildings, on)


def draw(grids: list[Grid], buildings: list[Place], on: uuid.UUID | None) -> GridMap:
    paper = Paper([point for grid in grids for ring in rings(grid.boundary) for point in ring])
    last = sorted(grids, key=lambda grid: grid.id == on)  # the one that stands out lies on top
    shapes = []
    for grid in last:
        outlines = [[paper.place(point) for point in ring] for ring in rings(grid.boundary)]
        x, y = middle(max(outlines, key=lambda ring: abs(area(ring))))
        shapes.append(Shape(grid.id, grid.name, path_of(outlines), x, y, grid.id == on))
    marks = []
    for building in buildings:
        x, y = paper.place((building.longitude or 0.0, building.latitude or 0.0))
        if 0 <= x <= WIDTH and 0 <= y <= paper.height:
            left, top = round(x - MARK[0] / 2, 1), round(y - MARK[1] / 2, 1)
            marks.append(Mark(building.id, building.name, left, top))
    return GridMap(int(WIDTH), math.ceil(paper.height), shapes, marks)


class Paper:
    """Degrees onto paper: at this scale the earth is flat, once longitudes are shortened."""

    def __init__(self, points: list[Point]) -> None:
        lons, lats = [x for x, _y in points], [y for _x, y in points]
        self.west, self.north = min(lons), max(lats)
        self.squeeze = math.cos(math.radians((min(lats) + max(lats)) / 2)) or 1.0
        wide = max((max(lons) - self.west) * self.squeeze, 1e-9)
        high = max(self.north - min(lats), 1e-9)
        self.scale = min((WIDTH - 2 * MARGIN) / wide, (TALLEST - 2 * MARGIN) / high)
        self.left = (WIDTH - wide * self.scale) / 2
        self.height = high * self.scale + 2 * MARGIN

    def place(self, point: Point) -> Point:
        lon, lat = point
        x = self.left + (lon - self.west) * self.squeeze * self.scale
        y = MARGIN + (self.north - lat) * self.scale
        return round(x, 1), round(y, 1)


def rings(boundary: Any) -> Iterable[list[Point]]:
    polygons = boundary["coordinates"]
    if boundary["type"] == "Polygon":
        polygons = [polygons]
    for polygon in polygons:
        for ring in polygon:
            yield [(float(x), float(y)) for x, y in ring]


def path_of(outlines: list[list[Point]]) -> str:
    def spell(ring: list[Point]) -> str:
        return "M" + "L".join(f"{x:g} {y:g}" for x, y in ring[:-1]) + "z"

    return "".join(spell(ring) for ring in outlines)


def area(ring: list[Point]) -> float:
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise(ring)) / 2


def middle(ring: list[Point]) -> Point:
    """The centre of gravity; the mean of the corners where the ring has no area."""
    size = area(ring)
    if not size:
        count = len(ring)
        return round(sum(x for x, _ in ring) / count, 1), round(sum(y for _, y in ring) / count, 1)
    x = y = 0.0
    for (x1, y1), (x2, y2) in pairwise(ring):
        cross = x1 * y2 - x2 * y1
        x, y = x + (x1 + x2) * cross, y + (y1 + y2) * cross
    return round(x / (6 * size), 1), round(y / (6 * size), 1)
