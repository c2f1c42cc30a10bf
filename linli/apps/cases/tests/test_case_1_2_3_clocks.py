"""CASE-1, CASE-2, CASE-3: limits in days and hours, and what a pause gives back."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest

from linli.apps.cases.models import Case, Pause
from linli.apps.cases.operations.following import follow_own
from linli.apps.cases.operations.handling import start_handling
from linli.apps.cases.operations.holding import hang_case, resume_case
from linli.apps.cases.operations.recomputing import recompute_provisional
from linli.apps.cases.queries.story import case_story
from linli.apps.cases.tests.conftest import Ground, local
from linli.kernel.calendar import CalendarDay, CalendarYear

At = Callable[[str], AbstractContextManager[None]]


def accepted_at(ground: Ground, at: At, moment: str, **limits: Any) -> Case:
    ground.limits(**limits)
    with at(moment):
        return ground.fresh(ground.accepted())


def test_case_1_five_working_days_over_the_spring_festival(ground: Ground, at: At) -> None:
    case = accepted_at(
        ground, at, "2026-02-13 16:30", resolution_value=5, resolution_unit="working_day"
    )
    assert case.resolution_due == local("2026-02-27 17:30")
    assert not case.resolution_provisional


def test_case_1_six_working_days_reach_the_make_up_saturday(ground: Ground, at: At) -> None:
    case = accepted_at(
        ground, at, "2026-02-13 16:30", resolution_value=6, resolution_unit="working_day"
    )
    assert case.resolution_due == local("2026-02-28 17:30")


@pytest.mark.parametrize(
    ("accepted", "due"),
    [
        ("2026-11-27 16:30", "2026-11-30 11:30"),
        ("2026-11-28 10:00", "2026-11-30 14:30"),
    ],
)
def test_case_2_working_hours_run_over_the_weekend(
    ground: Ground, at: At, accepted: str, due: str
) -> None:
    case = accepted_at(ground, at, accepted, resolution_value=4, resolution_unit="working_hour")
    assert case.resolution_due == local(due)


def hung_case(ground: Ground, at: At) -> Case:
    ground.limits(resolution_value=5, resolution_unit="working_day")
    with at("2026-03-03 09:00"):
        case = ground.contacted()
        start_handling(community=ground.a, actor=ground.actor("partner"), case_id=case.id)
    assert ground.fresh(case).resolution_due == local("2026-03-10 17:30")
    with at("2026-03-09 08:30"):
        hang_case(
            community=ground.a,
            actor=ground.actor("partner"),
            case_id=case.id,
            reason="hanging.budget",
            reason_words="灯杆要整体更换，资金正在申请。",
        )
    return case


def test_case_3_a_pause_gives_back_fourteen_working_hours(ground: Ground, at: At) -> None:
    case = hung_case(ground, at)
    pause = Pause.objects.get(community_id=ground.a.id, case_id=case.id)
    assert pause.remaining_minutes == 14 * 60
    with at("2026-03-30 09:00"):
        resume_case(community=ground.a, actor=ground.actor("partner"), case_id=case.id)
    assert ground.fresh(case).resolution_due == local("2026-04-01 09:00")


def test_case_3_the_reporter_reads_the_pause_and_its_reason(ground: Ground, at: At) -> None:
    case = hung_case(ground, at)
    seen = follow_own(community=ground.a, actor=ground.actor("resident"), case_id=case.id)
    [pause] = seen.pauses()
    assert pause.reason.code == "hanging.budget"
    [line] = [line for line in seen.story() if line.kind == "hang"]
    assert line.words == "灯杆要整体更换，资金正在申请。"
    assert line.reason == pause.reason.told_text


def test_a_paused_case_is_never_overdue(ground: Ground, at: At) -> None:
    case = hung_case(ground, at)
    assert not ground.fresh(case).overdue(local("2026-12-01 09:00"))


def test_a_deadline_beyond_the_calendar_is_provisional_until_the_year_is_entered(
    ground: Ground, at: At
) -> None:
    case = accepted_at(
        ground, at, "2026-12-30 10:00", resolution_value=3, resolution_unit="working_day"
    )
    guess = case.resolution_due
    assert case.resolution_provisional
    CalendarDay.objects.create(date="2027-01-01", is_workday=False, note="元旦")
    CalendarYear.objects.create(year=2027, source="国办发明电")
    with at("2026-12-30 11:00"):
        moved = recompute_provisional(community=ground.a, actor=ground.actor("chief"))
    case = ground.fresh(case)
    assert moved == 1
    assert not case.resolution_provisional
    assert guess == local("2027-01-04 17:30")
    assert case.resolution_due == local("2027-01-05 17:30")


def test_staff_read_what_was_written_for_them_and_the_reporter_does_not(
    ground: Ground, at: At
) -> None:
    with at("2026-03-03 09:00"):
        case = ground.dispatched()
    inside = case_story(case, ground.actor("committee"))
    told = case_story(case, ground.actor("resident"))
    assert [line.kind for line in inside] == ["register", "accept", "dispatch"]
    assert [line.kind for line in told] == ["register", "accept", "dispatch"]
    assert [line.extra for line in told] == [{}, {}, {}]
