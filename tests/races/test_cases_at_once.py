"""CASE-4 and CASE-5 with real threads against real server processes."""

import threading
from collections.abc import Callable

import pytest

from tests.races.reporting import code_of, report
from tests.running import Answer, Running, Visitor

ROUNDS = 50
CASES = "/api/v1/c/alpha/cases"
FIRMS = """
from linli.apps.organisations.public import Organisation
firms = Organisation.objects.filter(name__in=["金星物业", "银河物业"])
answer = list(firms.order_by("id").values_list("id", flat=True))
"""
ORDERS = """
from linli.apps.cases.models import Dispatch
from linli.kernel.tenancy import across_communities
answer = {}
with across_communities("a test counts"):
    for case, firm in Dispatch.objects.values_list("case_id", "organisation_id"):
        answer.setdefault(str(case), []).append(firm)
"""
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


def dispatch(visitor: Visitor, case: str, firm: int, version: int) -> Callable[[], Answer]:
    body = {"to": {"organisation_id": firm}, "version": version}
    return lambda: visitor.post_json(f"{CASES}/{case}/dispatches", body)


def test_case_4_two_dispatchers_at_once_make_one_order(linli: Running) -> None:
    linli.door("clock", {"now": "2026-02-03T09:00:00+08:00"})
    firms = linli.ask(FIRMS)
    committee, chief = linli.visitor("committee"), linli.visitor("chief")
    expected = {}
    for number in range(ROUNDS):
        sent = {"text": f"第{number}盏路灯不亮", "type": "lighting.stairwell", "source": "visit"}
        made = committee.post_json(CASES, sent)
        assert made.status == 201, made.text
        case = made.json()["id"]
        accepted = committee.post_json(f"{CASES}/{case}/acceptances", {})
        version = accepted.json()["version"]
        answers = at_once(
            [
                dispatch(committee, case, firms[0], version),
                dispatch(chief, case, firms[1], version),
            ]
        )
        statuses = [answer.status for answer in answers]
        assert sorted(statuses) == [200, 409], [answer.text[:300] for answer in answers]
        expected[case] = [firms[statuses.index(200)]]
    assert linli.ask(ORDERS) == expected


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
