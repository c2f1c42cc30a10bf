"""ACT-9 and ACT-10: ages on the day of the session, a guardian's word that can be taken back."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest

from linli.apps.activities.tests.conftest import Hall, local
from linli.apps.participation.models import GuardianConsent
from linli.apps.participation.public import (
    Party,
    accept_offer,
    give_consent,
    revoke_consent,
    withdraw,
)
from linli.kernel.errors import NotAllowed, RuleNotMet
from linli.kernel.timers.running import run_due

At = Callable[[str], AbstractContextManager[None]]


def test_act_9_a_small_child_comes_with_guardian_and_adult(hall: Hall, at: At) -> None:
    with at("2026-03-02 09:00"):
        mother = hall.person("陈秀英")
        child = hall.child("2016-08-01", mother)
        session = hall.session(capacity=5)
        with pytest.raises(NotAllowed) as alone:
            hall.sign_up(session, child)
        assert (alone.value.status, alone.value.code) == (403, "guardian_required")
        with pytest.raises(RuleNotMet) as unaccompanied:
            hall.sign_up(session, child, hall.as_person(mother))
        assert unaccompanied.value.status == 422
        row = hall.sign_up(
            session, child, hall.as_person(mother), party=Party(companions=[mother.id])
        )
        assert (row.state, row.seats, row.door) == ("confirmed", 2, "guardian")
        assert hall.gathering(session).taken == 2
        consent = GuardianConsent.objects.get(community_id=hall.a.id, person_id=child.id)
        assert consent.guardian_id == mother.id


def test_act_9_a_seat_waits_two_days_for_the_consent(hall: Hall, at: At) -> None:
    with at("2026-03-02 09:00"):
        father = hall.person("郑建国")
        teenager = hall.child("2012-09-01", father)
        session = hall.session(capacity=1)
        held = hall.sign_up(session, teenager)
        waiting = hall.sign_up(session, hall.person())
        assert held.state == "pending_consent"
        assert held.held_until == local("2026-03-04 09:00")
        assert waiting.state == "waitlisted"
    with at("2026-03-04 08:59"):
        run_due()
        assert hall.fresh(held).state == "pending_consent"
    with at("2026-03-04 09:00"):
        run_due()
        assert hall.fresh(held).state == "lapsed"
        assert hall.fresh(waiting).state == "confirmed"
        assert hall.gathering(session).taken == 1


def test_a_consent_in_time_confirms(hall: Hall, at: At) -> None:
    with at("2026-03-02 09:00"):
        father = hall.person("郑建国")
        teenager = hall.child("2012-09-01", father)
        session = hall.session(capacity=1)
        held = hall.sign_up(session, teenager)
    with at("2026-03-03 12:00"):
        with pytest.raises(NotAllowed):
            give_consent(
                community=hall.a,
                actor=hall.as_person(hall.person("路人")),
                about_id=session.activity_id,
                person_id=teenager.id,
            )
        with pytest.raises(RuleNotMet) as unknown:
            give_consent(
                community=hall.a,
                actor=hall.staff,
                about_id=session.activity_id,
                person_id=teenager.id,
                guardian_id=hall.person("另一人").id,
            )
        assert unknown.value.code == "guardian_unknown"
        give_consent(
            community=hall.a,
            actor=hall.as_person(father),
            about_id=session.activity_id,
            person_id=teenager.id,
        )
        assert hall.fresh(held).state == "confirmed"
    with at("2026-03-05 12:00"):
        run_due()
        assert hall.fresh(held).state == "confirmed"


def test_act_10_the_age_on_the_day_decides(hall: Hall, at: At) -> None:
    with at("2026-03-01 09:00"):
        child = hall.child("2012-03-08", hall.person())
        before = hall.session(start="2026-03-07 10:00")
        after = hall.session(start="2026-03-08 10:00")
        assert hall.sign_up(before, child).state == "pending_consent"
        assert hall.sign_up(after, child).state == "confirmed"


def test_act_10_a_consent_taken_back_frees_the_seat_and_flags_photos(hall: Hall, at: At) -> None:
    with at("2026-03-01 09:00"):
        mother = hall.person()
        child = hall.child("2013-03-08", mother)
        activity = hall.activity()
        session = hall.session(activity, capacity=1)
        row = hall.sign_up(session, child, hall.as_person(mother), party=Party(photos=True))
        waiting = hall.sign_up(session, hall.person())
        assert row.state == "confirmed"
        revoke_consent(
            community=hall.a,
            actor=hall.as_person(mother),
            about_id=activity.id,
            person_id=child.id,
        )
        assert hall.fresh(row).state == "withdrawn"
        assert hall.fresh(row).photos_flagged_at is not None
        assert hall.fresh(waiting).state == "confirmed"
        held = GuardianConsent.objects.filter(community_id=hall.a.id, revoked_at=None)
        assert held.count() == 0


def test_photo_consent_stands_apart(hall: Hall, at: At) -> None:
    with at("2026-03-01 09:00"):
        mother = hall.person()
        child = hall.child("2013-03-08", mother)
        session = hall.session()
        row = hall.sign_up(session, child, hall.as_person(mother), party=Party(photos=True))
        revoke_consent(
            community=hall.a,
            actor=hall.as_person(mother),
            about_id=session.activity_id,
            person_id=child.id,
            kind="photo",
        )
        assert hall.fresh(row).state == "confirmed"
        assert hall.fresh(row).photos_flagged_at is not None


def test_a_child_that_moves_up_still_needs_its_guardian(hall: Hall, at: At) -> None:
    with at("2026-03-01 09:00"):
        teenager = hall.child("2012-09-01", hall.person())
        session = hall.session(capacity=1, promotion="offer")
        seat = hall.sign_up(session, hall.person())
        row = hall.sign_up(session, teenager)
        withdraw(community=hall.a, actor=hall.staff, participation_id=seat.id)
        accept_offer(community=hall.a, actor=hall.as_person(teenager), participation_id=row.id)
        assert hall.fresh(row).state == "pending_consent"


def test_nobody_signs_up_a_stranger(hall: Hall, at: At) -> None:
    with at("2026-03-01 09:00"):
        session, stranger = hall.session(), hall.person()
        with pytest.raises(NotAllowed):
            hall.sign_up(session, stranger, hall.as_person(hall.person()))
        with pytest.raises(NotAllowed) as companion:
            hall.sign_up(session, hall.person(), party=Party(companions=[stranger.id]))
        assert companion.value.code == "not_family"
