"""CASE-4 and CASE-5: two dispatchers at once; ten posts of one submission at once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connections

from linli.apps.cases.models import Case, CaseCounter, Dispatch
from linli.apps.cases.operations.dispatching import Unit, dispatch_case
from linli.apps.cases.operations.registering import NewCase, register_case, register_case_once
from linli.apps.cases.operations.reporting import ReporterGiven
from linli.apps.cases.tests.conftest import LIGHT, Ground
from linli.kernel.errors import Conflict, Refusal


def at_once(works: list[Callable[[], Any]]) -> list[Any]:
    """Run all from real threads that start together; a refusal counts as its status and code."""
    barrier = Barrier(len(works))

    def run(work: Callable[[], Any]) -> Any:
        barrier.wait(timeout=20)
        try:
            return work()
        except Refusal as refusal:
            return refusal.status, refusal.code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(works)) as threads:
        return list(threads.map(run, works))


@pytest.mark.django_db(transaction=True)
def test_case_4_of_two_dispatchers_one_wins_and_one_order_exists(ground: Ground) -> None:
    case = ground.accepted()
    actors = [ground.actor("committee"), ground.actor("chief")]
    units = [ground.firm.id, ground.rival_firm.id]

    def send(place: int) -> Callable[[], int]:
        def work() -> int:
            dispatch_case(
                community=ground.a,
                actor=actors[place],
                case_id=case.id,
                to=Unit(organisation_id=units[place]),
                version=case.version,
            )
            return 200

        return work

    answers = at_once([send(0), send(1)])
    assert sorted(map(str, answers)) == ["(409, 'edit_conflict')", "200"]
    orders = Dispatch.objects.filter(community_id=ground.a.id, case_id=case.id)
    assert orders.count() == 1
    assert orders.get().organisation_id == ground.fresh(case).lead_id


@pytest.mark.django_db(transaction=True)
def test_case_5_ten_equal_posts_make_one_case_and_ten_equal_answers(ground: Ground) -> None:
    actor = ground.actor("resident")
    body = {"text": "电梯里有异响", "type": LIGHT}

    def post() -> Any:
        return register_case_once(
            community=ground.a,
            actor=actor,
            key="a-phone-in-the-lift",
            body=body,
            new=NewCase(text="电梯里有异响", type_code=LIGHT),
            reporter=ReporterGiven(name="林小禾"),
        )

    answers = at_once([post] * 10)
    assert answers == [answers[0]] * 10
    assert answers[0][0] == 201
    cases = Case.objects.filter(community_id=ground.a.id)
    assert [case.number for case in cases] == [answers[0][1]["number"]]
    counter = CaseCounter.objects.get(community_id=ground.a.id)
    assert counter.last == 1


def test_case_5_another_body_under_the_same_key_is_refused(ground: Ground) -> None:
    def post(text: str) -> Any:
        return register_case_once(
            community=ground.a,
            actor=ground.actor("resident"),
            key="one-key",
            body={"text": text},
            new=NewCase(text=text, type_code=LIGHT),
        )

    post("电梯里有异响")
    with pytest.raises(Conflict) as refused:
        post("电梯停在三楼")
    assert refused.value.code == "idempotency_mismatch"
    assert Case.objects.filter(community_id=ground.a.id).count() == 1


@pytest.mark.django_db(transaction=True)
def test_numbers_given_in_parallel_are_all_different_and_leave_no_gap(ground: Ground) -> None:
    def post() -> str:
        case = register_case(
            community=ground.a,
            actor=ground.actor("committee"),
            new=NewCase(text="楼道灯", type_code=LIGHT, source="visit"),
        )
        return case.number

    ground.actor("committee")
    numbers = at_once([post] * 8)
    assert sorted(int(number.rpartition("-")[2]) for number in numbers) == list(range(1, 9))
