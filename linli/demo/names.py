"""Fictional people's names, birth dates, identity numbers and telephone numbers, from a seed."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from random import Random
from typing import Literal

from linli.demo.reading import load, shape

Sex = Literal["male", "female"]

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECKS = "10X98765432"

# No operator has been given 154: such a number fits 1[3-9]xxxxxxxxx and rings nowhere.
MOBILE_PREFIX = "154"


@dataclass(frozen=True)
class Characters:
    first: str
    second: str
    single: str


@dataclass(frozen=True)
class Era:
    until: int
    alone: float
    male: Characters
    female: Characters


@cache
def _eras() -> tuple[Era, ...]:
    rows = load("names.toml")["eras"]
    return tuple(shape(Era, row, f"names.eras[{i}]") for i, row in enumerate(rows))


@cache
def _surnames(style: str) -> tuple[str, tuple[float, ...]]:
    text = str(load("names.toml")["surnames"][style])
    return text, tuple(1 / (rank + 6) for rank in range(len(text)))


def surname(rng: Random, style: str) -> str:
    text, weights = _surnames(style)
    return rng.choices(text, weights=weights)[0]


def given_name(rng: Random, sex: Sex, birth_year: int) -> str:
    era = next(era for era in _eras() if birth_year <= era.until)
    pool = era.male if sex == "male" else era.female
    if rng.random() < era.alone:
        return rng.choice(pool.single)
    first = rng.choice(pool.first)
    return first + rng.choice([mark for mark in pool.second if mark != first])


def full_name(
    rng: Random, family: str, sex: Sex, birth_year: int, taken: Collection[str] = ()
) -> str:
    """A name that nobody of `taken` (the household) has."""
    for _ in range(200):
        name = family + given_name(rng, sex, birth_year)
        if name not in taken:
            return name
    raise ValueError("the household is too large for the names of one era")


def years_before(day: date, years: int) -> date:
    if day.month == 2 and day.day == 29:
        return date(day.year - years, 2, 28)
    return day.replace(year=day.year - years)


def birth_date(rng: Random, age: int, as_of: date) -> date:
    """A day on which someone of exactly `age` full years on `as_of` was born."""
    latest = years_before(as_of, age)
    earliest = years_before(as_of, age + 1) + timedelta(days=1)
    return earliest + timedelta(days=rng.randint(0, (latest - earliest).days))


def age_on(born: date, day: date) -> int:
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def check_digit(first_seventeen: str) -> str:
    total = sum(weight * int(digit) for weight, digit in zip(WEIGHTS, first_seventeen, strict=True))
    return CHECKS[total % 11]


class IdentityNumbers:
    """Hands out identity numbers under an unassigned county code, none twice."""

    def __init__(self, county_code: str) -> None:
        self._county = county_code
        self._given: dict[tuple[date, Sex], int] = {}

    def next(self, born: date, sex: Sex) -> str:
        turn = self._given.get((born, sex), 0)
        self._given[born, sex] = turn + 1
        sequence = 2 * turn + (1 if sex == "male" else 2)
        if sequence > 999:
            raise ValueError("more than 499 people of one sex were born on one day")
        body = f"{self._county}{born:%Y%m%d}{sequence:03d}"
        return body + check_digit(body)


def mobile(block: str, turn: int) -> str:
    """The number of the turn-th person; `block` is five digits, one block a community."""
    if not (block.startswith(MOBILE_PREFIX) and len(block) == 5 and 0 <= turn < 1_000_000):
        raise ValueError("a block of five digits beginning with 154, and a turn below a million")
    return f"{block}{(turn * 790_631 + 104_729) % 1_000_000:06d}"
