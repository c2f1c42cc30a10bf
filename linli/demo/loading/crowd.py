"""Who comes to what: people of the register, drawn by age, membership or team."""

import datetime as dt
from random import Random

from linli.demo.ground import ResidentRow
from linli.demo.loading.context import Loading

AGES = {
    "adults": (20, 70),
    "elders": (60, 82),
    "women": (25, 68),
    "youth": (16, 35),
    "children": (7, 13),
    "parents": (28, 48),
}
TEAM = "team:"


class Crowd:
    """Drawn among those whom the register knew on the morning of the day."""

    def __init__(self, loading: Loading) -> None:
        self.loading = loading
        self._pools: dict[tuple[str, dt.date], list[ResidentRow]] = {}

    def draw(self, who: str, number: int, day: dt.date, rng: Random) -> list[ResidentRow]:
        """Up to `number`: a team of ten is not joined by an eleventh."""
        if not number:
            return []
        pool = self._pool(who, day)
        return rng.sample(pool, min(number, len(pool)))

    def _pool(self, who: str, day: dt.date) -> list[ResidentRow]:
        known = max((each for each in self.loading.intakes if each < day), default=None)
        key = who, known or dt.date.min
        if key not in self._pools:
            self._pools[key] = [
                one
                for one in self._among(who)
                if known
                and one.since <= known
                and self._suits(who, one, known)
                and self.loading.keeps(one)
            ]
        return self._pools[key]

    def _among(self, who: str) -> list[ResidentRow]:
        ground = self.loading.ground
        if not who.startswith(TEAM):
            return list(ground.residents)
        members = [m for m in ground.team_members if m.team == who.removeprefix(TEAM)]
        if not members:
            raise LookupError(f"{self.loading.home.slug} has no team {who}")
        return [ground.resident(member.resident) for member in members]

    def _suits(self, who: str, one: ResidentRow, day: dt.date) -> bool:
        if who.startswith(TEAM):
            return True
        if who == "members":
            return one.party is not None
        low, high = AGES[who]
        age = (day - one.birth_date).days // 365
        return low <= age <= high and (who != "women" or one.sex == "female")
