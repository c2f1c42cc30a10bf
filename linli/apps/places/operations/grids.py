"""Opening, changing and closing grids, and which places they cover from which day."""

import datetime as dt
import hashlib
import json
import re
from collections.abc import Sequence
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from linli.apps.places.choices import (
    GRID_CHANGED,
    GRID_CLOSED,
    GRID_OPENED,
    GRID_REDRAWN,
    PLACE_COVERED,
    GridKind,
)
from linli.apps.places.models import Grid, GridCoverage, Place
from linli.apps.places.operations.places import locked, same_community
from linli.apps.places.queries.ground import under
from linli.apps.places.rules.boundary import clean_boundary
from linli.apps.places.rules.drafting import length_of, line_of, not_after
from linli.apps.places.rules.permissions import EDIT_REGISTER
from linli.kernel import clock
from linli.kernel.access.actor import Actor
from linli.kernel.access.permissions import require
from linli.kernel.community import Community
from linli.kernel.errors import Conflict, RuleNotMet
from linli.kernel.records.writing import write_record

WHOLES: dict[str, tuple[str, ...]] = {
    GridKind.CHIEF: (),
    GridKind.GENERAL: (GridKind.CHIEF,),
    GridKind.DEDICATED: (GridKind.CHIEF, GridKind.GENERAL),
    GridKind.MICRO: (GridKind.GENERAL, GridKind.DEDICATED),
}
ONE_DAY = dt.timedelta(days=1)


@transaction.atomic
def open_grid(
    *,
    community: Community,
    kind: str,
    name: str,
    actor: Actor,
    parent: Grid | None = None,
    code: str = "",
    sequence: int | None = None,
    households_expected: int | None = None,
    standard_code: str = "",
    supervision_phone: str = "",
    boundary: dict[str, Any] | None = None,
    opened_on: dt.date | None = None,
) -> Grid:
    """Without a code the grid gets its sequence in three digits; Conflict `grid_exists`."""
    require(actor, EDIT_REGISTER, community.id)
    check_whole(kind, same_community(community, parent))
    today = clock.today(community)
    number = sequence if sequence is not None else _next_sequence(community)
    if not 1 <= number <= 999:
        detail = _("Between %(low)s and %(high)s, please.") % {"low": 1, "high": 999}
        raise RuleNotMet("out_of_range", detail, field="sequence")
    grid = Grid(
        community=community,
        kind=kind,
        parent=parent,
        sequence=number,
        opened_on=opened_on or today,
        boundary=clean_boundary(boundary) if boundary else None,
    )
    not_after("opened_on", grid.opened_on, today)
    _fill(
        grid,
        name=name,
        code=code or f"{number:03d}",
        households_expected=households_expected,
        standard_code=standard_code,
        supervision_phone=supervision_phone,
    )
    _store(grid, fresh=True)
    write_record(
        verb=GRID_OPENED,
        community_id=community.id,
        obj=grid,
        actor=actor,
        kind=kind,
        parent=parent.id if parent else None,
    )
    return grid


@transaction.atomic
def change_grid(
    *,
    grid: Grid,
    actor: Actor,
    name: str,
    code: str,
    households_expected: int | None = None,
    standard_code: str = "",
    supervision_phone: str = "",
) -> Grid:
    require(actor, EDIT_REGISTER, grid.community_id)
    row = locked(Grid, grid)
    fields = _fill(
        row,
        name=name,
        code=code,
        households_expected=households_expected,
        standard_code=standard_code,
        supervision_phone=supervision_phone,
    )
    if fields:
        _store(row)
        write_record(
            verb=GRID_CHANGED, community_id=row.community_id, obj=row, actor=actor, fields=fields
        )
    return row


@transaction.atomic
def redraw_grid(*, grid: Grid, boundary: dict[str, Any] | None, actor: Actor) -> Grid:
    """Give the grid a GeoJSON boundary, or none; raises RuleNotMet on the field `boundary`."""
    require(actor, EDIT_REGISTER, grid.community_id)
    row = locked(Grid, grid)
    row.boundary = clean_boundary(boundary) if boundary else None
    row.save(update_fields=["boundary"])
    plain = json.dumps(row.boundary, sort_keys=True)
    write_record(
        verb=GRID_REDRAWN,
        community_id=row.community_id,
        obj=row,
        actor=actor,
        digest=hashlib.sha256(plain.encode()).hexdigest(),
    )
    return row


@transaction.atomic
def close_grid(*, grid: Grid, on: dt.date, actor: Actor) -> Grid:
    """Close an empty grid on its last day; Conflict while it covers places or has parts."""
    require(actor, EDIT_REGISTER, grid.community_id)
    row = locked(Grid, grid)
    not_after("on", on, clock.today(Community.objects.get(id=row.community_id)))
    if on < row.opened_on:
        raise RuleNotMet("ends_before", _("The last day is before the first."), field="on")
    mine = {"community_id": row.community_id, "closed_on__isnull": True}
    if Place.objects.filter(grid_id=row.id, **mine).exists():
        detail = _("Give its buildings to another grid first.")
        raise Conflict("grid_covers_places", detail)
    if Grid.objects.filter(parent_id=row.id, **mine).exists():
        raise Conflict("grid_has_parts", _("Close the grids inside it first."))
    row.closed_on = on
    row.save(update_fields=["closed_on"])
    write_record(verb=GRID_CLOSED, community_id=row.community_id, obj=row, actor=actor, on=on)
    return row


