"""ACT-4: no offer dies at night, and no late answer is taken."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest

from linli.apps.activities.tests.conftest import Hall, local
from linli.apps.participation.public import Participation, accept_offer, withdraw
from linli.kernel.errors import Conflict
from linli.kernel.outbox.models import Notice
from linli.kernel.timers.running import run_due

At = Callable[[str], AbstractContextManager[None]]
MONDAY, TUESDAY = "2026-03-02", "2026-03-03"


def _queue(hall: Hall) -> list[Participation]:
    session = hall.session(capacity=1, promotion="offer")
    return [hall.sign_up(session, person) for person in hall.people(3)]


def test_act_4_an_offer_ends_in_the_morning_and_goes_to_the_next(hall: Hall, at: At) -> None:
    with at(f"{MONDAY} 19:00"):
        seat, first, second = _queue(hall)
    with at(f"{MONDAY} 20:00"):
        withdraw(community=hall.a, actor=hall.staff, participation_id=seat.id)
        assert hall.fresh(first).state == "offered"
        assert hall.fresh(first).held_until == local(f"{TUESDAY} 09:00")
    with at(f"{TUESDAY} 08:59"):
        run_due()
        assert hall.fresh(first).state == "offered"
    with at(f"{TUESDAY} 09:00"):
        with pytest.raises(Conflict) as before_the_worker:
            accept_offer(community=hall.a, actor=hall.staff, participation_id=first.id)
        assert before_the_worker.value.code == "offer_expired"
        run_due()
        assert hall.fresh(first).state == "lapsed"
        assert hall.fresh(second).state == "offered"
        assert hall.fresh(second).held_until == local(f"{TUESDAY} 19:00")
        with pytest.raises(Conflict) as late:
            accept_offer(community=hall.a, actor=hall.staff, participation_id=first.id)
        assert (late.value.status, late.value.code) == (409, "offer_expired")
        accept_offer(community=hall.a, actor=hall.staff, participation_id=second.id)
        assert hall.fresh(second).state == "confirmed"
    with at(f"{TUESDAY} 20:00"):
        run_due()
        assert hall.fresh(second).state == "confirmed"


def test_nobody_is_called_at_night(hall: Hall, at: At) -> None:
    with at(f"{MONDAY} 19:00"):
        seat, first, _second = _queue(hall)
    with at(f"{MONDAY} 23:30"):
        withdraw(community=hall.a, actor=hall.staff, participation_id=seat.id)
    notice = Notice.objects.get(community_id=hall.a.id, subject_id=first.id)
    assert notice.kind == "participation.offered"
    assert notice.due_at == local(f"{TUESDAY} 08:00")
    assert hall.fresh(first).held_until == local(f"{TUESDAY} 09:30")


def test_short_before_the_beginning_nobody_moves_up(hall: Hall, at: At) -> None:
    with at(f"{MONDAY} 19:00"):
        seat, first, _second = _queue(hall)
    with at("2026-03-10 17:00"):
        withdraw(community=hall.a, actor=hall.staff, participation_id=seat.id)
        assert hall.fresh(first).state == "waitlisted"
        assert hall.fresh(seat).late is True
        newcomer = hall.sign_up(hall.session_of(first), hall.person())
        assert newcomer.state == "waitlisted"


def test_after_two_days_without_a_worker_the_next_has_the_full_time(hall: Hall, at: At) -> None:
    with at(f"{MONDAY} 10:00"):
        seat, first, second = _queue(hall)
        withdraw(community=hall.a, actor=hall.staff, participation_id=seat.id)
    with at("2026-03-05 10:00"):
        run_due()
        run_due()
        assert hall.fresh(first).state == "lapsed"
        assert hall.fresh(second).held_until == local("2026-03-05 20:00")
