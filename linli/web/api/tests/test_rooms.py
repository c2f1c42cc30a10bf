import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client

from linli.kernel.calendar import OfficeHours
from linli.kernel.calendar_tables import seed_calendar
from linli.kernel.records.models import Record
from linli.kernel.records.writing import verb, write_record
from linli.web.api.tests.rig import Visit, bells, numbers, program
from tests.cast import Cast, new_id

SAID = verb("test.said", "code")
OPEN = "/api/v1/c/alpha/measures/test.open"


@pytest.fixture
def counted() -> Iterator[None]:
    with numbers():
        yield


def ids_of(client: Client, address: str) -> list[str]:
    """All ids of a list, page by page."""
    found: list[str] = []
    cursor = ""
    while True:
        mark = "&" if "?" in address else "?"
        answer = client.get(f"{address}{mark}limit=2&cursor={cursor}").json()
        found += [item["id"] for item in answer["items"]]
        assert answer["total"] >= len(found)
        cursor = answer["next"]
        if cursor is None:
            assert len(found) == answer["total"]
            return found


def test_communities_are_public_and_paged(cast: Cast) -> None:
    client = Client(headers={"accept-language": "en"})
    first = client.get("/api/v1/communities?limit=3").json()
    assert [home["slug"] for home in first["items"]] == ["delta", "sigma", "alpha"]
    rest = client.get(f"/api/v1/communities?limit=3&cursor={first['next']}").json()
    assert [home["slug"] for home in rest["items"]] == ["beta"]
    assert (first["total"], rest["total"], rest["next"]) == (4, 4, None)
    one = client.get("/api/v1/c/beta").json()
    assert (one["name"], one["parent"], one["code"]) == ("Beta", "sigma", "BB")
    only = client.get("/api/v1/communities?kind=street").json()
    assert [home["slug"] for home in only["items"]] == ["sigma"]


@pytest.mark.parametrize("cursor", ["x", "WzFd:x", "a" * 601])
def test_a_cursor_of_another_list_is_refused(cast: Cast, cursor: str) -> None:
    client = Client()
    good = client.get("/api/v1/communities?limit=1").json()["next"]
    for address in (
        f"/api/v1/communities?cursor={cursor}",
        f"/api/v1/communities?kind=street&cursor={good}",
    ):
        assert client.get(address).status_code == 400


def test_the_calendar_knows_shifted_days_hours_and_guessed_years(cast: Cast) -> None:
    seed_calendar()
    OfficeHours.objects.create(
        community=cast.a, effective_from=dt.date(2026, 2, 14), intervals=[["09:00", "12:00"]]
    )
    client = Client()
    answer = client.get("/api/v1/c/alpha/calendar?from=2026-02-13&to=2026-02-15").json()
    assert [(day["date"], day["is_workday"], day["known"]) for day in answer["items"]] == [
        ("2026-02-13", True, True),
        ("2026-02-14", True, True),
        ("2026-02-15", False, True),
    ]
    assert [len(day["hours"]) for day in answer["items"]] == [2, 1, 0]
    guess = client.get("/api/v1/c/alpha/calendar?from=2090-01-02&to=2090-01-02").json()
    assert guess["items"][0]["known"] is False
    for wrong in ("from=2026-02-13&to=2026-02-12", "from=2026-01-01&to=2030-01-01", "from=x"):
        assert client.get(f"/api/v1/c/alpha/calendar?{wrong}").status_code == 400


@pytest.mark.usefixtures("counted")
def test_each_reader_is_offered_the_numbers_they_may_ask_for(cast: Cast, visit: Visit) -> None:
    def offered(client: Client) -> set[str]:
        items = client.get("/api/v1/c/alpha/measures").json()["items"]
        return {one["key"] for one in items if one["key"].startswith("test.")}

    public = {"test.open", "test.open_loud", "test.loudness"}
    assert offered(visit("anonymous")) == public
    assert offered(visit("resident")) == public
    assert offered(visit("outsider")) == public
    assert offered(visit("committee")) == public | {"test.inside"}
    assert offered(visit("street")) == public | {"test.inside"}
    assert offered(program(cast, "measures:read")) == public | {"test.inside"}
    assert offered(program(cast, "cases:read")) == public


@pytest.mark.usefixtures("counted")
def test_a_number_drills_down_to_the_rows_that_make_it(cast: Cast, visit: Visit) -> None:
    made = bells(cast.a.id, east=5, west=2)
    bells(cast.b.id, east=9)
    client = visit("committee")
    answer = client.get(f"{OPEN}?from=2026-03-01&to=2026-03-02&by=side").json()
    assert (answer["value"], answer["unit"], answer["version"]) == (7, "times", 1)
    assert (answer["first_day"], answer["last_day"]) == ("2026-03-01", "2026-03-02")
    assert answer["as_of"].endswith("+08:00")
    parts = {part["member"]: part for part in answer["parts"]}
    assert {member: part["value"] for member, part in parts.items()} == {"east": 5, "west": 2}
    assert sorted(ids_of(client, answer["drill"])) == sorted(map(str, made))
    assert sorted(ids_of(client, parts["west"]["drill"])) == sorted(map(str, made[5:]))
    earlier = client.get(f"{OPEN}?to=2026-03-01").json()
    assert (earlier["value"], earlier["first_day"]) == (0, None)


@pytest.mark.usefixtures("counted")
def test_a_street_counts_all_its_communities(cast: Cast, visit: Visit) -> None:
    bells(cast.a.id, east=5)
    bells(cast.b.id, east=4)
    answer = visit("street").get("/api/v1/c/sigma/measures/test.inside").json()
    assert answer["value"] == 9
    assert visit("committee").get("/api/v1/c/sigma/measures/test.inside").status_code == 403


