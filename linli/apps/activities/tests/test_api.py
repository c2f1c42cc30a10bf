"""The same acts over HTTP: codes, states and lists as they are promised."""

import uuid
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.test import Client

from linli.apps.activities.models import Session
from linli.apps.activities.tests.conftest import Hall
from linli.apps.people.public import Person
from tests.cast import Cast

At = Callable[[str], AbstractContextManager[None]]
Visit = Callable[[str], Client]
BASE = "/api/v1/c/alpha"
DATES = {"starts_at": "2026-03-10T19:00:00+08:00", "ends_at": "2026-03-10T21:00:00+08:00"}


@pytest.fixture
def me(cast: Cast, hall: Hall) -> Person:
    person = hall.person("林小禾")
    cast.give("resident", person_id=person.id)
    return person


def post(client: Client, path: str, body: Any = None) -> Any:
    return client.post(f"{BASE}{path}", body or {}, content_type="application/json")


def test_from_announcing_to_the_count(hall: Hall, me: Person, visit: Visit, at: At) -> None:
    with at("2026-03-02 09:00"):
        staff, resident = visit("committee"), visit("resident")
        made = post(
            staff,
            "/activities",
            {
                "title": "周末电影",
                "kind": "culture",
                "publish": True,
                "tags": [{"word": "文化惠民"}],
                "sessions": [{**DATES, "terms": {"capacity": 1}}],
            },
        )
        assert made.status_code == 201, made.content
        session = made.json()["sessions"][0]["id"]
        mine = post(resident, f"/sessions/{session}/sign-ups")
        assert (mine.status_code, mine.json()["state"]) == (201, "confirmed")
        again = post(resident, f"/sessions/{session}/sign-ups")
        assert (again.status_code, again.json()["code"]) == (409, "already_signed_up")
        other = hall.person("别人")
        full = post(staff, f"/sessions/{session}/sign-ups", {"person": str(other.id)})
        assert (full.status_code, full.json()["code"]) == (409, "full")
        queued = post(
            staff,
            f"/sessions/{session}/sign-ups",
            {"person": str(other.id), "door": "staff_phone", "wait": True},
        ).json()
        assert (queued["state"], queued["position"], queued["basis"]) == (
            "waitlisted",
            1,
            "staff_phone",
        )
        listed = staff.get(f"{BASE}/sessions/{session}/sign-ups").json()
        assert [row["name"] for row in listed["items"]] == ["林小禾", "别人"]
        own = resident.get(f"{BASE}/sessions/{session}/sign-ups").json()
        assert [row["name"] for row in own["items"]] == ["林小禾"]
        gone = post(resident, f"/sign-ups/{mine.json()['id']}/withdrawals")
        assert gone.json()["state"] == "withdrawn"
        assert staff.get(f"{BASE}/sign-ups/{queued['id']}").json()["state"] == "confirmed"
    with at("2026-03-10 19:05"):
        come_and_count(staff, session, other)
    with at("2026-03-11 09:00"):
        file_and_look(staff, visit("anonymous"), made.json()["id"])


def come_and_count(staff: Client, session: str, other: Person) -> None:
    given = {"person": str(other.id), "nonce": "n-1", "device": "A"}
    first = post(staff, f"/sessions/{session}/check-ins", given)
    second = post(staff, f"/sessions/{session}/check-ins", {"person": str(other.id)})
    assert (first.status_code, first.json()["code"]) == (201, "checked_in")
    assert (second.status_code, second.json()["code"]) == (200, "already_checked_in")
    zero = post(staff, f"/sessions/{session}/headcounts", {"number": 0})
    assert (zero.status_code, zero.json()["number"]) == (201, 0)
    post(staff, f"/sessions/{session}/headcounts", {"number": 10})
    counted = staff.get(f"{BASE}/sessions/{session}/counts").json()
    heads = sum(row["number"] for row in counted["drill"]["headcounts"])
    assert counted["person_times"] == len(counted["drill"]["attendances"]) + heads == 11
    assert (counted["persons"], counted["anonymous"]) == (1, 10)


