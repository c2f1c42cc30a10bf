"""DUTY-1 to DUTY-4: due rows once, in time or late or missed, not needed with a reason."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from linli.apps.duties import operations
from linli.apps.duties.models import DutyDue, Plan
from linli.apps.duties.tests.conftest import MARCH, At, Yard
from linli.kernel.errors import Conflict, NotAllowed, RuleNotMet
from linli.kernel.timers.running import run_due

Visit = Callable[[str], Client]
WORK = "/c/alpha/work/routines/"
END_OF_MARCH = dt.date(2026, 3, 31)


def test_duty_1_march_has_37_dues_however_often_they_are_laid(yard: Yard, at: At) -> None:
    with at("2026-03-01 00:10"):
        plans = yard.three()
        assert [len(yard.dues(plan)) for plan in plans] == [31, 5, 1]
        for plan in plans:
            operations.lay_dues(community=yard.a, plan=plan, through=END_OF_MARCH)
        assert len(yard.dues()) == 37
        sundays = [due.first_day.day for due in yard.dues(plans[1])]
        assert sundays == [1, 8, 15, 22, 29]
        assert (yard.count("duties.plans", tag="三个一"), yard.count("duties.dues")) == (3, 37)
    with pytest.raises(IntegrityError), transaction.atomic():
        DutyDue.objects.create(
            community=yard.a, plan=plans[0], first_day=MARCH, last_day=END_OF_MARCH
        )


def report(yard: Yard, due: DutyDue, who: str = "grid_worker", **given: object) -> DutyDue:
    moment = given.get("captured_at")
    assert moment is None or isinstance(moment, dt.datetime)
    return operations.report_duty(**yard.by(who), due_id=due.id, captured_at=moment)


def test_duty_2_in_time_then_late_then_never(yard: Yard, at: At) -> None:
    with at("2026-03-01 00:10"):
        due = yard.dues(yard.plan("每日一小扫", "daily"))
    with at("2026-03-02 11:59"):
        assert report(yard, due[1]).state == "done"
        with pytest.raises(Conflict):
            report(yard, due[1])
    with at("2026-03-03 12:30"):
        assert report(yard, due[2]).state == "late"
    with at("2026-03-04 23:59"):
        assert report(yard, due[3]).state == "late"
    with at("2026-03-06 08:00"), pytest.raises(Conflict) as over:
        report(yard, due[4])
    assert over.value.code == "window_over"
    with at("2026-03-06 08:00"), pytest.raises(RuleNotMet):
        report(yard, due[9])


def test_duty_3_not_needed_says_why_and_counts_apart(yard: Yard, at: At) -> None:
    with at("2026-03-01 09:00"):
        due = yard.dues(yard.plan("每日一小扫", "daily"))[0]
        with pytest.raises(RuleNotMet):
            operations.waive_duty(**yard.by("grid_worker"), due_id=due.id, reason="")
        said = operations.waive_duty(
            **yard.by("grid_worker"), due_id=due.id, reason="昨夜大雨已冲净"
        )
        assert said.state == "not_needed"
        assert yard.count("duties.dues", state="not_needed") == 1
        assert yard.count("duties.dues", state="done") == 0


def test_duty_4_a_phone_without_a_net_tells_the_truth_later(yard: Yard, at: At) -> None:
    with at("2026-03-01 00:10"):
        first, second = yard.dues(yard.plan("每日一小扫", "daily"))[:2]
        zone = yard.a.zone
    with at("2026-03-01 20:00"):
        seen = dt.datetime(2026, 3, 1, 11, 50, tzinfo=zone)
        assert report(yard, first, captured_at=seen).state == "done"
    with at("2026-03-04 20:00"), pytest.raises(RuleNotMet) as late:
        report(yard, second, captured_at=dt.datetime(2026, 3, 2, 11, 50, tzinfo=zone))
    assert late.value.code == "told_too_late"


def test_what_nobody_reported_is_missed_at_midnight_and_april_gets_its_rows(
    yard: Yard, at: At
) -> None:
    with at("2026-03-01 00:10"):
        plan = yard.plan("每日一小扫", "daily")
        report(yard, yard.dues(plan)[0])
    with at("2026-04-01 00:01"):
        run_due(community_id=yard.a.id)
        run_due(community_id=yard.a.id)
        states = [due.state for due in yard.dues(plan)]
        assert (states.count("missed"), states.count("done"), len(states)) == (30, 1, 61)
        due = yard.dues(plan)[5]
        with pytest.raises(NotAllowed):
            operations.excuse_duty(**yard.by("grid_worker"), due_id=due.id, reason="台风")
        excused = operations.excuse_duty(**yard.by("chief"), due_id=due.id, reason="台风停工")
        assert excused.state == "excused"
        assert yard.count("duties.dues", state="missed") == 29


def test_a_plan_ends_and_owes_nothing_after_that(yard: Yard, at: At) -> None:
    with at("2026-03-10 09:00"):
        plan = yard.plan("每日一小扫", "daily", since=MARCH)
        assert len(yard.dues(plan)) == 31
        operations.end_plan(**yard.by(), plan_id=plan.id)
        assert len(yard.dues(plan)) == 10
        assert yard.count("duties.plans", dt.date(2026, 3, 11)) == 0
    with pytest.raises(RuleNotMet):
        yard.plan("每周一大扫", "weekly")


def test_0_37_the_three_ones_by_the_pages(yard: Yard, visit: Visit, at: At) -> None:
    staff, worker = visit("committee"), visit("grid_worker")
    with at("2026-03-02 09:00"):
        typed = {
            "title": "每日一小扫",
            "rhythm": "daily",
            "due_by": "12:00",
            "tag": "三个一",
            "place": "金星苑中心花园",
            "since": "2026-03-01",
            "public": "on",
        }
        made = staff.post(f"{WORK}new/", typed)
        assert made.status_code == 302, made.content.decode()[:3000]
        assert staff.post(f"{WORK}new/", typed).status_code == 422
        plan = Plan.objects.get(community_id=yard.a.id)
        due = yard.dues(plan)[1]
        assert "每日一小扫" in worker.get("/c/alpha/work/today/").content.decode()
        assert worker.post(f"{WORK}dues/{due.id}/reports/").status_code == 302
        assert "每日一小扫" in staff.get(f"{WORK}").content.decode()
        assert staff.get(f"{WORK}{plan.id}/?month=2026-02").status_code == 200
        first = yard.dues(plan)[0]
        excuse = f"{WORK}dues/{first.id}/excuses/"
        assert staff.post(excuse, {"reason": "开工前"}).status_code == 302
        assert worker.post(excuse, {"reason": "开工前"}).status_code == 403
        page = visit("anonymous").get("/c/alpha/routines/").content.decode()
        assert ("每日一小扫" in page, "1 done" in page) == (True, True)
        assert staff.post(f"{WORK}{plan.id}/endings/", {"until": "2026-03-02"}).status_code == 302


def test_the_same_for_programs(yard: Yard, visit: Visit, at: At) -> None:
    api, kind = "/api/v1/c/alpha", "application/json"
    with at("2026-03-02 20:00"):
        plan = yard.plan("每日一小扫", "daily")
        due = yard.dues(plan)[0]
        path = f"{api}/duty-dues/{due.id}"
        empty = visit("grid_worker").post(f"{path}/waivers", {"reason": ""}, content_type=kind)
        assert empty.status_code == 422
        sent = {"captured_at": "2026-03-02T11:50:00+08:00"}
        done = visit("grid_worker").post(f"{path}/reports", sent, content_type=kind)
        assert (done.status_code, done.json()["state"]) == (200, "done")
        assert visit("committee").get(f"{api}/duty-dues").json()["total"] == 1
        assert visit("resident").get(f"{api}/duty-dues").status_code == 403
        assert visit("anonymous").get(f"{api}/routines").json()["items"][0]["done"] == 1
