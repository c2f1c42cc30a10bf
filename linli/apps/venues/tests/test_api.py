"""Rooms and bookings over HTTP: the scenarios' codes, names only for those who may read them."""

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.test import Client

from linli.apps.venues.operations import change_room, set_quota
from linli.apps.venues.tests.conftest import SINCE, House

At = Callable[[str], AbstractContextManager[None]]
Visit = Callable[[str], Client]
HOME = "/api/v1/c/alpha"


@pytest.fixture(autouse=True)
def monday(at: At) -> Iterator[None]:
    with at("2026-03-02 08:00"):
        yield


@pytest.fixture
def send(house: House, visit: Visit) -> Callable[..., tuple[int, Any]]:
    def post(
        path: str, body: dict[str, Any] | None = None, who: str = "committee", **headers: str
    ) -> tuple[int, Any]:
        answer = visit(who).post(
            f"{HOME}{path}", body or {}, content_type="application/json", headers=headers
        )
        return answer.status_code, answer.json()

    return post


def wanted(house: House, start: str, end: str, **more: Any) -> dict[str, Any]:
    times = {"starts_at": f"2026-03-{start}:00+08:00", "ends_at": f"2026-03-{end}:00+08:00"}
    return {"room_id": str(house.room.id), **times, **more}


def test_a_booking_and_its_twin(house: House, send: Any) -> None:
    body = wanted(house, "03T09:00", "03T10:00", purpose="排练")
    status, made = send("/bookings", body, "resident", **{"Idempotency-Key": "k" * 20})
    assert status == 201
    assert (made["state"], made["starts_at"]) == ("approved", "2026-03-03T09:00:00+08:00")
    assert send("/bookings", body, "resident", **{"Idempotency-Key": "k" * 20})[1] == made
    status, refused = send("/bookings", body)
    assert (status, refused["code"]) == (409, "occupied")
    status, refused = send("/bookings", wanted(house, "03T10:00", "03T11:00", expected=25))
    assert (status, refused["code"]) == (422, "over_room_capacity")


def test_a_series_names_its_trouble(house: House, send: Any) -> None:
    for day in ("17", "31"):
        send("/bookings", wanted(house, f"{day}T09:00", f"{day}T10:00"))
    series = wanted(house, "03T09:00", "03T10:00", every="week", times=8)
    status, refused = send("/bookings", series)
    assert (status, refused["data"]["numbers"]) == (409, [3, 5])
    status, made = send("/bookings", series | {"skip": [3, 5]})
    assert (status, len(made["dates"]), made["skipped"]) == (201, 6, [3, 5])


def test_check_in_cancel_and_release(house: House, send: Any, visit: Visit, at: At) -> None:
    _status, made = send("/bookings", wanted(house, "03T09:00", "03T10:00"), "resident")
    path = f"/bookings/{made['id']}"
    with at("2026-03-03 09:14"):
        status, kept = send(f"{path}/check-ins", {}, "resident")
        assert (status, kept["state"]) == (201, "checked_in")
        status, refused = send(f"{path}/cancellations", {}, "resident")
        assert (status, refused["code"]) == (409, "wrong_state")
    _status, made = send("/bookings", wanted(house, "04T09:00", "04T10:00"), "resident")
    with at("2026-03-04 09:15"):
        answer = visit("resident").get(f"{HOME}/bookings/{made['id']}").json()
        assert (answer["state"], answer["strikes"]) == ("no_show", 1)
        status, _made = send("/bookings", wanted(house, "04T09:15", "04T10:00"))
        assert status == 201


def test_approval_with_rivals(house: House, send: Any, visit: Visit) -> None:
    change_room(
        community=house.home,
        actor=house.actor("system"),
        room_id=house.room.id,
        changes={"needs_approval": True},
    )
    body = wanted(house, "03T09:00", "03T10:00")
    _status, first = send("/bookings", body, "resident")
    _status, second = send("/bookings", body, "neighbour")
    assert (first["state"], first["rivals"]) == ("pending", [])
    seen = visit("committee").get(f"{HOME}/bookings/{first['id']}").json()
    assert seen["rivals"] == [second["id"]]
    assert send(f"/bookings/{first['id']}/approvals", {}, "resident")[0] == 403
    status, granted = send(f"/bookings/{first['id']}/approvals", {"rivals_seen": [second["id"]]})
    assert (status, granted["booking"]["state"], granted["rejected"]) == (
        201,
        "approved",
        [second["id"]],
    )
    status, refused = send(f"/bookings/{second['id']}/refusals", {"reason": "晚了"})
    assert (status, refused["code"]) == (409, "wrong_state")


