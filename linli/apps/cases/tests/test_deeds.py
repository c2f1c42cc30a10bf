"""The list of practical deeds: numbered, led by name, public, done with its case."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from linli.apps.cases.models import Case, Deed, DeedLead
from linli.apps.cases.operations.deeds import (
    Leader,
    close_deed,
    lead_deed,
    list_deed,
    note_deed,
)
from linli.apps.cases.operations.settling import settle_on_spot
from linli.apps.cases.queries.deeds import deed_list
from linli.apps.cases.tests.conftest import FAMILY, Ground
from linli.apps.organisations.public import Organisation, Post
from linli.kernel import clock
from linli.kernel.errors import Conflict, NotAllowed, RuleNotMet
from linli.kernel.measures import MEASURES, Question

SECRET = "三楼独居的闻人阿婆"


def listed(ground: Ground, title: str = "修好楼道灯", **more: Any) -> Deed:
    given: dict[str, Any] = {
        "title": title,
        "leader": Leader("司徒明", "居委会委员"),
        "due_on": clock.today(ground.a) + dt.timedelta(days=30),
    }
    return list_deed(community=ground.a, actor=ground.actor("committee"), **{**given, **more})


def post(ground: Ground) -> Post:
    body = Organisation.objects.create(kind="residents_committee", name="甲社区居委会")
    return Post.objects.create(
        community_id=ground.a.id,
        organisation=body,
        title="主任",
        display_name="公孙立",
        since=dt.date(2024, 1, 1),
        written_at=clock.now(),
    )


def test_1_13_deeds_are_numbered_and_keep_the_need_they_grew_from(ground: Ground) -> None:
    need = ground.new()
    first, second = listed(ground, origin_id=need.id), listed(ground, "加装扶手")
    assert [(row.number, row.year == row.due_on.year) for row in (first, second)] == [
        (1, True),
        (2, True),
    ]
    assert first.origin_id == need.id
    case = ground.fresh(first.case)
    assert (case.type.kind, case.state, case.found_by) == ("deed", "accepted", "us")
    with pytest.raises(Conflict):
        listed(ground, "又一件", number=1)
    assert Case.objects.filter(community=ground.a, type__kind="deed").count() == 2


def test_1_14_a_committee_member_leads_and_who_led_before_stays(ground: Ground) -> None:
    row = listed(ground, leader=Leader(post_id=post(ground).id))
    assert (row.leader_name, row.leader_duty) == ("公孙立", "主任")
    given: dict[str, Any] = {"community": ground.a, "actor": ground.actor("committee")}
    lead_deed(deed_id=row.id, leader=Leader("司徒明"), **given)
    names = [
        (each.name, each.until is None)
        for each in DeedLead.objects.filter(deed=row).filter(community=ground.a)
    ]
    assert names == [("公孙立", False), ("司徒明", True)]


def test_each_deed_of_the_list_has_its_own_news(ground: Ground) -> None:
    given: dict[str, Any] = {"community": ground.a, "actor": ground.actor("committee")}
    for title in ("换灯", "加装扶手"):
        note_deed(deed_id=listed(ground, title).id, news=f"{title}的材料到了。", **given)
    told = [[note.words for note in row.notes.all()] for row in deed_list(ground.a).deeds]
    assert told == [["换灯的材料到了。"], ["加装扶手的材料到了。"]]


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"leader": Leader()}, "missing_leader"),
        ({"due_on": dt.date(2020, 1, 1)}, "in_the_past"),
        ({"source": "wish"}, "unknown_source"),
    ],
)
def test_what_cannot_be_listed_is_refused(ground: Ground, wrong: dict[str, Any], code: str) -> None:
    with pytest.raises(RuleNotMet) as refused:
        listed(ground, **wrong)
    assert refused.value.code == code
    assert Case.objects.filter(community=ground.a).count() == 0


def test_any_open_case_can_be_taken_on_and_is_done_with_it(ground: Ground) -> None:
    case = ground.new()
    deed = listed(ground, case_id=case.id)
    settle_on_spot(
        community=ground.a,
        actor=ground.actor("grid_worker"),
        case_id=case.id,
        result="灯换好了。",
    )
    done = Deed.objects.get(community=ground.a, id=deed.id)
    assert (done.state, done.result) == ("done", "灯换好了。")


def test_what_is_confidential_or_over_is_not_listed(ground: Ground) -> None:
    secret = ground.new(type_code=FAMILY)
    with pytest.raises(RuleNotMet):
        listed(ground, case_id=secret.id)
    over = ground.new()
    settle_on_spot(
        community=ground.a, actor=ground.actor("grid_worker"), case_id=over.id, result="换好了。"
    )
    with pytest.raises(RuleNotMet):
        listed(ground, case_id=over.id)


def test_only_the_committee_lists(ground: Ground) -> None:
    for who in ("grid_worker", "partner", "resident", "outsider"):
        with pytest.raises(NotAllowed):
            list_deed(
                community=ground.a,
                actor=ground.actor(who),
                title="修灯",
                leader=Leader("司徒明"),
                due_on=clock.today(ground.a),
            )


def test_done_closes_the_case_and_a_closed_case_closes_the_deed(ground: Ground) -> None:
    given: dict[str, Any] = {"community": ground.a, "actor": ground.actor("committee")}
    row, other = listed(ground), listed(ground, "加装扶手")
    note_deed(deed_id=row.id, news="灯具已订货。", **given)
    close_deed(deed_id=row.id, result="全部换成声控灯。", **given)
    assert ground.fresh(row.case).state == "closed"
    with pytest.raises(Conflict):
        note_deed(deed_id=row.id, news="再说一句。", **given)
    settle_on_spot(case_id=other.case_id, result="扶手装好了。", **given)
    kept = Deed.objects.get(community=ground.a, id=other.id)
    assert (kept.state, kept.result) == ("done", "扶手装好了。")


def test_deeds_are_counted_with_their_drill(ground: Ground) -> None:
    row = listed(ground)
    listed(ground, "加装扶手", source="visits")
    close_deed(
        community=ground.a,
        actor=ground.actor("committee"),
        deed_id=row.id,
        result="资金没有落实，明年再列。",
        done=False,
    )
    today = clock.today(ground.a)
    question = Question([ground.a], start=today, end=today)
    assert MEASURES["cases.deeds"].split(question, "state") == {"dropped": 1, "open": 1}
    assert MEASURES["cases.deeds"].split(question, "source") == {"needs": 1, "visits": 1}
    assert MEASURES["cases.deeds_done"].ids(question) == []


def test_the_public_list_shows_leader_and_news_and_nothing_of_the_case(
    ground: Ground, visit: Callable[[str], Client]
) -> None:
    committee, anybody = visit("committee"), visit("anonymous")
    assert "not out yet" in anybody.get("/c/alpha/deeds/").text
    due = (clock.today(ground.a) + dt.timedelta(days=9)).isoformat()
    form = {
        "title": "加装扶手",
        "source": "visits",
        "leader": "司徒明",
        "due_on": due,
        "text": f"受益：{SECRET}",
    }
    assert committee.post("/c/alpha/work/deeds/new/", form).status_code == 302
    assert committee.post("/c/alpha/work/deeds/new/", form | {"leader": ""}).status_code == 422
    row = Deed.objects.get(community=ground.a)
    here = f"/c/alpha/work/deeds/{row.id}/"
    assert committee.post(f"{here}notes/", {"news": "图纸已经画好"}).status_code == 302
    assert committee.post(f"{here}leads/", {"leader": "公孙立"}).status_code == 302
    end = {"done": "yes", "result": "四个单元都装好了"}
    assert committee.post(f"{here}endings/", end).status_code == 302
    page = anybody.get("/c/alpha/deeds/")
    for words in ("1. 加装扶手", "公孙立", "图纸已经画好", "四个单元都装好了"):
        assert words in page.text
    assert SECRET not in page.text
    assert "加装扶手" in anybody.get("/c/alpha/").text
    assert anybody.get("/c/alpha/work/deeds/").status_code in (302, 401)
