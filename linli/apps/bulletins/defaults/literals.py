"""A brand asks; it must not answer. Finds counts written into texts where a figure belongs.

Names in quotation marks (“三官三师”, 《…》) count nothing and may hold numbers.
"""

import re
from collections.abc import Iterator

from linli.apps.bulletins.defaults.brand import Brand, Words
from linli.apps.bulletins.defaults.reading import Fault

QUOTED = re.compile(r"“[^”]*”|《[^》]*》|「[^」]*」|『[^』]*』|\"[^\"]*\"")
HOLES = re.compile(r"\{\{.*?\}\}|\{[a-z]+\}", re.S)
DIGITS = re.compile(r"[0-9０-９]+")
COUNTERS = "余多场場次人名户戶件支个個项項起宗株处處栋棟组組种種天元"
NUMERALS = re.compile(rf"[二两三四五六七八九十百千万萬]+[{COUNTERS}]")
COUNT_WORDS = re.compile(
    r"\b(two|three|four|five|six|seven|eight|nine|ten|dozens?|hundreds?|thousands?)\b", re.I
)


def literals_in(brand: Brand) -> list[Fault]:
    return [
        Fault(where, f"“{found}” is a count written by hand; ask a measure for it")
        for where, text in _texts(brand)
        for found in _counts(text)
    ]


def _counts(text: str) -> list[str]:
    bare = HOLES.sub(" ", QUOTED.sub(" ", text))
    return [
        match.group(0)
        for pattern in (DIGITS, NUMERALS, COUNT_WORDS)
        for match in pattern.finditer(bare)
    ]


def _texts(brand: Brand) -> Iterator[tuple[str, str]]:
    for figure in brand.figures:
        yield from _spoken(f"figures.{figure.key}.says", figure.says)
        yield from _spoken(f"figures.{figure.key}.zero", figure.zero)
    for text in brand.bulletins:
        yield from _spoken(f"bulletins.{text.key}.text", text.text)
    yield from _spoken("promise", brand.promise)
    for pillar in brand.pillars:
        yield from _spoken(f"pillars.{pillar.key}.promise", pillar.promise)


def _spoken(where: str, words: Words | None) -> Iterator[tuple[str, str]]:
    if words is not None:
        yield from ((f"{where}.{tag}", getattr(words, tag)) for tag in ("zh", "hant", "en"))
