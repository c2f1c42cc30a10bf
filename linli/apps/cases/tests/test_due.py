"""What falls due beside the ladder: reviews of holds, calls, stages, the archive."""

import datetime as dt
from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest

from linli.apps.cases.models import Case, Extension, Pause, Supervision
from linli.apps.cases.operations.assisting import answer_assist, call_assist
from linli.apps.cases.operations.extending import ask_extension, decide_extension
from linli.apps.cases.operations.finishing import call_back, check_site
from linli.apps.cases.operations.holding import hang_case
from linli.apps.cases.tests.conftest import LIGHT, WALL, Ground, local
from linli.kernel.errors import RuleNotMet
from linli.kernel.outbox.models import Notice
from linli.kernel.timers.running import run_due

At = Callable[[str], AbstractContextManager[None]]


def codes(ground: Ground, case: Case, clock: str = "stage") -> list[str]:
    rows = Supervision.objects.filter(community_id=ground.a.id, case_id=case.id, clock=clock)
    return list(rows.values_list("code", flat=True))


def test_on_the_day_of_review_somebody_must_look_at_the_hold(ground: Ground, at: At) -> None:
    with at("2026-03-03 09:00"):
        case = ground.contacted()
        hang_case(
            community=ground.a,
            actor=ground.actor("partner"),
            case_id=case.id,
            reason="hanging.budget",
            reason_words="资金正在申请",
            review_on=dt.date(2026, 4, 1),
        )
    with at("2026-04-01 08:29"):
        run_due()
    assert codes(ground, case) == []
    with at("2026-04-01 08:30"):
        run_due()
        run_due()
    assert codes(ground, case) == ["review:2026-04-01"]
    assert codes(ground, case, "resolution") == []


def test_a_hold_goes_no_further_than_its_listing_allows(ground: Ground, at: At) -> None:
    with at("2026-03-03 09:00"):
        case = ground.contacted()
        with pytest.raises(RuleNotMet) as refused:
            hang_case(
                community=ground.a,
                actor=ground.actor("partner"),
                case_id=case.id,
                reason="pause.weather",
                review_on=dt.date(2026, 5, 1),
            )
    assert refused.value.code == "review_day"
    assert not Pause.objects.filter(community_id=ground.a.id).exists()


def test_a_call_for_assistance_has_a_deadline_of_its_own(ground: Ground, at: At) -> None:
    with at("2026-03-03 08:30"):
        late, answered = ground.dispatched(), ground.dispatched()
        for case in (late, answered):
            call = call_assist(
                community=ground.a,
                actor=ground.actor("committee"),
                case_id=case.id,
                organisation_id=ground.rival_firm.id,
                text="请带梯子",
                working_hours=2,
            )
    assert call.due_at == local("2026-03-03 10:30")
    with at("2026-03-03 09:00"):
        answer_assist(
            community=ground.a, actor=ground.actor("rival"), case_id=answered.id, answer="到了"
        )
    with at("2026-03-03 10:30"):
        run_due()
    assert [code.partition(":")[0] for code in codes(ground, late)] == ["assist"]
    assert codes(ground, answered) == []


def test_a_site_check_that_is_not_done_in_its_stage_is_urged(ground: Ground, at: At) -> None:
    ground.limits(WALL, stage_limits={"site_check": {"value": 1, "unit": "working_day"}})
    with at("2026-03-03 09:00"):
        case, checked = ground.done(type_code=WALL), ground.done(type_code=WALL)
        check_site(
            community=ground.a, actor=ground.actor("committee"), case_id=checked.id, passed=True
        )
    with at("2026-03-04 17:30"):
        run_due()
    assert codes(ground, case) == ["stage:site_check:03040930"]
    assert codes(ground, checked) == []


def test_a_failed_check_lets_the_clock_run_on_and_is_no_delay_of_the_worker(
    ground: Ground, at: At
) -> None:
    ground.limits(WALL, resolution_value=4, resolution_unit="working_hour")
    with at("2026-03-02 08:30"):
        case = ground.done(type_code=WALL)
    with at("2026-03-02 16:00"):
        run_due()
        assert codes(ground, case, "resolution") == []
        check_site(
            community=ground.a,
            actor=ground.actor("committee"),
            case_id=case.id,
            passed=False,
            check_words="灯还是不亮",
        )
        run_due()
    rows = Supervision.objects.filter(community_id=ground.a.id, case_id=case.id)
    assert [(row.code, row.late) for row in rows] == [
        ("reminder.half", False),
        ("reminder.most", False),
        ("urge.expiry", False),
    ]


def test_a_finished_case_is_archived_after_its_days(ground: Ground, at: At) -> None:
    with at("2026-03-03 09:00"):
        case, again = ground.closed(), ground.closed()
    with at("2026-03-04 09:00"):
        call_back(
            community=ground.a,
            actor=ground.actor("committee"),
            case_id=again.id,
            reached=True,
            solved=False,
        )
    with at("2026-04-02 08:59"):
        run_due()
        assert ground.fresh(case).state == "closed"
    with at("2026-04-02 09:01"):
        run_due()
    assert ground.fresh(case).state == "archived"
    assert ground.fresh(again).state == "reopened"


def extension_asked(ground: Ground, at: At) -> Case:
    ground.limits(LIGHT, resolution_value=5, resolution_unit="working_day")
    with at("2026-03-03 09:00"):
        case = ground.contacted()
        ask_extension(
            community=ground.a,
            actor=ground.actor("partner"),
            case_id=case.id,
            reason="extension.works",
            until=dt.date(2026, 3, 20),
            request_words="灯杆要定做",
        )
    return case


def test_more_time_is_granted_by_another_person_and_moves_the_ladder(
    ground: Ground, at: At
) -> None:
    case = extension_asked(ground, at)
    with at("2026-03-04 09:00"):
        decide_extension(
            community=ground.a,
            actor=ground.actor("chief"),
            case_id=case.id,
            grant=True,
            decision_words="请按期完成",
        )
    assert ground.fresh(case).resolution_due == local("2026-03-20 17:30")
    with at("2026-03-19 09:00"):
        run_due()
    assert codes(ground, case, "resolution") == ["reminder.half", "reminder.most"]
    assert not Notice.objects.filter(community_id=ground.a.id).exists()


def test_a_refusal_of_more_time_needs_a_reason_and_changes_nothing(ground: Ground, at: At) -> None:
    case = extension_asked(ground, at)
    before = ground.fresh(case).resolution_due
    common = {"community": ground.a, "actor": ground.actor("chief"), "case_id": case.id}
    with at("2026-03-04 09:00"):
        with pytest.raises(RuleNotMet) as refused:
            decide_extension(grant=False, **common)  # type: ignore[arg-type]
        decide_extension(grant=False, decision_words="可以先换灯泡", **common)  # type: ignore[arg-type]
    assert refused.value.code == "missing_words"
    assert ground.fresh(case).resolution_due == before
    assert Extension.objects.get(community_id=ground.a.id).state == "refused"


@pytest.mark.parametrize("until", ["2026-03-10", "2026-03-01", "2028-01-01"])
def test_more_time_is_asked_for_a_later_day_only(ground: Ground, at: At, until: str) -> None:
    ground.limits(LIGHT, resolution_value=5, resolution_unit="working_day")
    with at("2026-03-03 09:00"):
        case = ground.contacted()
        with pytest.raises(RuleNotMet) as refused:
            ask_extension(
                community=ground.a,
                actor=ground.actor("partner"),
                case_id=case.id,
                reason="extension.works",
                until=dt.date.fromisoformat(until),
            )
    assert refused.value.code == "until_not_later"
