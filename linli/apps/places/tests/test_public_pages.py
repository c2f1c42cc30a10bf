"""Public pages: no log-in, always the same number of statements, nothing private."""

import re
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from linli.apps.places.operations import (
    BuildingShape,
    add_asset,
    add_building,
    close_grid,
    close_place,
    cover_place,
    retire_asset,
    state_profile_fact,
)
from linli.apps.places.tests.ground import SYSTEM, Ground, grid
from linli.kernel import clock
from tests.cast import Cast

Visit = Callable[[str], Client]


@pytest.fixture
def passer_by(visit: Visit) -> Client:
    return visit("anonymous")


def page(client: Client, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status, answer.content.decode()[:2000]
    return answer.content.decode()


def test_a_passer_by_finds_the_grid_by_address(passer_by: Client, ground: Ground) -> None:
    body = page(passer_by, "/c/alpha/grid/?q=金星苑2号楼4单元302")
    assert "第三网格" in body
    assert "金星苑2号楼4单元302" not in body.replace('value="金星苑2号楼4单元302"', "")
    assert f"/c/alpha/report/?place={ground.at('金星苑2号楼4单元').id}" in body


def test_an_address_that_could_be_two_shows_both(passer_by: Client, ground: Ground) -> None:
    body = page(passer_by, "/c/alpha/grid/?q=2栋4单元")
    assert "金星苑2号楼4单元" in body
    assert "银海苑2栋4单元" in body


@pytest.mark.parametrize("typed", ["火星基地", "%E2%80%AE", "<script>x</script>", "9" * 999])
def test_what_is_not_found_is_said_kindly(passer_by: Client, ground: Ground, typed: str) -> None:
    body = page(passer_by, f"/c/alpha/grid/?q={typed}")
    assert "<script>x" not in body


def test_the_grid_page_shows_its_buildings_and_how_to_hang_it_up(
    passer_by: Client, ground: Ground
) -> None:
    place = ground.at("金星苑2号楼4单元302")
    body = page(passer_by, f"/c/alpha/grids/{ground.third.id}/?place={place.id}")
    assert '<span class="plate big">金星苑2号楼4单元</span>' in body
    assert "/sheet/" in body
    assert f"/c/alpha/places/{ground.two.id}/" in body
    assert f"/c/alpha/places/{ground.one.id}/" not in body
    assert 'class="g' in body


def test_the_sheet_is_one_page_with_a_code(passer_by: Client, ground: Ground) -> None:
    body = page(passer_by, f"/c/alpha/grids/{ground.first.id}/sheet/")
    assert 'class="sheet a3"' in body
    assert 'class="segno"' in body
    assert "1号楼" in body


def test_a_dwelling_has_no_public_page_of_its_own(passer_by: Client, ground: Ground) -> None:
    home, entrance = ground.at("金星苑2号楼4单元302"), ground.at("金星苑2号楼4单元")
    answer = passer_by.get(f"/c/alpha/places/{home.id}/")
    assert (answer.status_code, answer["Location"]) == (302, f"/c/alpha/places/{entrance.id}/")
    body = page(passer_by, f"/c/alpha/places/{entrance.id}/").split("</head>")[1]
    assert "302" not in re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", "", body)
    assert str(home.id) not in body


def test_a_closed_place_says_so_and_takes_no_report(passer_by: Client, ground: Ground) -> None:
    close_place(place=ground.two, on=clock.today(ground.community), actor=SYSTEM)
    body = page(passer_by, f"/c/alpha/places/{ground.two.id}/")
    assert "no longer in use" in body
    assert f"report/?place={ground.two.id}" not in body


def test_a_closed_or_foreign_grid_is_not_there(
    cast: Cast, passer_by: Client, ground: Ground
) -> None:
    foreign = grid(cast.b, "第一网格", 1)
    cover_place(place=ground.two, grid=ground.first, actor=SYSTEM)
    close_grid(grid=ground.third, on=clock.today(ground.community), actor=SYSTEM)
    for one in (foreign.id, ground.third.id, uuid4()):
        page(passer_by, f"/c/alpha/grids/{one}/", 404)
        page(passer_by, f"/c/alpha/grids/{one}/sheet/", 404)
    page(passer_by, f"/c/beta/places/{ground.two.id}/", 404)


def test_a_sticker_opens_the_report_with_place_and_thing(passer_by: Client, ground: Ground) -> None:
    asset = add_asset(
        community=ground.community, kind="light", name="灯", place=ground.two, actor=SYSTEM
    )
    path = f"/c/alpha/q/{asset.sticker.lower()}/"
    wanted = f"/c/alpha/report/?place={ground.two.id}&asset={asset.id}"
    assert passer_by.get(path)["Location"] == wanted
    retire_asset(asset=asset, on=clock.today(ground.community), actor=SYSTEM)
    assert passer_by.get(path)["Location"] == f"/c/alpha/report/?place={ground.two.id}"
    page(passer_by, f"/c/beta/q/{asset.sticker}/", 404)


def test_the_profile_gives_figures_with_day_and_source(passer_by: Client, cast: Cast) -> None:
    assert "No figures yet" in page(passer_by, "/c/alpha/profile/")
    for number, year in ((1800, 2024), (1854, 2025)):
        state_profile_fact(
            community=cast.a,
            key="households",
            names={"zh-hans": "户数", "en": "Households"},
            number=number,
            unit="户",
            as_of=clock.today(cast.a).replace(year=year, month=1, day=1),
            source="社区台账",
            actor=SYSTEM,
        )
    assert "1,854" in page(passer_by, "/c/alpha/profile/")
    earlier = page(passer_by, "/c/alpha/profile/?on=2024-06-01")
    assert ("1,800" in earlier, "1,854" in earlier) == (True, False)
    page(passer_by, "/c/alpha/profile/?on=rubbish")


def test_the_home_page_offers_the_finder_once_there_are_buildings(
    cast: Cast, passer_by: Client, ground: Ground
) -> None:
    assert "Who looks after my home?" in page(passer_by, "/c/alpha/")
    assert "Who looks after my home?" not in page(passer_by, "/c/beta/")


@pytest.mark.parametrize(
    "path",
    [
        "/c/alpha/grid/?q=金星苑2号楼4单元",
        "/c/alpha/grids/{third}/",
        "/c/alpha/grids/{third}/sheet/",
        "/c/alpha/places/{estate}/",
        "/c/alpha/profile/",
    ],
)
def test_more_buildings_need_no_more_statements(
    passer_by: Client, ground: Ground, path: str
) -> None:
    path = path.format(third=ground.third.id, estate=ground.estate.id)
    page(passer_by, path)  # what is kept in the process is read once, whatever was kept before
    counts: list[Any] = []
    for number in range(3, 9, 3):
        for more in range(number, number + 3):
            made = add_building(
                community=ground.community,
                estate=ground.estate,
                name=str(more),
                shape=BuildingShape(),
                actor=SYSTEM,
            )
            cover_place(place=made, grid=ground.third, actor=SYSTEM)
        with CaptureQueriesContext(connection) as seen:
            page(passer_by, path)
        counts.append(len(seen))
    assert counts[0] == counts[1]
    assert counts[0] <= 15
