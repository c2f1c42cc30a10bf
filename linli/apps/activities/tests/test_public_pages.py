"""The calendar, an activity's page, signing up with one thumb, and the receipt."""

import datetime as dt
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from linli.apps.accounts.models import GrantRow
from linli.apps.activities.models import Session
from linli.apps.activities.operations.sessions import cancel_activity
from linli.apps.activities.tests.conftest import Hall
from linli.apps.participation.public import (
    GuardianConsent,
    Participation,
    ask_question,
    count_heads,
    withdraw,
)
from linli.apps.people.public import Person

At = Callable[[str], AbstractContextManager[None]]
Visit = Callable[[str], Client]
MONDAY = "2026-03-09 09:00"
PUBLIC = "/c/alpha/activities/"


def connect(hall: Hall, person: Person, who: str = "resident") -> None:
    """The log-in of the cast belongs to this person."""
    credential = hall.cast.credential(who)
    rows = GrantRow.objects.filter(community_id=hall.a.id, credential=credential)
    rows.update(person_id=person.id)


def page_of(session: Session) -> str:
    return f"{PUBLIC}{session.activity_id}/"


def send(client: Client, session: Session, **typed: Any) -> Any:
    return client.post(f"{page_of(session)}dates/{session.id}/sign-ups/", {"guests": "", **typed})


def test_everybody_reads_the_calendar_and_nobody_the_drafts(
    hall: Hall, visit: Visit, day: None
) -> None:
    hall.session(capacity=3)
    draft = hall.session(hall.activity("还没定的演出", publish=False))
    inside = hall.session(hall.activity("楼组长会", public=False))
    for address in (PUBLIC, f"{PUBLIC}?view=week", f"{PUBLIC}poster/", f"{PUBLIC}embed/"):
        text = visit("anonymous").get(address).text
        assert "周末电影" in text
        assert "还没定的演出" not in text
        assert "楼组长会" not in text
    assert "楼组长会" in visit("resident").get(PUBLIC).text
    assert "还没定的演出" in visit("committee").get(PUBLIC).text
    assert visit("anonymous").get(page_of(draft)).status_code == 404
    assert visit("anonymous").get(page_of(inside)).status_code == 404


def test_the_embed_may_stand_in_a_frame_and_no_other_page(hall: Hall, visit: Visit) -> None:
    def policy(address: str) -> str:
        return str(visit("anonymous").get(address).headers["Content-Security-Policy"])

    assert "frame-ancestors *" in policy(f"{PUBLIC}embed/")
    assert "frame-ancestors 'none'" in policy(PUBLIC)


@pytest.mark.parametrize("typed", ["2026-99-01", "x", "9999-12-31", "0001-01-01", "2026-03-09"])
def test_the_calendar_takes_any_day_that_is_typed(
    hall: Hall, visit: Visit, day: None, typed: str
) -> None:
    for view in ("", "week", "nothing"):
        answer = visit("anonymous").get(PUBLIC, {"from": typed, "view": view, "kind": "x"})
        assert answer.status_code == 200


def test_more_dates_need_no_more_statements(hall: Hall, visit: Visit, day: None) -> None:
    activity = hall.activity()
    connect(hall, hall.person("林小满"))
    client, counted = visit("resident"), []
    for number in range(9):
        session = hall.session(activity, start=f"2026-03-{10 + number} 19:00", capacity=1)
        hall.sign_up(session, hall.person())
        hall.sign_up(session, hall.person())
        if number in (0, 8):
            own = (PUBLIC, f"{PUBLIC}?view=week", page_of(session))
            counted.append([statements(client, each) for each in (*own, "/c/alpha/")])
    assert counted[0] == counted[1]
    assert max(counted[0][:3]) <= 15


def statements(client: Client, address: str) -> int:
    """Of a page that was read before: what changes once a year is at hand."""
    client.get(address)
    with CaptureQueriesContext(connection) as seen:
        assert client.get(address).status_code == 200
    return len(seen)


def test_a_resident_signs_up_with_one_tap_and_gets_a_receipt(
    hall: Hall, visit: Visit, day: None
) -> None:
    session, person = hall.session(capacity=1), hall.person("林小满")
    connect(hall, person)
    client = visit("resident")
    assert "Sign up" in client.get(page_of(session)).text
    answer = send(client, session, who=person.id)
    row = Participation.objects.get(community_id=hall.a.id, subject=person)
    assert answer.headers["Location"] == f"/c/alpha/sign-ups/{row.id}/"
    assert (row.state, row.door) == ("confirmed", "self")
    assert "You have a place" in client.get(answer.headers["Location"]).text
    assert "周末电影" in client.get("/c/alpha/sign-ups/").text
    assert "周末电影" in client.get("/c/alpha/me/").text


def test_the_next_one_learns_the_number_in_the_queue_before_and_after(
    hall: Hall, visit: Visit, day: None
) -> None:
    session, person = hall.session(capacity=1), hall.person("林小满")
    first = hall.sign_up(session, hall.person())
    connect(hall, person)
    client = visit("resident")
    assert "you will be no. 1" in client.get(page_of(session)).text
    receipt = send(client, session, who=person.id).headers["Location"]
    assert "On the waiting list, no. 1" in client.get(receipt).text
    withdraw(community=hall.a, actor=hall.staff, participation_id=first.id)
    assert "You have a place" in client.get(receipt).text


