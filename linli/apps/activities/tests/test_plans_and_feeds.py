"""The plan of a year, feeds that tell of cancelling, questions that become cases."""

import datetime as dt
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest

from linli.apps.activities.models import QuestionTaken
from linli.apps.activities.operations.planning import (
    PlanDraft,
    drop_planned,
    make_planned,
    plan_activity,
    take_question,
)
from linli.apps.activities.operations.sessions import cancel_session
from linli.apps.activities.queries.feeds import feed, person_feed
from linli.apps.activities.queries.finding import CalendarFilter
from linli.apps.activities.queries.plans import year_plan
from linli.apps.activities.rules.festivals import festival_day, festivals_of
from linli.apps.activities.tests.conftest import Hall
from linli.apps.cases.public import NewCase, load_defaults
from linli.apps.participation.public import count_heads, withdraw
from linli.kernel.errors import Conflict

At = Callable[[str], AbstractContextManager[None]]


def test_the_plan_shows_what_came_of_each_line(hall: Hall, at: At) -> None:
    with at("2026-03-01 09:00"):
        given: dict[str, Any] = {"community": hall.a, "actor": hall.staff}
        talk = plan_activity(**given, draft=PlanDraft(2026, 3, "普法讲座", "lecture", times=2))
        moon = plan_activity(
            **given, draft=PlanDraft(2026, 9, "中秋游园", "festival", festival="mid_autumn")
        )
        activity = make_planned(**given, item_id=talk.id, publish=True)
        with pytest.raises(Conflict):
            make_planned(**given, item_id=talk.id)
        drop_planned(**given, item_id=moon.id, reason="场地维修")
        session = hall.session(activity, start="2026-03-01 10:00")
    with at("2026-03-01 10:30"):
        count_heads(
            community=hall.a, actor=hall.staff, gathering_id=session.gathering_id, number=31
        )
    plan = year_plan(hall.a, 2026)
    assert [(line.item.title, line.held, line.person_times) for line in plan.lines] == [
        ("普法讲座", 1, 31),
        ("中秋游园", 0, 0),
    ]
    assert (dt.date(2026, 9, 25), "mid_autumn") in plan.festivals


def test_lunar_festivals_stand_on_their_days() -> None:
    assert festival_day("spring", 2026) == dt.date(2026, 2, 17)
    assert festival_day("lantern", 2026) == dt.date(2026, 3, 3)
    assert festival_day("double_ninth", 2026) == dt.date(2026, 10, 18)
    assert festival_day("mid_autumn", 2031) is None
    assert len(festivals_of(2026)) == 17


def test_what_is_cancelled_is_cancelled_in_the_feed(hall: Hall, at: At) -> None:
    with at("2026-03-02 09:00"):
        session, other = hall.session(), hall.session(start="2026-03-11 19:00")
        person = hall.person()
        row = hall.sign_up(other, person)
        cancel_session(community=hall.a, actor=hall.staff, session_id=session.id)
        anybody = hall.actor("anonymous")
        text = feed(hall.a, anybody, CalendarFilter(), "社区活动").decode()
        assert (text.count("STATUS:CANCELLED"), text.count("STATUS:CONFIRMED")) == (1, 1)
        mine = person_feed(hall.a, hall.as_person(person), person.id, "我的活动").decode()
        assert (mine.count("BEGIN:VEVENT"), mine.count("STATUS:CONFIRMED")) == (1, 1)
        withdraw(community=hall.a, actor=hall.staff, participation_id=row.id)
        mine = person_feed(hall.a, hall.as_person(person), person.id, "我的活动").decode()
        assert (mine.count("BEGIN:VEVENT"), mine.count("STATUS:CANCELLED")) == (1, 1)


def test_a_question_at_a_service_day_is_a_case(hall: Hall, at: At) -> None:
    with at("2026-03-10 19:30"):
        load_defaults(community=hall.a, actor=hall.actor("system"))
        session = hall.session(hall.activity("网格服务日", kind="service_day"))
        case = take_question(
            community=hall.a,
            actor=hall.staff,
            session_id=session.id,
            new=NewCase(text="楼下垃圾桶满了没人收", source="counter"),
            stand="城管咨询台",
        )
    row = QuestionTaken.objects.get(community_id=hall.a.id, session_id=session.id)
    assert (row.case_id, row.stand) == (case.id, "城管咨询台")
    assert case.number.startswith("AA-2603-")
