"""Terms and classes on screen, the certificate and its check page."""

from collections.abc import Callable
from contextlib import AbstractContextManager

from django.test import Client

from linli.apps.activities.models import Certificate, CourseClass, PlanItem, Session
from linli.apps.activities.tests.conftest import Hall
from linli.apps.activities.tests.test_public_pages import connect
from linli.apps.activities.tests.test_work_pages import NEW, WORK
from linli.apps.participation.public import Participation, check_in

At = Callable[[str], AbstractContextManager[None]]
Visit = Callable[[str], Client]
SCHOOL = f"{WORK}school/"
CLASS = {**NEW, "title": "三人小课", "capacity": "3", "weeks": "2", "pass_percent": "50"}


def test_from_the_term_to_the_certificate_that_a_stranger_checks(
    hall: Hall, visit: Visit, at: At
) -> None:
    with at("2026-03-09 09:00"):
        person = hall.person("林小满")
        connect(hall, person)
        client = visit("committee")
        term = {"name": "2026 春季", "first_day": "2026-03-01", "last_day": "2026-06-30"}
        assert client.post(SCHOOL, term).status_code == 302
        assert client.post(SCHOOL, term).status_code == 422
        assert client.post(f"{SCHOOL}classes/", CLASS).status_code == 302
        row = CourseClass.objects.get(community_id=hall.a.id)
        lesson = Session.objects.filter(community_id=hall.a.id).order_by("starts_at")[0]
        page = f"/c/alpha/activities/{row.activity_id}/"
        assert "whole course" in visit("resident").get(page).text
        send = f"{page}dates/{lesson.id}/sign-ups/"
        assert visit("resident").post(send, {"who": person.id, "guests": ""}).status_code == 302
        signed = Participation.objects.get(community_id=hall.a.id, subject=person)
        assert signed.gathering_id == row.gathering_id
        assert "林小满" in client.get(f"{SCHOOL}classes/{row.id}/").text
    with at("2026-03-11 09:40"):
        check_in(
            community=hall.a,
            actor=hall.staff,
            gathering_id=lesson.gathering_id,
            person_id=person.id,
        )
        early = client.post(f"{SCHOOL}classes/{row.id}/certificates/")
        assert early.status_code == 302
        assert not Certificate.objects.filter(community_id=hall.a.id).exists()
    with at("2026-03-20 09:00"):
        assert client.post(f"{SCHOOL}classes/{row.id}/certificates/").status_code == 302
        paper = Certificate.objects.get(community_id=hall.a.id)
        sheet = client.get(f"{SCHOOL}classes/{row.id}/certificates/{paper.id}/").text
        assert paper.number in sheet
        checked = visit("anonymous").get(
            "/c/alpha/certificates/", {"number": paper.number, "code": paper.check_code}
        )
        assert "genuine" in checked.text
        assert "林小满" not in checked.text
        wrong = visit("anonymous").get(
            "/c/alpha/certificates/", {"number": paper.number, "code": "AAAAAAAA"}
        )
        assert "do not belong together" in wrong.text


def test_nobody_else_plans_the_school(hall: Hall, visit: Visit) -> None:
    for who in ("resident", "partner", "outsider"):
        for page in (SCHOOL, f"{SCHOOL}classes/"):
            assert visit(who).get(page).status_code in (403, 404)
            assert visit(who).post(page, {}).status_code in (403, 404)


def test_a_line_of_the_plan_becomes_an_activity_or_is_dropped_with_a_reason(
    hall: Hall, visit: Visit, at: At
) -> None:
    with at("2026-03-09 09:00"):
        client, page = visit("committee"), f"{WORK}years/?year=2026"
        line = {"month": "5", "title": "端午包粽子", "kind": "festival", "times": "2"}
        for title in ("端午包粽子", "邻里节"):
            assert client.post(page, {**line, "title": title}).status_code == 302
        assert client.post(page, {**line, "times": "0"}).status_code == 422
        first, second = PlanItem.objects.filter(community_id=hall.a.id).order_by("id")
        assert client.post(f"{WORK}plan/{first.id}/makings/").status_code == 302
        assert client.post(f"{WORK}plan/{second.id}/drops/", {"reason": ""}).status_code == 302
        second.refresh_from_db()
        assert second.dropped_at is None
        client.post(f"{WORK}plan/{second.id}/drops/", {"reason": "场地装修"})
        text = client.get(page).text
        assert "场地装修" in text
        assert "0 of 2 held" in text
        assert client.post(f"{WORK}plan/{first.id}/makings/").status_code == 409
        assert client.post(f"{WORK}plan/{first.id}/nothing/").status_code == 404
