"""Every published figure comes out of the records of the demo, with its rows and its words."""

import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from linli.cli.main import main
from linli.demo.loading.whole import load_community
from tests.acceptance.published import FIGURES, TOUR, Published, of, says_the_same

pytestmark = [pytest.mark.django_db, pytest.mark.long]
Told = dict[str, dict[str, Any]]
SLUGS = list(dict.fromkeys(one.community for one in FIGURES))


ALL = [pytest.param(one, id=str(one)) for one in FIGURES]


@pytest.fixture(scope="module")
def told(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[dict[str, Told]]:
    """What `linli bulletin` says of each community, loaded as the demo loads it."""
    quick = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    folder = tmp_path_factory.mktemp("demo")
    with (
        django_db_blocker.unblock(),
        override_settings(LINLI_DATA=folder, PASSWORD_HASHERS=quick),
        transaction.atomic(),
    ):
        for slug in SLUGS:
            load_community(slug)
        yield {slug: bulletin_of(slug, folder) for slug in SLUGS}
        transaction.set_rollback(True)


def bulletin_of(slug: str, folder: Path) -> Told:
    """Through the command, as anybody would; 1 is its answer where figures wait for records."""
    day = next(one.as_of for one in of(slug)).isoformat()
    path = folder / f"{slug}.json"
    main(["bulletin", slug, "--as-of", day, "--format", "json", "-o", str(path)])
    found = json.loads(path.read_text())
    return {one["key"]: one for one in found["figures"]}


@pytest.mark.parametrize("one", ALL)
def test_a_published_figure_comes_from_its_rows(one: Published, told: dict[str, Told]) -> None:
    figure = told[one.community][one.key]
    assert figure["fault"] is None
    value = Decimal(str(figure["value"]))
    assert one.holds(value), f"{one}: {value} instead of {one.says}"
    adds = figure["row_values"] or [1] * len(figure["row_ids"])
    assert sum(Decimal(str(n)) for n in adds) == value
    assert len(adds) == len(figure["row_ids"]) == len(set(figure["row_ids"]))
    assert figure["row_ids"], "a figure of nought needs a dated row that says so"
    assert says_the_same(one, figure["wording"]["zh-hans"]), figure["wording"]
    if one.start:
        assert figure["period"]["from"] == one.start.isoformat()


def test_the_tour_has_its_own_figures(told: dict[str, Told]) -> None:
    assert {one.key for one in of(TOUR)} == told[TOUR].keys()
