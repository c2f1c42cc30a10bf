"""Codes here are of the form only; no list of real communities is shipped."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linli.apps.places.regions_check import (
    CODE_LENGTHS,
    CodeCheck,
    Finding,
    check_region_code,
    unpadded,
)

GOOD = CodeCheck()


def errors(*findings: Finding) -> CodeCheck:
    return CodeCheck(errors=findings)


def warnings(*findings: Finding) -> CodeCheck:
    return CodeCheck(warnings=findings)


@pytest.mark.parametrize(
    ("code", "level", "parent", "kind"),
    [
        ("44", "province", "", ""),
        ("4401", "prefecture", "44", ""),
        ("440112", "county", "4401", ""),
        ("440112001", "township", "440112", "street"),
        ("440112099", "township", "440112", "street"),
        ("440112100", "township", "440112", "town"),
        ("440112399", "township", "440112", "township"),
        ("440112599", "township", "440112", "other"),
        ("440112450", "township", "440112", ""),
        ("441900003", "township", "4419", "street"),
        ("440112001007", "community", "440112001", "residents_committee"),
        ("440112001200", "community", "440112001", "villagers_committee"),
        ("440112001007", "community", "", ""),
    ],
)
def test_a_code_of_its_level_under_its_parent_is_accepted(
    code: str, level: str, parent: str, kind: str
) -> None:
    assert check_region_code(code, level=level, parent_code=parent, kind=kind) == GOOD


@pytest.mark.parametrize(
    ("code", "level", "found"),
    [
        ("", "province", Finding("digits")),
        ("4A", "province", Finding("digits")),
        ("44 ", "province", Finding("digits")),
        ("４４", "province", Finding("digits")),
        ("٤٤", "province", Finding("digits")),
        ("44\n", "province", Finding("digits")),
        ("440", "province", Finding("length", "2")),
        ("440000", "province", Finding("length", "2")),
        ("44011200", "township", Finding("length", "9")),
        ("4401120010071", "community", Finding("length", "12")),
        ("440112000", "township", Finding("township_range", "001–599")),
        ("440112600", "township", Finding("township_range", "001–599")),
    ],
)
def test_an_error_says_what_was_expected(code: str, level: str, found: Finding) -> None:
    assert check_region_code(code, level=level) == errors(found)


@pytest.mark.parametrize(
    ("code", "kind", "expected"),
    [
        ("440112100", "street", "001–099"),
        ("440112099", "town", "100–199"),
        ("440112400", "township", "200–399"),
        ("440112001", "other", "400–599"),
    ],
)
def test_a_township_outside_the_range_of_its_kind_is_an_error(
    code: str, kind: str, expected: str
) -> None:
    found = check_region_code(code, level="township", parent_code="440112", kind=kind)
    assert found == errors(Finding("township_kind", expected))
    assert not found.is_accepted


@pytest.mark.parametrize(
    ("code", "kind", "found"),
    [
        ("440112001200", "residents_committee", Finding("community_kind", "001–199")),
        ("440112001199", "villagers_committee", Finding("community_kind", "200–399")),
        ("440112001400", "", Finding("community_range", "001–399")),
        ("440112001000", "", Finding("community_range", "001–399")),
    ],
)
def test_a_community_outside_the_observed_ranges_is_only_a_warning(
    code: str, kind: str, found: Finding
) -> None:
    check = check_region_code(code, level="community", parent_code="440112001", kind=kind)
    assert check == warnings(found)
    assert check.is_accepted


def test_another_prefix_than_the_parents_is_an_error_beside_the_others() -> None:
    check = check_region_code("440113700", level="township", parent_code="440112")
    assert check == errors(Finding("parent_prefix", "440112"), Finding("township_range", "001–599"))


@pytest.mark.parametrize(
    ("code", "level", "short"),
    [
        ("440000", "province", "44"),
        ("440100000000", "prefecture", "4401"),
        ("440112001000", "township", "440112001"),
        ("440112", "prefecture", "440112"),
        ("44", "county", "44"),
    ],
)
def test_filling_zeros_are_taken_off_and_nothing_else(code: str, level: str, short: str) -> None:
    assert unpadded(code, level) == short


@given(st.text(), st.sampled_from(list(CODE_LENGTHS)), st.text(), st.text())
def test_any_text_gets_an_answer(code: str, level: str, parent: str, kind: str) -> None:
    check = check_region_code(unpadded(code, level), level=level, parent_code=parent, kind=kind)
    assert check.is_accepted == (check.errors == ())


@given(st.sampled_from(list(CODE_LENGTHS)), st.data())
def test_what_is_accepted_has_the_length_of_its_level(level: str, data: st.DataObject) -> None:
    code = data.draw(st.text("0123456789", max_size=13))
    if check_region_code(code, level=level).is_accepted:
        assert len(code) == CODE_LENGTHS[level]
