"""How numbers are said."""

from decimal import Decimal

import pytest

from linli.apps.bulletins.defaults import Figure, Words
from linli.apps.bulletins.rules.wording import Said, numeral, say


def figure(says: str, **more: object) -> Figure:
    words = Words(says, says, says)
    return Figure("k", Words("标签"), words, "x.y", {}, **more)  # type: ignore[arg-type]  # test data


@pytest.mark.parametrize(
    ("value", "more", "said"),
    [
        (317, {"rule": "over"}, "300余场"),
        (300, {"rule": "over"}, "300场"),
        (83, {"rule": "over"}, "80余场"),
        (7, {"rule": "over"}, "7场"),
        (634, {"rule": "over", "word": "多"}, "600多场"),
        (6587, {}, "6587场"),
        (4812, {"rule": "about", "digits": 2}, "约4800场"),
        (138000, {"rule": "about", "digits": 3, "unit_of": 10000}, "约13.8万场"),
        (Decimal("0.265"), {"rule": "about", "digits": 3}, "约0.265场"),
        (8, {"rule": "numeral"}, "八场"),
        (0, {"rule": "over"}, "0场"),
    ],
)
def test_a_number_is_said_by_its_rule(
    value: int | Decimal, more: dict[str, object], said: str
) -> None:
    assert say(figure("{n}场", **more), value, Said(), "zh-hans") == said


def test_english_says_more_than_and_about() -> None:
    assert say(figure("{n} events", rule="over"), 317, Said(), "en") == "over 300 events"
    assert say(figure("{n} people", rule="about", digits=2), 4812, Said(), "en") == (
        "about 4,800 people"
    )


def test_nought_may_have_its_own_words() -> None:
    none = figure("{n}个车位", zero=Words("没有车位"))
    assert say(none, 0, Said(), "zh-hans") == "没有车位"
    assert say(none, 2, Said(), "zh-hans") == "2个车位"


def test_a_list_names_six_and_says_that_there_are_more() -> None:
    names = [f"第{sign}队" for sign in "一二三四五六七"]
    said = say(figure("{list}{n}支", rule="list"), 7, Said(names), "zh-hans")
    assert said == "第一队、第二队、第三队、第四队、第五队、第六队等7支"
    two = say(figure("{list}{n}处", rule="list", joined="和"), 2, Said(["东", "西"]), "zh-hans")
    assert two == "东和西2处"


def test_numerals_reach_ninety_nine() -> None:
    assert [numeral(n) for n in (0, 5, 10, 13, 20, 64, 100)] == [
        "〇",
        "五",
        "十",
        "十三",
        "二十",
        "六十四",
        "100",
    ]
