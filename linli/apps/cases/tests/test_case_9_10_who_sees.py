"""CASE-9 and CASE-10: anonymous reports leave no trace; nobody sees another unit's orders."""

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.core import serializers

from linli.apps.cases.models import Case, Reporter, Step
from linli.apps.cases.operations.assisting import answer_assist, call_assist
from linli.apps.cases.operations.dispatching import Unit, dispatch_case, sign_dispatch
from linli.apps.cases.operations.following import by_query_code, follow_own, reveal_contact
from linli.apps.cases.operations.handling import note_progress
from linli.apps.cases.operations.registering import NewCase, register_case
from linli.apps.cases.operations.reporting import ReporterGiven
from linli.apps.cases.operations.triage import accept_case
from linli.apps.cases.queries.board import BoardFilter, public_board, public_case, similar_cases
from linli.apps.cases.queries.desks import get_case, my_cases, today_of
from linli.apps.cases.queries.file import file_of
from linli.apps.cases.queries.filters import CaseFilter
from linli.apps.cases.queries.lists import pool
from linli.apps.cases.queries.story import case_story
from linli.apps.cases.tests.conftest import FAMILY, LIGHT, Ground
from linli.kernel.access.actor import Actor
from linli.kernel.errors import NotAllowed, NotKnown, NotSeen, SlowDown
from linli.kernel.outbox.models import Notice
from linli.kernel.records.models import Record

PHONE, MAIL, NAME = "13800138000", "lin.xiaohe@example.org", "林小禾"
TRACES = (PHONE, "8000", MAIL, NAME)


def anonymous_case(ground: Ground, who: str = "resident") -> Case:
    return register_case(
        community=ground.a,
        actor=ground.actor(who),
        new=NewCase(text="有人在楼道给电动车充电", type_code=LIGHT, place_id=ground.building.id),
        reporter=ReporterGiven(name=NAME, phone=PHONE, email=MAIL, anonymous=True),
    )


def test_case_9_nothing_about_an_anonymous_reporter_is_kept(ground: Ground) -> None:
    case = anonymous_case(ground)
    mine = ground.actor("resident").ref
    kept: list[Any] = [
        *Case.objects.filter(community_id=ground.a.id),
        *Reporter.objects.filter(community_id=ground.a.id),
        *Step.objects.filter(community_id=ground.a.id),
        *Record.objects.filter(community_id=ground.a.id, object_id=case.id),
        *Notice.objects.filter(community_id=ground.a.id),
    ]
    stored = serializers.serialize("json", kept)
    assert [trace for trace in (*TRACES, f'"{mine}"') if trace in stored] == []


def test_case_9_the_handler_sees_an_anonymous_reporter_without_contact(ground: Ground) -> None:
    case = anonymous_case(ground)
    [shown] = file_of(ground.fresh(case), ground.actor("committee")).reporters
    assert (shown.anonymous, shown.name, shown.phone, shown.has_email) == (True, "", "", False)
    found = pool(ground.a, ground.actor("committee"), CaseFilter(text=NAME))
    assert found.rows == []


def test_case_9_after_ten_wrong_codes_an_address_waits(ground: Ground) -> None:
    case = anonymous_case(ground)
    visitor, other = Actor.anonymous("203.0.113.7"), Actor.anonymous("203.0.113.8")
    for _ in range(10):
        with pytest.raises(NotSeen):
            by_query_code(community=ground.a, actor=visitor, code="AA-WRNG-CDE2")
    with pytest.raises(SlowDown) as refused:
        by_query_code(community=ground.a, actor=visitor, code=case.query_code)
    assert refused.value.status == 429
    assert by_query_code(community=ground.a, actor=other, code=case.query_code).own.id == case.id


def test_the_code_is_read_as_people_type_it(ground: Ground) -> None:
    case = ground.new()
    typed = case.query_code.lower().replace("-", " ")
    seen = by_query_code(community=ground.a, actor=Actor.anonymous("x"), code=typed)
    assert seen.own.id == case.id


def with_reporter(ground: Ground) -> Case:
    return register_case(
        community=ground.a,
        actor=ground.actor("resident"),
        new=NewCase(text="2栋4单元楼道灯不亮", type_code=LIGHT, place_id=ground.home.id),
        reporter=ReporterGiven(name=NAME, phone=PHONE, email=MAIL),
    )


def test_contact_data_is_encrypted_and_shown_in_full_only_with_a_reason(ground: Ground) -> None:
    case = with_reporter(ground)
    row = Reporter.objects.get(community_id=ground.a.id, case_id=case.id)
    stored = serializers.serialize("json", [row])
    assert [trace for trace in (PHONE, MAIL) if trace in stored] == []
    [shown] = file_of(ground.fresh(case), ground.actor("committee")).reporters
    assert (shown.name, shown.phone) == (NAME, "···8000")
    reached = reveal_contact(
        community=ground.a,
        actor=ground.actor("committee"),
        case_id=case.id,
        reporter_id=row.id,
        why="约上门时间",
    )
    assert (reached.phone, reached.email) == (f"+86{PHONE}", MAIL)
    assert Record.objects.filter(community_id=ground.a.id, verb="cases.contact_shown").count() == 1


