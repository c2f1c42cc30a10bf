"""Rows into places, and an import taken back."""

import uuid
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, cast

from django.utils.translation import gettext_lazy as _

from linli.apps.places.choices import PlaceKind
from linli.apps.places.models import Grid, GridCoverage, Place
from linli.apps.places.operations.bulk import (
    check_free,
    remove_places,
    restore_places,
    store_plan,
)
from linli.apps.places.operations.grids import store_coverage
from linli.apps.places.queries import PlaceLine, Planner, grids_of
from linli.apps.places.rules.drafting import PlaceDetails
from linli.kernel.community import Community
from linli.kernel.errors import RuleNotMet
from linli.kernel.registers.definition import Fault, Judged, Row, Step, Verdict

SITE = (
    ("estate", PlaceKind.ESTATE),
    ("building", PlaceKind.BUILDING),
    ("entrance", PlaceKind.ENTRANCE),
    ("floor", PlaceKind.FLOOR),
    ("dwelling", PlaceKind.DWELLING),
)


@dataclass
class Memory:
    """The whole register of places and the open grids, for one pass."""

    community: Community
    planner: Planner
    grids: dict[str, Grid]


def prepare(community: Community) -> Memory:
    grids: dict[str, Grid] = {}
    for grid in grids_of(community):
        grids.update({grid.name: grid, grid.code: grid})
    return Memory(community, Planner(community), grids)


def line_for(row: Row, kind: str) -> PlaceLine:
    """The last part of the address is the place, those before it are what it stands in."""
    parts = [(each, str(row.get(key))) for key, each in SITE if row.get(key)]
    within = tuple(part for part in parts if part[0] != kind)
    name = next(name for each, name in parts if each == kind)
    details = {key: row.values[key] for key in row.values if key in PlaceDetails.__annotations__}
    return PlaceLine(kind, name, within, cast(PlaceDetails, details))


def take(memory: Memory, row: Row, kind: str) -> tuple[Place, Grid | None]:
    """Draft a row; the grid is given where it is to cover the place from now on."""
    place = memory.planner.take(line_for(row, kind))
    named = row.get("grid")
    if not named:
        return place, None
    grid = memory.grids.get(named)
    if grid is None:
        raise RuleNotMet("grid_unknown", _("There is no open grid of this name."), field="grid")
    if place.grid_id is None:
        return place, grid
    if place.grid_id != grid.id and place.id not in memory.planner.fresh:
        detail = _("It belongs to another grid. Change that on the page of the building.")
        raise RuleNotMet("grid_other", detail, field="grid")
    return place, None if place.grid_id == grid.id else grid


def judge_as(kind: str, column: str) -> Callable[[Memory, Sequence[Row]], Judged]:
    def judge(memory: Memory, rows: Sequence[Row]) -> Judged:
        judged = Judged()
        for row in rows:
            try:
                place, grid = take(memory, row, kind)
            except RuleNotMet as trouble:
                named = str(trouble.data.get("field", "name"))
                where = named if named in row.values else column
                judged.faults.append(Fault(row.line, where, trouble.detail))
                continue
            judged.verdicts[row.line] = verdict_of(memory, place, grid)
        return judged

    return judge


def verdict_of(memory: Memory, place: Place, grid: Grid | None) -> str:
    if place.id in memory.planner.fresh:
        return Verdict.NEW
    is_changed = place.id in memory.planner.plan.changed or grid is not None
    return Verdict.CHANGED if is_changed else Verdict.UNCHANGED


def apply_as(kind: str) -> Callable[[Step, Sequence[Row]], dict[str, Any]]:
    def apply(step: Step, rows: Sequence[Row]) -> dict[str, Any]:
        memory: Memory = step.memory
        covers = [take(memory, row, kind) for row in rows]
        plan = memory.planner.hand_over()
        store_plan(community=step.community, plan=plan, actor=step.actor)
        covered = [
            store_coverage(place=place, grid=grid, actor=step.actor)
            for place, grid in covers
            if grid is not None
        ]
        return {
            "added": [str(place.id) for place in plan.added],
            "before": {str(key): values for key, values in plan.before.items()},
            "covered": [[str(row.id), str(row.place_id)] for row in covered],
        }

    return apply


def revert(step: Step, trace: dict[str, Any]) -> None:
    """Coverage first, then what was changed, then what was added."""
    added = [uuid.UUID(key) for key in reversed(trace["added"])]
    uncover(step, trace["covered"], set(added))
    before = {uuid.UUID(key): _read_back(values) for key, values in trace["before"].items()}
    restore_places(community=step.community, before=before, actor=step.actor)
    remove_places(community=step.community, ids=added, actor=step.actor)


def uncover(step: Step, covered: Iterable[list[str]], going: set[uuid.UUID]) -> None:
    """Places that were in no grid before the import are in none again."""
    for coverage_id, place_id in covered:
        place = uuid.UUID(place_id)
        if place in going:
            continue
        here = {"community_id": step.community.id}
        GridCoverage.objects.filter(id=uuid.UUID(coverage_id), **here).delete()
        Place.objects.filter(building_id=place, **here).update(grid=None)


def _read_back(values: dict[str, Any]) -> PlaceDetails:
    area = values.get("floor_area")
    if area is not None:
        values = {**values, "floor_area": Decimal(area)}
    return cast(PlaceDetails, values)


def free(step: Step, traces: Sequence[dict[str, Any]]) -> None:
    """Nothing but this import itself leans on what it added."""
    added = [uuid.UUID(key) for trace in traces for key in trace["added"]]
    covers = {uuid.UUID(row) for trace in traces for row, _place in trace["covered"]}
    check_free(step.community, added, covers | set(added))
