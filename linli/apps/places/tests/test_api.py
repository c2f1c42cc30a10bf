"""Places over the JSON API: grids and doorplates for everyone, the register for its readers."""

from collections.abc import Callable

import pytest
from django.test import Client

from linli.apps.places.models import Place
from linli.apps.places.operations import add_asset
from linli.apps.places.tests.ground import SYSTEM, Ground, lay_ground
from tests.cast import Cast
from tests.programs import get, program

Visit = Callable[[str], Client]


def test_the_tree_is_walked_from_the_top(cast: Cast, ground: Ground, visit: Visit) -> None:
    staff = visit("grid_worker")
    top = get(staff, "places?top=true")[1]
    assert {row["full_name"] for row in top["items"]} == {"金星苑", "银海苑", "海港路18号"}
    inside = get(staff, f"places?parent={ground.estate.id}")[1]
    assert {row["id"] for row in inside["items"]} == {str(ground.one.id), str(ground.two.id)}
    homes = get(staff, f"places?building={ground.two.id}&kind=dwelling&limit=10")[1]
    assert (homes["total"], len(homes["items"])) == (24, 10)
    seen = {row["id"] for row in homes["items"]}
    for _page in range(2):
        path = f"places?building={ground.two.id}&kind=dwelling&limit=10&cursor={homes['next']}"
        homes = get(staff, path)[1]
        seen |= {row["id"] for row in homes["items"]}
    assert (len(seen), homes["next"]) == (24, None)


def test_a_program_reads_the_register_with_its_scope(cast: Cast, ground: Ground) -> None:
    assert get(program(cast, "places:read"), "places")[0] == 200
    assert get(program(cast, "cases:read"), "places")[0] == 403


@pytest.mark.parametrize("who", ["resident", "partner", "outsider"])
def test_the_register_is_for_its_readers(ground: Ground, visit: Visit, who: str) -> None:
    home = ground.at("金星苑2号楼4单元302")
    assert get(visit(who), "places")[0] == 403
    assert get(visit(who), f"places/{home.id}")[0] == 404
    assert get(visit("anonymous"), "places")[0] == 401


def test_an_address_finds_place_and_grid(ground: Ground, visit: Visit) -> None:
    home = ground.at("金星苑2号楼4单元302")
    status, found = get(visit("committee"), "places/found?address=金星苑2号楼4单元302")
    assert (status, found["exact"], found["place"]["id"]) == (200, True, str(home.id))
    assert found["grid_id"] == str(ground.third.id)
    public = get(visit("anonymous"), "places/found?address=金星苑2号楼4单元302")[1]
    assert public["place"]["kind"] == "entrance"
    assert "302" not in str(public)
    nothing = get(visit("anonymous"), "places/found?address=不存在的地方")[1]
    assert (nothing["place"], nothing["grid_id"]) == (None, None)


def test_doorplates_and_grids_are_public(cast: Cast, ground: Ground, visit: Visit) -> None:
    anyone = visit("anonymous")
    assert get(anyone, f"places/{ground.two.id}")[1]["full_name"] == "金星苑2号楼"
    grids = get(anyone, "grids")[1]["items"]
    assert [row["name"] for row in grids] == ["第一网格", "第三网格"]
    assert grids[0]["boundary"]["type"] == "Polygon"
    one = get(anyone, f"grids/{ground.third.id}")[1]
    assert (one["buildings"], one["dwellings"]) == (1, 24)
    assert get(anyone, f"grids/{ground.two.id}")[0] == 404
    assert get(anyone, "profile")[0] == 200
    light = add_asset(community=cast.a, kind="light", name="楼道灯", actor=SYSTEM, place=ground.two)
    things = get(anyone, f"places/{ground.two.id}/assets")[1]["items"]
    assert [row["sticker"] for row in things] == [light.sticker]


def test_places_of_another_community_are_not_there(
    cast: Cast, ground: Ground, visit: Visit
) -> None:
    lay_ground(cast.b)
    other = Place.objects.get(community_id=cast.b.id, full_name="金星苑2号楼")
    staff = visit("committee")
    assert get(staff, f"places/{other.id}")[0] == 404
    assert get(staff, f"places?parent={other.id}")[1]["total"] == 0
