from __future__ import annotations

import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linli.kernel.texts import (
    CODE_ALPHABET,
    TextError,
    check_length,
    clean_line,
    clean_text,
    new_code,
    read_code,
    valid_code,
)

hostile = st.text(st.characters())
lengths = st.integers(4, 30)


def test_a_line_is_one_line() -> None:
    assert clean_line("  2号楼\t\t4单元\r\n 楼道灯　不亮 ") == "2号楼 4单元 楼道灯 不亮"


def test_paragraphs_and_their_indents_stay() -> None:
    typed = "\r\n　　灯坏了。 \r\n\r\n\r\n\r\n　　请修。\t\r\n"
    assert clean_text(typed) == "　　灯坏了。\n\n　　请修。"


@pytest.mark.parametrize("newline", ["\r\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029"])
def test_every_kind_of_newline_is_one(newline: str) -> None:
    assert clean_text(f"一{newline}二") == "一\n二"
    assert clean_line(f"一{newline}二") == "一 二"


@pytest.mark.parametrize(
    "mark",
    [
        *("\x00", "\x1b", "\x7f", "\u202e", "\u2066", "\u200e", "\u061c", "\u200b", "\ufeff"),
        *("\ufffe", "\U000e0041", "\ud800", "\u00ad"),
    ],
)
def test_invisible_and_steering_marks_are_dropped(mark: str) -> None:
    assert clean_line(f"张{mark}三") == clean_text(f"张{mark}三") == "张三"


@pytest.mark.parametrize("emoji", ["😀", "👨‍👩‍👧", "❤️", "👍🏽", "🏳️‍🌈", "🇨🇳", "1️⃣"])
def test_emoji_stay_whole(emoji: str) -> None:
    assert clean_line(emoji) == clean_text(emoji) == emoji


def test_rare_characters_of_names_stay() -> None:
    assert clean_line("𠮷\ue863") == "𠮷\ue863"


@pytest.mark.parametrize(
    ("typed", "code", "limit", "length"),
    [(" \n ", "required", 2, 0), (" a ", "too_short", 2, 1), ("abcde", "too_long", 4, 5)],
)
def test_length_is_measured_after_cleaning(typed: str, code: str, limit: int, length: int) -> None:
    for clean in (clean_line, clean_text):
        with pytest.raises(TextError) as refused:
            clean(typed, least=2, most=4)
        assert (refused.value.code, refused.value.limit, refused.value.length) == (
            code,
            limit,
            length,
        )


def test_length_within_its_bounds_passes_the_text_on() -> None:
    assert check_length("四个汉字", least=4, most=4) == "四个汉字"


@given(hostile, st.sampled_from([clean_line, clean_text]))
def test_cleaning_twice_is_cleaning_once_and_what_is_left_can_be_stored(
    typed: str, clean: Callable[[str], str]
) -> None:
    cleaned = clean(typed)
    assert clean(cleaned) == cleaned
    assert cleaned.encode("utf-8").decode("utf-8") == cleaned
    assert {unicodedata.category(char) for char in cleaned if char != "\n"} & {"Cc", "Cs"} == set()


@given(lengths)
def test_a_new_code_is_valid_however_it_is_typed(length: int) -> None:
    code = new_code(length)
    assert len(code) == length
    assert set(code) <= set(CODE_ALPHABET)
    for typed in (code, code.lower(), f" {code[:3]}-{code[3:]} ", f"{code[:2]} {code[2:]}"):
        assert valid_code(typed)
        assert read_code(typed) == code


@given(lengths, st.data())
def test_one_wrong_sign_is_noticed(length: int, data: st.DataObject) -> None:
    code = new_code(length)
    place = data.draw(st.integers(0, length - 1))
    wrong = data.draw(st.sampled_from([sign for sign in CODE_ALPHABET if sign != code[place]]))
    assert not valid_code(code[:place] + wrong + code[place + 1 :])


@given(lengths, st.data())
def test_two_signs_exchanged_are_noticed(length: int, data: st.DataObject) -> None:
    signs = list(new_code(length))
    one, other = data.draw(st.integers(0, length - 1)), data.draw(st.integers(0, length - 1))
    before = list(signs)
    signs[one], signs[other] = signs[other], signs[one]
    assert valid_code("".join(signs)) == (signs == before)


@given(hostile)
def test_any_text_may_be_asked_for_a_code(typed: str) -> None:
    assert valid_code(typed) in (True, False)


@pytest.mark.parametrize("typed", ["", "234", "O01I", "路灯不亮", "2" * 31])
def test_what_is_no_code_is_not_valid(typed: str) -> None:
    assert not valid_code(typed)


@pytest.mark.parametrize("length", [-1, 0, 3, 31])
def test_a_code_has_a_sensible_length(length: int) -> None:
    with pytest.raises(ValueError, match="signs"):
        new_code(length)
