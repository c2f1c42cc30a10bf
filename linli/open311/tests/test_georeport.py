"""GeoReport v2 by the book: what outside clients read and send."""

import datetime as dt
import io
import json
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from linli.apps.cases.models import Case, CaseType, Reporter
from linli.apps.cases.tests.conftest import Ground
from linli.kernel import clock
from linli.kernel.media.models import Attachment

BASE = "/open311/v2"
HERE = {"jurisdiction_id": "alpha"}


def xml(client: Client, path: str, **params: str) -> tuple[int, ET.Element]:
    answer = client.get(f"{BASE}/{path}", {**HERE, **params})
    assert answer["Content-Type"] == "text/xml; charset=utf-8"
    return answer.status_code, ET.fromstring(answer.content)


def read(client: Client, path: str, **params: str) -> tuple[int, Any]:
    answer = client.get(f"{BASE}/{path}", {**HERE, **params})
    assert answer["Content-Type"] == "application/json; charset=utf-8"
    return answer.status_code, json.loads(answer.content)


def post(client: Client, path: str, **fields: Any) -> tuple[int, Any]:
    answer = client.post(f"{BASE}/{path}", {**HERE, **fields})
    return answer.status_code, json.loads(answer.content)


def test_discovery_names_two_endpoints_in_both_formats(client: Client, ground: Ground) -> None:
    for path in ("/open311/discovery.json", "/open311/v2/discovery.json"):
        found = json.loads(client.get(path).content)
        assert [each["type"] for each in found["endpoints"]] == ["production", "test"]
        assert found["endpoints"][0]["formats"] == ["text/xml", "application/json"]
        assert found["endpoints"][0]["url"].endswith("/")
    tree = ET.fromstring(client.get("/open311/discovery.xml").content)
    assert tree.tag == "discovery"
    assert len(tree.findall("endpoints/endpoint/formats/format")) == 4


def test_services_are_public_types_only(client: Client, ground: Ground) -> None:
    _status, rows = read(client, "services.json")
    codes = {row["service_code"] for row in rows}
    assert "lighting.stairwell" in codes
    assert not codes & {"test.family", "tip.minor_harm", "dispute.family"}
    status, tree = xml(client, "services.xml")
    assert (status, tree.tag, len(tree)) == (200, "services", len(rows))


def test_every_definition_reads_in_both_formats(client: Client, ground: Ground) -> None:
    _status, rows = read(client, "services.json")
    for row in rows:
        status, one = read(client, f"services/{row['service_code']}.json")
        assert status == 200
        assert isinstance(one, dict)
        orders = [each["order"] for each in one["attributes"]]
        assert orders == list(range(1, len(orders) + 1))
        assert row["metadata"] == bool(orders)
        assert xml(client, f"services/{row['service_code']}.xml")[1].tag == "service_definition"


def test_unknown_ids_codes_and_jurisdictions_are_404(client: Client, ground: Ground) -> None:
    for path in ("services/no.such.json", "requests/AA-0000-0000.json", "tokens/none.json"):
        status, body = read(client, path)
        assert (status, set(body[0])) == (404, {"code", "description"})
    assert client.get(f"{BASE}/services.json", {"jurisdiction_id": "nowhere"}).status_code == 404
    assert client.get(f"{BASE}/services.json").status_code == 400
    assert xml(client, "requests/x.xml")[1].find("error/description") is not None


def test_a_request_needs_a_key_a_service_and_a_place(
    client: Client, ground: Ground, key: str
) -> None:
    whole = {"api_key": key, "service_code": "test.light", "address_string": "2栋"}
    assert post(client, "requests.json", **(whole | {"api_key": ""}))[0] == 403
    assert post(client, "requests.json", **(whole | {"api_key": "linli_1_wrong"}))[0] == 403
    assert post(client, "requests.json", **(whole | {"service_code": ""}))[0] == 400
    assert post(client, "requests.json", **(whole | {"address_string": ""}))[0] == 400
    assert post(client, "requests.json", **(whole | {"lat": "north", "long": "1"}))[0] == 400
    assert post(client, "requests.json", **(whole | {"address_id": "x"}))[0] == 400
    assert not Case.objects.filter(community_id=ground.a.id).exists()
    status, made = post(
        client, "requests.json", **whole, description="灯坏了 <b>", lat="23.1", long="113.4"
    )
    assert status == 200
    case = Case.objects.get(community_id=ground.a.id)
    assert made == [{"service_request_id": case.number, "service_notice": None, "account_id": None}]
    assert (case.place_id, case.latitude) == (ground.building.id, 23.1)


