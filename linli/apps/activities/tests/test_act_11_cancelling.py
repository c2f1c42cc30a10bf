"""ACT-11: the host cancels once, everybody is told once, nobody is blamed."""

from collections.abc import Callable
from contextlib import AbstractContextManager

from linli.apps.activities.operations.sessions import cancel_activity, cancel_session
from linli.apps.activities.tests.conftest import Hall, local
from linli.apps.participation.models import Participation
from linli.apps.participation.public import count_heads, open_gathering, sign_up
from linli.kernel.outbox.models import Notice

At = Callable[[str], AbstractContextManager[None]]


def test_act_11_one_notice_each_and_never_again(hall: Hall, at: At) -> None:
    with at("2026-03-02 09:00"):
        session = hall.session(capacity=30)
        shift = open_gathering(
            community=hall.a,
            actor=hall.staff,
            kind="shift",
            title="现场志愿者",
            about_id=session.activity_id,
            starts_at=session.starts_at,
            ends_at=session.ends_at,
            part_of=hall.gathering(session),
        )
        for person in hall.people(42):
            hall.sign_up(session, person)
        for person in hall.people(4):
            sign_up(
                community=hall.a,
                actor=hall.as_person(person),
                gathering_id=shift.id,
                subject_id=person.id,
            )
        assert hall.states(session) == {"confirmed": 30, "waitlisted": 12}
        cancel_session(community=hall.a, actor=hall.staff, session_id=session.id)
        assert hall.states(session) == {"cancelled_by_host": 42}
        helpers = Participation.objects.filter(community_id=hall.a.id, gathering_id=shift.id)
        assert {row.state for row in helpers} == {"cancelled_by_host"}
        notices = Notice.objects.filter(community_id=hall.a.id, kind="participation.cancelled")
        assert notices.filter(event_id=session.gathering_id).count() == 42
        assert notices.filter(event_id=shift.id).count() == 4
        cancel_session(community=hall.a, actor=hall.staff, session_id=session.id)
        cancel_activity(
            community=hall.a, actor=hall.staff, activity_id=session.activity_id, reason="台风"
        )
        assert notices.count() == 46


def test_what_took_place_stays_counted_when_the_rest_is_cancelled(hall: Hall, at: At) -> None:
    with at("2026-03-10 19:30"):
        activity = hall.activity()
        held = hall.session(activity)
        to_come = hall.session(activity, start="2026-03-17 19:00")
        count_heads(community=hall.a, actor=hall.staff, gathering_id=held.gathering_id, number=40)
        cancel_activity(
            community=hall.a, actor=hall.staff, activity_id=activity.id, reason="场地维修"
        )
        assert (hall.gathering(held).state, hall.gathering(held).unnamed) == ("open", 40)
        assert hall.gathering(to_come).state == "cancelled"
        assert to_come.starts_at == local("2026-03-17 19:00")