@pytest.mark.usefixtures("counted")
def test_the_public_sees_no_small_cell_by_no_way(cast: Cast, visit: Visit) -> None:
    bells(cast.a.id, east=5, west=2, north=9)
    public = visit("anonymous")

    def cells(query: str) -> dict[str, tuple[Any, Any]]:
        answer = public.get(f"{OPEN}?{query}").json()
        return {p["member"]: (p["value"], p["fewer_than"]) for p in answer["parts"]}

    # With west hidden, east would follow from the total; so east is hidden with it.
    assert cells("by=side") == {"east": (None, None), "west": (None, 3), "north": (9, None)}
    asked = {
        side: public.get(f"{OPEN}?only=side:{side}").json()["value"]
        for side in ("east", "west", "north", "nowhere")
    }
    assert asked == {"east": None, "west": None, "north": 9, "nowhere": 0}
    assert public.get(f"{OPEN}/drill?only=side:west").json()["code"] == "cell_too_small"
    assert public.get(f"{OPEN}/drill?only=side:east").status_code == 403
    assert public.get(f"{OPEN}/drill").json()["total"] == 16
    inside = visit("committee").get(f"{OPEN}?by=side").json()
    assert sorted(part["value"] for part in inside["parts"]) == [2, 5, 9]


@pytest.mark.usefixtures("counted")
def test_a_ratio_shows_both_sides(cast: Cast, visit: Visit) -> None:
    bells(cast.a.id, east=4, west=4)
    answer = visit("committee").get("/api/v1/c/alpha/measures/test.loudness").json()
    assert (answer["kind"], answer["value"]) == ("ratio", 0.25)
    assert (answer["numerator"]["value"], answer["denominator"]["value"]) == (2, 8)
    empty = visit("committee").get("/api/v1/c/beta/measures/test.loudness").json()
    assert empty["value"] is None


@pytest.mark.usefixtures("counted")
def test_questions_that_make_no_sense_are_refused_with_the_reason(cast: Cast, visit: Visit) -> None:
    def code(client: Client, rest: str) -> tuple[int, str]:
        answer = client.get(f"/api/v1/c/alpha/measures/{rest}")
        return answer.status_code, answer.json()["code"]

    staff = visit("committee")
    assert code(staff, "test.nothing") == (404, "measure_not_found")
    assert code(staff, "test.open?by=person") == (400, "dimension_not_known")
    assert code(staff, "test.open?only=side") == (400, "malformed")
    assert code(staff, "test.open?only=thing:no-uuid") == (400, "member_not_known")
    assert code(staff, "test.open?from=2026-03-02&to=2026-03-01") == (400, "days_reversed")
    assert code(visit("anonymous"), "test.inside") == (401, "sign_in_needed")
    assert code(visit("resident"), "test.inside") == (403, "not_allowed")
    assert code(visit("outsider"), "test.inside/drill") == (403, "not_allowed")


def say(cast: Cast, code: str) -> Record:
    return write_record(
        verb=SAID,
        community_id=cast.a.id,
        object_kind="test",
        object_id=new_id(),
        actor=cast.actor("committee"),
        code=code,
    )


def test_records_come_in_order_once_each_while_new_ones_arrive(cast: Cast, visit: Visit) -> None:
    made = [say(cast, str(number)) for number in range(5)]
    client = visit("audit_admin")
    first = client.get("/api/v1/c/alpha/records?limit=3&verb=test").json()
    assert [row["payload"]["code"] for row in first["items"]] == ["4", "3", "2"]
    say(cast, "5")
    rest = client.get(f"/api/v1/c/alpha/records?limit=3&verb=test&cursor={first['next']}").json()
    assert [row["payload"]["code"] for row in rest["items"]] == ["1", "0"]
    one = client.get(f"/api/v1/c/alpha/records?object={made[0].object_id}").json()
    assert [row["id"] for row in one["items"]] == [str(made[0].id)]
    oldest = client.get("/api/v1/c/alpha/records?order=oldest&limit=1&verb=test.said").json()
    assert oldest["items"][0]["payload"] == {"code": "0"}
    actor = cast.actor("committee").ref
    assert client.get(f"/api/v1/c/alpha/records?actor={actor}").json()["total"] == 6
    assert client.get("/api/v1/c/alpha/records?until=2020-01-01T00:00").json()["total"] == 0


def test_records_are_for_the_auditor_the_chief_and_a_key_given_for_it(
    cast: Cast, visit: Visit
) -> None:
    say(cast, "1")
    statuses = {
        who: visit(who).get("/api/v1/c/alpha/records").status_code
        for who in ("chief", "committee", "resident", "outsider", "system_admin", "anonymous")
    }
    assert statuses == {
        "chief": 200,
        "committee": 403,
        "resident": 403,
        "outsider": 403,
        "system_admin": 403,
        "anonymous": 401,
    }
    assert program(cast, "records:read").get("/api/v1/c/alpha/records").status_code == 200
    assert program(cast, "records:read").get("/api/v1/c/beta/records").status_code == 403
    assert program(cast, "cases:read").get("/api/v1/c/alpha/records").status_code == 403


def test_lists_cost_the_same_few_statements_however_long(
    cast: Cast, visit: Visit, django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    for number in range(30):
        say(cast, str(number))
    client = visit("audit_admin")
    client.get("/api/v1/c/alpha/records")
    with django_assert_max_num_queries(7):
        client.get("/api/v1/c/alpha/records?limit=25")
