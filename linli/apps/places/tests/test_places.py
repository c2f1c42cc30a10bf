"""Adding, naming, renaming and closing places, one by one and in bulk."""

import datetime as dt
from typing import Any

import pytest

from linli.apps.places.models import GridCoverage, Place
from linli.apps.places.operations import (
    BuildingShape,
    add_building,
    add_estate,
    add_place,
    add_places_in_bulk,
    close_place,
    describe_place,
    rename_place,
    take_back_places,
)
from linli.apps.places.queries import PlaceLine, places_under, plan_places
from linli.apps.places.rules.drafting import version_of
from linli.apps.places.rules.naming import name_of, number_of, sequence_of
from linli.apps.places.tests.ground import SYSTEM, Ground, again
from linli.kernel import clock
from linli.kernel.errors import Conflict, NotAllowed, NotKnown, NotSeen, RuleNotMet
from linli.kernel.records.models import Record
from tests.cast import Cast


@pytest.mark.parametrize(
    ("kind", "typed", "name", "number"),
    [
        ("building", "2", "2号楼", "2"),
        ("building", "２栋", "２栋", "2"),
        ("building", "十二号楼", "十二号楼", "12"),
        ("building", "A", "A栋", "A"),
        ("entrance", "4", "4单元", "4"),
        ("entrance", "第四单元", "第四单元", "4"),
        ("floor", "3", "3层", "3"),
        ("floor", "负一层", "负一层", "-1"),
        ("floor", "-1", "-1层", "-1"),
        ("dwelling", "302室", "302", "302"),
        ("dwelling", "三〇二", "302", "302"),
        ("shop", "3号铺", "3号铺", "3"),
        ("estate", "金星苑", "金星苑", "金星苑"),
    ],
)
def test_a_name_is_kept_as_on_the_doorplate_and_found_by_its_plain_number(
    kind: str, typed: str, name: str, number: str
) -> None:
    assert (name_of(kind, typed), number_of(kind, typed)) == (name, number)


def test_nine_comes_before_ten_and_the_basement_first() -> None:
    assert sorted(["10", "9", "-1", "A2"], key=sequence_of) == ["-1", "A2", "9", "10"]


def test_a_building_brings_entrances_floors_and_dwellings(ground: Ground) -> None:
    rows = places_under(ground.two)
    counted = {kind: rows.filter(kind=kind).count() for kind in ("entrance", "floor", "dwelling")}
    assert counted == {"entrance": 4, "floor": 12, "dwelling": 24}
    home = ground.at("金星苑2号楼4单元302")
    entrance = ground.at("金星苑2号楼4单元")
    assert (home.estate_id, home.building_id, home.entrance_id) == (
        ground.estate.id,
        ground.two.id,
        entrance.id,
    )
    assert home.parent is not None
    assert home.parent.full_name == "金星苑2号楼4单元3层"


def test_one_record_tells_of_a_building_and_names_nothing(cast: Cast) -> None:
    estate = add_estate(community=cast.a, name="金星苑", actor=SYSTEM)
    building = add_building(
        community=cast.a, estate=estate, name="2", shape=BuildingShape(), actor=SYSTEM
    )
    record = Record.objects.get(community_id=cast.a.id, object_id=building.id)
    assert (record.verb, record.payload) == (
        "places.place_added",
        {"kind": "building", "parent": str(estate.id), "count": 5},
    )


@pytest.mark.parametrize(
    ("kind", "parent", "code"),
    [
        ("dwelling", None, "parent_not_possible"),
        ("estate", "estate", "parent_not_possible"),
        ("entrance", "estate", "parent_not_possible"),
        ("castle", None, "kind_unknown"),
    ],
)
def test_a_place_stands_only_where_its_kind_can(
    ground: Ground, kind: str, parent: str | None, code: str
) -> None:
    above = ground.estate if parent else None
    with pytest.raises(RuleNotMet) as refused:
        add_place(community=ground.community, kind=kind, name="9", parent=above, actor=SYSTEM)
    assert refused.value.code == code


