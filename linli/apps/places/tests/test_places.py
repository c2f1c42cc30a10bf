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
    close_place,
    describe_place,
    rename_place,
)
from linli.apps.places.queries import places_under
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
        ("building", "港湾大厦", "港湾大厦", "港湾大厦"),
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
