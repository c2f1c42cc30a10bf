"""Places by lot, with a proof; places that the host gives; residents first; household cap."""

import uuid
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest

from linli.apps.activities.tests.conftest import Hall, local
from linli.apps.participation.models import Lot
from linli.apps.participation.public import (
    Party,
    ask_question,
    decide_request,
    draw_lot,
    position_of,
    proof_of,
    withdraw,
)
from linli.apps.participation.rules.lots import digest, draw, list_of
from linli.apps.people.public import Home, form_household, join_household
from linli.kernel.errors import Conflict, RuleNotMet

At = Callable[[str], AbstractContextManager[None]]


def test_the_draw_can_be_repeated_by_anybody(hall: Hall, at: At) -> None:
    with at("2026-03-02 09:00"):
        session = hall.session(capacity=3, mode="lottery", closes_at=local("2026-03-05 18:00"))
        published = proof_of(hall.gathering(session))
        assert published is not None
        assert (len(published.seed_digest), published.seed) == (64, "")
        rows = [hall.sign_up(session, person) for person in hall.people(7)]
        assert {row.state for row in rows} == {"requested"}
        with pytest.raises(Conflict) as early:
            draw_lot(community=hall.a, actor=hall.staff, gathering_id=session.gathering_id)
        assert early.value.code == "still_open"
    with at("2026-03-05 18:00"):
        draw_lot(community=hall.a, actor=hall.staff, gathering_id=session.gathering_id)
        with pytest.raises(Conflict):
            draw_lot(community=hall.a, actor=hall.staff, gathering_id=session.gathering_id)
        assert hall.states(session) == {"confirmed": 3, "waitlisted": 4}
        proof = proof_of(hall.gathering(session))
        assert proof is not None
        assert proof.holds is True
        assert digest(proof.seed) == proof.seed_digest == published.seed_digest
        entries = [(row.number, row.seats) for row in rows]
        assert proof.list_digest == digest(list_of(entries))
        assert draw(proof.seed, entries) == [(e.number, e.seats) for e in proof.entries]
        waiting = [e for e in proof.entries if not e.won]
        by_number = {row.number: hall.fresh(row) for row in rows}
        assert [position_of(by_number[e.number]) for e in waiting] == [1, 2, 3, 4]
    with at("2026-03-06 09:00"):
        winner = by_number[proof.entries[0].number]
        withdraw(community=hall.a, actor=hall.staff, participation_id=winner.id)
        assert hall.fresh(by_number[waiting[0].number]).state == "confirmed"
        late = hall.sign_up(session, hall.person(), hall.staff, wait=True)
        assert position_of(late) == 4


def test_a_changed_list_is_found_out(hall: Hall, at: At) -> None:
    with at("2026-03-02 09:00"):
        session = hall.session(capacity=1, mode="lottery")
        for person in hall.people(3):
            hall.sign_up(session, person)
        draw_lot(community=hall.a, actor=hall.staff, gathering_id=session.gathering_id)
        Lot.objects.filter(community_id=hall.a.id).update(seed="0" * 32)
        proof = proof_of(hall.gathering(session))
        assert proof is not None
        assert proof.holds is False


def test_the_host_decides_by_name(hall: Hall, at: At) -> None:
    with at("2026-03-02 09:00"):
        session = hall.session(capacity=1, mode="approval")
        first, second, third = (hall.sign_up(session, person) for person in hall.people(3))
        given: dict[str, Any] = {"community": hall.a, "actor": hall.staff}
        decide_request(**given, participation_id=second.id, accept=True)
        decide_request(**given, participation_id=third.id, accept=False)
        with pytest.raises(Conflict) as full:
            decide_request(**given, participation_id=first.id, accept=True)
        assert full.value.code == "full"
        states = [hall.fresh(row).state for row in (first, second, third)]
        assert states == ["requested", "confirmed", "refused"]


def test_residents_sign_up_first_then_everybody(hall: Hall, at: At) -> None:
    with at("2026-03-02 09:00"):
        session = hall.session(residents_first_until=local("2026-03-04 09:00"))
        neighbour = hall.person(homes=(Home(hall.homes[0].id),))
        stranger = hall.person()
        assert hall.sign_up(session, neighbour).state == "confirmed"
        with pytest.raises(Conflict) as early:
            hall.sign_up(session, stranger)
        assert early.value.code == "residents_first"
    with at("2026-03-04 09:00"):
        assert hall.sign_up(session, stranger).state == "confirmed"


def test_a_household_takes_so_many_seats_and_no_more(hall: Hall, at: At) -> None:
    with at("2026-03-02 09:00"):
        session = hall.session(capacity=20, household_cap=2)
        system = hall.actor("system")
        one, two = hall.people(2)
        home = form_household(
            community=hall.a, actor=system, dwelling_id=hall.homes[0].id, head_id=one.id
        )
        join_household(
            community=hall.a, actor=system, person_id=two.id, household_id=home.id, relation="10"
        )
        assert hall.sign_up(session, one, party=Party(guests=("客人",))).seats == 2
        with pytest.raises(Conflict) as cap:
            hall.sign_up(session, two)
        assert (cap.value.code, cap.value.data["taken"]) == ("household_cap", 2)
        assert hall.gathering(session).taken == 2


def test_a_required_question_is_answered_by_whoever_signs_up(hall: Hall, at: At) -> None:
    with at("2026-03-02 09:00"):
        session = hall.session()
        question = ask_question(
            community=hall.a,
            actor=hall.staff,
            about_id=session.activity_id,
            text="要不要吃午饭？",
            kind="yes_no",
            required=True,
        )
        person = hall.person()
        wrong: list[dict[uuid.UUID, str]] = [{}, {question.id: "也许"}]
        for told in wrong:
            with pytest.raises(RuleNotMet):
                hall.sign_up(session, person, answers=told)
        row = hall.sign_up(session, person, answers={question.id: "yes"})
        assert row.answers.get().text == "yes"
        assert hall.sign_up(session, hall.person(), hall.staff).state == "confirmed"
