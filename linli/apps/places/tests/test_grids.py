"""Grids, what they cover on which day, their size and their boundary."""

import datetime as dt
import json
from typing import Any

import pytest

from linli.apps.places.operations import (
    add_place,
    change_grid,
    close_grid,
    cover_place,
    open_grid,
    redraw_grid,
)
from linli.apps.places.queries import (
    coverage_gaps,
    grid_map,
    grid_of,
    grid_on,
    grid_sizes,
    household_counts,
)
from linli.apps.places.tests.ground import SQUARE, SYSTEM, Ground, again, grid
from linli.kernel import clock
from linli.kernel.errors import Conflict, NotSeen, RuleNotMet
from linli.kernel.policies import Policy
from tests.cast import Cast


def test_a_place_knows_its_grid_on_each_day(ground: Ground) -> None:
    home = ground.at("金星苑2号楼4单元302")
    days = [dt.date(2019, 12, 31), dt.date(2023, 12, 31), dt.date(2024, 1, 1)]
    assert [grid_on(home, day) for day in days] == [None, ground.first, ground.third]
    assert grid_of(home) == ground.third
    assert grid_of(ground.at("金星苑1号楼1单元101")) == ground.first


def test_a_word_about_the_whole_ends_the_words_about_its_parts(ground: Ground) -> None:
    cover_place(place=ground.estate, grid=ground.first, since=dt.date(2025, 6, 1), actor=SYSTEM)
    home = ground.at("金星苑2号楼4单元302")
    assert grid_of(home) == ground.first
    assert grid_on(home, dt.date(2025, 5, 31)) == ground.third
    assert grid_on(home, dt.date(2025, 6, 1)) == ground.first


def test_a_second_word_about_the_same_day_corrects_the_first(ground: Ground) -> None:
    cover_place(place=ground.two, grid=ground.first, since=dt.date(2024, 1, 1), actor=SYSTEM)
    assert grid_on(ground.two, dt.date(2024, 1, 1)) == ground.first


def test_a_coverage_is_neither_before_a_later_one_nor_in_the_future(ground: Ground) -> None:
    with pytest.raises(Conflict) as refused:
        cover_place(place=ground.two, grid=ground.first, since=dt.date(2023, 1, 1), actor=SYSTEM)
    assert refused.value.code == "covered_later"
    tomorrow = clock.today(ground.community) + dt.timedelta(days=1)
    with pytest.raises(RuleNotMet) as future:
        cover_place(place=ground.two, grid=ground.first, since=tomorrow, actor=SYSTEM)
    assert future.value.code == "not_in_future"


def test_a_grid_of_another_community_covers_nothing_here(cast: Cast, ground: Ground) -> None:
    foreign = grid(cast.b, "第一网格", 1)
    with pytest.raises(NotSeen):
        cover_place(place=ground.two, grid=foreign, actor=SYSTEM)


def test_households_are_counted_per_grid_and_the_rest_apart(ground: Ground) -> None:
    assert household_counts(ground.community) == {
        ground.first.id: 24,
        ground.third.id: 24,
        None: 24,
    }
    assert coverage_gaps(ground.community) == [ground.other_two]


def test_a_general_grid_outside_300_to_500_is_remarked(ground: Ground) -> None:
    expected = {"low": 299, "least": 300, "most": 500, "high": 501}
    for sequence, (name, count) in enumerate(expected.items(), 10):
        grid(ground.community, name, sequence, households_expected=count)
    sizes = {size.grid.name: size.size for size in grid_sizes(ground.community)}
    assert sizes == {
        "第一网格": "small",
        "第三网格": "small",
        "low": "small",
        "least": "",
        "most": "",
        "high": "large",
    }


def test_a_community_chooses_its_own_size(ground: Ground) -> None:
    Policy.objects.create(
        community=ground.community,
        key="places.grid_households_low",
        effective_from=dt.date(2020, 1, 1),
        value=10,
        source="街道网格划分方案",
        approved_by="c:1",
        written_at=clock.now(),
    )
    assert {size.size for size in grid_sizes(ground.community)} == {""}


def test_a_micro_grid_counts_in_its_whole(ground: Ground) -> None:
    micro = open_grid(
        community=ground.community,
        kind="micro",
        name="微网格1",
        parent=ground.third,
        sequence=31,
        actor=SYSTEM,
    )
    cover_place(place=ground.at("金星苑2号楼4单元"), grid=micro, actor=SYSTEM)
    sizes = {size.grid.id: size for size in grid_sizes(ground.community)}
    assert (sizes[micro.id].dwellings, sizes[ground.third.id].dwellings) == (6, 24)


@pytest.mark.parametrize(("kind", "parent"), [("chief", "general"), ("general", "general")])
def test_a_grid_lies_only_in_a_larger_one(ground: Ground, kind: str, parent: str) -> None:
    with pytest.raises(RuleNotMet) as refused:
        open_grid(
            community=ground.community, kind=kind, name="x", parent=ground.first, actor=SYSTEM
        )
    assert refused.value.code == "parent_not_possible"


def test_two_open_grids_never_share_a_code(ground: Ground) -> None:
    with pytest.raises(Conflict) as refused:
        grid(ground.community, "另一个", 1)
    assert (refused.value.code, refused.value.data["field"]) == ("grid_exists", "code")
    with pytest.raises(Conflict):
        change_grid(grid=ground.third, name="第三网格", code="001", actor=SYSTEM)


def test_a_grid_closes_once_nothing_is_in_it(ground: Ground) -> None:
    today = clock.today(ground.community)
    with pytest.raises(Conflict) as refused:
        close_grid(grid=ground.third, on=today, actor=SYSTEM)
    assert refused.value.code == "grid_covers_places"
    cover_place(place=ground.two, grid=ground.first, actor=SYSTEM)
    assert close_grid(grid=ground.third, on=today, actor=SYSTEM).closed_on == today
    with pytest.raises(RuleNotMet):
        cover_place(place=ground.two, grid=close_again(ground), actor=SYSTEM)


def close_again(ground: Ground) -> Any:
    ground.third.refresh_from_db()
    return ground.third


def test_the_map_draws_boundaries_and_the_one_meant_stands_out(ground: Ground) -> None:
    east = json.loads(json.dumps(SQUARE).replace("113.4,", "113.42,"))
    redraw_grid(grid=ground.third, boundary=east, actor=SYSTEM)
    drawn = grid_map(ground.community, ground.first.id)
    assert drawn is not None
    assert [(shape.name, shape.on) for shape in drawn.shapes] == [
        ("第三网格", False),
        ("第一网格", True),
    ]
    assert all(0 < shape.x < drawn.width and 0 < shape.y < drawn.height for shape in drawn.shapes)


def test_no_boundary_no_map(cast: Cast) -> None:
    grid(cast.b, "第一网格", 1)
    assert grid_map(cast.b) is None


def test_a_place_added_later_belongs_to_the_grid_of_what_it_stands_in(ground: Ground) -> None:
    site = add_place(
        community=ground.community,
        kind="site",
        name="天台",
        parent=again(ground.two),
        actor=SYSTEM,
    )
    assert grid_of(site) == ground.third
