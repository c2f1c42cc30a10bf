import datetime as dt
import json
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import path
from ninja import NinjaAPI, Router, Schema, Status

from linli.config import urls as all_urls
from linli.kernel.errors import Conflict, RuleNotMet, SlowDown
from linli.kernel.idempotency import KeptAnswer
from linli.kernel.timers.models import Timer
from linli.kernel.timers.running import set_timer
from linli.web.api import refusals
from linli.web.api.moments import Moment
from linli.web.api.repeats import writes_once
from linli.web.api.tests.rig import DAY, Visit, program
from linli.web.api.who import SessionOrNobody
from linli.web.asked import Asked
from tests.cast import Cast, make_cast, new_id

router = Router()


class Sent(Schema):
    text: str
    times: int = 1


class Made(Schema):
    id: str
    made_at: Moment


@router.post("/c/{slug:slug}/things", response={201: Made})
@writes_once()
def make_thing(request: Asked, slug: str, sent: Sent) -> Status[dict[str, Any]]:
    key = new_id()
    set_timer(community_id=request.community.id, kind="test.act", object_id=key, due_at=DAY)
    return Status(201, {"id": str(key), "made_at": DAY})


@router.post("/c/{slug:slug}/transfers", response={201: Made})
@writes_once(required=True)
def transfer(request: Asked, slug: str) -> Status[dict[str, Any]]:
    raise RuleNotMet("too_little", "There is too little.", left=3)


@router.get("/trouble/{kind}")
def trouble(request: Asked, kind: str) -> None:
    raise {
        "slow": SlowDown("too_many", "Wait.", minutes=10),
        "conflict": Conflict("taken", "Taken.", by=new_id()),
    }.get(kind) or RuntimeError("a secret of the inside")


rig = NinjaAPI(urls_namespace="rig", auth=[SessionOrNobody()], docs_url=None)
refusals.install(rig)
rig.add_router("", router)
_patterns, _app, _name = rig.urls
RIG = path("api/rig/", ([p for p in _patterns], _app, _name))


@pytest.fixture(autouse=True)
def mounted(settings: Any) -> Iterator[None]:
    all_urls.urlpatterns.insert(0, RIG)
    settings.ROOT_URLCONF = "linli.config.urls"
    yield
    all_urls.urlpatterns.remove(RIG)


def send(client: Client, what: str, body: Any = None, key: str = "") -> Any:
    headers = {"Idempotency-Key": key} if key else {}
    return client.post(
        f"/api/rig/c/alpha/{what}", body or {}, content_type="application/json", headers=headers
    )


def test_unknown_addresses_communities_and_methods_answer_in_json(cast: Cast) -> None:
    client = Client(headers={"accept-language": "en"})
    for address in ("/api/v1/nothing", "/api/v1/", "/api/v1/c/nowhere/measures"):
        answer = client.get(address)
        assert answer.status_code == 404
        assert set(answer.json()) == {"code", "detail", "data"}
    wrong = client.put("/api/v1/communities", {}, content_type="application/json")
    assert (wrong.status_code, wrong.json()["code"]) == (405, "method_not_allowed")
    assert wrong["Allow"] == "GET"


def test_what_cannot_be_read_names_each_field(visit: Visit) -> None:
    client = visit("committee")
    answer = send(client, "things", {"times": "often"})
    assert (answer.status_code, answer.json()["code"]) == (400, "malformed")
    assert [(f["field"], f["kind"]) for f in answer.json()["data"]["fields"]] == [
        ("text", "missing"),
        ("times", "int_parsing"),
    ]
    broken = client.post("/api/rig/c/alpha/things", b"{no", content_type="application/json")
    assert (broken.status_code, broken.json()["code"]) == (400, "malformed")
    page = client.get("/api/v1/communities?limit=0")
    assert page.json()["data"]["field"] == "limit"


def test_refusals_keep_their_code_status_and_headers(cast: Cast) -> None:
    client = Client(headers={"accept-language": "en"}, raise_request_exception=False)
    slow, taken = client.get("/api/rig/trouble/slow"), client.get("/api/rig/trouble/conflict")
    assert (slow.status_code, slow["Retry-After"], slow.json()["code"]) == (429, "600", "too_many")
    assert (taken.status_code, taken.json()["code"]) == (409, "taken")
    broken = client.get("/api/rig/trouble/other")
    assert (broken.status_code, broken.json()["code"]) == (500, "internal")
    assert broken.json()["data"] == {"request_id": broken["X-Request-Id"]}
    assert "secret" not in broken.content.decode()


def test_no_cache_on_the_way_keeps_an_answer(cast: Cast) -> None:
    assert Client().get("/api/v1/communities")["Cache-Control"] == "private, no-cache"


def test_answers_speak_the_reader_s_language(cast: Cast) -> None:
    english = Client(headers={"accept-language": "en"}).get("/api/v1/nothing").json()
    assert english["detail"] == "There is nothing at this address."


