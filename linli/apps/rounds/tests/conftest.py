"""One building of two entrances with a grid, another without one."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

import pytest

from linli.apps.places.public import Grid, Place
from linli.apps.rounds.models import Round, RoundRow
from linli.apps.rounds.operations import open_round
from linli.kernel import clock
from linli.kernel.access.actor import Actor
from linli.kernel.calendar_tables import seed_calendar
from linli.kernel.community import Community
from tests.cast import Cast

QUESTION = "楼道灯都亮吗？"


@dataclass
class Yard:
    cast: Cast
    building: Place
    entrances: list[Place]

    @property
    def a(self) -> Community:
        return self.cast.a

    def actor(self, who: str) -> Actor:
        return self.cast.actor(who)

    def round(self, **given: Any) -> Round:
        due = clock.today(self.a) + dt.timedelta(days=3)
        whole = {"question": QUESTION, "due_on": due, **given}
        return open_round(community=self.a, actor=self.actor("committee"), **whole)

    def rows(self, row: Round) -> list[RoundRow]:
        found = RoundRow.objects.filter(community_id=self.a.id, round_id=row.id)
        return list(found.order_by("place__full_name"))


def _building(community: Community, name: str, grid: Grid | None) -> Place:
    made = Place(
        community_id=community.id,
        kind="building",
        grid=grid,
        name=name,
        number=name[:-1],
        full_name=f"金星苑{name}",
    )
    made.building_id = made.id
    made.save()
    return made


def _entrance(building: Place, number: int) -> Place:
    made = Place(
        community_id=building.community_id,
        kind="entrance",
        parent=building,
        building=building,
        grid=building.grid,
        name=f"{number}单元",
        number=str(number),
        full_name=f"{building.full_name}{number}单元",
    )
    made.entrance_id = made.id
    made.save()
    return made


def build_yard(cast: Cast) -> Yard:
    seed_calendar()
    common = {"community_id": cast.a.id, "kind": "general", "opened_on": dt.date(2020, 1, 1)}
    mine = Grid.objects.create(code="1", sequence=1, name="第一网格", **common)
    other = Grid.objects.create(code="2", sequence=2, name="第二网格", **common)
    cast.give("grid_worker", grid_id=mine.id)
    cast.give("other_grid_worker", grid_id=other.id)
    near, far = _building(cast.a, "2栋", mine), _building(cast.a, "3栋", other)
    return Yard(cast, near, [_entrance(near, 1), _entrance(near, 2), _entrance(far, 1)])


@pytest.fixture
def yard(cast: Cast) -> Yard:
    return build_yard(cast)
