"""My information, cards, requests: what a resident sees and may do."""

import json
from collections.abc import Callable
from typing import Any

from django.test import Client

from linli.apps.people.models import Card, DataRequest, Person, Phone
from linli.apps.people.operations import issue_card, request_data, tie_people
from linli.apps.people.queries.cards import card_token
from linli.apps.people.tests.ground import NUMBER, PHONE, WORK, Ground, identity_number, page
from tests.cast import Cast

Visit = Callable[[str], Client]


def test_the_subject_reads_who_looked(lin: Person, cast: Cast, visit: Visit) -> None:
    path = f"{WORK}{lin.id}/views/"
    said = {"field": "phone", "row_id": str(lin.phones.get().id), "reason": "通知停水"}
    visit("committee").post(path, said)
    cast.give("resident", person_id=lin.id)
    html = page(visit("resident"), "/c/alpha/me/")
    assert "通知停水" in html
    assert "Committee" in html


def test_my_information_is_seen_corrected_and_ended(lin: Person, cast: Cast, visit: Visit) -> None:
    cast.give("resident", person_id=lin.id)
    client, me = visit("resident"), f"/c/alpha/me/{lin.id}/"
    html = page(client, "/c/alpha/me/")
    assert "林小满" in html
    assert NUMBER not in html
    assert client.post(f"{me}phones/", {"number": "13900008888"}).status_code == 302
    assert client.post(f"{me}consents/", {"purpose": "skills"}).status_code == 302
    assert "agreed on" in page(client, "/c/alpha/me/")
    assert client.post(f"{me}withdrawals/", {"purpose": "skills"}).status_code == 302
    assert client.post(f"{me}requests/", {"kind": "delete", "text": "搬走了"}).status_code == 302
    request = DataRequest.objects.get(community_id=lin.community_id)
    assert (request.kind, request.state) == ("delete", "open")
    assert Phone.objects.filter(community_id=lin.community_id, person_id=lin.id).count() == 2


def test_a_copy_holds_everything_in_full(lin: Person, cast: Cast, visit: Visit) -> None:
    cast.give("resident", person_id=lin.id)
    client, path = visit("resident"), f"/c/alpha/me/{lin.id}/copies/"
    whole: dict[str, Any] = json.loads(client.post(path, {"as": "json"}).content)
    assert whole["name"] == "林小满"
    assert whole["documents"][0]["number"] == NUMBER
    assert whole["telephones"] == [f"+86{PHONE}"]
    assert whole["homes"][0]["place"] == "金星苑1号楼1单元201"
    assert NUMBER in client.post(path, {"as": "page"}).content.decode()
    assert client.get(path).status_code == 405


def test_a_guardian_sees_the_ward_and_a_neighbour_does_not(
    ground: Ground, lin: Person, cast: Cast, visit: Visit
) -> None:
    child = ground.person(
        "林知夏", "金星苑1号楼1单元201", identity_number=identity_number(5, "20160601")
    )
    tie_people(
        actor=cast.actor("committee"),
        community=ground.community,
        person_id=child.id,
        other_id=lin.id,
        kind="parent",
    )
    cast.give("resident", person_id=lin.id)
    client = visit("resident")
    assert "林知夏" in page(client, "/c/alpha/me/")
    assert "林知夏" in page(client, f"/c/alpha/me/{child.id}/")
    assert (
        client.post(f"/c/alpha/me/{child.id}/consents/", {"purpose": "skills"}).status_code == 302
    )
    consent = child.consents.get()
    assert consent.given_by_id == lin.id
    page(visit("neighbour"), f"/c/alpha/me/{child.id}/", 404)


def test_without_a_person_the_page_says_what_to_do(visit: Visit) -> None:
    assert "desk" in page(visit("resident"), "/c/alpha/me/")


def test_a_card_is_read_by_staff_only(
    ground: Ground, lin: Person, cast: Cast, visit: Visit
) -> None:
    issue_card(
        actor=cast.actor("committee"),
        community=ground.community,
        person_id=lin.id,
        channel="paper",
    )
    card = Card.objects.get(community_id=ground.community.id)
    scan = f"{WORK}cards/{card_token(card)}/"
    assert visit("committee").get(scan)["Location"] == f"{WORK}{lin.id}/"
    for who in ("resident", "partner", "outsider", "street"):
        assert visit(who).get(scan).status_code == 403
    html = page(visit("committee"), f"{WORK}{lin.id}/card/")
    assert "<svg" in html
    visit("committee").post(f"{WORK}{lin.id}/card-revocations/")
    assert visit("committee").get(scan).status_code == 404


def test_a_granted_deletion_empties_the_person(
    ground: Ground, lin: Person, cast: Cast, visit: Visit
) -> None:
    cast.give("resident", person_id=lin.id)
    request = request_data(
        actor=cast.actor("resident"),
        community=ground.community,
        person_id=lin.id,
        kind="delete",
        text="请删除林小满的信息",
    )
    client = visit("committee")
    assert "林小满" in page(client, f"{WORK}requests/")
    path = f"{WORK}requests/{request.id}/"
    assert client.post(path, {"state": "done", "answer": ""}).status_code == 422
    answer = client.post(path, {"state": "done", "answer": "已经删除"})
    assert answer.status_code == 302
    lin.refresh_from_db()
    assert (lin.name, lin.search, lin.erased) == ("", "", True)
    assert lin.phones.count() + lin.documents.count() + lin.residences.count() == 0
    request.refresh_from_db()
    assert (request.text, request.state) == ("", "done")
    page(client, f"{WORK}{lin.id}/", 404)
    assert client.post(path, {"state": "done", "answer": "again"}).status_code == 409
