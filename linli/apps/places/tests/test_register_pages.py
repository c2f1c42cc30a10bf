"""The register for staff: who may, what happens, what a form says when it cannot."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from linli.apps.places.models import Asset, Grid, Place, ProfileFact
from linli.apps.places.operations import add_asset, load_regions, rename_place
from linli.apps.places.tests.ground import SQUARE, SYSTEM, Ground, again
from linli.apps.places.urls import urlpatterns
from linli.kernel import clock
from tests.cast import Cast

Visit = Callable[[str], Client]
WORK = "/c/alpha/work/places/"


def paths(ground: Ground, asset: Asset) -> list[str]:
    known: dict[str, Any] = {
        "slug": "alpha",
        "place_id": ground.two.id,
        "grid_id": ground.third.id,
        "asset_id": asset.id,
    }
    found = []
    for one in urlpatterns:
        if "work/" in str(one.pattern):
            needed = {key: known[key] for key in one.pattern.converters}
            found.append(reverse(f"places:{one.name}", kwargs=needed))
    return found


@pytest.fixture
def asset(ground: Ground) -> Asset:
    return add_asset(
        community=ground.community, kind="light", name="楼道灯", place=ground.two, actor=SYSTEM
    )


@pytest.mark.parametrize(
    ("who", "statuses"),
    [
        ("anonymous", {302, 401, 405}),
        ("outsider", {403, 404, 405}),
        ("resident", {403, 404, 405}),
        ("partner", {403, 404, 405}),
    ],
)
def test_strangers_see_and_do_nothing_on_staff_pages(
    visit: Visit, ground: Ground, asset: Asset, who: str, statuses: set[int]
) -> None:
    client = visit(who)
    before = Place.objects.filter(community_id=ground.community.id).count()
    for path in paths(ground, asset):
        for answer in (client.get(path), client.post(path, {"kind": "estate", "name": "x"})):
            assert answer.status_code in statuses, path
            assert "楼道灯" not in answer.content.decode()
            if answer.status_code == 302:
                assert answer["Location"].startswith("/login/")
    assert Place.objects.filter(community_id=ground.community.id).count() == before


@pytest.mark.parametrize("who", ["grid_worker", "street"])
def test_those_who_only_look_see_all_and_change_nothing(
    visit: Visit, ground: Ground, asset: Asset, who: str
) -> None:
    client = visit(who)
    for path in (
        WORK,
        f"{WORK}grids/",
        f"{WORK}assets/",
        f"{WORK}facts/",
        f"{WORK}{ground.two.id}/",
    ):
        answer = client.get(path)
        assert answer.status_code == 200, path
        assert 'method="post"' not in answer.content.decode().split("<main")[1]
    assert client.post(WORK, {"kind": "estate", "name": "x"}).status_code == 403
    assert client.get(f"{WORK}{ground.two.id}/edit/").status_code == 403


def test_every_staff_page_opens_for_the_committee(
    visit: Visit, ground: Ground, asset: Asset
) -> None:
    client = visit("committee")
    answers = {path: client.get(path).status_code for path in paths(ground, asset)}
    assert set(answers.values()) <= {200, 405}, answers


def test_an_estate_and_a_building_are_added_with_forms(visit: Visit, cast: Cast) -> None:
    client = visit("committee")
    answer = client.post(WORK, {"kind": "estate", "name": "金星苑", "open_type": "gated"})
    estate = Place.objects.get(community_id=cast.a.id, kind="estate")
    assert answer["Location"] == f"{WORK}{estate.id}/"
    shape = {
        "entrances": "2",
        "floors": "5",
        "dwellings_per_floor": "2",
        "first_dwelling_floor": "2",
        "skipped_floors": "4",
    }
    answer = client.post(
        WORK, {"kind": "building", "parent": str(estate.id), "name": "2", **shape}, follow=True
    )
    assert "金星苑2号楼" in answer.content.decode()
    dwellings = Place.objects.filter(community_id=cast.a.id, kind="dwelling")
    assert sorted({row.number for row in dwellings}) == ["201", "202", "301", "302", "501", "502"]


@pytest.mark.parametrize(
    ("typed", "status"),
    [
        ({"name": "长" * 81}, 422),
        ({"name": "\x00\u202e\u200b"}, 422),
        ({"name": ""}, 422),
        ({"name": "苑", "built_year": "3"}, 422),
        ({"name": "苑", "built_year": "😀"}, 422),
        ({"name": "苑", "longitude": "113"}, 422),
        ({"name": "苑", "longitude": "nan", "latitude": "nan"}, 422),
        ({"name": "苑", "open_type": "castle"}, 422),
        ({"name": "金星苑"}, 409),
    ],
)
def test_bad_input_is_an_error_in_the_form_and_typed_text_stays(
    visit: Visit, ground: Ground, typed: dict[str, str], status: int
) -> None:
    sent = {"kind": "estate", "note": "typed by hand", **typed}
    answer = visit("committee").post(WORK, sent)
    body = answer.content.decode()
    assert (answer.status_code, "typed by hand" in body, 'class="er"' in body) == (
        status,
        True,
        True,
    )


def test_marks_that_steer_text_never_reach_the_register(visit: Visit, cast: Cast) -> None:
    visit("committee").post(WORK, {"kind": "estate", "name": " 金\u202e星\x07苑 "})
    assert Place.objects.get(community_id=cast.a.id).name == "金星苑"


@pytest.mark.parametrize("parent", ["rubbish", "00000000-0000-0000-0000-000000000000"])
def test_an_unknown_parent_is_no_fault_of_ours(visit: Visit, cast: Cast, parent: str) -> None:
    answer = visit("committee").post(WORK, {"kind": "building", "parent": parent, "name": "1"})
    assert answer.status_code in {400, 404}


def test_a_stale_page_shows_both_and_a_second_sending_holds(visit: Visit, ground: Ground) -> None:
    client, path = visit("committee"), f"{WORK}{ground.two.id}/edit/"
    body = client.get(path).content.decode()
    seen = body.split('name="seen" value="')[1][:16]
    rename_place(place=ground.two, name="乙2号楼", actor=SYSTEM)
    answer = client.post(path, {"name": "丙2号楼", "seen": seen})
    body = answer.content.decode()
    assert (answer.status_code, "乙2号楼" in body, "丙2号楼" in body) == (409, True, True)
    fresh = body.split('name="seen" value="')[1][:16]
    assert client.post(path, {"name": "丙2号楼", "seen": fresh}).status_code == 302
    assert again(ground.two).name == "丙2号楼"


def test_a_building_is_given_to_a_grid_and_closed(visit: Visit, ground: Ground) -> None:
    client, path = visit("chief"), f"{WORK}{ground.two.id}/"
    today = clock.today(ground.community).isoformat()
    sent = {"grid": str(ground.first.id), "since": today}
    assert client.post(f"{path}coverages/", sent).status_code == 302
    assert again(ground.two).grid_id == ground.first.id
    assert client.post(f"{path}coverages/", {"grid": "x", "since": "x"}).status_code == 422
    assert client.post(f"{path}closings/", {"on": "2999-01-01"}).status_code == 422
    assert client.post(f"{path}closings/", {"on": today}).status_code == 302
    assert client.post(f"{path}closings/", {"on": today}).status_code == 409


def test_a_grid_is_opened_drawn_filled_and_closed(visit: Visit, ground: Ground) -> None:
    client, today = visit("committee"), clock.today(ground.community).isoformat()
    sent = {"kind": "general", "name": "第五网格", "sequence": "5", "opened_on": today}
    assert client.post(f"{WORK}grids/", sent).status_code == 302
    assert client.post(f"{WORK}grids/", sent).status_code == 409
    one = Grid.objects.get(community_id=ground.community.id, code="005")
    path = f"{WORK}grids/{one.id}/"
    assert client.post(f"{path}boundaries/", {"boundary": "{"}).status_code == 422
    assert client.post(f"{path}boundaries/", {"boundary": json.dumps(SQUARE)}).status_code == 302
    assert client.post(f"{path}coverages/", {"since": today}).status_code == 422
    chosen = {"building": [str(ground.one.id), "rubbish"], "since": today}
    assert client.post(f"{path}coverages/", chosen).status_code == 302
    assert again(ground.one).grid_id == one.id
    assert client.post(f"{path}closings/", {"on": today}).status_code == 409
    change = {"name": "第五网格", "code": "001"}
    assert client.post(f"{path}edit/", change).status_code == 409


def test_the_grid_list_remarks_small_grids_and_buildings_without_one(
    visit: Visit, ground: Ground
) -> None:
    body = visit("committee").get(f"{WORK}grids/").content.decode()
    assert body.count("few households") == 2
    assert "银海苑2栋" in body


def test_a_thing_is_added_by_address_moved_marked_and_taken_away(
    visit: Visit, ground: Ground
) -> None:
    client, today = visit("committee"), clock.today(ground.community).isoformat()
    sent = {"kind": "light", "name": "楼道灯", "address": "2栋4单元"}
    answer = client.post(f"{WORK}assets/", sent)
    assert (answer.status_code, "银海苑2栋4单元" in answer.content.decode()) == (422, True)
    assert client.post(f"{WORK}assets/", {**sent, "address": "火星"}).status_code == 422
    assert client.post(f"{WORK}assets/", {**sent, "address": "金星苑2号楼4单元"}).status_code == 302
    asset = Asset.objects.get(community_id=ground.community.id)
    path = f"{WORK}assets/{asset.id}/"
    assert client.post(f"{path}moves/", {"address": "金星苑1号楼"}).status_code == 302
    assert client.post(f"{path}states/", {"state": "out_of_order"}).status_code == 302
    assert client.post(f"{path}states/", {"state": "retired"}).status_code == 422
    assert asset.sticker in client.get(f"{WORK}assets/stickers/").content.decode()
    assert client.post(f"{path}retirements/", {"on": today}).status_code == 302
    assert asset.sticker not in client.get(f"{WORK}assets/stickers/").content.decode()


def test_a_figure_is_stated_with_day_and_source(visit: Visit, cast: Cast) -> None:
    client = visit("committee")
    sent = {
        "key": "households",
        "name_zh": "户数",
        "number": "1854",
        "as_of": "2025-01-01",
        "source": "台账",
    }
    assert client.post(f"{WORK}facts/", {**sent, "source": ""}).status_code == 422
    assert client.post(f"{WORK}facts/", {**sent, "number": ""}).status_code == 422
    assert client.post(f"{WORK}facts/", sent).status_code == 302
    assert ProfileFact.objects.filter(community_id=cast.a.id).count() == 1
    again_body = client.get(f"{WORK}facts/?key=households").content.decode()
    assert 'value="户数"' in again_body


def test_the_region_page_shows_the_codes_from_the_province_down(visit: Visit, cast: Cast) -> None:
    rows = [
        {"level": "province", "code": "99", "name": "示例省"},
        {"level": "prefecture", "code": "9901", "name": "示例市"},
        {"level": "county", "code": "990101", "name": "东湖区"},
        {"level": "township", "code": "990101001", "name": "柳岸街道"},
        {"level": "community", "code": "990101001001", "name": "听雨社区", "community": "alpha"},
    ]
    load_regions(rows=rows, actor=SYSTEM)
    body = visit("committee").get(f"{WORK}regions/").content.decode()
    found = [body.index(name) for name in ("示例省", "示例市", "东湖区", "柳岸街道", "听雨社区")]
    assert found == sorted(found)


@pytest.mark.parametrize("query", ["?q=金星苑2号楼", "?kind=dwelling&page=2", "?q=%E2%80&page=z"])
def test_the_register_is_searched(visit: Visit, ground: Ground, query: str) -> None:
    assert visit("committee").get(f"{WORK}{query}").status_code == 200
