"""A kind of honour, two residents of whom one could be nominated, the calendar of 2026."""

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import Any

import pytest

from linli.apps.archive import operations
from linli.apps.archive.models import Honour, HonourKind, Nomination
from linli.apps.people.public import Person
from linli.kernel import clock
from linli.kernel.calendar_tables import seed_calendar
from linli.kernel.community import Community
from linli.kernel.measures import MEASURES, Question
from tests.cast import Cast

STORY = "每天清早给一楼的独居老人带菜，三年没断过。"


@dataclass
class Hall:
    cast: Cast
    kind: HonourKind
    person: Person
    other: Person

    @property
    def a(self) -> Community:
        return self.cast.a

    def by(self, who: str) -> dict[str, Any]:
        return {"community": self.a, "actor": self.cast.actor(who)}

    def nominate(self, who: str = "neighbour", **given: Any) -> Nomination:
        whole = {
            "kind_id": self.kind.id,
            "person_id": self.person.id,
            "story": STORY,
            **given,
        }
        return operations.nominate(**self.by(who), **whole)

    def agreed(self, **given: Any) -> Nomination:
        row = self.nominate(**given)
        return operations.agree_to_nomination(
            **self.by("committee"), nomination_id=row.id, basis="staff_phone"
        )

    def in_notice(self, **given: Any) -> Nomination:
        row = self.agreed(**given)
        return operations.begin_notice(**self.by("committee"), nomination_id=row.id)

    def grant(self, row: Nomination, who: str = "committee") -> Honour:
        return operations.grant_honour(**self.by(who), nomination_id=row.id)

    def objection(self, row: Nomination, who: str = "resident") -> uuid.UUID:
        made = operations.raise_objection(
            **self.by(who), nomination_id=row.id, text="那几年她不住这里，请核实。"
        )
        return made.id

    def decide(self, objection_id: uuid.UUID, *, upheld: bool) -> None:
        operations.decide_objection(
            **self.by("committee"), objection_id=objection_id, upheld=upheld, reason="已核实"
        )

    def fresh(self, row: Nomination) -> Nomination:
        return Nomination.objects.get(community_id=self.a.id, id=row.id)

    def count(self, key: str = "archive.honours", end: dt.date | None = None, **by: Any) -> float:
        question = Question([self.a], end=end or clock.today(self.a), by=by)
        measure = MEASURES[key]
        assert len(measure.ids(question)) == measure.value(question)
        return measure.value(question)


def enter_person(community: Community, name: str, number: str) -> Person:
    return Person.objects.create(
        community=community, name=name, short_number=number, registered_at=clock.now()
    )


def build_hall(cast: Cast) -> Hall:
    seed_calendar()
    person = enter_person(cast.a, "秦小满", "H001")
    other = enter_person(cast.a, "欧阳雨", "H002")
    cast.give("resident", person_id=person.id)
    cast.give("neighbour", person_id=other.id)
    kind = operations.open_honour_kind(
        community=cast.a,
        actor=cast.actor("committee"),
        name="身边好人",
        level="community",
        giver="社区居委会",
        criteria="热心帮助邻里",
        quota=3,
    )
    return Hall(cast, kind, person, other)


@pytest.fixture
def hall(cast: Cast) -> Hall:
    return build_hall(cast)
