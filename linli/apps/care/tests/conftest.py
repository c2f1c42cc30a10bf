"""Two elders of whom the first lives in the grid worker's grid."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

import pytest

from linli.apps.care import operations
from linli.apps.care.models import HelpGroup
from linli.apps.people.public import Person, Residence
from linli.apps.places.public import Grid, Place
from linli.kernel import clock
from linli.kernel.community import Community
from linli.kernel.measures import MEASURES, Question
from tests.cast import Cast

HELPERS = {"grid_worker": "梁嘉敏", "party_member": "钟老师", "volunteer": "许阿姨"}


@dataclass
class Ward:
    cast: Cast
    elder: Person
    other: Person

    @property
    def a(self) -> Community:
        return self.cast.a

    def by(self, who: str) -> dict[str, Any]:
        return {"community": self.a, "actor": self.cast.actor(who)}

    def form(self, who: str = "committee", **given: Any) -> HelpGroup:
        whole = {"person": self.elder, "helpers": HELPERS, "since": dt.date(2026, 1, 5), **given}
        return operations.form_help_group(**self.by(who), **whole)

    def count(self, key: str, end: dt.date | None = None) -> float:
        question = Question([self.a], end=end or clock.today(self.a))
        return MEASURES[key].value(question)


def build_ward(cast: Cast) -> Ward:
    def person(name: str, number: str) -> Person:
        return Person.objects.create(
            community=cast.a, name=name, short_number=number, registered_at=clock.now()
        )

    elder, other = person("简婆婆", "C001"), person("温伯", "C002")
    grid = Grid.objects.create(
        community=cast.a,
        kind="general",
        code="c1",
        sequence=71,
        name="第七网格",
        opened_on=dt.date(2020, 1, 1),
    )
    home = Place.objects.create(
        community=cast.a, kind="dwelling", grid=grid, name="301", number="301", full_name="七栋301"
    )
    Residence.objects.create(
        community=cast.a,
        person=elder,
        place=home,
        kind="actual",
        since=dt.date(2020, 1, 1),
    )
    cast.give("grid_worker", grid_id=grid.id)
    cast.give("resident", person_id=elder.id)
    return Ward(cast, elder, other)


@pytest.fixture
def ward(cast: Cast) -> Ward:
    return build_ward(cast)
