"""The figures that the five articles publish, and what it means to satisfy one."""

import tomllib
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Published:
    community: str
    as_of: date
    practice: str
    key: str
    says: str
    value: Decimal
    rule: str
    start: date | None
    end: date | None

    def __str__(self) -> str:
        return f"{self.community}.{self.key}"

    def holds(self, value: Decimal) -> bool:
        if self.rule == "eq":
            return value == self.value
        if self.rule == "about":
            return abs(value - self.value) <= self.value * Decimal("0.02")
        if "列名" in self.says:
            return value >= self.value
        above = Decimal(10) ** (len(str(int(self.value))) - 1)
        return self.value <= value < self.value + above


def published() -> list[Published]:
    raw: dict[str, Any] = tomllib.loads(Path(__file__).with_name("figures.toml").read_text())
    return [
        Published(
            community=slug,
            as_of=held["as_of"],
            practice=one["practice"],
            key=one["key"],
            says=one["says"],
            value=Decimal(str(one["value"])),
            rule=one["rule"],
            start=one.get("from"),
            end=one.get("to"),
        )
        for slug, held in raw.items()
        for one in held["figures"]
    ]


FIGURES = published()
TOUR = "gangwanyicun"


def of(*slugs: str) -> list[Published]:
    return [one for one in FIGURES if one.community in slugs]


def substance(words: str) -> str:
    """Words without signs that a writer may choose: quotes, commas, notes in brackets."""
    kept = words.partition("(")[0].partition("（")[0]
    return "".join(sign for sign in kept if sign not in '“”"，、,。 +：:')


MEANT = {
    "nongnaner.parking_resolutions": "停车难协商议事",
    "haizhou.parking_resolutions": "停车位问题圆满解决",
    "kexiang.posted_professions": "三官三师",
    "gangwanyicun.person_honours": "获称号",
    "gangwanyicun.competition_prizes": "一等奖1项",
}
"""Words that the article uses as a name; ours hold them and add the number."""


def says_the_same(one: Published, wording: str) -> bool:
    if meant := MEANT.get(str(one)):
        return substance(meant) in substance(wording)
    if "列名" in one.says:
        return "等" in wording
    if str(one) in ("suihuabei.hall_sides", "nongnaner.help_group_roles"):
        return all(
            word in wording for word in one.says.replace("三者", "").split("、")[0].split("+")
        )
    return substance(one.says) in substance(wording)
