"""From what people type to a place and its grid."""

import pytest

from linli.apps.places.operations import add_place, close_place
from linli.apps.places.queries import find_grid, find_place, public_place
from linli.apps.places.tests.ground import SYSTEM, Ground
from linli.kernel import clock
from tests.cast import Cast


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("金星苑2号楼4单元302", "金星苑2号楼4单元302"),
        ("金星苑 2号楼 4单元", "金星苑2号楼4单元"),
        ("金星花园2栋四单元", "金星苑2号楼4单元"),
        ("银海苑２栋４单元３０２室", "银海苑2栋4单元302"),
        ("金星苑1号楼", "金星苑1号楼"),
        ("银海苑", "银海苑"),
        ("海港路18号", "海港路18号"),
        ("海港路18号3号铺", "海港路18号3号铺"),
    ],
)
def test_an_address_leads_to_its_place(ground: Ground, typed: str, found: str) -> None:
    answer = find_place(ground.community, typed)
    assert (answer.place and answer.place.full_name, answer.exact) == (found, True)


def test_an_address_without_its_estate_shows_all_that_it_could_be(ground: Ground) -> None:
    answer = find_place(ground.community, "2栋4单元")
    names = [row.full_name for row in (answer.place, *answer.alternatives) if row]
    assert sorted(names) == ["金星苑2号楼4单元", "银海苑2栋4单元"]


def test_an_unknown_room_leads_to_its_entrance_and_says_so(ground: Ground) -> None:
    answer = find_place(ground.community, "金星苑2号楼4单元909")
    assert (answer.place and answer.place.full_name, answer.exact) == ("金星苑2号楼4单元", False)


def test_a_site_is_found_by_its_words(ground: Ground) -> None:
    site = add_place(community=ground.community, kind="site", name="中心花园凉亭", actor=SYSTEM)
    assert find_place(ground.community, "凉亭").place == site


@pytest.mark.parametrize("typed", ["", " ", "\x00\u202e", "火星基地", "%", "_", "😀", "9" * 500])
def test_what_names_nothing_finds_nothing(ground: Ground, typed: str) -> None:
    assert find_place(ground.community, typed).place is None


def test_neighbours_and_closed_places_are_never_found(cast: Cast, ground: Ground) -> None:
    assert find_place(cast.b, "金星苑2号楼").place is None
    close_place(place=ground.other_estate, on=clock.today(ground.community), actor=SYSTEM)
    assert find_place(ground.community, "银海苑2号楼").exact is False


@pytest.mark.parametrize("typed", ["第三网格", "3网格", "三网格", "003", "金星苑2号楼4单元302"])
def test_a_grid_is_found_by_name_number_or_address(ground: Ground, typed: str) -> None:
    assert find_grid(ground.community, typed).grid == ground.third


def test_the_public_sees_an_entrance_where_a_dwelling_was_meant(ground: Ground) -> None:
    home = ground.at("金星苑2号楼4单元302")
    assert public_place(home) == ground.at("金星苑2号楼4单元")
    assert public_place(ground.two) == ground.two