def test_the_same_number_under_another_word_is_a_conflict(ground: Ground) -> None:
    with pytest.raises(Conflict) as refused:
        add_place(
            community=ground.community,
            kind="building",
            name="二栋",
            parent=ground.estate,
            actor=SYSTEM,
        )
    assert (refused.value.code, refused.value.data["number"]) == ("place_exists", "2")


def test_a_place_of_another_community_is_no_parent(cast: Cast, ground: Ground) -> None:
    with pytest.raises(NotSeen):
        add_place(community=cast.b, kind="building", name="9", parent=ground.estate, actor=SYSTEM)


@pytest.mark.parametrize(
    ("name", "code"), [("", "required"), ("\u202e\x00", "required"), ("长" * 81, "too_long")]
)
def test_a_name_that_cannot_be_names_its_field(cast: Cast, name: str, code: str) -> None:
    with pytest.raises(RuleNotMet) as refused:
        add_estate(community=cast.a, name=name, actor=SYSTEM)
    assert (refused.value.code, refused.value.data["field"]) == (code, "name")


@pytest.mark.parametrize(
    ("details", "code"),
    [
        ({"longitude": 113.4}, "half_a_point"),
        ({"longitude": 181.0, "latitude": 1.0}, "out_of_range"),
        ({"open_type": "castle"}, "not_a_choice"),
        ({"built_year": 3}, "out_of_range"),
    ],
)
def test_details_that_cannot_be_are_refused(ground: Ground, details: Any, code: str) -> None:
    with pytest.raises(RuleNotMet) as refused:
        describe_place(place=ground.two, details=details, actor=SYSTEM)
    assert refused.value.code == code


def test_a_renamed_estate_gives_its_new_name_to_all_below(ground: Ground) -> None:
    rename_place(place=ground.estate, name="启明苑", actor=SYSTEM)
    home = ground.at("启明苑2号楼4单元302")
    assert home.building_id == ground.two.id
    assert "启明" in home.search
    left = Place.objects.filter(community_id=ground.community.id, full_name__contains="金星苑")
    assert left.count() == 0
    assert ground.at("银海苑2栋4单元302").name == "302"


def test_a_rename_on_a_stale_page_is_a_conflict_that_says_the_new_name(ground: Ground) -> None:
    seen = version_of(ground.two)
    rename_place(place=ground.two, name="乙2号楼", actor=SYSTEM, seen=seen)
    with pytest.raises(Conflict) as refused:
        rename_place(place=ground.two, name="丙2号楼", actor=SYSTEM, seen=seen)
    assert refused.value.code == "changed_meanwhile"
    assert "乙2号楼" in str(refused.value.detail)


def test_a_closed_building_ends_with_all_in_it_and_frees_its_number(ground: Ground) -> None:
    today = clock.today(ground.community)
    assert close_place(place=ground.two, on=today, actor=SYSTEM) == 41
    assert again(ground.at("金星苑2号楼4单元302")).closed_on == today
    open_now = GridCoverage.objects.filter(community_id=ground.community.id, until__isnull=True)
    assert [row.place_id for row in open_now] == [ground.estate.id]
    add_building(
        community=ground.community,
        estate=ground.estate,
        name="2",
        shape=BuildingShape(),
        actor=SYSTEM,
    )
    with pytest.raises(Conflict):
        close_place(place=ground.two, on=today, actor=SYSTEM)


def test_nothing_is_closed_tomorrow(ground: Ground) -> None:
    tomorrow = clock.today(ground.community) + dt.timedelta(days=1)
    with pytest.raises(RuleNotMet) as refused:
        close_place(place=ground.two, on=tomorrow, actor=SYSTEM)
    assert refused.value.code == "not_in_future"


@pytest.mark.parametrize(
    ("who", "error"),
    [
        ("anonymous", NotKnown),
        ("resident", NotAllowed),
        ("grid_worker", NotAllowed),
        ("street", NotAllowed),
        ("partner", NotAllowed),
        ("outsider", NotAllowed),
    ],
)
def test_only_the_committee_edits_the_register(
    cast: Cast, who: str, error: type[Exception]
) -> None:
    with pytest.raises(error):
        add_estate(community=cast.a, name="金星苑", actor=cast.actor(who))


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
