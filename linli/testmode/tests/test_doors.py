"""The doors answer what docs/guide/testing.md says."""

import datetime as dt
import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import resolve

from linli.kernel import clock
from linli.kernel.records.models import Record
from linli.kernel.records.sealing import head
from linli.kernel.timers.models import Timer
from linli.kernel.timers.running import HANDLERS, handles, set_timer
from linli.testmode.fixtures import FIXTURES
from linli.testmode.urls import urlpatterns
from tests.cast import Cast, new_id

GUIDE = Path(__file__).resolve().parents[3] / "docs/guide/testing.md"
pytestmark = pytest.mark.django_db


def knock(door: str, body: Any = None) -> Any:
    return Client().post(f"/_test/{door}", body, content_type="application/json")


def test_the_guide_names_every_door_and_every_fixture() -> None:
    text = GUIDE.read_text()
    doors = set(re.findall(r"`(?:GET|POST) /_test/([a-z-]+)`", text))
    assert doors == {str(each.pattern) for each in urlpatterns}
    assert set(FIXTURES) <= set(re.findall(r"^\| `([a-z_]+)` \|", text, re.MULTILINE))


def test_the_clock_is_set_goes_on_and_returns() -> None:
    answer = knock("clock", {"now": "2026-03-02T08:30:00+08:00"})
    assert answer.status_code == 200
    assert answer.json()["now"].startswith("2026-03-02T00:30:00")
    passed = clock.now() - dt.datetime(2026, 3, 2, 0, 30, tzinfo=dt.UTC)
    assert dt.timedelta(0) < passed < dt.timedelta(seconds=30)
    knock("clock", {"now": None})
    assert clock.now().year != 2026 or clock.now().month != 3


@pytest.mark.parametrize("now", ["yesterday", "2026-03-02T08:30:00", 12, ["x"]])
def test_a_time_that_is_none_is_refused(now: Any) -> None:
    answer = knock("clock", {"now": now})
    assert (answer.status_code, answer.json()["code"]) == (400, "now")


def test_what_is_no_json_object_is_refused() -> None:
    for body in ("{no", "[1]", '"x"'):
        answer = Client().post("/_test/clock", body, content_type="application/json")
        assert (answer.status_code, answer.json()["code"]) == (400, "not_json")
    assert Client().get("/_test/clock").status_code == 400


def test_running_what_is_due_counts_by_name_and_then_finds_nothing(cast: Cast) -> None:
    if "test.bell" not in HANDLERS:
        handles("test.bell")(lambda _timer: None)
    due = dt.datetime(2026, 3, 2, 0, 30, tzinfo=dt.UTC)
    for _number in range(2):
        set_timer(community_id=cast.a.id, kind="test.bell", object_id=new_id(), due_at=due)
    knock("clock", {"now": "2026-03-02T08:29:00+08:00"})
    assert "timer test.bell" not in knock("run-due").json()["done"]
    knock("clock", {"now": "2026-03-03T08:30:00+08:00"})
    first = knock("run-due").json()
    assert first["done"]["timer test.bell"] == 2
    assert first["total"] >= 2
    assert knock("run-due").json()["total"] == 0
    rows = Timer.objects.filter(community_id=cast.a.id, kind="test.bell")
    assert set(rows.values_list("state", "late")) == {("done", True)}


def test_sealing_is_part_of_what_is_due() -> None:
    homes = knock("seed", {"fixture": "cast"}).json()["communities"]
    knock("run-due")
    assert Record.objects.filter(community_id=homes["alpha"]).exists()
    assert head(homes["alpha"]) is not None


def test_the_cast_is_made_once_and_signs_in_by_name() -> None:
    first, again = (knock("seed", {"fixture": "cast"}) for _ in range(2))
    assert first.status_code == 200
    assert first.json() == again.json()
    assert first.json()["logins"]["outsider"] == {"role": "committee", "community": "beta"}
    unknown = knock("seed", {"fixture": "moon"})
    assert (unknown.status_code, "cast" in unknown.json()["detail"]) == (404, True)
    client = Client()
    signed = client.post(
        "/_test/login", {"login": "audit_admin", "second_factor": True}, "application/json"
    )
    assert signed.json()["login"] == "audit_admin"
    assert client.cookies["linli_session"].value == signed.json()["session"]
    assert client.get("/api/v1/c/alpha/records").status_code == 200
    assert knock("login", {"login": "nobody"}).status_code == 404


def test_the_ground_has_what_the_guide_says() -> None:
    made = knock("seed", {"fixture": "ground"}).json()
    assert {"grid", "estate", "building", "firms"} <= set(made)
    assert set(made["firms"]) == {"partner", "rival"}
    assert knock("login", {"login": "rival"}).status_code == 200


def test_the_outbox_is_empty_and_narrowed_by_words_that_mean_nothing(cast: Cast) -> None:
    answer = Client().get("/_test/outbox?community=alpha&kind=test.none")
    assert answer.json() == {"total": 0, "notices": []}


def test_the_doors_are_found_under_their_prefix_only() -> None:
    assert resolve("/_test/clock").func.__name__ == "set_clock"
