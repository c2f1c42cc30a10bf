"""Cases over the JSON API: the main path, conflicts, and what others must not see."""

import json
from collections.abc import Callable
from typing import Any

from django.test import Client

from linli.apps.cases.models import Case
from linli.apps.cases.tests.conftest import Ground

Visit = Callable[[str], Client]
BASE = "/api/v1/c/alpha"


def post(client: Client, path: str, body: dict[str, Any], key: str = "") -> tuple[int, Any]:
    headers = {"Idempotency-Key": key} if key else {}
    answer = client.post(f"{BASE}/{path}", body, content_type="application/json", headers=headers)
    return answer.status_code, json.loads(answer.content)


def get(client: Client, path: str) -> tuple[int, Any]:
    answer = client.get(f"{BASE}/{path}")
    return answer.status_code, json.loads(answer.content)


def test_a_case_goes_from_report_to_rating(ground: Ground, visit: Visit) -> None:
    anyone, staff, firm = visit("anonymous"), visit("committee"), visit("partner")
    status, made = post(
        anyone,
        "cases",
        {
            "text": "楼道灯不亮",
            "type": "test.light",
            "place_id": str(ground.building.id),
            "reporter": {"anonymous": True},
        },
    )
    assert status == 201
    case = f"cases/{made['id']}"
    path: list[tuple[Client, str, dict[str, Any], str]] = [
        (staff, "acceptances", {}, "accepted"),
        (staff, "dispatches", {"to": {"organisation_id": ground.firm.id}}, "dispatched"),
        (firm, "signatures", {}, "signed"),
        (firm, "contacts", {"reached": False}, "signed"),
        (firm, "works", {}, "handling"),
        (firm, "results", {"result": "换好了"}, "reported_done"),
        (staff, "closures", {}, "closed"),
    ]
    for client, noun, body, state in path:
        status, shown = post(client, f"{case}/{noun}", body)
        assert (noun, status, shown.get("state")) == (noun, 200, state)
    status, _rated = post(
        anyone, "ratings", {"query_code": made["query_code"], "solved": True, "satisfied": True}
    )
    assert status == 201
    lines = get(anyone, f"reports/{made['query_code']}")[1]["items"]
    assert [line["kind"] for line in lines][:3] == ["register", "accept", "dispatch"]


def test_a_stale_version_and_a_closed_move_are_conflicts(ground: Ground, visit: Visit) -> None:
    case = ground.new()
    staff = visit("committee")
    status, body = post(staff, f"cases/{case.id}/acceptances", {"version": 99})
    assert (status, body["code"]) == (409, "edit_conflict")
    status, body = post(staff, f"cases/{case.id}/closures", {})
    assert (status, body["code"]) == (409, "wrong_state")
    assert "open" in body["data"]


def test_case_10_others_get_404_for_what_is_not_theirs(ground: Ground, visit: Visit) -> None:
    case = ground.dispatched()
    for who in ("rival", "outsider", "neighbour"):
        assert get(visit(who), f"cases/{case.id}")[0] == 404
        assert get(visit(who), "cases")[1].get("total", 0) == 0
        assert post(visit(who), f"cases/{case.id}/signatures", {})[0] == 404
    assert get(visit("anonymous"), f"cases/{case.id}")[0] in {401, 404}
    assert get(visit("partner"), f"cases/{case.id}")[0] == 200


def test_a_repeated_registration_is_one_case(ground: Ground, visit: Visit) -> None:
    client = visit("anonymous")
    body = {"text": "灯坏了", "reporter": {"anonymous": True}}
    first = post(client, "cases", body, key="one-long-random-key")
    assert post(client, "cases", body, key="one-long-random-key") == first
    assert post(client, "cases", body | {"text": "x"}, key="one-long-random-key")[0] == 409
    assert Case.objects.filter(community_id=ground.a.id).count() == 1


def test_the_first_page_of_all_reads_as_any_other_page(ground: Ground, visit: Visit) -> None:
    for _ in range(3):
        ground.dispatched()
    staff = visit("committee")
    first = get(staff, "cases?limit=2")[1]
    narrowed = get(staff, "cases?limit=2&source=resident")[1]
    assert first["items"] == narrowed["items"]
    assert (first["total"], narrowed["total"]) == (3, 3)
    rest = get(staff, f"cases?limit=2&cursor={first['next']}")[1]
    assert {one["number"] for one in first["items"] + rest["items"]} == {
        case.number for case in Case.objects.filter(community_id=ground.a.id)
    }
    answer = staff.get(f"{BASE}/cases")
    assert answer.headers["Content-Type"] == "application/json; charset=utf-8"


def test_lists_count_and_page(ground: Ground, visit: Visit) -> None:
    for _ in range(3):
        ground.accepted()
    staff = visit("committee")
    status, page = get(staff, "cases?limit=2&state=accepted")
    assert (status, page["total"], len(page["items"])) == (200, 3, 2)
    rest = get(staff, f"cases?limit=2&state=accepted&cursor={page['next']}")[1]
    assert len(rest["items"]) == 1
    assert get(staff, "cases?state=closed")[1]["total"] == 0
    assert get(visit("anonymous"), "cases")[0] == 401
    assert get(visit("anonymous"), "public-cases")[1]["total"] == 3


def test_nonsense_is_malformed_not_broken(ground: Ground, visit: Visit) -> None:
    staff, case = visit("committee"), ground.accepted()
    bodies: list[dict[str, Any]] = [{}, {"to": 3}, {"to": {"organisation_id": "x"}}]
    for body in [*bodies, {"to": {}}]:
        assert post(staff, f"cases/{case.id}/dispatches", body)[0] in {400, 422}
    assert post(staff, "cases", {"text": "x" * 5000})[0] == 400
    assert post(staff, "cases", {"text": "\x00\x07"})[0] == 422
    assert post(staff, f"cases/{case.id}/holds", {"reason": "none"})[0] in {409, 422}
