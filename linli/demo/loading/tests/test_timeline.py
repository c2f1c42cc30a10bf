import datetime as dt
import uuid
from collections.abc import Iterator
from typing import Any

import pytest

from linli.demo.loading.timeline import PART, Act, Timeline, in_parts
from linli.kernel import clock
from linli.kernel.idempotency import KeptAnswer
from linli.kernel.tenancy import uuid7
from linli.kernel.timers.models import Timer, TimerState
from linli.kernel.timers.running import HANDLERS, run_due, set_timer
from tests.cast import Cast

START = dt.datetime(2022, 3, 1, 9, 0, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)
END = START + 24 * HOUR


@pytest.fixture
def rung() -> Iterator[list[tuple[dt.datetime, bool]]]:
    seen: list[tuple[dt.datetime, bool]] = []
    HANDLERS["demo.test"] = lambda timer: seen.append((clock.now(), timer.late))
    yield seen
    del HANDLERS["demo.test"]


def act(hours: int, seen: list[int], *, alone: bool = False) -> Act:
    return Act(START + hours * HOUR, lambda: seen.append(hours), alone=alone)


def test_parts_are_short_and_an_act_alone_stands_alone() -> None:
    acts = [act(n, [], alone=n == 3) for n in range(PART + 8)]
    assert [len(part) for part in in_parts(acts)] == [3, 1, PART, 4]


@pytest.mark.django_db
def test_acts_run_in_the_order_of_their_days_under_their_clock(cast: Cast) -> None:
    seen: list[Any] = []
    acts = [Act(START + n * HOUR, lambda: seen.append(clock.now())) for n in (5, 1, 3)]
    Timeline(cast.a, lambda _notes: None).perform("test", acts, END)
    assert seen == [START + n * HOUR for n in (1, 3, 5)]


@pytest.mark.django_db
def test_what_was_done_is_not_done_again_and_what_it_noted_is_remembered(cast: Cast) -> None:
    seen: list[int] = []
    told: list[dict[str, str]] = []

    def perform() -> None:
        acts = [
            Act(START, lambda: {"story": "told"}),
            act(1, seen, alone=True),
            act(2, seen),
        ]
        Timeline(cast.a, told.append).perform("test", acts, END)

    perform()
    perform()
    assert seen == [1, 2]
    assert [notes.get("story") for notes in told] == ["told", None, None] * 2
    assert KeptAnswer.objects.filter(community_id=cast.a.id).count() == 3


@pytest.mark.django_db
def test_timers_run_between_acts_at_their_own_moment(
    cast: Cast, rung: list[tuple[dt.datetime, bool]]
) -> None:
    for hours in (1, 7):
        set_timer(
            community_id=cast.a.id,
            kind="demo.test",
            object_id=uuid7(),
            due_at=START + hours * HOUR,
        )
    Timeline(cast.a, lambda _notes: None).perform(
        "test", [act(0, []), act(5, [])], START + 6 * HOUR
    )
    assert rung == [(START + HOUR, False)]
    Timeline(cast.a, lambda _notes: None).perform("more", [], START + 9 * HOUR)
    assert rung[1:] == [(START + 7 * HOUR, False)]


@pytest.mark.django_db
def test_a_timer_that_an_act_sets_is_found_by_the_next(
    cast: Cast, rung: list[tuple[dt.datetime, bool]]
) -> None:
    def begin() -> None:
        due = clock.now() + dt.timedelta(minutes=30)
        set_timer(community_id=cast.a.id, kind="demo.test", object_id=uuid7(), due_at=due)

    acts = [act(0, []), Act(START + HOUR, begin), act(2, [])]
    Timeline(cast.a, lambda _notes: None).perform("test", acts, END)
    assert rung == [(START + HOUR + dt.timedelta(minutes=30), False)]


@pytest.mark.django_db
def test_a_reply_to_a_timer_comes_in_its_turn(
    cast: Cast, rung: list[tuple[dt.datetime, bool]]
) -> None:
    seen: list[str] = []
    case = uuid7()

    def reply(about: uuid.UUID) -> list[Act]:
        at = clock.now() + 2 * HOUR
        return [Act(at, lambda: seen.append(f"reply at {clock.now():%H} about {about == case}"))]

    set_timer(community_id=cast.a.id, kind="demo.test", object_id=case, due_at=START + HOUR)
    acts = [
        Act(START + 2 * HOUR, lambda: seen.append("before")),
        Act(START + 4 * HOUR, lambda: seen.append("after")),
    ]
    Timeline(cast.a, lambda _notes: None, replies=reply).perform("test", acts, END)
    assert seen == ["before", "reply at 12 about True", "after"]


@pytest.mark.django_db
def test_the_worker_leaves_a_community_alone_while_it_is_loaded(
    cast: Cast, rung: list[tuple[dt.datetime, bool]]
) -> None:
    cast.a.loading = True
    cast.a.save()
    for home in (cast.a, cast.b):
        set_timer(community_id=home.id, kind="demo.test", object_id=uuid7(), due_at=START)
    assert run_due() == {"demo.test": 1}
    waiting = Timer.objects.filter(community_id=cast.a.id, state=TimerState.WAITING)
    assert waiting.count() == 1
