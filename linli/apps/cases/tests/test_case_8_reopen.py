"""CASE-8: "not solved" opens it again once; the second time the committee decides."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest

from linli.apps.cases.models import Case, ClockRound, ReopenRequest, Reporter
from linli.apps.cases.operations.dispatching import Unit, dispatch_case, sign_dispatch
from linli.apps.cases.operations.finishing import call_back, close_case
from linli.apps.cases.operations.handling import record_contact, report_done
from linli.apps.cases.operations.reopening import decide_reopen, reopen_case
from linli.apps.cases.operations.voices import rate_case
from linli.apps.cases.tests.conftest import Ground, local
from linli.kernel.access.actor import Actor
from linli.kernel.errors import Conflict, RuleNotMet

At = Callable[[str], AbstractContextManager[None]]


def not_solved(ground: Ground, case: Case) -> Case:
    reporter = Reporter.objects.get(community_id=ground.a.id, case_id=case.id)
    rate_case(
        community=ground.a,
        actor=Actor.anonymous(),
        reporter=reporter,
        solved=False,
        satisfied=False,
        rating_words="晚上还是黑的。",
    )
    return ground.fresh(case)


def settle_again(ground: Ground, case: Case) -> Case:
    committee, partner = ground.actor("committee"), ground.actor("partner")
    to = Unit(organisation_id=ground.firm.id)
    common = {"community": ground.a, "case_id": case.id}
    dispatch_case(actor=committee, to=to, **common)  # type: ignore[arg-type]
    sign_dispatch(actor=partner, **common)  # type: ignore[arg-type]
    record_contact(actor=partner, **common)  # type: ignore[arg-type]
    report_done(actor=partner, result="换了整套灯具", **common)  # type: ignore[arg-type]
    return close_case(actor=committee, **common)  # type: ignore[arg-type]


def test_case_8_the_first_time_opens_it_at_once_under_its_number(ground: Ground, at: At) -> None:
    ground.limits(resolution_value=5, resolution_unit="working_day")
    with at("2026-03-02 09:00"):
        case = ground.closed()
    with at("2026-03-04 09:00"):
        again = not_solved(ground, case)
    assert (again.number, again.state) == (case.number, "reopened")
    assert (again.round_number, again.reopened_count) == (2, 1)
    assert again.resolution_due == local("2026-03-11 17:30")
    assert again.first_receiver == case.first_receiver
    rounds = ClockRound.objects.filter(community_id=ground.a.id, case_id=case.id)
    assert list(rounds.values_list("number", "solved")) == [(1, False), (2, None)]


def test_case_8_the_second_time_the_committee_decides(ground: Ground, at: At) -> None:
    with at("2026-03-02 09:00"):
        case = not_solved(ground, ground.closed())
    with at("2026-03-03 09:00"):
        settle_again(ground, case)
        case = not_solved(ground, case)
    assert case.state == "closed"
    request = ReopenRequest.objects.get(community_id=ground.a.id, case_id=case.id)
    assert (request.state, request.words) == ("asked", "晚上还是黑的。")
    with at("2026-03-03 10:00"):
        decide_reopen(community=ground.a, actor=ground.actor("chief"), case_id=case.id, grant=True)
    assert ground.fresh(case).state == "reopened"
    assert ground.fresh(case).reopened_count == 2


def test_a_refusal_to_open_again_needs_its_reason(ground: Ground, at: At) -> None:
    with at("2026-03-02 09:00"):
        case = not_solved(ground, ground.closed())
        settle_again(ground, case)
        case = not_solved(ground, case)
        with pytest.raises(RuleNotMet) as refused:
            decide_reopen(
                community=ground.a, actor=ground.actor("chief"), case_id=case.id, grant=False
            )
    assert refused.value.code == "missing_words"
    assert ground.fresh(case).state == "closed"


def test_after_the_window_nothing_opens_by_itself(ground: Ground, at: At) -> None:
    with at("2026-03-02 09:00"):
        case = ground.closed()
    with at("2026-03-09 09:01"):
        after = not_solved(ground, case)
        assert after.state == "closed"
        assert not ReopenRequest.objects.filter(community_id=ground.a.id).exists()
        with pytest.raises(RuleNotMet) as refused:
            reopen_case(
                community=ground.a,
                actor=ground.actor("resident"),
                case_id=case.id,
                reopen_words="还是黑的",
            )
    assert refused.value.code == "window_closed"


def test_not_solved_said_on_the_telephone_opens_it_too(ground: Ground) -> None:
    case = ground.closed()
    call_back(
        community=ground.a,
        actor=ground.actor("committee"),
        case_id=case.id,
        reached=True,
        solved=False,
        satisfied=False,
        said_words="说晚上还是黑的",
    )
    assert ground.fresh(case).state == "reopened"


def test_a_reporter_rates_a_round_once(ground: Ground) -> None:
    case = ground.closed()
    reporter = Reporter.objects.get(community_id=ground.a.id, case_id=case.id)
    common = {"community": ground.a, "actor": Actor.anonymous(), "reporter": reporter}
    rate_case(solved=True, satisfied=True, **common)  # type: ignore[arg-type]
    with pytest.raises(Conflict) as refused:
        rate_case(solved=True, satisfied=False, **common)  # type: ignore[arg-type]
    assert refused.value.code == "rated_already"
