"""Limits on the way (work stopped, penalty decided), and deadlines of years entered by any door."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from linli.apps.cases.models import Case, Supervision
from linli.apps.cases.operations.handling import note_progress
from linli.apps.cases.operations.holding import hang_case, resume_case
from linli.apps.cases.tests.conftest import LIGHT, Ground, local
from linli.cli.main import main
from linli.kernel.calendar import CalendarDay, CalendarYear
from linli.kernel.calendar_tables import seed_calendar
from linli.kernel.errors import RuleNotMet
from linli.kernel.timers.models import Timer
from linli.kernel.timers.running import run_due
from tests.programs import post

At = Callable[[str], AbstractContextManager[None]]
Visit = Callable[[str], Client]
LIMITS = {
    "stop_work": {"value": 4, "unit": "working_hour"},
    "penalty": {"value": 7, "unit": "working_day"},
    "contact": {"value": 1, "unit": "working_day"},
}


@pytest.fixture
def building(ground: Ground) -> Ground:
    ground.limits(LIGHT, stage_limits=LIMITS, resolution_value=20, resolution_unit="working_day")
    return ground


def urged(ground: Ground, case: Case) -> list[str]:
    rows = Supervision.objects.filter(community_id=ground.a.id, case_id=case.id, clock="stage")
    return [row.code.split(":")[1] for row in rows.order_by("due_at")]


def stop(ground: Ground, case: Case) -> None:
    note_progress(
        community=ground.a,
        actor=ground.actor("committee"),
        case_id=case.id,
        progress="已责令停工",
        stage="stop_work",
    )


def test_each_limit_of_the_type_has_its_timer_from_the_acceptance(building: Ground, at: At) -> None:
    with at("2026-03-02 08:30"):
        case = building.accepted()
    waiting = Timer.objects.filter(
        community_id=building.a.id, object_id=case.id, kind="cases.milestone"
    )
    assert {row.payload["stage"]: row.due_at for row in waiting} == {
        "stop_work": local("2026-03-02 14:30"),
        "penalty": local("2026-03-11 17:30"),
    }


def test_what_is_not_reached_in_its_limit_is_urged_once(building: Ground, at: At) -> None:
    with at("2026-03-02 08:30"):
        late, stopped = building.accepted(), building.accepted()
    with at("2026-03-02 11:00"):
        stop(building, stopped)
    with at("2026-03-02 14:30"):
        run_due()
        run_due()
    assert (urged(building, late), urged(building, stopped)) == (["stop_work"], [])
    with at("2026-03-11 17:30"):
        run_due()
    assert urged(building, late) == ["stop_work", "penalty"]
    assert urged(building, stopped) == ["penalty"]


def test_a_pause_moves_what_was_still_ahead(building: Ground, at: At) -> None:
    with at("2026-03-02 08:30"):
        case = building.contacted()
    act: dict[str, Any] = {
        "community": building.a,
        "actor": building.actor("committee"),
        "case_id": case.id,
    }
    with at("2026-03-02 10:30"):
        hang_case(**act, reason="hanging.season", reason_words="等天气转好")
    with at("2026-03-05 08:30"):
        run_due()
        assert urged(building, case) == []
        resume_case(**act)
    with at("2026-03-05 10:29"):
        run_due()
        assert urged(building, case) == []
    with at("2026-03-05 10:30"):
        run_due()
        assert urged(building, case) == ["stop_work"]


def test_a_limit_is_one_of_the_type_and_is_offered_until_it_is_met(
    building: Ground, visit: Visit
) -> None:
    case = building.contacted()
    page = f"/c/alpha/work/cases/{case.id}/progress/"
    text = visit("partner").get(page).text
    assert "Work stopped" in text
    with pytest.raises(RuleNotMet):
        note_progress(
            community=building.a,
            actor=building.actor("committee"),
            case_id=case.id,
            progress="x",
            stage="demolition",
        )
    sent = {"progress": "已责令停工", "stage": "stop_work", "for_reporter": "on"}
    assert visit("partner").post(page, sent).status_code == 302
    text = visit("partner").get(page).text
    assert ("Work stopped" in text, "Penalty decided" in text) == (False, True)


def forget_2027() -> None:
    CalendarYear.objects.filter(year__gte=2027).delete()
    CalendarDay.objects.filter(date__year__gte=2027).delete()


def guessed(ground: Ground, at: At) -> Case:
    """Due on 2027-01-04 while nobody knows that New Year is off until the third."""
    forget_2027()
    ground.limits(LIGHT, resolution_value=2, resolution_unit="working_day", stage_limits={})
    with at("2026-12-30 17:30"):
        case = ground.accepted()
    assert case.resolution_provisional
    return case


NOTICE = [{"date": f"2027-01-0{day}", "note": "元旦"} for day in (1, 4)]


def test_a_program_enters_the_year_and_deadlines_follow(
    ground: Ground, at: At, visit: Visit
) -> None:
    case = guessed(ground, at)
    sent = {"year": 2027, "source": "国办发明电〔2026〕7号", "free": NOTICE}
    assert post(visit("grid_worker"), "calendar/years", sent)[0] == 403
    with at("2026-12-30 18:00"):
        assert post(visit("chief"), "calendar/years", sent) == (201, {"year": 2027, "moved": 1})
    now = ground.fresh(case)
    assert (now.resolution_due, now.resolution_provisional) == (local("2027-01-05 17:30"), False)
    assert post(visit("chief"), "calendar/years", sent)[0] == 409


def test_the_command_enters_the_year_and_deadlines_follow(
    ground: Ground, at: At, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case = guessed(ground, at)
    file = tmp_path / "2027.csv"
    file.write_text("date,is_workday,note\n2027-01-01,0,元旦\n2027-01-04,0,元旦\n", "utf-8")
    words = ["calendar", "2027", str(file), "--source", "国办发明电〔2026〕7号"]
    with at("2026-12-30 18:00"):
        assert main(words) == 0
        assert main(words) == 1
    assert "2 days entered, 1 provisional deadlines" in capsys.readouterr().out
    assert ground.fresh(case).resolution_due == local("2027-01-05 17:30")
    file.write_text("date,is_workday,note\n2027-13-01,0,x\n", "utf-8")
    assert main(words) == 1


def test_a_release_that_brings_the_year_lets_the_worker_reckon_anew(ground: Ground, at: At) -> None:
    case = guessed(ground, at)
    CalendarYear.objects.filter(year=2026).delete()
    CalendarDay.objects.create(date="2027-01-01", is_workday=False)
    CalendarDay.objects.create(date="2027-01-04", is_workday=False)
    CalendarYear.objects.create(year=2027)
    with at("2026-12-30 18:00"):
        seed_calendar()
        run_due()
    now = ground.fresh(case)
    assert (now.resolution_due, now.resolution_provisional) == (local("2027-01-05 17:30"), False)
