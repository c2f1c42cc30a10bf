"""Everyday matters with slots, read from `variations.toml` and painted for one place."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from random import Random

from linli.demo.reading import load, shape

FLOORS = "一二三四五六七八九十"


@dataclass(frozen=True)
class Remark:
    """Why a unit objects or a clock pauses: the listed reason and the words."""

    reason: str
    text: str


@dataclass(frozen=True)
class Entry:
    """`titles`, `texts`, `results` and `words` go together by their position.

    `limit_days` is the resolution limit of the type in working days, `check` whether the type
    needs a site check; the tests hold both to the case engine's own types.
    """

    type: str
    limit_days: int
    where: str
    units: tuple[str, ...]
    weight: int
    titles: tuple[str, ...]
    texts: tuple[str, ...]
    results: tuple[str, ...]
    words: tuple[str, ...]
    unhappy: tuple[str, ...]
    finder: str = "resident"
    check: bool = False
    confidential: bool = False
    lift: bool = False
    months: tuple[int, ...] = ()
    spots: tuple[str, ...] = ()
    slots: dict[str, list[str]] = field(default_factory=dict)
    pause: Remark | None = None
    objection: Remark | None = None


@dataclass(frozen=True)
class Reply:
    """Answered on the spot or, with a `reason`, declined with the right door."""

    type: str
    title: str
    text: str
    answer: str
    reason: str = ""


@dataclass(frozen=True)
class Variations:
    closings: dict[str, list[str]]
    slots: dict[str, list[str]]
    entries: tuple[Entry, ...]
    answered: tuple[Reply, ...]
    refused: tuple[Reply, ...]


@dataclass(frozen=True)
class Painting:
    title: str
    text: str
    result: str
    words: str
    unhappy: str


@cache
def variations() -> Variations:
    return shape(Variations, load("variations.toml"), "variations")


def floor_words(number: int) -> str:
    tens, ones = divmod(number, 10)
    head = "" if not tens else "十" if tens == 1 else f"{FLOORS[tens - 1]}十"
    return f"{head}{FLOORS[ones - 1] if ones else ''}楼"


def _closings(entry: Entry) -> list[str]:
    closings = variations().closings
    if entry.type.startswith(("enquiry.", "suggestion.", "property.fees")):
        return closings["common"]
    return closings["common"] + closings["home" if entry.where == "home" else "shared"]


def paint(rng: Random, entry: Entry, place: Mapping[str, str]) -> Painting:
    """The words of one matter; `place` gives {place} and {floor}."""
    everything = variations()
    slots = {name: rng.choice(options) for name, options in everything.slots.items()}
    slots |= {name: rng.choice(options) for name, options in entry.slots.items()}
    slots |= place
    turn = rng.randrange(len(entry.texts))
    closing = rng.choice(_closings(entry)) if entry.finder == "resident" else ""
    return Painting(
        title=entry.titles[turn].format_map(slots),
        text=entry.texts[turn].format_map(slots) + closing,
        result=entry.results[turn].format_map(slots),
        words=entry.words[turn].format_map(slots),
        unhappy=rng.choice(entry.unhappy).format_map(slots),
    )
