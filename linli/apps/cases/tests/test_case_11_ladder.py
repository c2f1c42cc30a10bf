"""CASE-11: two reminders, an urge, a supervision; each once, also after an outage."""

from collections.abc import Callable
from contextlib import AbstractContextManager

from linli.apps.cases.choices import CaseState
from linli.apps.cases.models import Case, Supervision
from linli.apps.cases.operations.handling import note_progress
from linli.apps.cases.operations.supervising import answer_supervision, supervise
from linli.apps.cases.queries.desks import never_answered, supervised
from linli.apps.cases.queries.file import file_of
from linli.apps.cases.tests.conftest import Ground, local
from linli.kernel.records.models import Record
from linli.kernel.timers.running import run_due

At = Callable[[str], AbstractContextManager[None]]
RUNGS = [
    ("reminder.half", local("2026-03-02 10:30")),
    ("reminder.most", local("2026-03-02 11:42")),
    ("urge.expiry", local("2026-03-02 14:30")),
    ("supervision.routine", local("2026-03-03 17:30")),
]


def started(ground: Ground, at: At) -> Case:
    ground.limits(
        resolution_value=4,
        resolution_unit="working_hour",
        response_value=30,
        response_unit="working_day",
    )
    with at("2026-03-02 08:30"):
        return ground.dispatched()


def raised(ground: Ground, case: Case) -> list[Supervision]:
    rows = Supervision.objects.filter(community_id=ground.a.id, case_id=case.id)
    return list(rows.filter(clock="resolution"))


def test_case_11_each_rung_is_raised_when_it_falls_due(ground: Ground, at: At) -> None:
    case = started(ground, at)
    seen = []
    for moment in ("10:29", "10:30", "11:42", "14:30"):
        with at(f"2026-03-02 {moment}"):
            run_due()
            seen.append(len(raised(ground, case)))
    with at("2026-03-03 17:30"):
        run_due()
    rows = raised(ground, case)
    assert seen == [0, 1, 2, 3]
    assert [(row.code, row.due_at) for row in rows] == RUNGS
    assert {row.late for row in rows} == {False}
    assert ground.fresh(case).supervision == "supervision.routine"


def test_case_11_after_an_outage_each_exists_once_and_is_marked_late(
    ground: Ground, at: At
) -> None:
    case = started(ground, at)
    with at("2026-03-04 09:00"):
        run_due()
        run_due()
    rows = raised(ground, case)
    assert [(row.code, row.due_at) for row in rows] == RUNGS
    assert [row.late for row in rows] == [True] * 4
    assert {row.raised_at for row in rows} == {local("2026-03-04 09:00")}
    records = Record.objects.filter(community_id=ground.a.id, verb="cases.supervised")
    assert records.count() == 4


def test_case_11_pages_read_right_while_the_worker_is_down(ground: Ground, at: At) -> None:
    case = ground.fresh(started(ground, at))
    with at("2026-03-02 15:00"):
        shown = file_of(case, ground.actor("committee")).ladder(local("2026-03-02 15:00"))
    assert [(one.rung.code, one.is_due, one.raised) for one in shown[:4]] == [
        ("reminder.half", True, None),
        ("reminder.most", True, None),
        ("urge.expiry", True, None),
        ("supervision.routine", False, None),
    ]
    assert case.overdue(local("2026-03-02 14:31"))


def test_progress_does_not_stop_the_ladder_and_closing_does(ground: Ground, at: At) -> None:
    case = started(ground, at)
    with at("2026-03-02 09:00"):
        note_progress(
            community=ground.a, actor=ground.actor("partner"), case_id=case.id, progress="在路上"
        )
    with at("2026-03-02 10:31"):
        run_due()
    assert [row.code for row in raised(ground, case)] == ["reminder.half"]
    ground.limits(resolution_value=4)
    with at("2026-03-02 10:40"):
        closed = ground.closed()
    with at("2026-03-20 10:40"):
        run_due()
    assert raised(ground, closed) == []


def test_the_response_clock_has_a_ladder_of_its_own(ground: Ground, at: At) -> None:
    ground.limits(response_value=2, response_unit="working_hour")
    with at("2026-03-02 08:30"):
        case = ground.new()
    with at("2026-03-02 10:31"):
        run_due()
    rows = Supervision.objects.filter(community_id=ground.a.id, case_id=case.id)
    assert list(rows.values_list("clock", "code")) == [
        ("response", "response.most"),
        ("response", "response.expiry"),
    ]


def test_the_unit_answers_an_urge_once_and_it_leaves_the_list(ground: Ground, at: At) -> None:
    case = started(ground, at)
    with at("2026-03-02 14:31"):
        run_due()
        [waiting] = [row for row in supervised(ground.a, ground.actor("street"))]
        assert waiting.code == "urge.expiry"
        answer_supervision(
            community=ground.a,
            actor=ground.actor("partner"),
            case_id=case.id,
            supervision_id=waiting.id,
            answer="配件下午到，今天换好。",
        )
        assert supervised(ground.a, ground.actor("street")) == []


def test_what_ended_unanswered_waits_no_more_and_is_shown_apart(ground: Ground, at: At) -> None:
    case = started(ground, at)
    with at("2026-03-02 14:31"):
        run_due()
        Case.objects.filter(community_id=ground.a.id, id=case.id).update(state=CaseState.ARCHIVED)
        street = ground.actor("street")
        assert supervised(ground.a, street) == []
        assert [row.code for row in never_answered(ground.a, street)] == ["urge.expiry"]
        assert never_answered(ground.a, ground.actor("outsider")) == []


def test_the_street_supervises_by_hand_with_a_listed_trigger(ground: Ground, at: At) -> None:
    case = started(ground, at)
    row = supervise(
        community=ground.a,
        actor=ground.actor("street"),
        case_id=case.id,
        level="listed",
        supervision_words="居民反映强烈，请说明。",
        trigger="trigger.bad_effect",
    )
    assert (row.code, row.author, row.level) == ("hand:1", ground.actor("street").ref, "listed")
    assert ground.fresh(case).supervision == "supervision.listed"