def test_a_closure_lists_who_is_affected(house: House, send: Any, visit: Visit) -> None:
    made = [
        send("/bookings", wanted(house, f"10T{hour}:00", f"10T{hour + 1}:00"))[1]["id"]
        for hour in (9 + 1, 14, 16)
    ]
    times = {"starts_at": "2026-03-10T00:00:00+08:00", "ends_at": "2026-03-11T00:00:00+08:00"}
    path = f"/rooms/{house.room.id}/closures"
    status, closed = send(path, times | {"reason": "检修", "expected": 2})
    assert (status, closed["code"], closed["data"]["total"]) == (409, "affected_changed", 3)
    assert send(path, times | {"reason": "检修"}, "resident")[0] == 403
    status, closed = send(path, times | {"reason": "检修"})
    assert (status, closed["total"], [row["id"] for row in closed["affected"]]) == (201, 3, made)
    assert {row["state"] for row in closed["affected"]} == {"cancelled_by_host"}
    status, listed = 200, visit("anonymous").get(f"{HOME}/closures").json()
    assert (status, listed["total"]) == (200, 1)


def test_a_quota_says_what_is_left(house: House, send: Any, visit: Visit) -> None:
    set_quota(community=house.home, actor=house.actor("system"), minutes=240, since=SINCE)
    team = {"booked_for_kind": "team", "booked_for_id": str(house.team.id)}
    send("/bookings", wanted(house, "10T09:00", "10T12:00", **team))
    status, refused = send("/bookings", wanted(house, "11T09:00", "11T11:00", **team))
    assert (status, refused["code"], refused["data"]["remaining_hours"]) == (409, "quota", 1.0)
    left = visit("committee").get(f"{HOME}/teams/{house.team.id}/allowance").json()
    assert (left["remaining_minutes"], left["month"]) == (60, "2026-03")


def test_everybody_sees_what_is_free_and_nobody_who_has_it(
    house: House, send: Any, visit: Visit
) -> None:
    body = wanted(house, "03T09:00", "03T10:00", purpose="家里的事")
    send("/bookings", body, "resident")
    stranger = visit("anonymous")
    answer = stranger.get(f"{HOME}/rooms/{house.room.id}/free", {"day": "2026-03-03"})
    free = answer.json()
    assert [span["starts_at"][11:16] for span in free["free"]] == ["00:00", "10:00"]
    assert "2026-03-03T10:00:00+08:00" in free["starts"]
    assert "2026-03-03T09:30:00+08:00" not in free["starts"]
    rooms = stranger.get(f"{HOME}/rooms", {"people": 50}).json()
    assert [room["name"] for room in rooms["items"]] == ["多功能厅"]
    at_nine = {"free_from": "2026-03-03T09:00:00+08:00", "free_until": "2026-03-03T10:00:00+08:00"}
    found = stranger.get(f"{HOME}/rooms", at_nine).json()
    assert {room["name"] for room in found["items"]} == {"A厅", "B厅", "多功能厅"}
    assert stranger.get(f"{HOME}/bookings").status_code == 401
    for page in ("/rooms", "/rooms-now", "/closures", "/items", f"/rooms/{house.room.id}/free"):
        text = stranger.get(f"{HOME}{page}").content.decode()
        assert "林小禾" not in text
        assert "家里的事" not in text
    assert visit("neighbour").get(f"{HOME}/bookings").json()["total"] == 0
    assert visit("resident").get(f"{HOME}/bookings").json()["total"] == 1


def test_rooms_with_hours_are_made_over_http(house: House, send: Any, visit: Visit) -> None:
    status, venue = send("/venues", {"name": "金星苑服务站", "kind": "station"})
    assert status == 201
    status, room = send("/rooms", {"venue_id": venue["id"], "name": "议事室", "capacity": 12})
    assert (status, room["venue"]) == (201, "金星苑服务站")
    rules = [{"weekday": 1, "opens": "08:30", "closes": "12:00"}]
    assert send(f"/rooms/{room['id']}/hours", {"rules": rules})[0] == 201
    body = wanted(house, "03T11:30", "03T12:30") | {"room_id": room["id"]}
    status, refused = send("/bookings", body)
    assert (status, refused["code"]) == (422, "outside_opening_hours")
    assert send("/rooms", {"venue_id": venue["id"], "name": "议事室", "capacity": 0})[0] == 422


def test_things_are_lent_and_come_back(house: House, send: Any, visit: Visit) -> None:
    item = {"venue_id": str(house.venue.id), "kind": "book", "code": "r-7", "name": "红岩"}
    status, made = send("/items", item)
    assert (status, made["state"]) == (201, "here")
    due = dt.date(2026, 3, 20).isoformat()
    status, loan = send(f"/items/{made['id']}/loans", {"borrower": "秦阿婆", "due_on": due})
    assert (status, loan["due_on"]) == (201, due)
    assert send(f"/items/{made['id']}/loans", {"borrower": "别人"})[1]["code"] == "thing_lent"
    public = visit("anonymous").get(f"{HOME}/items", {"kind": "book"})
    assert public.json()["items"][0]["state"] == "lent"
    assert "秦阿婆" not in public.content.decode()
    assert visit("resident").get(f"{HOME}/loans").status_code == 403
    assert send(f"/loans/{loan['id']}/returns")[0] == 201