def sent_to_firm(ground: Ground) -> Case:
    case = with_reporter(ground)
    committee = ground.actor("committee")
    accept_case(community=ground.a, actor=committee, case_id=case.id)
    to = Unit(organisation_id=ground.firm.id)
    return dispatch_case(community=ground.a, actor=committee, case_id=case.id, to=to)


ASKED: dict[str, Callable[[Ground, Actor, Case], object]] = {
    "page": lambda g, a, c: get_case(g.a, a, c.id),
    "sign": lambda g, a, c: sign_dispatch(community=g.a, actor=a, case_id=c.id),
    "progress": lambda g, a, c: note_progress(community=g.a, actor=a, case_id=c.id, progress="x"),
    "contact": lambda g, a, c: reveal_contact(
        community=g.a, actor=a, case_id=c.id, reporter_id=uuid.uuid4(), why="why not"
    ),
    "own": lambda g, a, c: follow_own(community=g.a, actor=a, case_id=c.id),
}


@pytest.mark.parametrize("asked", ASKED)
@pytest.mark.parametrize("who", ["rival", "outsider", "neighbour", "anonymous", "system_admin"])
def test_case_10_who_is_not_concerned_gets_404(ground: Ground, who: str, asked: str) -> None:
    case = sent_to_firm(ground)
    with pytest.raises(NotSeen):
        ASKED[asked](ground, ground.actor(who), case)


@pytest.mark.parametrize("who", ["rival", "outsider", "neighbour", "anonymous"])
def test_case_10_lists_and_search_hold_nothing_for_them(ground: Ground, who: str) -> None:
    case = sent_to_firm(ground)
    actor = ground.actor(who)
    for text in ("", case.number, "楼道灯", NAME):
        assert pool(ground.a, actor, CaseFilter(text=text)).rows == []
    assert my_cases(ground.a, actor) == []
    assert today_of(ground.a, actor).count == 0


def test_case_10_the_unit_finds_its_own_order_by_number_and_words(ground: Ground) -> None:
    case = sent_to_firm(ground)
    for text in (case.number, case.number.lower(), "楼道灯", "灯", "2栋"):
        found = pool(ground.a, ground.actor("partner"), CaseFilter(text=text)).rows
        assert [row.id for row in found] == [case.id]


def test_what_is_seen_but_not_allowed_is_403(ground: Ground) -> None:
    case = sent_to_firm(ground)
    to = Unit(organisation_id=ground.rival_firm.id)
    for who in ("partner", "resident", "street", "grid_worker"):
        with pytest.raises(NotAllowed):
            dispatch_case(community=ground.a, actor=ground.actor(who), case_id=case.id, to=to)
    with pytest.raises(NotKnown):
        register_case(
            community=ground.a,
            actor=Actor.anonymous(),
            new=NewCase(text="电话记录", source="telephone"),
        )


def test_a_unit_that_only_assists_sees_and_answers_but_does_not_lead(ground: Ground) -> None:
    case = sent_to_firm(ground)
    rival = ground.actor("rival")
    call_assist(
        community=ground.a,
        actor=ground.actor("committee"),
        case_id=case.id,
        organisation_id=ground.rival_firm.id,
        text="请带梯子到场。",
    )
    assert get_case(ground.a, rival, case.id).id == case.id
    with pytest.raises(NotAllowed):
        sign_dispatch(community=ground.a, actor=rival, case_id=case.id)
    answered = answer_assist(community=ground.a, actor=rival, case_id=case.id, answer="十点到。")
    assert answered.answer == "十点到。"
    assert file_of(ground.fresh(case), rival).reporters == []


def test_a_confidential_case_is_not_shown_to_other_grids_street_or_public(
    ground: Ground,
) -> None:
    case = ground.new("家里的事", type_code=FAMILY)
    for who in ("grid_worker", "other_grid_worker", "street", "partner", "neighbour"):
        with pytest.raises(NotSeen):
            get_case(ground.a, ground.actor(who), case.id)
    with pytest.raises(NotSeen):
        public_case(ground.a, case.id)
    assert get_case(ground.a, ground.actor("committee"), case.id).id == case.id
    assert get_case(ground.a, ground.actor("resident"), case.id).id == case.id


def test_the_board_shows_confirmed_words_and_no_dwelling(ground: Ground) -> None:
    case = with_reporter(ground)
    [row] = public_board(ground.a).rows
    assert (row.id, row.title, row.text, row.place) == (case.id, "测试类型", "", "金星苑2栋")
    for probe in ("楼道灯", NAME, "402"):
        assert public_board(ground.a, BoardFilter(text=probe)).rows == []
    [similar] = similar_cases(ground.a, "二栋楼道灯坏了", ground.home.id)
    assert (similar.row.id, similar.row.text) == (case.id, "")


def test_the_reporter_reads_no_line_for_staff(ground: Ground) -> None:
    case = sent_to_firm(ground)
    note_progress(
        community=ground.a,
        actor=ground.actor("partner"),
        case_id=case.id,
        progress="业主态度不好",
        for_reporter=False,
    )
    lines = case_story(case, ground.actor("resident"))
    assert "业主态度不好" not in [line.inside_words + line.words for line in lines]
    inside = case_story(case, ground.actor("committee"))
    assert inside[-1].inside_words == "业主态度不好"
