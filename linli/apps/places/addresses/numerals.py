"""Numbers as they stand on doors: 2, ２, 二, 十二, 三〇二, A12."""

from __future__ import annotations

import re

NUMERALS = "零〇一二两三四五六七八九十百"
DIGITS = {"零": 0, "〇": 0, "一": 1, "二": 2, "两": 2} | {
    numeral: value for value, numeral in enumerate("三四五六七八九", start=3)
}


def plain_number(typed: str) -> str:
    """Chinese numerals in figures, leading zeros of a figure dropped; anything else as it is."""
    if typed and set(typed) <= set(NUMERALS):
        return _figures(typed)
    return re.sub("^0+(?=[0-9])", "", typed)


def _figures(numerals: str) -> str:
    if not set(numerals) & set("十百"):
        return "".join(str(DIGITS[numeral]) for numeral in numerals)
    hundreds, _, below = numerals.rpartition("百")
    tens, ten, ones = below.rpartition("十")
    value = 100 * _digit(hundreds, 1 if "百" in numerals else 0)
    value += 10 * _digit(tens, 1 if ten else 0) + _digit(ones, 0)
    return str(value)


def _digit(numerals: str, otherwise: int) -> int:
    """The last digit said; 零 before a digit only fills (一百零二)."""
    return DIGITS.get(numerals[-1:], otherwise)
