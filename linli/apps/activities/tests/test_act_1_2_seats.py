"""ACT-1, ACT-2 and ACT-12 one act after the other; at once they run in tests/races."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest

from linli.apps.activities.tests.conftest import Hall
from linli.apps.participation.public import (
    Party,
    change_capacity,
    find_gathering,
    position_of,
    positions,
    withdraw,
)
from linli.kernel.errors import Conflict

At = Callable[[str], AbstractContextManager[None]]


def test_act_1_thirty_seats_then_a_queue_without_gaps(hall: Hall, at: At) -> None:
    with at("2026-03-02 09:00"):
        session = hall.session(capacity=3)
        rows = [hall.sign_up(session, person) for person in hall.people(10)]
        assert hall.states(session) == {"confirmed": 3, "waitlisted": 7}
        assert [position_of(row) for row in rows] == [None] * 3 + list(range(1, 8))
        assert sorted(positions(hall.gathering(session)).values()) == list(range(1, 8))
        assert hall.gathering(session).taken == 3


def test_act_2_the_freed_seat_goes_to_the_queue_never_to_a_newcomer(hall: Hall, at: At) -> None:
    with at("2026-03-02 09:00"):
        session = hall.session(capacity=2)
        first, _second, waiting, other = (
            hall.sign_up(session, person) for person in hall.people(4)
        )
        withdraw(community=hall.a, actor=hall.staff, participation_id=first.id)
        late = hall.sign_up(session, hall.person())
        assert hall.fresh(waiting).state == "confirmed"
        assert position_of(hall.fresh(other)) == 1
        assert position_of(late) == 2
        assert hall.gathering(session).taken == 2


def test_a_party_that_does_not_fit_is_not_passed_unless_the_rule_says_so(
    hall: Hall, at: At
) -> None:
    with at("2026-03-02 09:00"):
        for rule, expected in (("strict", "waitlisted"), ("skip_fit", "confirmed")):
            session = hall.session(capacity=3, party_rule=rule)
            one, _two, _three = (hall.sign_up(session, person) for person in hall.people(3))
            three = hall.sign_up(session, hall.person(), party=Party(guests=("甲", "乙")))
            small = hall.sign_up(session, hall.person())
            withdraw(community=hall.a, actor=hall.staff, participation_id=one.id)
            assert hall.fresh(three).state == "waitlisted"
            assert position_of(hall.fresh(three)) == 1
            assert hall.fresh(small).state == expected


def test_a_lower_capacity_throws_nobody_out_and_promotes_nobody(hall: Hall, at: At) -> None:
    with at("2026-03-02 09:00"):
        session = hall.session(capacity=4)
        rows = [hall.sign_up(session, person) for person in hall.people(6)]
        change_capacity(
            community=hall.a, actor=hall.staff, gathering_id=session.gathering_id, capacity=2
        )
        assert hall.states(session) == {"confirmed": 4, "waitlisted": 2}
        for row in rows[:2]:
            withdraw(community=hall.a, actor=hall.staff, participation_id=row.id)
        assert hall.states(session) == {"confirmed": 2, "waitlisted": 2, "withdrawn": 2}
        withdraw(community=hall.a, actor=hall.staff, participation_id=rows[2].id)
        assert hall.fresh(rows[4]).state == "confirmed"
        gathering = hall.gathering(session)
        assert (gathering.taken, gathering.over_allowed) == (2, 0)


def test_act_12_staff_pass_a_full_list_only_with_a_reason(hall: Hall, at: At) -> None:
    with at("2026-03-02 09:00"):
        session = hall.session(capacity=2)
        for person in hall.people(2):
            hall.sign_up(session, person)
        guest = hall.person()
        with pytest.raises(Conflict) as refusal:
            hall.sign_up(session, guest, hall.staff)
        assert refusal.value.code == "full"
        assert hall.states(session) == {"confirmed": 2}
        row = hall.sign_up(session, guest, hall.staff, over_capacity_reason="轮椅加座")
        gathering = hall.gathering(session)
        assert (row.state, gathering.taken, gathering.capacity) == ("confirmed", 3, 2)
        entry = hall.records("participation.signed_up")[-1]
        assert entry.payload["over"] is True
        assert entry.actor == hall.staff.ref


def test_a_resident_cannot_give_a_reason_to_pass_the_queue(hall: Hall, at: At) -> None:
    with at("2026-03-02 09:00"):
        session = hall.session(capacity=1)
        hall.sign_up(session, hall.person())
        row = hall.sign_up(session, hall.person(), over_capacity_reason="我很想去")
        assert row.state == "waitlisted"


def test_nobody_is_twice_in_one_gathering_or_in_two_places_at_once(hall: Hall, at: At) -> None:
    with at("2026-03-02 09:00"):
        session, person = hall.session(capacity=5), hall.person()
        hall.sign_up(session, person)
        with pytest.raises(Conflict) as twice:
            hall.sign_up(session, person)
        assert twice.value.code == "already_signed_up"
        beside = hall.session(start="2026-03-10 20:00")
        with pytest.raises(Conflict) as clash:
            hall.sign_up(beside, person)
        assert clash.value.code == "overlapping"
        after = hall.session(start="2026-03-10 21:00")
        assert hall.sign_up(after, person).state == "confirmed"
        assert find_gathering(hall.a, session.gathering_id).taken == 1


def test_whoever_withdrew_may_sign_up_again_and_stands_at_the_end(hall: Hall, at: At) -> None:
    with at("2026-03-02 09:00"):
        session = hall.session(capacity=1)
        people = hall.people(3)
        rows = [hall.sign_up(session, person) for person in people]
        withdraw(community=hall.a, actor=hall.as_person(people[0]), participation_id=rows[0].id)
        again = hall.sign_up(session, people[0])
        assert hall.fresh(rows[1]).state == "confirmed"
        assert position_of(again) == 2