def file_and_look(staff: Client, anybody: Client, activity: str) -> None:
    filed = post(staff, f"/activities/{activity}/filings", {"result": "来了十一人"}).json()
    assert (filed["state"], filed["sessions"][0]["person_times"]) == ("filed", 11)
    public = anybody.get(f"{BASE}/sessions?from=2026-03-01&to=2026-03-31").json()
    assert [row["person_times"] for row in public["items"]] == [11]
    number = anybody.get(f"{BASE}/measures/activities.person_times").json()
    assert number["value"] == 11


def test_a_device_without_network_sends_its_list_twice(hall: Hall, visit: Visit, at: At) -> None:
    with at("2026-03-10 18:30"):
        session = hall.session()
        people = hall.people(3)
    with at("2026-03-10 20:00"):
        sent = [
            {
                "person": str(person.id),
                "nonce": f"d-{number}",
                "captured_at": f"2026-03-10T19:0{number}:00+08:00",
            }
            for number, person in enumerate(people)
        ]
        sent.append({"person": str(uuid.uuid4()), "nonce": "d-9"})
        path = f"/sessions/{session.id}/check-in-batches"
        answers = [post(visit("committee"), path, {"check_ins": sent}).json() for _ in range(2)]
    assert answers[0] == answers[1]
    codes = [line["code"] for line in answers[0]["items"]]
    assert codes == ["checked_in"] * 3 + ["person_not_found"]
    assert hall.gathering(session).named == 3


def test_a_draft_is_seen_by_staff_alone_and_lists_by_nobody_else(
    hall: Hall, me: Person, visit: Visit, at: At
) -> None:
    with at("2026-03-02 09:00"):
        draft = hall.activity("秘密计划", publish=False)
        session = hall.session(draft)
        shown = hall.session()
        hall.sign_up(shown, hall.person("陈秀英"))
        for who in ("anonymous", "resident", "outsider", "partner"):
            client = visit(who)
            assert client.get(f"{BASE}/activities/{draft.id}").status_code == 404
            assert client.get(f"{BASE}/sessions/{session.id}").status_code == 404
            listed = client.get(f"{BASE}/sessions/{shown.id}/sign-ups")
            assert "陈秀英" not in listed.content.decode()
            refused = client.get(f"{BASE}/sessions/{shown.id}/counts")
            assert refused.status_code in {401, 403}
            assert "秘密计划" not in client.get(f"{BASE}/activities").content.decode()
        assert visit("committee").get(f"{BASE}/activities/{draft.id}").status_code == 200
        assert post(visit("resident"), f"/sessions/{session.id}/sign-ups").status_code == 404
        write = post(visit("resident"), "/activities", {"title": "我的活动"})
        assert write.status_code == 403
        anonymous = post(visit("anonymous"), f"/sessions/{shown.id}/sign-ups")
        assert anonymous.status_code == 401


def test_another_community_finds_nothing(hall: Hall, visit: Visit, at: At) -> None:
    with at("2026-03-02 09:00"):
        session = hall.session()
        row = hall.sign_up(session, hall.person())
    outsider = visit("outsider")
    path = f"/api/v1/c/beta/sessions/{session.id}"
    assert outsider.get(path).status_code == 404
    assert outsider.get(f"/api/v1/c/beta/sign-ups/{row.id}").status_code == 404
    assert outsider.get(f"{BASE}/sign-ups/{row.id}").status_code in {403, 404}


def test_what_cannot_be_read_is_400_and_what_cannot_be_is_422(
    hall: Hall, visit: Visit, at: At
) -> None:
    staff = visit("committee")
    with at("2026-03-02 09:00"):
        assert post(staff, "/activities", {"kind": "sport"}).status_code == 400
        wrong = post(staff, "/activities", {"title": "好", "kind": "sport"})
        assert (wrong.status_code, wrong.json()["data"]["field"]) == (422, "title")
        session = hall.session()
        path = f"/sessions/{session.id}/headcounts"
        assert post(staff, path, {"number": -1}).status_code == 422
        backwards = {"starts_at": DATES["ends_at"], "ends_at": DATES["starts_at"]}
        refused = post(staff, f"/activities/{session.activity_id}/sessions", backwards)
        assert (refused.status_code, refused.json()["code"]) == (422, "times_reversed")
        naive = {"starts_at": "2026-03-10T19:00:00", "ends_at": "2026-03-10T21:00:00"}
        unclear = post(staff, f"/activities/{session.activity_id}/sessions", naive)
        assert unclear.status_code == 400
    assert Session.objects.filter(community_id=hall.a.id).count() == 1
