"""CASE-7: the three rates of a month, each with its drill, and what is listed apart."""

import datetime as dt
import uuid
from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest

from linli.apps.cases.measures import rates_of
from linli.apps.cases.models import Case, Reporter
from linli.apps.cases.operations.dispatching import Unit, sign_dispatch
from linli.apps.cases.operations.finishing import call_back, close_case
from linli.apps.cases.operations.handling import record_contact, report_done
from linli.apps.cases.operations.supervising import exclude_from_rates, review_exclusion
from linli.apps.cases.operations.voices import rate_case
from linli.apps.cases.tests.conftest import WALL, Ground
from linli.kernel.access.actor import Actor
from linli.kernel.errors import RuleNotMet
from linli.kernel.measures import MEASURES, Question

At = Callable[[str], AbstractContextManager[None]]
MARCH = (dt.date(2026, 3, 1), dt.date(2026, 3, 31))
EARLY, LATE = "2026-03-04 09:00", "2026-03-20 09:00"


class Month:
    """Twenty orders due in March: contacted, closed, asked and rated as CASE-7 says."""

    def __init__(self, ground: Ground, at: At) -> None:
        self.ground, self.at = ground, at
        ground.limits(
            response_value=2,
            response_unit="working_day",
            resolution_value=5,
            resolution_unit="working_day",
        )
        with at("2026-03-03 09:00"):
            self.cases = [self.sent(place) for place in range(20)]
        for case in self.cases[:18]:
            self.contact(case, EARLY)
        for case in self.cases[18:]:
            self.contact(case, LATE)
        self.solved, self.unsolved = self.cases[:12], self.cases[12:15]
        self.unreachable, self.open = self.cases[15:17], [self.cases[17], self.cases[18]]
        self.excluded = self.cases[19]
        with at("2026-03-05 09:00"):
            for case in [*self.cases[:17]]:
                self.close(case)
            self.ask()
            self.rate()
        self.exclude()

    def sent(self, place: int) -> Case:
        to = Unit(organisation_id=self.ground.firm.id)
        return self.ground.dispatched(to=to, text=f"第{place}件：楼道灯不亮")

    def contact(self, case: Case, moment: str) -> None:
        with self.at(moment):
            partner = self.ground.actor("partner")
            sign_dispatch(community=self.ground.a, actor=partner, case_id=case.id)
            record_contact(community=self.ground.a, actor=partner, case_id=case.id)

    def close(self, case: Case) -> None:
        g = self.ground
        report_done(community=g.a, actor=g.actor("partner"), case_id=case.id, result="换好了")
        close_case(community=g.a, actor=g.actor("committee"), case_id=case.id)

    def ask(self) -> None:
        for case in self.cases[:17]:
            reached = case not in self.unreachable
            call_back(
                community=self.ground.a,
                actor=self.ground.actor("committee"),
                case_id=case.id,
                reached=reached,
                solved=case in self.solved if reached else None,
            )

    def rate(self) -> None:
        """Twelve rate in their own words: ten satisfied, two not."""
        for place, case in enumerate(self.solved):
            reporter = Reporter.objects.get(community_id=self.ground.a.id, case_id=case.id)
            rate_case(
                community=self.ground.a,
                actor=Actor.anonymous(),
                reporter=reporter,
                solved=True,
                satisfied=place < 10,
            )

    def exclude(self) -> None:
        g = self.ground
        with self.at("2026-03-21 09:00"):
            asked = exclude_from_rates(
                community=g.a,
                actor=g.actor("committee"),
                case_id=self.excluded.id,
                reason="exclusion.unreasonable",
                exclusion_words="要求拆除公共楼梯。",
            )
            review_exclusion(
                community=g.a, actor=g.actor("chief"), exclusion_id=asked.id, grant=True
            )


@pytest.fixture
def month(ground: Ground, at: At) -> Month:
    return Month(ground, at)


def ids(key: str, ground: Ground) -> set[uuid.UUID]:
    question = Question([ground.a], end=MARCH[1], start=MARCH[0])
    return set(MEASURES[key].ids(question))


def of(*groups: list[Case]) -> set[uuid.UUID]:
    return {case.id for group in groups for case in group}


def test_case_7_the_three_rates_and_what_stands_apart(month: Month, ground: Ground) -> None:
    response, resolution, satisfaction = rates_of([ground.a], *MARCH)
    assert (response.numerator, response.denominator) == (18, 19)
    assert (resolution.numerator, resolution.denominator) == (12, 15)
    assert (satisfaction.numerator, satisfaction.denominator) == (10, 12)
    assert response.apart == {"cases.due.excluded": 1}
    assert resolution.apart == {
        "cases.due.excluded": 1,
        "cases.due.unreachable": 2,
        "cases.due.open": 2,
        "cases.due.not_asked_yet": 0,
    }
    assert satisfaction.apart == {
        "cases.due.excluded": 1,
        "cases.due.unreachable": 2,
        "cases.due.open": 2,
        "cases.due.unrated": 3,
        "cases.due.not_asked_yet": 0,
    }


def test_case_7_each_number_opens_into_its_cases(month: Month, ground: Ground) -> None:
    assert ids("cases.due", ground) == of(month.cases)
    assert ids("cases.due.contacted_in_time", ground) == of(month.cases[:18])
    assert ids("cases.due.all_but_excluded", ground) == of(month.cases[:19])
    assert ids("cases.due.solved", ground) == of(month.solved)
    assert ids("cases.due.solved_or_not", ground) == of(month.solved, month.unsolved)
    assert ids("cases.due.satisfied", ground) == of(month.solved[:10])
    assert ids("cases.due.rated", ground) == of(month.solved)
    assert ids("cases.due.excluded", ground) == {month.excluded.id}
    assert ids("cases.due.unreachable", ground) == of(month.unreachable)
    assert ids("cases.due.open", ground) == of(month.open)


def test_a_case_opened_again_keeps_its_first_answer_in_the_rates(
    month: Month, ground: Ground
) -> None:
    assert {ground.fresh(case).state for case in month.unsolved} == {"reopened"}
    assert ids("cases.reopened", ground) == of(month.unsolved)


def test_rates_by_unit_and_type_add_up_and_there_is_none_by_person(
    month: Month, ground: Ground
) -> None:
    question = Question([ground.a], end=MARCH[1], start=MARCH[0])
    due = MEASURES["cases.due"]
    assert due.split(question, "organisation") == {ground.firm.id: 20}
    assert due.split(question, "type") == {"test.light": 20}
    assert sorted(due.dimensions) == ["community", "group", "kind", "organisation", "type"]
    by_firm = rates_of([ground.a], *MARCH, organisation=ground.firm.id)
    by_rival = rates_of([ground.a], *MARCH, organisation=ground.rival_firm.id)
    assert [(rate.numerator, rate.denominator) for rate in by_firm] == [
        (18, 19),
        (12, 15),
        (10, 12),
    ]
    assert [rate.denominator for rate in by_rival] == [0, 0, 0]
    assert [rate.percent for rate in by_rival] == [None, None, None]


def test_nobody_reviews_the_own_request_to_leave_a_case_out(ground: Ground) -> None:
    case = ground.new(type_code=WALL)
    asked = exclude_from_rates(
        community=ground.a,
        actor=ground.actor("chief"),
        case_id=case.id,
        reason="exclusion.false_report",
        exclusion_words="查无此事",
    )
    with pytest.raises(RuleNotMet) as refused:
        review_exclusion(
            community=ground.a, actor=ground.actor("chief"), exclusion_id=asked.id, grant=True
        )
    assert refused.value.code == "own_request"
    assert not ground.fresh(case).rate_excluded
