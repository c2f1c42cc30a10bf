"""What a brand file holds: a community's own model as data. docs/guide/brands.md explains it.

A brand asks questions and never answers them: no count of anything may stand in it.
"""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import get_language

MOTIFS = ("petals", "rings", "hall", "breeze", "harbour", "windows", "path", "bridge")
PERIODS = ("as_of", "to_date", "year", "month", "day")
RULES = ("exact", "over", "about", "list", "numeral")


@dataclass(frozen=True)
class Words:
    """The same in three languages; a plain string in the file stands for all of them."""

    zh: str
    hant: str = ""
    en: str = ""

    def __str__(self) -> str:
        return self.spoken(get_language() or "zh-hans")

    def spoken(self, language: str) -> str:
        word = {"zh-hans": self.zh, "zh-hant": self.hant, "en": self.en}.get(language.lower(), "")
        return word or self.zh

    def names(self) -> dict[str, str]:
        return {"zh-hans": self.zh, "zh-hant": self.hant or self.zh, "en": self.en or self.zh}


@dataclass(frozen=True)
class Colours:
    """`main` on white and white on `main` keep a contrast of 4.5 to 1; `second` is decoration."""

    main: str
    second: str


@dataclass(frozen=True)
class Asked:
    """A question to a measure. `start` and `end` fix days; else `period` says which days count."""

    measure: str
    by: dict[str, str]
    period: str = "as_of"
    start: dt.date | None = None
    end: dt.date | None = None


@dataclass(frozen=True)
class Figure:
    """`says` holds {n}, {list} or {day}; `zero` is said instead when the value is nought.

    `rule`: exact · over (余, 多: rounded down to `digits` leading digits) · about (约) · list
    (names of the rows, then their number) · numeral (八 for 8). `unit_of` 10000 says 万.
    """

    key: str
    label: Words
    says: Words
    measure: str
    by: dict[str, str]
    period: str = "as_of"
    start: dt.date | None = None
    end: dt.date | None = None
    rule: str = "exact"
    word: str = ""
    digits: int = 0
    unit_of: int = 1
    joined: str = "、"
    names: str = ""
    zero: Words | None = None
    practice: str = ""


@dataclass(frozen=True)
class Target:
    """What the plan of a pillar counts, and how much of it is planned in the period."""

    label: Words
    measure: str
    by: dict[str, str]
    period: str = "year"
    plan: int = 0


@dataclass(frozen=True)
class Pillar:
    key: str
    names: Words
    seal: str
    promise: Words
    aliases: tuple[str, ...] = ()
    purposes: tuple[Words, ...] = ()
    colour: str = ""
    counts: tuple[Target, ...] = ()


@dataclass(frozen=True)
class Action:
    """A line of action, such as each of 四合, with the pillar that it shapes."""

    names: Words
    pillar: str = ""
    text: Words | None = None


@dataclass(frozen=True)
class Part:
    """A numbered part of a model such as 6+1+N. The mark is a name and counts nothing."""

    mark: str
    names: Words
    text: Words | None = None


@dataclass(frozen=True)
class PlanItem:
    """`due` is month and day, "06-30": the plan of a brand comes back each year."""

    key: str
    text: Words
    pillar: str
    owner: str
    due: str


@dataclass(frozen=True)
class TagRule:
    """Records of this kind, series, partner, place or tag belong to the pillar."""

    pillar: str
    kind: str = ""
    series: str = ""
    partner: str = ""
    place: str = ""
    tag: str = ""


@dataclass(frozen=True)
class Text:
    """A bulletin's text with {{ figure "key" }}; `period` says over which days it speaks."""

    key: str
    title: Words
    period: str
    text: Words


@dataclass(frozen=True)
class Brand:
    """`schema` is the version of this format."""

    schema: int
    key: str
    names: Words
    slogan: Words
    promise: Words
    colours: Colours
    motif: str
    pillars: tuple[Pillar, ...]
    model: Words | None = None
    actions: tuple[Action, ...] = ()
    parts: tuple[Part, ...] = ()
    rules: tuple[TagRule, ...] = ()
    plan: tuple[PlanItem, ...] = ()
    figures: tuple[Figure, ...] = ()
    bulletins: tuple[Text, ...] = ()

    def pillar(self, key: str) -> Pillar | None:
        return next((each for each in self.pillars if each.key == key), None)

    def figure(self, key: str) -> Figure | None:
        return next((each for each in self.figures if each.key == key), None)

    def text(self, key: str) -> Text | None:
        return next((each for each in self.bulletins if each.key == key), None)
