"""A slip in the packaged defaults is refused with its place."""

from __future__ import annotations

from collections.abc import Callable
from importlib.resources import files
from typing import TypeVar

import pytest

from linli.apps.cases import defaults
from linli.apps.cases.defaults import DefaultsError, DutyList, SupervisionLadder, TypeCatalogue
from linli.apps.cases.defaults.checks import check_duties, check_supervision, check_types
from linli.apps.cases.defaults.reading import read_text

Shape = TypeVar("Shape")


def packaged(name: str) -> str:
    return files(defaults).joinpath(name).read_text(encoding="utf-8")


def changed(name: str, old: str, new: str) -> str:
    text = packaged(name)
    assert old in text
    return text.replace(old, new, 1)


def refuse(text: str, shape: type[Shape], check: Callable[[Shape], None]) -> str:
    with pytest.raises(DefaultsError) as refusal:
        check(read_text(text, shape, where="here"))
    return str(refusal.value)


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('code = "hazard.wires"', 'code = "hazard.gas"', "types: hazard.gas stands twice"),
        ('parent = "hazard"', 'parent = "nowhere"', "nowhere is not declared"),
        ('lead_unit = "police"', 'lead_unit = "ghosts"', "ghosts is not declared"),
        ('kind = "component"', 'kind = "thing"', "'thing' is none of"),
        ("confidential = true", "confidential = 1", "expected bool, found 1"),
        ("value = 4,", "value = true,", "expected int, found True"),
        ("value = 4,", "value = 4000,", "4000 working_hour"),
        ('zh_Hant = "樓道照明"', 'zh_Hant = " "', "names.zh_Hant: blank"),
        ('zh_Hant = "樓道照明", ', "", "names: 'zh_Hant' is missing"),
        ("needs_site_check = true", "needs_sitecheck = true", "unknown key 'needs_sitecheck'"),
        ('source = "project\'s proposal"', 'source = "hearsay"', "source 'hearsay'"),
        ('duty_line = "self.mediation"', 'duty_line = "assist.pets"', "duty is not that of"),
        ('phones = ["119"]', 'phones = ["13800000000"]', "is no short number"),
        ("version = ", "version = = ", "here: "),
    ],
)
def test_a_slip_in_the_types_is_refused_with_its_place(old: str, new: str, fault: str) -> None:
    def check(catalogue: TypeCatalogue) -> None:
        check_types(catalogue, defaults.load_duties())

    assert fault in refuse(changed("types.toml", old, new), TypeCatalogue, check)


def test_a_dispute_cannot_be_made_public() -> None:
    head, _, tail = packaged("types.toml").partition('code = "dispute.family"')
    text = head + 'code = "dispute.family"' + tail.replace("public = false", "public = true", 1)

    def check(catalogue: TypeCatalogue) -> None:
        check_types(catalogue, defaults.load_duties())

    assert "dispute.family: public and confidential" in refuse(text, TypeCatalogue, check)


def test_an_outside_duty_without_a_door_is_refused() -> None:
    text = changed("duties.toml", 'role = "assist"', 'role = "outside"')
    assert "needs its door" in refuse(text, DutyList, check_duties)


def test_a_step_with_two_moments_is_refused() -> None:
    step = "percent_of_limit = 50"
    text = changed(
        "supervision.toml", step, step + '\nafter_expiry = { value = 1, unit = "working_day" }'
    )
    assert "exactly one of" in refuse(text, SupervisionLadder, check_supervision)
