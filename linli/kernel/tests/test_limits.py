import threading
from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from django.db import connection

from linli.kernel.errors import SlowDown
from linli.kernel.limits import (
    Attempt,
    check_limit,
    count_attempt,
    forget_attempts,
    forget_old_attempts,
)

At = Callable[[str], AbstractContextManager[None]]
WHO = "203.0.113.77"
pytestmark = pytest.mark.django_db


def stopped(who: str = WHO, what: str = "query") -> bool:
    try:
        check_limit(what=what, who=who, limit=3, minutes=10)
    except SlowDown:
        return True
    return False


def test_the_refusal_says_how_long_to_wait() -> None:
    for _try in range(3):
        count_attempt(what="query", who=WHO)
    with pytest.raises(SlowDown) as slow:
        check_limit(what="query", who=WHO, limit=3, minutes=10)
    assert (slow.value.status, slow.value.data) == (429, {"minutes": 10})


def test_the_fourth_try_in_ten_minutes_waits_and_the_window_slides(at: At) -> None:
    with at("2026-03-02 08:30"):
        for _try in range(3):
            assert not stopped()
            count_attempt(what="query", who=WHO)
        assert stopped()
    with at("2026-03-02 08:39"):
        assert stopped()
    with at("2026-03-02 08:41"):
        assert not stopped()


def test_limits_know_neither_each_other_nor_other_addresses() -> None:
    for _try in range(3):
        count_attempt(what="query", who=WHO)
    assert [stopped(), stopped(who="203.0.113.78"), stopped(what="login")] == [True, False, False]


def test_the_table_holds_no_address() -> None:
    count_attempt(what="query", who=WHO)
    assert WHO not in str(list(Attempt.objects.values()))


def test_success_forgets_and_the_worker_forgets_yesterday(at: At) -> None:
    with at("2026-03-01 08:00"):
        count_attempt(what="query", who=WHO)
    with at("2026-03-02 08:30"):
        count_attempt(what="query", who=WHO)
        assert forget_old_attempts() == 1
        assert Attempt.objects.count() == 1
        forget_attempts(what="query", who=WHO)
        assert Attempt.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_no_try_is_lost_when_many_come_at_once(at: At) -> None:
    def try_it() -> None:
        with at("2026-03-02 08:30"):
            count_attempt(what="query", who=WHO)
        connection.close()

    threads = [threading.Thread(target=try_it) for _ in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [row.count for row in Attempt.objects.all()] == [10]
