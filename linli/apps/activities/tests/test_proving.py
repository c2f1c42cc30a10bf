"""Whoever doubts can check: draws, certificates; and subscribe to dates."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager

from django.test import Client

from linli.apps.activities.operations.certifying import issue_certificates
from linli.apps.activities.tests.conftest import Hall
from linli.apps.activities.tests.test_school import enrol, opened, teach
from linli.apps.participation.public import draw_lot
from tests.cast import Cast

At = Callable[[str], AbstractContextManager[None]]
Visit = Callable[[str], Client]


def test_a_certificate_is_checked_with_number_and_code(hall: Hall, visit: Visit, at: At) -> None:
    with at("2026-06-01 09:00"):
        row = opened(hall, lessons=1)
        (learner,) = enrol(hall, row, 1)
    with at("2026-07-01 12:00"):
        teach(hall, row, 0, learner)
        (made,) = issue_certificates(community=hall.a, actor=hall.staff, class_id=row.id)
        anybody = visit("anonymous")
        path = f"/c/alpha/certificates/?number={made.number}&code="
        right = anybody.get(path + made.check_code).content.decode()
        assert "暑期书法班" in right
        assert learner.subject.name not in right
        wrong = anybody.get(path + "22222222").content.decode()
        assert "暑期书法班" not in wrong
        for _number in range(10):
            anybody.get(path + "22222222")
        assert anybody.get(path + made.check_code).status_code == 429


def test_the_draw_stands_open_before_and_after(hall: Hall, visit: Visit, at: At) -> None:
    with at("2026-03-02 09:00"):
        session = hall.session(capacity=1, mode="lottery")
        hall.sign_up(session, hall.person("陈秀英"))
        path = f"/c/alpha/activities/draws/{session.id}/"
        before = visit("anonymous").get(path).content.decode()
        draw_lot(community=hall.a, actor=hall.staff, gathering_id=session.gathering_id)
        after = visit("anonymous").get(path).content.decode()
        assert len(re.findall(r"<code>[0-9a-f]{64}</code>", before)) == 1
        assert "agrees" in after
        assert "陈秀英" not in after
        assert visit("anonymous").get(f"/c/beta/activities/draws/{session.id}/").status_code == 404


def test_calendars_are_subscribed_to_by_anybody_and_ones_own_by_token(
    cast: Cast, hall: Hall, visit: Visit, at: At
) -> None:
    with at("2026-03-02 09:00"):
        person = hall.person()
        cast.give("resident", person_id=person.id)
        mine, other = hall.session(), hall.session(hall.activity("别的活动"))
        hall.activity("秘密草稿", publish=False)
        hall.sign_up(mine, person)
        assert other.id != mine.id
        public = visit("anonymous").get("/c/alpha/activities/calendar.ics")
        assert public["Content-Type"].startswith("text/calendar")
        assert public.content.decode().count("BEGIN:VEVENT") == 2
        page = visit("resident").get("/c/alpha/sign-ups/").content.decode()
        path = re.findall(r"/c/alpha/sign-ups/[^\"]+\.ics", page)[0]
        own = visit("anonymous").get(path).content.decode()
        assert own.count("BEGIN:VEVENT") == 1
        assert visit("anonymous").get("/c/alpha/sign-ups/wrong.ics").status_code == 404
