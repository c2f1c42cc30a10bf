"""CASE-4 and CASE-5 with real threads against real server processes, on both databases."""

import threading
from collections.abc import Callable

import pytest

from tests.races.reporting import code_of, report
from tests.running import Answer, Running, Visitor

ROUNDS = 50
pytestmark = pytest.mark.long


def at_once(acts: list[Callable[[], Answer]]) -> list[Answer]:
    """All acts begin together; their answers in the order of the acts."""
    answers: list[Answer | None] = [None] * len(acts)
    gate = threading.Barrier(len(acts))

    def run(place: int, act: Callable[[], Answer]) -> None:
        gate.wait()
        answers[place] = act()

    threads = [threading.Thread(target=run, args=each) for each in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [answer for answer in answers if answer is not None]


def send(visitor: Visitor, text: str, key: str) -> Callable[[], Answer]:
    return lambda: report(visitor, text, key)


def test_case_5_one_submission_ten_times_at_once_is_one_case(linli: Running) -> None:
    linli.door("clock", {"now": None})
    visitors = [linli.visitor(follow=False) for _ in range(10)]
    for visitor in visitors:
        visitor.token()
    for number in range(ROUNDS):
        linli.door(
            "clock", {"now": f"2026-03-{1 + number // 10:02}T{8 + number % 10:02}:00:00+08:00"}
        )
        key = f"race-{number}"
        answers = at_once([send(each, f"第{number}次路灯不亮", key) for each in visitors])
        codes = {code_of(answer) for answer in answers}
        assert len(codes) == 1, [(a.status, a.text[:200]) for a in answers]
        assert codes != {""}
        other = report(visitors[0], "别的内容", key)
        assert other.status == 409


def test_reports_at_once_get_numbers_without_gaps_or_doubles(linli: Running) -> None:
    linli.door("clock", {"now": "2026-04-01T09:00:00+08:00"})
    visitors = [linli.visitor(follow=False) for _ in range(8)]
    for visitor in visitors:
        visitor.token()
    codes: list[str] = []
    for number in range(4):
        acts = [
            send(each, f"第{number}轮", f"many-{number}-{place}")
            for place, each in enumerate(visitors)
        ]
        codes += [code_of(answer) for answer in at_once(acts)]
    assert "" not in codes
    numbers = set()
    for code in codes:
        page = linli.visitor().get(f"/c/alpha/query/{code}/").text
        numbers.add(page.split("AA-2604-")[1][:4])
    assert sorted(numbers) == [f"{n:04}" for n in range(1, 33)]
