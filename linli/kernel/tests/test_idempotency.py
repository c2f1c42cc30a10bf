import datetime as dt
import threading
from typing import Any

import pytest
from django.db import connection

from linli.kernel import clock
from linli.kernel.errors import Conflict, RuleNotMet
from linli.kernel.forgetting import forget_when_due
from linli.kernel.idempotency import KeptAnswer, Outcome, once
from linli.kernel.timers.models import Timer
from linli.kernel.timers.running import set_timer
from tests.cast import SINCE_MOMENT as MOMENT
from tests.cast import Cast, make_cast, new_id


def act_in(community_id: int) -> Outcome:
    key = new_id()
    set_timer(community_id=community_id, kind="test.act", object_id=key, due_at=MOMENT)
    return 201, {"id": str(key)}


def send(community_id: int, key: str, body: Any) -> Outcome:
    return once(
        community_id=community_id,
        actor="c:1",
        route="POST /things",
        key=key,
        body=body,
        act=lambda: act_in(community_id),
    )


def test_the_same_content_gets_the_first_answer_and_other_content_a_conflict(cast: Cast) -> None:
    first = send(cast.a.id, "k1", {"text": "dark"})
    assert send(cast.a.id, "k1", {"text": "dark"}) == first
    with pytest.raises(Conflict) as refused:
        send(cast.a.id, "k1", {"text": "bright"})
    assert refused.value.code == "idempotency_mismatch"
    assert send(cast.b.id, "k1", {"text": "bright"})[0] == 201
    assert Timer.objects.filter(community_id=cast.a.id).count() == 1


def test_a_refused_act_keeps_no_answer(cast: Cast) -> None:
    def refuse() -> Outcome:
        raise RuleNotMet("no")

    with pytest.raises(RuleNotMet):
        once(community_id=cast.a.id, actor="c:1", route="r", key="k", body={}, act=refuse)
    assert not KeptAnswer.objects.filter(community_id=cast.a.id).exists()


def test_answers_are_kept_for_a_month_and_looked_for_once_an_hour(cast: Cast) -> None:
    first = dt.datetime(2031, 3, 1, tzinfo=dt.UTC)
    with clock.frozen(first):
        kept = send(cast.a.id, "k1", {})
    with clock.frozen(first + dt.timedelta(days=29)):
        forget_when_due()
        assert send(cast.a.id, "k1", {}) == kept
    later = first + dt.timedelta(days=31)
    with clock.frozen(later):
        assert [forget_when_due(), forget_when_due()] == [1, 0]
        assert send(cast.a.id, "k1", {}) != kept


@pytest.mark.django_db(transaction=True)
def test_ten_parallel_posts_with_one_key_make_one_act_and_ten_equal_answers() -> None:
    cast = make_cast()
    answers: list[Outcome] = []

    def post() -> None:
        answers.append(send(cast.a.id, "same", {"text": "dark"}))
        connection.close()

    threads = [threading.Thread(target=post) for _ in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [answers[0]] * 10
    assert Timer.objects.filter(community_id=cast.a.id).count() == 1
