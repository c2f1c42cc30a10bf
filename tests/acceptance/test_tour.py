"""The tour's bulletin at a fiftieth of its people: what does not depend on size is exact."""

import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from linli.apps.places.public import Grid, open_grid
from linli.cli.main import main
from linli.demo.loading.whole import load_community
from linli.kernel.access.actor import Actor
from linli.kernel.community import Community
from tests.acceptance.published import TOUR, of, says_the_same

pytestmark = pytest.mark.django_db
SMALL = 0.02
AT_ANY_SIZE = {
    "grids",
    "buildings",
    "grid_party_branches",
    "grid_party_groups",
    "paired_organisations",
    "kin_and_friends_teams",
    "building_chat_groups",
}


@pytest.fixture(scope="module", autouse=True)
def loaded(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[None]:
    quick = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    folder = tmp_path_factory.mktemp("demo")
    with (
        django_db_blocker.unblock(),
        override_settings(LINLI_DATA=folder, PASSWORD_HASHERS=quick),
        transaction.atomic(),
    ):
        load_community(TOUR, scale=SMALL)
        yield
        transaction.set_rollback(True)


def told(folder: Path) -> dict[str, dict[str, Any]]:
    path = folder / "told.json"
    main(["bulletin", TOUR, "--as-of", "2023-08-12", "--format", "json", "-o", str(path)])
    return {one["key"]: one for one in json.loads(path.read_text())["figures"]}


def test_every_figure_is_the_sum_of_its_rows(tmp_path: Path) -> None:
    found = told(tmp_path)
    assert found.keys() == {one.key for one in of(TOUR)}
    for figure in found.values():
        if figure["fault"]:
            continue
        adds = figure["row_values"] or [1] * len(figure["row_ids"])
        assert sum(Decimal(str(n)) for n in adds) == Decimal(str(figure["value"]))
        assert figure["definition_version"] >= 1
        assert figure["as_of"] == "2023-08-12"


def test_what_stands_there_is_as_published(tmp_path: Path) -> None:
    found = told(tmp_path)
    for one in of(TOUR):
        if one.key in AT_ANY_SIZE:
            figure = found[one.key]
            assert one.holds(Decimal(str(figure["value"]))), one.key
            assert says_the_same(one, figure["wording"]["zh-hans"])


def test_one_grid_more_changes_the_grids_and_nothing_else(tmp_path: Path) -> None:
    home = Community.objects.get(slug=TOUR)
    before = told(tmp_path)
    first = Grid.objects.filter(community_id=home.id).order_by("opened_on").first()
    assert first is not None
    made = open_grid(
        community=home,
        kind="general",
        name="新网格",
        actor=Actor.system(),
        code="NEW",
        sequence=99,
        opened_on=first.opened_on,
    )
    after = told(tmp_path)
    changed = {key for key in after if after[key]["value"] != before[key]["value"]}
    assert changed == {"grids"}
    assert set(after["grids"]["row_ids"]) - set(before["grids"]["row_ids"]) == {str(made.id)}