def test_an_offer_is_accepted_and_a_place_given_back(hall: Hall, visit: Visit, day: None) -> None:
    session, person = hall.session(capacity=1, promotion="offer"), hall.person("林小满")
    first = hall.sign_up(session, hall.person())
    connect(hall, person)
    client = visit("resident")
    receipt = send(client, session, who=person.id).headers["Location"]
    withdraw(community=hall.a, actor=hall.staff, participation_id=first.id)
    assert "A place is kept for you" in client.get(receipt).text
    assert client.post(f"{receipt}acceptances/").status_code == 302
    assert "You have a place" in client.get(receipt).text
    assert client.post(f"{receipt}withdrawals/").status_code == 302
    row = Participation.objects.get(community_id=hall.a.id, subject=person)
    assert row.state == "withdrawn"


def test_a_small_child_comes_with_the_mother_and_photos_are_asked_apart(
    hall: Hall, visit: Visit, day: None
) -> None:
    mother = hall.person("陈秀英")
    child = hall.child("2018-08-01", mother, "陈小树")
    session = hall.session(capacity=5)
    connect(hall, mother)
    client = visit("resident")
    alone = send(client, session, who=child.id)
    assert alone.status_code == 422
    assert "come with an adult" in alone.text
    answer = send(client, session, who=child.id, companions=[mother.id], pick_up="陈阿姨 姑姑")
    row = Participation.objects.get(community_id=hall.a.id, subject=child)
    assert (row.state, row.seats, row.door) == ("confirmed", 2, "guardian")
    kinds = GuardianConsent.objects.filter(community_id=hall.a.id, person=child)
    assert list(kinds.values_list("kind", flat=True)) == ["attend"]
    receipt = answer.headers["Location"]
    assert "Allow photos" in client.get(receipt).text
    at_child = f"{receipt}people/{child.id}/"
    assert client.post(f"{at_child}consents/", {"kind": "photo"}).status_code == 302
    assert set(kinds.values_list("kind", flat=True)) == {"attend", "photo"}
    assert client.post(f"{at_child}consent-revocations/", {"kind": "attend"}).status_code == 302
    assert hall.fresh(row).state == "withdrawn"


def test_questions_are_asked_and_typed_words_come_back(hall: Hall, visit: Visit, day: None) -> None:
    session, person = hall.session(), hall.person("林小满")
    question = ask_question(
        community=hall.a,
        actor=hall.staff,
        about_id=session.activity_id,
        text="要不要轮椅位",
        kind="yes_no",
        required=True,
    )
    connect(hall, person)
    client = visit("resident")
    missing = send(client, session, who=person.id, guests="王阿姨")
    assert missing.status_code == 422
    assert "王阿姨" in missing.text
    answer = send(client, session, who=person.id, **{f"answer_{question.id}": "yes"})
    assert answer.status_code == 302


def test_nobody_opens_the_receipt_of_another(hall: Hall, visit: Visit, day: None) -> None:
    session, person = hall.session(), hall.person("林小满")
    row = hall.sign_up(session, person)
    connect(hall, hall.person("别人"), "neighbour")
    for act in ("", "withdrawals/", "acceptances/", f"people/{person.id}/consents/"):
        address = f"/c/alpha/sign-ups/{row.id}/{act}"
        client = visit("neighbour")
        answer = client.post(address) if act else client.get(address)
        assert answer.status_code == 404
        assert "林小满" not in answer.text
    assert hall.fresh(row).state == "confirmed"


def test_a_stranger_is_asked_to_sign_in_and_staff_without_a_person_are_told(
    hall: Hall, visit: Visit, day: None
) -> None:
    session = hall.session()
    assert "Sign in and sign up" in visit("anonymous").get(page_of(session)).text
    assert send(visit("anonymous"), session, who="x").status_code == 401
    assert send(visit("committee"), session, who="x").status_code == 403


def test_cancelled_and_past_dates_say_so(hall: Hall, visit: Visit, at: At) -> None:
    with at(MONDAY):
        gone, held = hall.session(), hall.session(hall.activity("义诊"))
        cancel_activity(
            community=hall.a, actor=hall.staff, activity_id=gone.activity_id, reason="台风"
        )
        assert "台风" in visit("anonymous").get(page_of(gone)).text
    with at("2026-03-10 20:00"):
        count_heads(community=hall.a, actor=hall.staff, gathering_id=held.gathering_id, number=41)
    with at("2026-03-12 09:00"):
        text = visit("anonymous").get(PUBLIC, {"from": "2026-03-09"}).text
        assert "cancelled" in text
        assert "41 person-times" in text
        assert "41" in visit("anonymous").get(page_of(held)).text


@pytest.mark.parametrize("language", ["en", "zh-hans", "zh-hant"])
def test_pages_answer_in_every_language(hall: Hall, visit: Visit, day: None, language: str) -> None:
    session, person = hall.session(), hall.person("林小满")
    connect(hall, person)
    client = visit("resident")
    receipt = send(client, session, who=person.id).headers["Location"]
    for address in (PUBLIC, page_of(session), f"{page_of(session)}poster/", receipt):
        answer = client.get(address, headers={"accept-language": language})
        assert answer.status_code == 200


def test_minutes_are_shown_in_the_zone_of_the_community(
    hall: Hall, visit: Visit, day: None
) -> None:
    session = hall.session(start="2026-03-10 19:30")
    assert session.starts_at.astimezone(dt.UTC).hour == 11
    assert "19:30–21:30" in visit("anonymous").get(PUBLIC).text
