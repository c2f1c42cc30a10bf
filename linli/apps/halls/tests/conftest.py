"""A deliberation hall of three sides and a resolution on parking."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

import pytest

from linli.apps.halls import operations
from linli.apps.halls.models import Hall, Resolution
from linli.kernel import clock
from linli.kernel.community import Community
from linli.kernel.measures import MEASURES, Question
from tests.cast import Cast

SINCE = dt.date(2020, 1, 1)


@dataclass
class Floor:
    cast: Cast
    hall: Hall

    @property
    def a(self) -> Community:
        return self.cast.a

    def by(self, who: str = "committee") -> dict[str, Any]:
        return {"community": self.a, "actor": self.cast.actor(who)}

    def resolve(self, who: str = "committee", **given: Any) -> Resolution:
        whole: dict[str, Any] = {
            "hall_id": self.hall.id,
            "title": "金星苑画夜间车位",
            "text": "在东侧道路画二十六个夜间车位，十八点半到七点半开放。",
            "tag": "停车",
            "decided_on": dt.date(2025, 3, 18),
            **given,
        }
        return operations.adopt_resolution(**self.by(who), **whole)

    def count(self, key: str, start: dt.date | None = None, **by: Any) -> float:
        question = Question([self.a], end=clock.today(self.a), start=start, by=by)
        return MEASURES[key].value(question)


def build_floor(cast: Cast) -> Floor:
    given: dict[str, Any] = {"community": cast.a, "actor": cast.actor("committee")}
    hall = operations.open_hall(**given, name="阳光议事厅", since=SINCE)
    for kind, seats in (("residents", 6), ("property", 2), ("government", 1)):
        operations.add_side(**given, hall_id=hall.id, kind=kind, seats=seats, since=SINCE)
    return Floor(cast, hall)


@pytest.fixture
def floor(cast: Cast) -> Floor:
    return build_floor(cast)
