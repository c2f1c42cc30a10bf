"""CASE-6: a repeat is joined to the first; both reporters follow and rate; un-merge restores."""

import datetime as dt

import pytest

from linli.apps.cases.measures import registered
from linli.apps.cases.models import Case, Rating, Reporter
from linli.apps.cases.operations.following import Followed, by_query_code
from linli.apps.cases.operations.triage import accept_case, merge_case, unmerge_case
from linli.apps.cases.operations.voices import rate_case
from linli.apps.cases.queries.file import file_of, reporters_of
from linli.apps.cases.tests.conftest import FAMILY, Ground
from linli.kernel import clock
from linli.kernel.access.actor import Actor
from linli.kernel.errors import NotSeen, RuleNotMet
from linli.kernel.measures import MEASURES, Question
from linli.kernel.timers.models import Timer


def joined(ground: Ground) -> tuple[Case, Case]:
    main = ground.closed()
    repeat = ground.new("楼道又黑了", who="neighbour")
    merge_case(community=ground.a, actor=ground.actor("committee"), case_id=repeat.id, into=main.id)
    return main, ground.fresh(repeat)


def by_code(ground: Ground, case: Case) -> Followed:
    visitor = Actor.anonymous("203.0.113.80")
    return by_query_code(community=ground.a, actor=visitor, code=case.query_code)


def test_case_6_both_reporters_see_the_progress_of_the_main_case(ground: Ground) -> None:
    main, repeat = joined(ground)
    visitor = Actor.anonymous("203.0.113.80")
    seen = by_query_code(community=ground.a, actor=visitor, code=repeat.query_code)
    assert (seen.own.id, seen.case.id) == (repeat.id, main.id)
    kinds = [line.kind for line in seen.story()]
    assert kinds[:2] == ["register", "merge"]
    assert "report_done" in kinds
    assert "灯已经换好" in [line.words for line in seen.story()]
    assert [row.case_id for row in reporters_of(ground.fresh(main))] == [main.id, repeat.id]


def test_case_6_both_reporters_rate_the_main_case(ground: Ground) -> None:
    main, repeat = joined(ground)
    for case, satisfied in ((main, True), (repeat, False)):
        seen = by_query_code(
            community=ground.a, actor=Actor.anonymous("203.0.113.80"), code=case.query_code
        )
        assert seen.reporter is not None
        rate_case(
            community=ground.a,
            actor=Actor.anonymous(),
            reporter=seen.reporter,
            solved=True,
            satisfied=satisfied,
        )
    ratings = Rating.objects.filter(community_id=ground.a.id, case_id=main.id)
    assert sorted(ratings.values_list("satisfied", flat=True)) == [False, True]


def test_case_6_the_matter_counts_once(ground: Ground) -> None:
    main, _repeat = joined(ground)
    today = clock.today(ground.a)
    question = Question([ground.a], end=today, start=today - dt.timedelta(days=1))
    assert MEASURES["cases.registered"].ids(question) == [main.id]
    assert registered(question).count() == 1


@pytest.mark.parametrize("accepted", [False, True])
def test_case_6_separating_restores_both(ground: Ground, accepted: bool) -> None:
    main, repeat = ground.accepted(), ground.new("楼道又黑了", who="neighbour")
    if accepted:
        accept_case(community=ground.a, actor=ground.actor("committee"), case_id=repeat.id)
    before, story = ground.fresh(repeat), main.version
    committee = ground.actor("committee")
    merge_case(community=ground.a, actor=committee, case_id=repeat.id, into=main.id)
    unmerge_case(community=ground.a, actor=committee, case_id=repeat.id)
    after = ground.fresh(repeat)
    kept = ("state", "resolution_due", "response_due", "accepted_at", "lead_id", "merged_into_id")
    assert {name: getattr(after, name) for name in kept} == {
        name: getattr(before, name) for name in kept
    }
    assert ground.fresh(main).version == story
    assert [row.case_id for row in reporters_of(ground.fresh(main))] == [main.id]
    waiting = Timer.objects.filter(
        community_id=ground.a.id, object_id=repeat.id, state="waiting", kind="cases.response"
    )
    assert waiting.count() == 1


def test_a_case_with_joined_ones_is_not_joined_itself(ground: Ground) -> None:
    main, _repeat = joined(ground)
    third = ground.new("第三件")
    Case.objects.filter(community_id=ground.a.id, id=main.id).update(state="registered")
    with pytest.raises(RuleNotMet) as refused:
        merge_case(
            community=ground.a, actor=ground.actor("committee"), case_id=main.id, into=third.id
        )
    assert refused.value.code == "has_joined_cases"


def test_an_open_and_a_confidential_case_stay_apart(ground: Ground) -> None:
    main, secret = ground.accepted(), ground.new("家里的事", type_code=FAMILY)
    with pytest.raises(RuleNotMet) as refused:
        merge_case(
            community=ground.a, actor=ground.actor("committee"), case_id=secret.id, into=main.id
        )
    assert refused.value.code == "confidential_apart"


def test_a_repeat_of_the_neighbour_shows_nothing_of_the_first_reporter(ground: Ground) -> None:
    main, repeat = joined(ground)
    names = {line.by_name for line in by_code(ground, repeat).story()}
    assert "林小禾" not in names
    shown = file_of(ground.fresh(main), ground.actor("resident")).reporters
    assert shown == []
    with pytest.raises(NotSeen):
        by_query_code(
            community=ground.a, actor=Actor.anonymous("203.0.113.80"), code="AA-2222-2222"
        )
    assert Reporter.objects.filter(community_id=ground.a.id).count() == 2
