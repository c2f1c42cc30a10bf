from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linli.kernel.bigrams import LONGEST_WORD, index_text, normalise, query_tokens, similarity

han = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), max_size=30)


def test_chinese_becomes_pairs_and_closes_with_its_last_character() -> None:
    assert index_text("路灯不亮") == "路灯 灯不 不亮 亮"
    assert query_tokens("路灯不亮") == ["路灯", "灯不", "不亮"]


def test_words_and_numbers_stay_whole_between_chinese() -> None:
    assert index_text("2号楼Wi-Fi坏了") == "2 号楼 楼 wi fi 坏了 了"
    assert query_tokens("A12铺") == ["a12", "铺"]


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("２号楼ＡＢ", "2号楼ab"),
        ("路\u202e灯\u200b\ufeff", "路灯"),
        ("路\x00灯", "路 灯"),
        ("①㎡", "1m2"),
        ("Straße", "strasse"),
    ],
)
def test_what_looks_the_same_is_the_same(typed: str, plain: str) -> None:
    assert normalise(typed) == plain
    assert query_tokens(typed) == query_tokens(plain)


def test_several_texts_give_each_token_once_and_no_pair_across_texts() -> None:
    assert index_text("路灯", "路灯", "不亮") == "路灯 灯 不亮 亮"


@pytest.mark.parametrize("text", ["", "   ", "，。！？", "😀🏳️‍🌈", "\x00\x07", "_"])
def test_text_without_words_gives_nothing(text: str) -> None:
    assert (index_text(text), query_tokens(text)) == ("", [])


def test_rare_characters_outside_the_first_plane_are_paired_too() -> None:
    assert query_tokens("𠮷野家") == ["𠮷野", "野家"]


def test_a_very_long_word_is_cut_alike_in_text_and_query() -> None:
    word = "a" * 5000
    assert index_text(word) == "a" * LONGEST_WORD
    assert query_tokens(word) == [index_text(word)]


def test_similarity_of_two_tellings_of_one_matter() -> None:
    assert similarity("楼道灯不亮", "楼道灯不亮") == 1.0
    assert similarity("楼道灯不亮", "垃圾没人收") == 0.0
    assert similarity("楼道灯不亮了", "楼道灯坏了") == pytest.approx(2 / 7)
    assert similarity("", "楼道灯") == similarity("", "") == 0.0


@given(han, han, han)
def test_every_piece_of_a_text_is_found_in_it(before: str, piece: str, after: str) -> None:
    tokens = index_text(before + piece + after).split()
    if len(piece) == 1:
        assert any(token.startswith(query_tokens(piece)[0]) for token in tokens)
    else:
        assert set(query_tokens(piece)) <= set(tokens)


@given(st.text(), st.text())
def test_any_text_is_accepted_and_likeness_is_mutual(one: str, other: str) -> None:
    tokens = index_text(one, other).split(" ")
    assert tokens == [""] or all(0 < len(token) <= LONGEST_WORD for token in tokens)
    assert 0.0 <= similarity(one, other) == similarity(other, one) <= 1.0
    assert similarity(one, one) == float(bool(query_tokens(one)))
