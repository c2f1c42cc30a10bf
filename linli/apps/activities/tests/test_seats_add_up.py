"""Three hundred acts in any order: after each the seats add up and the queue has no gaps."""

import random
from collections.abc import Callable
from contextlib import AbstractContextManager, suppress

import pytest
from django.db.models import Sum

from linli.apps.activities.models import Session
from linli.apps.activities.tests.conftest import Hall
from linli.apps.participation.models import Attendance, Participation, PartyMember
from linli.apps.participation.public import (
    LIVE,
    Party,
    accept_offer,
    change_capacity,
    check_in,
    excuse,
    positions,
    queue,
    undo_check_in,
    withdraw,
)
from linli.apps.people.operations.rights import erase_person
from linli.apps.people.public import Person
from linli.kernel.errors import Conflict, NotSeen

At = Callable[[str], AbstractContextManager[None]]


def adds_up(hall: Hall, session: Session) -> None:
    gathering = hall.gathering(session)
    rows = Participation.objects.filter(community_id=hall.a.id, gathering_id=gathering.id)
    held = rows.filter(holds_seats=True).aggregate(total=Sum("seats"))["total"] or 0
    assert gathering.taken == held
    assert gathering.capacity is not None
    assert gathering.taken <= gathering.capacity + gathering.over_allowed
    assert sorted(positions(gathering).values()) == list(range(1, queue(gathering).count() + 1))
    came = Attendance.objects.filter(
        community_id=hall.a.id, gathering_id=gathering.id, undone_at=None
    )
    assert gathering.named == came.count()
    stray = PartyMember.objects.filter(
        community_id=hall.a.id, live=True, participation__state__in=["withdrawn", "lapsed"]
    )
    assert not stray.exists()


class Day:
    """One of many things that happen to a session, drawn from a fixed seed."""

    def __init__(self, hall: Hall, session: Session, people: list[Person], seed: int) -> None:
        self.hall, self.session, self.people = hall, session, people
        self.draw = random.Random(seed)

    def step(self) -> None:
        acts = (self.sign_up, self.sign_up, self.leave, self.answer, self.resize, self.come)
        self.draw.choice((*acts, self.undo, self.excuse, self.squeeze))()

    def someone(self, *states: str) -> Participation | None:
        rows = Participation.objects.filter(
            community_id=self.hall.a.id,
            gathering_id=self.session.gathering_id,
            state__in=states,
        )
        found = list(rows.order_by("number"))
        return self.draw.choice(found) if found else None

    def sign_up(self) -> None:
        guests = ("客人",) * self.draw.choice((0, 0, 0, 1, 2))
        self.hall.sign_up(self.session, self.draw.choice(self.people), party=Party(guests=guests))

    def squeeze(self) -> None:
        person = self.draw.choice(self.people)
        self.hall.sign_up(self.session, person, self.hall.staff, over_capacity_reason="加座")

    def leave(self) -> None:
        row = self.someone(*LIVE)
        if row:
            withdraw(community=self.hall.a, actor=self.hall.staff, participation_id=row.id)

    def answer(self) -> None:
        row = self.someone("offered")
        if row:
            accept_offer(community=self.hall.a, actor=self.hall.staff, participation_id=row.id)

    def excuse(self) -> None:
        row = self.someone("confirmed")
        if row:
            excuse(community=self.hall.a, actor=self.hall.staff, participation_id=row.id)

    def resize(self) -> None:
        change_capacity(
            community=self.hall.a,
            actor=self.hall.staff,
            gathering_id=self.session.gathering_id,
            capacity=self.draw.randint(1, 12),
        )

    def come(self) -> None:
        self._at_the_door(check_in)

    def undo(self) -> None:
        self._at_the_door(undo_check_in)

    def _at_the_door(self, act: Callable[..., object]) -> None:
        act(
            community=self.hall.a,
            actor=self.hall.staff,
            gathering_id=self.session.gathering_id,
            person_id=self.draw.choice(self.people).id,
        )


@pytest.mark.parametrize(("promotion", "rule"), [("auto", "strict"), ("offer", "skip_fit")])
def test_after_every_act_the_seats_add_up(hall: Hall, at: At, promotion: str, rule: str) -> None:
    with at("2026-03-10 16:30"):
        session = hall.session(capacity=5, promotion=promotion, party_rule=rule)
        day = Day(hall, session, hall.people(14), seed=8)
        for _number in range(150):
            with suppress(Conflict, NotSeen):
                day.step()
            adds_up(hall, session)


def test_an_erased_person_leaves_the_count_and_no_words(hall: Hall, at: At) -> None:
    with at("2026-03-10 18:30"):
        session, person = hall.session(), hall.person("陈秀英")
        row = hall.sign_up(
            session, person, party=Party(guests=("陈小妹",), pick_ups=(("陈大哥", "哥哥"),))
        )
        check_in(
            community=hall.a,
            actor=hall.staff,
            gathering_id=session.gathering_id,
            person_id=person.id,
        )
        erase_person(
            actor=hall.actor("chief"), community=hall.a, person_id=person.id, why="request"
        )
    assert hall.gathering(session).named == 1
    assert set(row.members.values_list("name", flat=True)) == {""}
    assert row.pick_ups.count() == 0
