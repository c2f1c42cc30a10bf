"""The three ones of one place: a small sweep, a big sweep, a theme; begun with March 2026."""

import datetime as dt
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any

import pytest

from linli.apps.duties import operations
from linli.apps.duties.models import DutyDue, Plan
from linli.apps.places.public import Place
from linli.kernel.community import Community
from linli.kernel.measures import MEASURES, Question
from tests.cast import Cast

At = Callable[[str], AbstractContextManager[None]]
MARCH = dt.date(2026, 3, 1)
SUNDAY = 6


@dataclass
class Yard:
    cast: Cast
    place: Place

    @property
    def a(self) -> Community:
        return self.cast.a

    def by(self, who: str = "committee") -> dict[str, Any]:
        return {"community": self.a, "actor": self.cast.actor(who)}

    def plan(self, title: str, rhythm: str, **given: Any) -> Plan:
        whole: dict[str, Any] = {"tag": "三个一", "place": self.place, **given}
        return operations.open_plan(**self.by(), title=title, rhythm=rhythm, **whole)

    def three(self) -> list[Plan]:
        return [
            self.plan("每日一小扫", "daily"),
            self.plan("每周一大扫", "weekly", weekday=SUNDAY),
            self.plan("每月一主题", "monthly", theme="楼道清理"),
        ]

    def dues(self, plan: Plan | None = None) -> list[DutyDue]:
        rows = DutyDue.objects.filter(community_id=self.a.id)
        return list(rows.filter(plan_id=plan.id) if plan else rows)

    def count(self, key: str, end: dt.date = dt.date(2026, 3, 31), **by: Any) -> float:
        question = Question([self.a], end=end, start=MARCH, by=by)
        return MEASURES[key].value(question)


def build_yard(cast: Cast) -> Yard:
    place = Place.objects.create(
        community=cast.a, kind="site", name="中心花园", full_name="金星苑中心花园"
    )
    return Yard(cast, place)


@pytest.fixture
def yard(cast: Cast) -> Yard:
    return build_yard(cast)
