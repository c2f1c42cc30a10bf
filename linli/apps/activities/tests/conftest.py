"""A hall of people: residents with and without a log-in, one activity with a date."""

import datetime as dt
import itertools
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Any

import pytest

from linli.apps.activities.models import Activity, Session
from linli.apps.activities.operations.announcing import create_activity
from linli.apps.activities.operations.sessions import add_session
from linli.apps.activities.rules.drafts import ActivityDraft, SessionDraft
from linli.apps.participation.public import Gathering, Participation, Terms, sign_up
from linli.apps.people.public import Person, add_phone, draft_person, register_person, tie_people
from linli.apps.places.public import (
    BuildingShape,
    Place,
    PlaceKind,
    add_building,
    add_estate,
)
from linli.kernel import clock
from linli.kernel.access.actor import Actor, Grant, Role
from linli.kernel.calendar_tables import seed_calendar
from linli.kernel.community import Community
from linli.kernel.records.models import Record
from linli.kernel.worktime import CHINA
from tests.cast import Cast

START = "2026-03-10 19:00"


def local(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=CHINA)


@dataclass
class Hall:
    cast: Cast
    homes: list[Place]
    numbers: "itertools.count[int]" = field(default_factory=lambda: itertools.count(1))

    @property
    def a(self) -> Community:
        return self.cast.a

    @property
    def staff(self) -> Actor:
        return self.cast.actor("committee")

    def actor(self, who: str) -> Actor:
        return self.cast.actor(who)

    def person(self, name: str = "", born: str = "1980-05-05", **told: Any) -> Person:
        number = next(self.numbers)
        draft = draft_person(
            today=clock.today(self.a),
            name=name or f"居民{number}",
            birth_date=dt.date.fromisoformat(born) if born else None,
            phone=f"139{number:08d}",
            **told,
        )
        return register_person(actor=self.actor("system"), community=self.a, draft=draft)

    def people(self, count: int) -> list[Person]:
        return [self.person() for _ in range(count)]

    def phone(self, person: Person, number: str) -> None:
        add_phone(actor=self.actor("system"), community=self.a, person_id=person.id, number=number)

    def as_person(self, person: Person) -> Actor:
        """The actor of a resident who signs in as this person."""
        grant = Grant(role=Role.RESIDENT, communities=frozenset({self.a.id}), person_id=person.id)
        ref = f"c:{person.short_number}"
        return Actor(ref=ref, name=person.name, grants=(grant,), verified=True)

    def child(self, born: str, guardian: Person, name: str = "小明") -> Person:
        child = self.person(name, born)
        tie_people(
            actor=self.actor("system"),
            community=self.a,
            person_id=child.id,
            other_id=guardian.id,
            kind="guardian",
            proof="户口簿",
        )
        return child

    def activity(self, title: str = "周末电影", **told: Any) -> Activity:
        publish = told.pop("publish", True)
        return create_activity(
            community=self.a,
            actor=self.staff,
            draft=ActivityDraft(title=title, **{"kind": "culture", **told}),
            publish=publish,
        )

    def session(
        self, activity: Activity | None = None, start: str = START, hours: float = 2, **terms: Any
    ) -> Session:
        begin = local(start)
        return add_session(
            community=self.a,
            actor=self.staff,
            activity_id=(activity or self.activity()).id,
            draft=SessionDraft(
                starts_at=begin,
                ends_at=begin + dt.timedelta(hours=hours),
                terms=Terms(**terms),
            ),
        )

    def sign_up(
        self, session: Session, person: Person, actor: Actor | None = None, **told: Any
    ) -> Participation:
        return sign_up(
            community=self.a,
            actor=actor or self.as_person(person),
            gathering_id=session.gathering_id,
            subject_id=person.id,
            **told,
        )

    def fresh(self, row: Participation) -> Participation:
        return Participation.objects.get(community_id=self.a.id, id=row.id)

    def gathering(self, session: Session) -> Gathering:
        return Gathering.objects.get(community_id=self.a.id, id=session.gathering_id)

    def session_of(self, row: Participation) -> Session:
        return Session.objects.get(community_id=self.a.id, gathering_id=row.gathering_id)

    def states(self, session: Session) -> dict[str, int]:
        rows = Participation.objects.filter(
            community_id=self.a.id, gathering_id=session.gathering_id
        )
        found: dict[str, int] = {}
        for state in rows.values_list("state", flat=True):
            found[state] = found.get(state, 0) + 1
        return found

    def records(self, verb: str) -> list[Record]:
        rows = Record.objects.filter(community_id=self.a.id, verb=verb)
        return list(rows.order_by("id"))


def build_hall(cast: Cast) -> Hall:
    seed_calendar()
    system = cast.actor("system")
    estate = add_estate(community=cast.a, actor=system, name="金星苑")
    add_building(
        community=cast.a,
        actor=system,
        estate=estate,
        name="2号楼",
        shape=BuildingShape(entrances=1, floors=3),
    )
    homes = Place.objects.filter(community_id=cast.a.id, kind=PlaceKind.DWELLING)
    return Hall(cast, list(homes.order_by("full_name")))


@pytest.fixture
def hall(cast: Cast) -> Hall:
    return build_hall(cast)


@pytest.fixture
def day(at: Callable[[str], AbstractContextManager[None]]) -> Iterator[None]:
    """Monday morning before the dates of these tests."""
    with at("2026-03-09 09:00"):
        yield
