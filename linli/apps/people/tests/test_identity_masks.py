from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linli.apps.people.identity import mask_identity, mask_name, mask_phone


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("360426199101010071", "**************0071"),
        ("H12345678", "*****5678"),
        ("01234567", "******67"),
        ("E123", "**23"),
        ("7", "*"),
        ("", ""),
    ],
)
def test_an_identity_number_shows_its_end_only(number: str, shown: str) -> None:
    assert mask_identity(number) == shown


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("+8613800138000", "138****8000"),
        ("13800138000", "138****8000"),
        ("+862082221234", "*********1234"),
        ("+85251234567", "********4567"),
        ("12345", "12345"),
        ("", ""),
    ],
)
def test_a_telephone_shows_enough_to_be_recognised(number: str, shown: str) -> None:
    assert mask_phone(number) == shown


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("王芳", "王*"),
        ("王小明", "王**"),
        ("欧阳修文", "欧阳**"),
        ("欧阳", "欧*"),
        (" 李 四 ", "李*"),
        ("Maria Lopez", "M** L**"),
        ("", ""),
    ],
)
def test_a_name_shows_its_surname_only(name: str, shown: str) -> None:
    assert mask_name(name) == shown


@given(st.text(st.characters(exclude_characters="*"), min_size=1, max_size=30))
def test_no_mask_of_a_number_shows_more_than_half(number: str) -> None:
    shown = mask_identity(number)
    assert len(shown) == len(number)
    assert shown.count("*") * 2 >= len(number)


@given(st.text(st.characters(categories=["L"]), min_size=2, max_size=12))
def test_no_mask_of_a_name_shows_the_name(name: str) -> None:
    assert name not in mask_name(name)
    assert mask_name(name).endswith("*")
