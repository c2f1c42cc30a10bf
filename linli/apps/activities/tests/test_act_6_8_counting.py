"""ACT-6 and ACT-8: once a person, whatever devices send; persons and person-times apart."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest

from linli.apps.activities.models import Session
from linli.apps.activities.tests.conftest import Hall, local
from linli.apps.participation.models import Attendance, Headcount, Scan
from linli.apps.participation.public import (
    Sheet,
    check_in,
    check_in_by_wall_code,
    count_heads,
    record_sheet,
    undo_check_in,
    wall_code,
)
from linli.kernel.errors import Conflict, RuleNotMet

At = Callable[[str], AbstractContextManager[None]]


def at_the_door(hall: Hall, session: Session) -> dict[str, Any]:
    return {"community": hall.a, "actor": hall.staff, "gathering_id": session.gathering_id}


def test_act_6_the_same_code_twice_is_one_attendance(hall: Hall, at: At) -> None:
    with at("2026-03-10 19:01"):
        session, person = hall.session(), hall.person()
        gathering = hall.gathering(session)
        code, _until = wall_code(hall.a, gathering)
        given: dict[str, Any] = {
            "community": hall.a,
            "actor": hall.as_person(person),
            "gathering_id": gathering.id,
        }
        assert check_in_by_wall_code(**given, code=code).outcome == "checked_in"
        assert check_in_by_wall_code(**given, code=code).outcome == "already_checked_in"
        assert hall.gathering(session).named == 1
    with at("2026-03-10 19:03"), pytest.raises(Conflict) as old:
        check_in_by_wall_code(**given, code=code)
    assert old.value.code == "code_expired"


def test_act_6_devices_arrive_in_any_order_and_the_earliest_counts(hall: Hall, at: At) -> None:
    with at("2026-03-10 19:30"):
        session, person = hall.session(), hall.person()
        given: dict[str, Any] = {
            "community": hall.a,
            "actor": hall.staff,
            "gathering_id": session.gathering_id,
            "person_id": person.id,
            "method": "card",
        }
        b = check_in(**given, captured_at=local("2026-03-10 19:03"), nonce="b-1", device="B")
        a = check_in(**given, captured_at=local("2026-03-10 19:01"), nonce="a-1", device="A")
        again = check_in(**given, captured_at=local("2026-03-10 19:03"), nonce="b-1", device="B")
    row = Attendance.objects.get(community_id=hall.a.id, gathering_id=session.gathering_id)
    assert row.came_at == local("2026-03-10 19:01")
    assert (b.outcome, a.outcome, again.outcome) == (
        "checked_in",
        "already_checked_in",
        "checked_in",
    )
    assert again.scan is not None
    assert b.scan is not None
    assert again.scan.id == b.scan.id
    notes = Scan.objects.filter(community_id=hall.a.id, gathering_id=session.gathering_id)
    assert notes.filter(duplicate=True).count() == 1
    assert notes.count() == 2
    assert hall.gathering(session).named == 1


def test_a_reading_used_for_somebody_else_is_refused(hall: Hall, at: At) -> None:
    with at("2026-03-10 19:30"):
        session = hall.session()
        given: dict[str, Any] = {
            "community": hall.a,
            "actor": hall.staff,
            "gathering_id": session.gathering_id,
        }
        check_in(**given, person_id=hall.person().id, nonce="n")
        with pytest.raises(Conflict) as refusal:
            check_in(**given, person_id=hall.person().id, nonce="n")
    assert refusal.value.code == "nonce_mismatch"


def test_whoever_signed_up_and_comes_has_attended_others_walk_in(hall: Hall, at: At) -> None:
    with at("2026-03-02 09:00"):
        session, person = hall.session(), hall.person()
        row = hall.sign_up(session, person)
    with at("2026-03-10 19:05"):
        given: dict[str, Any] = {
            "community": hall.a,
            "actor": hall.staff,
            "gathering_id": session.gathering_id,
        }
        came = check_in(**given, person_id=person.id)
        walked = check_in(**given, person_id=hall.person().id)
        assert (came.attendance.walk_in, walked.attendance.walk_in) == (False, True)
        assert hall.fresh(row).state == "attended"
        undo_check_in(**given, person_id=person.id)
        assert hall.fresh(row).state == "confirmed"
        assert hall.gathering(session).named == 1


def test_nobody_is_checked_in_on_another_day_or_where_it_is_cancelled(hall: Hall, at: At) -> None:
    with at("2026-03-02 09:00"):
        session, person = hall.session(), hall.person()
        given: dict[str, Any] = {
            "community": hall.a,
            "actor": hall.staff,
            "gathering_id": session.gathering_id,
            "person_id": person.id,
        }
        with pytest.raises(Conflict) as early:
            check_in(**given)
        assert early.value.code == "not_the_time"
        with pytest.raises(RuleNotMet) as ahead:
            check_in(**given, captured_at=local("2026-03-10 19:00"))
        assert ahead.value.code == "in_the_future"


def test_act_8_a_zero_is_kept_and_a_later_count_replaces(hall: Hall, at: At) -> None:
    with at("2026-03-10 19:30"):
        session = hall.session()
        given: dict[str, Any] = {
            "community": hall.a,
            "actor": hall.staff,
            "gathering_id": session.gathering_id,
        }
        count_heads(**given, number=0)
        assert (hall.gathering(session).unnamed, hall.gathering(session).held) == (0, True)
        count_heads(**given, number=12)
        count_heads(**given, number=10)
        count_heads(**given, number=5, category="children")
    rows = Headcount.objects.filter(community_id=hall.a.id, gathering_id=session.gathering_id)
    assert sorted(rows.values_list("number", flat=True)) == [0, 5, 10, 12]
    assert sorted(rows.filter(replaced_at=None).values_list("number", flat=True)) == [5, 10]
    assert hall.gathering(session).unnamed == 15


def test_a_paper_sheet_entered_twice_counts_once(hall: Hall, at: At) -> None:
    with at("2026-03-10 19:00"):
        session = hall.session()
        signed, *others = hall.people(4)
        row = hall.sign_up(session, signed)
    with at("2026-03-12 10:00"):
        sheet = Sheet(people=[signed.id, *(each.id for each in others)], heads={"all": 7})
        given: dict[str, Any] = {
            "community": hall.a,
            "actor": hall.staff,
            "gathering_id": session.gathering_id,
        }
        first = record_sheet(**given, sheet=sheet)
        second = record_sheet(**given, sheet=sheet)
    assert (first.added, first.known, first.heads) == (4, (), 7)
    assert (second.added, len(second.known)) == (0, 4)
    gathering = hall.gathering(session)
    assert (gathering.named, gathering.unnamed, gathering.person_times) == (4, 7, 11)
    assert hall.fresh(row).state == "attended"
