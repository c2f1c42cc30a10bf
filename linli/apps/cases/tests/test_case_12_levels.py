"""CASE-12: where a hundred cases were settled: 83 grid, 12 community, 4 street, 0, 1 outside."""

import datetime as dt
import uuid

from linli.apps.cases.choices import Level
from linli.apps.cases.models import Case
from linli.apps.cases.operations.dispatching import pass_up, sign_dispatch
from linli.apps.cases.operations.finishing import close_case
from linli.apps.cases.operations.handling import record_contact, report_done, start_handling
from linli.apps.cases.operations.registering import NewCase, register_case
from linli.apps.cases.operations.settling import register_settled, settle_on_spot
from linli.apps.cases.operations.triage import accept_case
from linli.apps.cases.tests.conftest import LIGHT, Ground
from linli.kernel import clock
from linli.kernel.measures import MEASURES, Question


def finding(ground: Ground) -> NewCase:
    return NewCase(
        text="巡查发现楼道堆物", type_code=LIGHT, source="grid_worker", place_id=ground.building.id
    )


def by_grid_worker(ground: Ground) -> Case:
    return register_settled(
        community=ground.a,
        actor=ground.actor("grid_worker"),
        new=finding(ground),
        result="和住户一起清走了",
    )


def passed_up(ground: Ground) -> Case:
    worker = ground.actor("grid_worker")
    case = register_case(community=ground.a, actor=worker, new=finding(ground))
    return pass_up(community=ground.a, actor=worker, case_id=case.id)


def by_community(ground: Ground, level: str = "", how: str = "outcome.done") -> Case:
    case = passed_up(ground)
    return settle_on_spot(
        community=ground.a,
        actor=ground.actor("committee"),
        case_id=case.id,
        result="社区协调清运",
        settled_level=level,
        settled_how=how,
    )


def by_street(ground: Ground) -> Case:
    case, street = passed_up(ground), ground.actor("street")
    committee = ground.actor("committee")
    accept_case(community=ground.a, actor=committee, case_id=case.id)
    pass_up(
        community=ground.a,
        actor=committee,
        case_id=case.id,
        to="street",
        reason_words="需要执法",
        organisation_id=ground.office.id,
    )
    sign_dispatch(community=ground.a, actor=street, case_id=case.id)
    start_handling(community=ground.a, actor=street, case_id=case.id)
    report_done(community=ground.a, actor=street, case_id=case.id, result="街道已拆除")
    return close_case(community=ground.a, actor=committee, case_id=case.id)


def test_case_12_the_level_measure_and_its_drill_add_up(ground: Ground) -> None:
    made = {
        Level.GRID: [by_grid_worker(ground).id for _ in range(83)],
        Level.COMMUNITY: [by_community(ground).id for _ in range(12)],
        Level.STREET: [by_street(ground).id for _ in range(4)],
        Level.OUTSIDE: [by_community(ground, "outside", "court").id],
    }
    today = clock.today(ground.a)
    question = Question([ground.a], end=today, start=today - dt.timedelta(days=1))
    settled = MEASURES["cases.settled_at_level"]
    split = settled.split(question, "level")
    assert [split.get(level, 0) for level in Level.values] == [83, 12, 4, 0, 1]
    drilled: list[uuid.UUID] = []
    for level, wanted in made.items():
        narrow = Question([ground.a], end=today, start=question.start, by={"level": level})
        found = settled.ids(narrow)
        assert sorted(found) == sorted(wanted)
        drilled += found
    assert sorted(drilled) == settled.ids(question)
    found_by = MEASURES["cases.registered"].split(question, "found_by")
    assert found_by == {"us": 100}


def test_a_contact_is_not_asked_of_a_case_nobody_reported(ground: Ground) -> None:
    case = by_street(ground)
    assert ground.fresh(case).responded_at is not None


def test_who_found_it_is_known_from_the_first_day(ground: Ground) -> None:
    by_grid_worker(ground)
    ground.new()
    committee = ground.actor("committee")
    record_contact(community=ground.a, actor=committee, case_id=ground.dispatched().id)
    today = clock.today(ground.a)
    question = Question([ground.a], end=today, start=today - dt.timedelta(days=1))
    split = MEASURES["cases.registered"].split(question, "found_by")
    assert split == {"us": 1, "complaint": 2}
