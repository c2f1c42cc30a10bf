"""Organising on screen: announce by a weekly rule, add by telephone, check in, count, file."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from django.test import Client

from linli.apps.activities.models import Activity, Outcome, Session
from linli.apps.activities.tests.conftest import Hall
from linli.apps.participation.public import Participation
from linli.apps.people.public import Person

At = Callable[[str], AbstractContextManager[None]]
Visit = Callable[[str], Client]
Budget = Callable[[int], AbstractContextManager[None]]
WORK = "/c/alpha/work/activities/"
MONDAY, EVENING = "2026-03-09 09:00", "2026-03-10 19:05"
NEW = {
    "title": "手机课堂",
    "kind": "class",
    "day": "2026-03-11",
    "begins": "09:30",
    "ends": "11:00",
    "weeks": "3",
    "capacity": "24",
    "audience": "everyone",
    "mode": "fcfs",
    "promotion": "auto",
    "needs_sign_up": "on",
    "public": "on",
}


def of(session: Session, noun: str = "") -> str:
    return f"{WORK}dates/{session.id}/{noun}"


def pages_of(session: Session) -> list[str]:
    one = f"{WORK}{session.activity_id}/"
    shelves = [f"{WORK}?shelf={shelf}" for shelf in ("coming", "to_file", "drafts", "filed")]
    dates = (
        "",
        "kiosk/",
        "kiosk/worker.js",
        "sheet/",
        "sign-ups/",
        "moves/",
        "check-ins/",
        "paper/",
        "wall/",
    )
    acts = ("", "changes/", "dates/", "cancellations/", "filings/", "photos/")
    return [
        *shelves,
        f"{WORK}new/",
        f"{WORK}years/?year=2026",
        *(f"{WORK}figures/?by={way}" for way in ("kind", "month", "team", "series", "room")),
        f"{WORK}figures/dates/?by=kind&value=culture",
        *(one + act for act in acts),
        *(of(session, noun) for noun in dates),
    ]


@pytest.mark.parametrize("language", ["en", "zh-hans", "zh-hant"])
def test_staff_read_every_page(hall: Hall, visit: Visit, day: None, language: str) -> None:
    session = hall.session(capacity=1)
    hall.sign_up(session, hall.person())
    hall.sign_up(session, hall.person())
    client = visit("committee")
    for page in pages_of(session):
        answer = client.get(page, headers={"accept-language": language})
        assert answer.status_code == 200, page


def test_nobody_else_organises(hall: Hall, visit: Visit, day: None) -> None:
    session = hall.session()
    hall.sign_up(session, hall.person("林小满"))
    for who in ("resident", "partner", "outsider", "street"):
        for page in pages_of(session):
            answer = visit(who).get(page)
            assert answer.status_code in (403, 404), (who, page)
            assert "林小满" not in answer.text
    assert visit("anonymous").get(of(session)).status_code == 302


def test_more_people_need_no_more_statements(
    hall: Hall, visit: Visit, day: None, django_assert_max_num_queries: Budget
) -> None:
    session = hall.session(capacity=3)
    client = visit("committee")
    for number in range(9):
        hall.sign_up(session, hall.person(f"居民{number}"))
        if number in (0, 8):
            for page in [*pages_of(session), of(session, "check-ins/?q=居民")]:
                with django_assert_max_num_queries(15):
                    client.get(page)


def test_a_course_of_three_weeks_is_announced_in_one_form(
    hall: Hall, visit: Visit, day: None
) -> None:
    client = visit("committee")
    assert client.post(f"{WORK}new/", NEW).status_code == 302
    row = Activity.objects.get(community_id=hall.a.id, title="手机课堂")
    rows = Session.objects.filter(community_id=hall.a.id, activity=row)
    days = [each.day.isoformat() for each in rows]
    assert days == ["2026-03-11", "2026-03-18", "2026-03-25"]
    assert row.state == "published"
    draft = client.post(f"{WORK}new/", {**NEW, "title": "草稿", "act": "draft"})
    assert draft.status_code == 302
    assert Activity.objects.get(community_id=hall.a.id, title="草稿").state == "draft"
    assert "草稿" in client.get(f"{WORK}?shelf=drafts").text


def test_typed_words_come_back_with_the_trouble(hall: Hall, visit: Visit, day: None) -> None:
    answer = visit("committee").post(f"{WORK}new/", {**NEW, "ends": "09:00"})
    assert answer.status_code == 422
    assert "手机课堂" in answer.text
    assert "The end lies before the beginning." in answer.text


def test_words_change_dates_are_added_and_all_is_cancelled(
    hall: Hall, visit: Visit, day: None
) -> None:
    session = hall.session(hall.activity(tags=[("公筷", "campaign")]))
    one = f"{WORK}{session.activity_id}/"
    client = visit("committee")
    changed = {"title": "露天电影", "kind": "culture", "tags": "公筷, 夜校", "public": "on"}
    assert client.post(f"{one}changes/", changed).status_code == 302
    row = Activity.objects.get(community_id=hall.a.id, id=session.activity_id)
    assert row.title == "露天电影"
    assert {(each.word, each.kind) for each in row.tags.all()} == {
        ("公筷", "campaign"),
        ("夜校", "topic"),
    }
    assert client.post(f"{one}dates/", {**NEW, "weeks": "2"}).status_code == 302
    assert Session.objects.filter(community_id=hall.a.id, activity=row).count() == 3
    assert client.post(f"{one}cancellations/", {"reason": ""}).status_code == 422
    assert client.post(f"{one}cancellations/", {"reason": "台风"}).status_code == 302
    assert client.post(f"{one}dates/", NEW).status_code == 422


def test_staff_add_by_telephone_and_beyond_the_capacity_with_a_reason(
    hall: Hall, visit: Visit, day: None
) -> None:
    session, known = hall.session(capacity=1), hall.person("黄阿婆")
    client = visit("committee")
    typed = {"person": str(known.id), "door": "staff_phone", "guests": ""}
    adding = of(session, "sign-ups/?q=黄阿婆")
    assert "黄阿婆" in client.get(adding).text
    assert client.post(adding, typed).status_code == 302
    new = {"person": "", "name": "周师傅", "phone": "13800001234", "door": "staff_desk"}
    full = client.post(of(session, "sign-ups/"), {**new, "guests": ""})
    assert full.status_code == 422
    assert "Everything is taken" in full.text
    assert not Person.objects.filter(community_id=hall.a.id, name="周师傅").exists()
    over = {**new, "guests": "", "over_capacity_reason": "轮椅，另加椅子"}
    assert client.post(of(session, "sign-ups/"), over).status_code == 302
    row = Participation.objects.get(community_id=hall.a.id, subject__name="周师傅")
    assert (row.state, row.over_reason, row.door) == ("confirmed", "轮椅，另加椅子", "staff_desk")
    assert "轮椅，另加椅子" in client.get(of(session)).text


def test_the_same_caller_is_the_same_person(hall: Hall, visit: Visit, day: None) -> None:
    first, second = hall.session(), hall.session(start="2026-03-12 19:00")
    client = visit("committee")
    new = {"person": "", "name": "周师傅", "phone": "13800001234", "door": "staff_phone"}
    for session in (first, second):
        assert client.post(of(session, "sign-ups/"), {**new, "guests": ""}).status_code == 302
    assert Person.objects.filter(community_id=hall.a.id, name="周师傅").count() == 1


def test_a_withdrawal_at_the_desk_moves_up_the_next(hall: Hall, visit: Visit, day: None) -> None:
    session = hall.session(capacity=1)
    first, second = (hall.sign_up(session, hall.person()) for _ in range(2))
    client = visit("committee")
    assert client.post(of(session, f"sign-ups/{first.id}/withdrawals/")).status_code == 302
    assert hall.fresh(second).state == "confirmed"
    assert client.post(of(session, f"sign-ups/{second.id}/nothing/")).status_code == 404
    other = hall.session(start="2026-03-12 19:00")
    assert client.post(of(other, f"sign-ups/{second.id}/withdrawals/")).status_code == 404


def test_seats_are_changed_and_the_date_moved_and_cancelled(
    hall: Hall, visit: Visit, day: None
) -> None:
    session = hall.session(capacity=1)
    _first, second = (hall.sign_up(session, hall.person()) for _ in range(2))
    client = visit("committee")
    assert client.post(of(session, "capacities/"), {"capacity": "2"}).status_code == 302
    assert hall.fresh(second).state == "confirmed"
    moved = {"day": "2026-03-12", "begins": "19:30", "ends": "21:00"}
    assert client.post(of(session, "moves/"), moved).status_code == 302
    session.refresh_from_db()
    assert session.day.isoformat() == "2026-03-12"
    assert client.post(of(session, "cancellations/")).status_code == 302
    assert hall.gathering(session).state == "cancelled"


def test_filing_tells_the_result_and_what_was_planted(hall: Hall, visit: Visit, at: At) -> None:
    with at(MONDAY):
        session = hall.session()
        one = f"{WORK}{session.activity_id}/"
        early = visit("committee").post(f"{one}filings/", {"result_text": "好"})
        assert early.status_code == 422
    with at("2026-03-11 10:00"):
        client = visit("committee")
        client.post(of(session, "headcounts/"), {"all": "41"})
        assert "周末电影" in client.get(f"{WORK}?shelf=to_file").text
        typed = {"result_text": "大家一起种了树", "what": "种树", "number": "600", "unit": "株"}
        half = client.post(f"{one}filings/", {**typed, "unit": ""})
        assert half.status_code == 422
        assert client.post(f"{one}filings/", typed).status_code == 302
        assert Outcome.objects.get(community_id=hall.a.id).number == 600
        page = visit("anonymous").get(f"/c/alpha/activities/{session.activity_id}/").text
        for said in ("大家一起种了树", "600", "41"):
            assert said in page


def test_figures_drill_down_to_dates_that_add_up(hall: Hall, visit: Visit, at: At) -> None:
    with at("2026-03-10 20:00"):
        client = visit("committee")
        for number, kind in ((41, "culture"), (8, "culture"), (30, "sport")):
            session = hall.session(hall.activity(f"活动{number}", kind=kind))
            client.post(of(session, "headcounts/"), {"all": str(number)})
        period = "from=2026-03-01&to=2026-03-31"
        page = client.get(f"{WORK}figures/?{period}").text
        assert "79" in page
        rows = client.get(f"{WORK}figures/dates/?{period}&by=kind&value=culture").text
        assert "49 person-times" in rows
        assert "41 person-times" in rows
        assert "30 person-times" not in rows
        odd = client.get(f"{WORK}figures/?from=x&to=9999-99-99&by=nothing")
        assert odd.status_code == 200
