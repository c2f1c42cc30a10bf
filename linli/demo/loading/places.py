"""The ground in one community: places in bulk, grids with what they cover, dated facts, assets."""

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from functools import partial

from linli.apps.places.public import PlaceDetails as Details
from linli.apps.places.public import (
    PlaceKind,
    PlaceLine,
    add_asset,
    add_places_in_bulk,
    cover_places,
    open_grid,
    state_profile_fact,
)
from linli.demo.ground import BuildingRow, DwellingRow, GridRow
from linli.demo.loading.context import SYSTEM, Loading
from linli.demo.loading.labels import fact_label
from linli.demo.loading.timeline import Act
from linli.demo.packs import Fact

EARLY = dt.time(8, 30)
FLOORS_WITH_LIFT = 9
EVERYWHERE = (
    ("notice_board", "社区公告栏", "小区主出入口旁"),
    ("charger", "电动车充电棚", "车棚内"),
    ("bin", "分类投放点", "东侧围墙边"),
    ("hydrant", "室外消火栓", "中心路口"),
    ("fitness", "健身器材", "中心花园"),
)


def acts(loading: Loading) -> Iterator[Act]:
    opening = loading.moment(loading.opened, EARLY)
    yield Act(opening, partial(_lay, loading), alone=True)
    for grid in loading.ground.places.grids:
        yield Act(opening, partial(_open, loading, grid))
    for turn, fact in enumerate(loading.pack.facts):
        yield Act(loading.moment(fact.as_of), partial(_state, loading, fact, turn))
    for estate in loading.ground.places.estates:
        yield Act(opening, partial(_furnish, loading, estate.name))


def _lay(loading: Loading) -> None:
    add_places_in_bulk(community=loading.home, lines=lines(loading), actor=SYSTEM)


def lines(loading: Loading) -> Iterator[PlaceLine]:
    ground = loading.ground.places
    for estate in ground.estates:
        kind = "mall" if estate.kind == "commercial_complex" else estate.kind
        details: Details = {
            "built_year": estate.year,
            "open_type": kind,
            "original_text": estate.address,
        }
        yield PlaceLine(PlaceKind.ESTATE, estate.name, details=details)
    yield from (_building(row) for row in ground.buildings)
    for entrance in ground.entrances:
        within = ((PlaceKind.ESTATE, entrance.estate), (PlaceKind.BUILDING, str(entrance.building)))
        yield PlaceLine(PlaceKind.ENTRANCE, str(entrance.number), within)
    yield from (_home(row) for row in ground.dwellings)


def _building(row: BuildingRow) -> PlaceLine:
    details: Details = {
        "built_year": row.year,
        "floors": row.floors,
        "has_lift": row.floors >= FLOORS_WITH_LIFT,
    }
    return PlaceLine(
        PlaceKind.BUILDING, str(row.number), ((PlaceKind.ESTATE, row.estate),), details
    )


def _home(row: DwellingRow) -> PlaceLine:
    within = ((PlaceKind.ESTATE, row.estate), (PlaceKind.BUILDING, str(row.building)))
    if row.use == "shops":
        number = row.number if row.entrance == 1 else f"{row.entrance}-{row.number}"
        return PlaceLine(PlaceKind.SHOP, number, within)
    above = ((PlaceKind.ENTRANCE, str(row.entrance)), (PlaceKind.FLOOR, str(row.floor)))
    return PlaceLine(PlaceKind.DWELLING, row.number, (*within, *above))


def _open(loading: Loading, row: GridRow) -> None:
    since = first_day(loading)
    grid = open_grid(
        community=loading.home,
        kind=row.kind,
        name=row.name,
        actor=SYSTEM,
        code=row.code,
        sequence=row.sequence,
        households_expected=row.households_expected,
        supervision_phone=loading.pack.office.supervision_telephone,
        opened_on=since,
    )
    places = [loading.needed_place(f"{estate}{number}号楼") for estate, number in row.sites]
    cover_places(places=places, grid=grid, actor=SYSTEM, since=since)


def first_day(loading: Loading) -> dt.date:
    """The first day of any duty: from then on the grids stand as they are."""
    return min(one.since for one in loading.pack.staff)


def _state(loading: Loading, fact: Fact, turn: int) -> None:
    number = Decimal(str(fact.value)) if fact.value is not None else None
    state_profile_fact(
        community=loading.home,
        key=fact.key,
        names=fact_label(fact.key),
        as_of=fact.as_of,
        source="公开发表的文章" if fact.source == "published article" else "示例数据",
        actor=SYSTEM,
        text=fact.words,
        number=number,
        about="约" in fact.words,
        unit=fact.unit,
        note=fact.estate,
        sequence=turn,
    )


def _furnish(loading: Loading, estate: str) -> None:
    place = loading.needed_place(estate)
    for kind, name, spot in EVERYWHERE:
        add_asset(
            community=loading.home, kind=kind, name=name, actor=SYSTEM, place=place, spot=spot
        )