def test_attributes_media_and_the_reporter_arrive(client: Client, ground: Ground, key: str) -> None:
    question = {
        "code": "floor",
        "label": {"zh-hans": "几楼", "en": "Floor"},
        "type": "choice",
        "required": True,
        "options": {"1": {"zh-hans": "一楼"}, "2": {"zh-hans": "二楼"}},
    }
    CaseType.objects.filter(community_id=ground.a.id, code="test.light").update(
        questions=[question]
    )
    body = io.BytesIO()
    Image.new("RGB", (40, 30)).save(body, "PNG")
    fields = {"api_key": key, "service_code": "test.light", "address_string": "2栋"}
    assert post(client, "requests.json", **fields)[0] == 400
    photo = SimpleUploadedFile("a.png", body.getvalue(), "image/png")
    status, _made = post(
        client,
        "requests.json",
        **fields,
        **{"attribute[floor]": "2", "media": photo, "first_name": "小禾", "last_name": "林"},
        phone="020-0000 1234",
    )
    assert status == 200
    case = Case.objects.get(community_id=ground.a.id)
    assert case.answers == {"floor": "2"}
    assert Reporter.objects.get(community_id=ground.a.id).phone_last4 == "1234"
    assert Attachment.objects.filter(community_id=ground.a.id, object_id=case.id).count() == 1


def test_lists_filter_page_and_never_show_the_reporters_words(
    client: Client, ground: Ground
) -> None:
    first = ground.closed(text="林小禾家门口的灯坏了")
    second = ground.accepted(type_code="test.wall")
    hidden = ground.new(type_code="test.family")
    _s, everything = read(client, "requests.json")
    assert [row["service_request_id"] for row in everything] == [second.number, first.number]
    assert hidden.number not in json.dumps(everything)
    assert "林小禾" not in json.dumps(everything, ensure_ascii=False)
    assert [r["status"] for r in read(client, "requests.json", status="closed")[1]] == ["closed"]
    assert len(read(client, "requests.json", service_code="test.wall,x")[1]) == 1
    assert len(read(client, "requests.json", page="2", page_size="1")[1]) == 1
    ids = read(client, "requests.json", service_request_id=f"{first.number},nothing", status="open")
    assert [row["service_request_id"] for row in ids[1]] == [first.number]
    assert read(client, "requests.json", status="lost")[0] == 400
    assert read(client, "requests.json", start_date="yesterday")[0] == 400
    assert read(client, f"requests/{hidden.number}.json")[0] == 404


def test_spans_over_90_days_are_refused_and_old_ones_are_found_by_date(
    client: Client, ground: Ground
) -> None:
    with clock.frozen(dt.datetime(2026, 1, 5, 9, tzinfo=ground.a.zone)):
        old = ground.accepted()
    with clock.frozen(dt.datetime(2026, 11, 5, 9, tzinfo=ground.a.zone)):
        assert read(client, "requests.json")[1] == []
        wide = {"start_date": "2026-01-01T00:00:00Z", "end_date": "2026-06-01T00:00:00Z"}
        assert read(client, "requests.json", **wide)[0] == 400
        near = {"start_date": "2026-01-01T00:00:00+08:00"}
        assert [r["service_request_id"] for r in read(client, "requests.json", **near)[1]] == [
            old.number
        ]


def test_one_request_carries_deadline_and_timeline(client: Client, ground: Ground) -> None:
    case = ground.dispatched()
    _s, rows = read(client, f"requests/{case.number}.json", extensions="true")
    case = ground.fresh(case)
    assert case.resolution_due is not None
    assert dt.datetime.fromisoformat(rows[0]["expected_datetime"]) == case.resolution_due.replace(
        microsecond=0
    )
    assert rows[0]["agency_responsible"] == ground.firm.name
    assert [note["type"] for note in rows[0]["notes"]][:2] == ["register", "accept"]
    tree = xml(client, f"requests/{case.number}.xml", extensions="true")[1]
    assert tree.tag == "service_requests"
    assert tree.find("request/notes/note/type") is not None


def test_updates_are_read_by_key_and_added_once(client: Client, ground: Ground, key: str) -> None:
    made = post(
        client, "requests.json", api_key=key, service_code="test.light", address_string="2栋"
    )[1][0]
    assert read(client, "servicerequestupdates.json")[0] == 403
    _s, rows = read(client, "servicerequestupdates.json", api_key=key)
    assert [(row["service_request_id"], row["status"]) for row in rows] == [
        (made["service_request_id"], "OPEN")
    ]
    half = {"api_key": key, "start_date": "2026-01-01T00:00:00Z"}
    assert read(client, "servicerequestupdates.json", **half)[0] == 400


@pytest.mark.parametrize("form", ["json", "xml"])
def test_a_token_answers_with_the_number(client: Client, ground: Ground, form: str) -> None:
    case = ground.new()
    answer = client.get(f"{BASE}/tokens/{case.query_code}.{form}", HERE)
    assert case.number in answer.content.decode()