@transaction.atomic
def cover_place(
    *, place: Place, grid: Grid, actor: Actor, since: dt.date | None = None
) -> GridCoverage:
    """Give a place, and all below it, to a grid from a day on.

    What was said before, of the place or of parts of it, ends the day before: the newest word
    holds for the whole. A second word about the same day corrects the first.
    """
    require(actor, EDIT_REGISTER, place.community_id)
    return store_coverage(place=place, grid=grid, actor=actor, since=since)


@transaction.atomic
def store_coverage(
    *, place: Place, grid: Grid, actor: Actor, since: dt.date | None = None
) -> GridCoverage:
    """`cover_place` for an import, whose caller has asked whether the actor may."""
    community = Community.objects.get(id=place.community_id)
    same_community(community, grid)
    row, day = locked(Place, place), since or clock.today(community)
    not_after("since", day, clock.today(community))
    if grid.closed_on is not None or day < grid.opened_on:
        detail = _("%(grid)s is not open on that day.") % {"grid": grid.name}
        raise RuleNotMet("grid_not_open", detail, field="grid")
    if row.closed_on is not None:
        raise Conflict("closed_already", _("This place is closed already."))
    _end_coverages(row, day)
    covered = GridCoverage(
        community_id=row.community_id, grid_id=grid.id, place_id=row.id, since=day
    )
    covered.save(force_insert=True)
    mine = Place.objects.filter(community_id=row.community_id, closed_on__isnull=True)
    count = mine.filter(under(row)).update(grid_id=grid.id)
    write_record(
        verb=PLACE_COVERED,
        community_id=row.community_id,
        obj=row,
        actor=actor,
        grid=grid.id,
        since=day,
        count=count,
    )
    return covered


@transaction.atomic
def cover_places(
    *, places: Sequence[Place], grid: Grid, actor: Actor, since: dt.date | None = None
) -> int:
    """Give several places to a grid, all or none; each has its own record."""
    for place in places:
        cover_place(place=place, grid=grid, actor=actor, since=since)
    return len(places)


def _end_coverages(place: Place, day: dt.date) -> None:
    below = Place.objects.filter(under(place)).values("id")
    open_ones = GridCoverage.objects.filter(
        community_id=place.community_id, place_id__in=below, until__isnull=True
    )
    if open_ones.filter(since__gt=day).exists():
        detail = _("A later change is in the register already: %(day)s.")
        latest = open_ones.aggregate(day=Max("since"))["day"]
        raise Conflict("covered_later", detail % {"day": latest}, field="since")
    open_ones.filter(since=day).delete()
    open_ones.update(until=day - ONE_DAY)


def check_whole(kind: str, parent: Grid | None) -> None:
    if kind not in WHOLES:
        raise RuleNotMet("kind_unknown", _("There is no such kind of grid."), field="kind")
    if parent is not None and parent.kind not in WHOLES[kind]:
        detail = _("A grid of this kind does not lie in a %(kind)s.")
        words = {"kind": GridKind(parent.kind).label}
        raise RuleNotMet("parent_not_possible", detail % words, field="parent")


def _fill(grid: Grid, **values: Any) -> list[str]:
    """Clean and set; returns the fields that changed."""
    code = re.sub(r"\s", "", line_of("code", values["code"], most=length_of("code", Grid), least=1))
    clean = {
        "name": line_of("name", values["name"], most=length_of("name", Grid), least=1),
        "code": code,
        "households_expected": values["households_expected"],
        "standard_code": line_of("standard_code", values["standard_code"], most=24),
        "supervision_phone": line_of("supervision_phone", values["supervision_phone"], most=40),
    }
    expected = clean["households_expected"]
    if expected is not None and not 0 <= expected <= 100_000:
        detail = _("Between %(low)s and %(high)s, please.") % {"low": 0, "high": 100_000}
        raise RuleNotMet("out_of_range", detail, field="households_expected")
    changed = [field for field, value in clean.items() if getattr(grid, field) != value]
    for field in changed:
        setattr(grid, field, clean[field])
    return changed


def _store(grid: Grid, *, fresh: bool = False) -> None:
    try:
        with transaction.atomic():
            grid.save(force_insert=fresh)
    except IntegrityError as trouble:
        detail = _("Another grid has the code %(code)s.") % {"code": grid.code}
        raise Conflict("grid_exists", detail, field="code") from trouble


def _next_sequence(community: Community) -> int:
    rows = Grid.objects.filter(community_id=community.id, closed_on__isnull=True)
    return int(rows.aggregate(last=Max("sequence"))["last"] or 0) + 1
