import datetime as dt
import threading
from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from django.db import connection

from linli.kernel.timers.models import Timer, TimerState
from linli.kernel.timers.running import cancel_timers, handles, run_due, set_timer
from tests.cast import Cast, make_cast, new_id

At = Callable[[str], AbstractContextManager[None]]
ran: list[tuple[str, bool]] = []


@handles("test.ring")
def ring(timer: Timer) -> None:
    ran.append((timer.due_at.isoformat(), timer.late))


@handles("test.break")
def breaks(timer: Timer) -> None:
    Timer.objects.create(
        community_id=timer.community_id,
        kind="test.ring",
        object_id=timer.object_id,
        due_at=timer.due_at,
    )
    raise ValueError("a person's words")


@pytest.fixture(autouse=True)
def forget() -> None:
    ran.clear()


def due(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text + "+08:00")


def test_running_twice_does_nothing_more(cast: Cast, at: At) -> None:
    key = new_id()
    for _ in range(2):
        set_timer(
            community_id=cast.a.id, kind="test.ring", object_id=key, due_at=due("2026-03-02T10:30")
        )
    with at("2026-03-02 10:29"):
        assert run_due() == {}
    with at("2026-03-02 10:30"):
        assert [run_due(), run_due()] == [{"test.ring": 1}, {}]
    assert ran == [("2026-03-02T02:30:00+00:00", False)]


def test_after_an_outage_it_catches_up_and_says_late(cast: Cast, at: At) -> None:
    for hour in (9, 10, 11):
        set_timer(
            community_id=cast.a.id,
            kind="test.ring",
            object_id=new_id(),
            due_at=due(f"2026-03-02T{hour:02}:00"),
        )
    with at("2026-03-04 09:00"):
        assert run_due() == {"test.ring": 3}
    assert [late for _, late in ran] == [True, True, True]


def test_a_cancelled_timer_stays_silent(cast: Cast, at: At) -> None:
    key = new_id()
    set_timer(
        community_id=cast.a.id, kind="test.ring", object_id=key, due_at=due("2026-03-02T10:00")
    )
    assert cancel_timers(community_id=cast.a.id, object_id=key, kinds=["test.ring"]) == 1
    with at("2026-03-02 11:00"):
        assert run_due() == {}


def test_a_failing_timer_leaves_nothing_half_done_and_is_tried_again(cast: Cast, at: At) -> None:
    set_timer(
        community_id=cast.a.id,
        kind="test.break",
        object_id=new_id(),
        due_at=due("2026-03-02T10:00"),
    )
    with at("2026-03-02 10:00"):
        assert run_due() == {}
        timer = Timer.objects.get(community_id=cast.a.id)
        assert (timer.state, timer.tries, timer.trouble) == (TimerState.WAITING, 1, "ValueError")
        assert run_due() == {}
    assert Timer.objects.filter(community_id=cast.a.id, kind="test.ring").count() == 0


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_run_each_timer_once(at: At) -> None:
    cast = make_cast()
    for _ in range(20):
        set_timer(
            community_id=cast.a.id,
            kind="test.ring",
            object_id=new_id(),
            due_at=due("2026-03-02T10:00"),
        )
    totals: list[int] = []

    def work() -> None:
        with at("2026-03-02 10:01"):
            totals.append(sum(run_due().values()))
        connection.close()

    workers = [threading.Thread(target=work) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert (sum(totals), len(ran)) == (20, 20)
