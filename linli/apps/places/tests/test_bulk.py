"""Registers of many places obey the rules of one."""

from typing import Any

import pytest

from linli.apps.places.models import Place
from linli.apps.places.operations import (
    add_estate,
    add_place,
    add_places_in_bulk,
    take_back_places,
)
from linli.apps.places.queries import PlaceLine, plan_places
from linli.apps.places.tests.ground import SYSTEM, Ground
from linli.kernel.errors import Conflict, RuleNotMet
from tests.cast import Cast

LINES = [
    PlaceLine("dwelling", "302", (("estate", "金星苑"), ("building", "2"), ("entrance", "4"))),
    PlaceLine("estate", "金星苑", details={"built_year": 1998}),
    PlaceLine("building", "2号楼", (("estate", "金星苑"),), {"floors": 9}),
    PlaceLine("shop", "3", (("road_number", "海港路18号"),)),
]


def snapshot(community_id: int) -> list[tuple[Any, ...]]:
    rows = Place.objects.filter(community_id=community_id).select_related(
        "parent", "estate", "building", "entrance", "grid"
    )
    above = ("parent", "estate", "building", "entrance", "grid")
    plain = ("kind", "name", "number", "full_name", "search", "sequence", "floors", "built_year")
    return sorted(
        (
            *(getattr(row, field) for field in plain),
            *(str(getattr(row, field) or "") for field in above),
        )
        for row in rows
    )


def test_bulk_and_one_by_one_give_the_same_register(cast: Cast) -> None:
    outcome = add_places_in_bulk(community=cast.a, lines=LINES, actor=SYSTEM)
    estate = add_estate(community=cast.b, name="金星苑", details={"built_year": 1998}, actor=SYSTEM)
    parent: Place | None = estate
    for kind, name in (("building", "2号楼"), ("entrance", "4"), ("dwelling", "302")):
        details: Any = {"floors": 9} if kind == "building" else {}
        parent = add_place(
            community=cast.b, kind=kind, name=name, parent=parent, details=details, actor=SYSTEM
        )
    road = add_place(community=cast.b, kind="road_number", name="海港路18号", actor=SYSTEM)
    add_place(community=cast.b, kind="shop", name="3", parent=road, actor=SYSTEM)
    assert len(outcome.added) == 6
    assert snapshot(cast.a.id) == snapshot(cast.b.id)


def test_bulk_and_one_by_one_refuse_the_same(ground: Ground) -> None:
    bad = [
        PlaceLine("dwelling", "1", (("estate", "金星苑"),)),
        PlaceLine("building", "", (("estate", "金星苑"),)),
        PlaceLine("building", "7", (("estate", "金星苑"),), {"built_year": 3}),
        PlaceLine("castle", "1"),
    ]
    single = []
    for line in bad:
        with pytest.raises(RuleNotMet) as refused:
            add_place(
                community=ground.community,
                kind=line.kind,
                name=line.name,
                parent=ground.estate if line.within else None,
                details=line.details,
                actor=SYSTEM,
            )
        single.append((refused.value.code, refused.value.data["field"]))
    faults = plan_places(ground.community, bad).faults
    assert [(fault.line, fault.code, fault.field) for fault in faults] == [
        (line, code, field) for line, (code, field) in enumerate(single)
    ]


def test_a_register_with_one_bad_line_stores_nothing(cast: Cast) -> None:
    with pytest.raises(RuleNotMet) as refused:
        add_places_in_bulk(community=cast.a, lines=[*LINES, PlaceLine("castle", "1")], actor=SYSTEM)
    assert [fault["line"] for fault in refused.value.data["faults"]] == [4]
    assert Place.objects.filter(community_id=cast.a.id).count() == 0


def test_the_same_register_again_changes_nothing(cast: Cast) -> None:
    add_places_in_bulk(community=cast.a, lines=LINES, actor=SYSTEM)
    outcome = add_places_in_bulk(community=cast.a, lines=LINES, actor=SYSTEM)
    assert (outcome.added, outcome.changed, outcome.unchanged) == ([], [], 4)


def test_a_changed_line_changes_its_place_only(cast: Cast) -> None:
    first = add_places_in_bulk(community=cast.a, lines=LINES, actor=SYSTEM)
    lines = [PlaceLine("building", "二栋", (("estate", "金星苑"),), {"floors": 11})]
    outcome = add_places_in_bulk(community=cast.a, lines=lines, actor=SYSTEM)
    building = Place.objects.get(community_id=cast.a.id, kind="building")
    assert (outcome.changed, building.floors, building.name) == ([building.id], 11, "2号楼")
    assert building.id in first.added


def test_a_line_that_says_the_same_place_twice_is_named(cast: Cast) -> None:
    faults = plan_places(cast.a, [*LINES, LINES[0]]).faults
    assert [(fault.line, fault.code) for fault in faults] == [(4, "line_twice")]


def test_an_addition_is_taken_back_while_nothing_leans_on_it(cast: Cast) -> None:
    outcome = add_places_in_bulk(community=cast.a, lines=LINES, actor=SYSTEM)
    building = Place.objects.get(community_id=cast.a.id, kind="building")
    with pytest.raises(Conflict) as refused:
        take_back_places(community=cast.a, ids=[building.id], actor=SYSTEM)
    assert refused.value.code == "places_in_use"
    assert take_back_places(community=cast.a, ids=outcome.added, actor=SYSTEM) == 6
    assert Place.objects.filter(community_id=cast.a.id).count() == 0