def test_a_session_that_writes_needs_the_csrf_token_and_a_key_does_not(cast: Cast) -> None:
    strict = Client(enforce_csrf_checks=True, headers={"accept-language": "en"})
    assert send(strict, "things", {"text": "dark"}).status_code == 201  # nobody: nothing to steal
    strict.force_login(cast.credential("committee"))
    refused = send(strict, "things", {"text": "dark"})
    assert (refused.status_code, refused.json()["code"]) == (403, "csrf")
    assert strict.get("/api/v1/communities").status_code == 200
    strict.cookies["csrftoken"] = "a" * 32
    with_token = strict.post(
        "/api/rig/c/alpha/things",
        {"text": "dark"},
        content_type="application/json",
        headers={"X-CSRFToken": "a" * 32},
    )
    assert with_token.status_code == 201


def test_a_key_that_opens_nothing_is_401_even_where_nobody_needs_one(cast: Cast) -> None:
    for header in ("Bearer linli_1_wrong", "Bearer", "Basic YTpi", "linli"):
        client = Client(headers={"authorization": header})
        answer = client.get("/api/v1/c/alpha/measures")
        assert (answer.status_code, answer.json()["code"]) == (401, "key_unknown")
        assert answer["WWW-Authenticate"] == "Bearer"
    ended = program(cast, "measures:read", until=dt.date(2020, 1, 1))
    assert ended.get("/api/v1/c/alpha/measures").status_code == 401
    assert program(cast).get("/api/v1/c/alpha/measures").status_code == 200


def test_times_carry_the_offset_of_the_community(visit: Visit) -> None:
    answer = send(visit("committee"), "things", {"text": "dark"}).json()
    assert answer["made_at"] == "2026-03-02T17:00:00+08:00"


def test_a_repeated_write_is_answered_alike_and_done_once(cast: Cast, visit: Visit) -> None:
    client = visit("committee")
    first = send(client, "things", {"text": "dark", "times": 2}, key="k1")
    again = send(client, "things", {"times": 2, "text": "dark"}, key="k1")
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json() == again.json()
    other = send(client, "things", {"text": "bright"}, key="k1")
    assert (other.status_code, other.json()["code"]) == (409, "idempotency_mismatch")
    assert Timer.objects.filter(community_id=cast.a.id).count() == 1
    someone = send(visit("chief"), "things", {"text": "bright"}, key="k1")
    assert someone.status_code == 201


def test_a_needed_key_is_asked_for_and_a_refusal_is_not_kept(cast: Cast, visit: Visit) -> None:
    client = visit("committee")
    missing = send(client, "transfers")
    assert (missing.status_code, missing.json()["code"]) == (400, "idempotency_key_needed")
    refused = send(client, "transfers", key="k2")
    assert (refused.status_code, refused.json()["data"]) == (422, {"left": 3})
    assert not KeptAnswer.objects.filter(community_id=cast.a.id).exists()
    assert send(client, "things", {"text": "x"}, key="k" * 101).json()["code"] == "key_too_long"


def test_a_short_key_of_nobody_counts_for_one_address_and_a_random_one_for_all(cast: Cast) -> None:
    def post(address: str, key: str) -> Any:
        return send(Client(REMOTE_ADDR=address), "things", {"text": "dark"}, key=key).json()["id"]

    assert post("203.0.113.1", "1") == post("203.0.113.1", "1")
    assert post("203.0.113.1", "1") != post("203.0.113.2", "1")
    random = "5f0c1b2e-7d1a-4c55-9d39-2f1f6f9a3f10"
    assert post("203.0.113.1", random) == post("203.0.113.2", random)


@pytest.mark.django_db(transaction=True)
def test_ten_parallel_posts_with_one_key_are_one_act() -> None:
    cast = make_cast()
    answers: list[tuple[int, Any]] = []
    key = "0d0f6c1e-3f57-4f3e-8f2e-6a6b6f0e4a11"

    def post() -> None:
        answer = send(Client(), "things", {"text": "dark"}, key=key)
        answers.append((answer.status_code, answer.json()))
        connection.close()

    threads = [threading.Thread(target=post) for _ in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [answers[0]] * 10
    assert answers[0][0] == 201
    assert Timer.objects.filter(community_id=cast.a.id).count() == 1


def test_the_description_of_the_api_is_complete_and_the_page_needs_nobody_else(
    cast: Cast,
) -> None:
    client = Client()
    described = client.get("/api/v1/openapi.json").json()
    assert {
        "/api/v1/communities",
        "/api/v1/c/{slug}/measures/{key}/drill",
        "/api/v1/c/{slug}/records",
        "/api/v1/c/{slug}/webhooks",
        "/api/v1/c/{slug}/calendar",
    } <= set(described["paths"])
    schemes = described["components"]["securitySchemes"]
    assert {scheme["type"] for scheme in schemes.values()} == {"http", "apiKey"}
    page = client.get("/api/v1/docs").content.decode()
    assert "swagger-ui" in page
    assert "http://" not in page
    assert "https://" not in page
    in_rig = json.loads(json.dumps(rig.get_openapi_schema(path_prefix="/")))
    asked = in_rig["paths"]["/c/{slug}/transfers"]["post"]["parameters"]
    assert [(p["name"], p["required"]) for p in asked if p["in"] == "header"] == [
        ("Idempotency-Key", True)
    ]
