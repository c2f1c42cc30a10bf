"""People over the JSON API: masked, narrowed by permission, and written once."""

import json
from collections.abc import Callable

import pytest
from django.test import Client

from linli.apps.people.models import Person, Residence
from linli.apps.people.tests.ground import NUMBER, PHONE, Ground, identity_number
from tests.programs import get, post, program

Visit = Callable[[str], Client]


def test_the_register_is_listed_by_name_and_pages(ground: Ground, visit: Visit) -> None:
    for name in ("陈安", "白露", "方宁"):
        ground.person(name, "金星苑2号楼1单元201")
    staff = visit("committee")
    status, page = get(staff, "people?limit=2")
    assert (status, page["total"], len(page["items"])) == (200, 3, 2)
    rest = get(staff, f"people?limit=2&cursor={page['next']}")[1]
    names = [row["name"] for row in page["items"] + rest["items"]]
    assert (names, rest["next"]) == (sorted(names), None)
    assert page["items"][0]["homes"][0]["place"] == "金星苑2号楼1单元201"


def test_numbers_come_out_masked_for_staff_and_programs(
    ground: Ground, lin: Person, visit: Visit
) -> None:
    for client in (visit("committee"), program(ground.cast, "people:read")):
        status, shown = get(client, f"people/{lin.id}")
        text = json.dumps(shown)
        assert status == 200
        assert NUMBER not in text
        assert PHONE not in text
        assert shown["phones"][0]["masked"].endswith(PHONE[-4:])
        assert shown["documents"][0]["masked"].endswith(NUMBER[-4:])
        assert shown["household"]["members"] == [str(lin.id)]
        assert [word["code"] for word in shown["words"]] == ["alone"]


def test_a_search_by_number_is_a_post_and_finds_exactly(
    ground: Ground, lin: Person, visit: Visit
) -> None:
    ground.person("林小禾", "金星苑2号楼1单元201")
    staff = visit("committee")
    for text in (NUMBER, PHONE, "林小满", lin.short_number):
        status, page = post(staff, "people/searches", {"text": text})
        assert (status, [row["name"] for row in page["items"]]) == (200, ["林小满"])
    assert post(staff, "people/searches", {"text": "林小"})[1]["total"] == 2


def test_a_grid_worker_lists_the_own_grid_only(ground: Ground, lin: Person, visit: Visit) -> None:
    other = ground.person("陈安", "金星苑2号楼1单元201")
    ground.cast.give("grid_worker", grid_id=ground.grids[0].id)
    worker = visit("grid_worker")
    assert [row["id"] for row in get(worker, "people")[1]["items"]] == [str(lin.id)]
    assert get(worker, f"people/{other.id}")[0] == 404


@pytest.mark.parametrize("who", ["resident", "partner", "outsider", "street", "audit_admin"])
def test_nobody_else_reads_the_register(
    ground: Ground, lin: Person, visit: Visit, who: str
) -> None:
    client = visit(who)
    assert get(client, "people")[0] == 403
    assert get(client, f"people/{lin.id}")[0] in {403, 404}
    assert post(client, "people/searches", {"text": "林"})[0] == 403
    assert post(client, "people", {"name": "新人"})[0] == 403
    assert get(visit("anonymous"), "people")[0] == 401


def test_a_program_does_what_its_key_was_given_for(ground: Ground, lin: Person) -> None:
    assert get(program(ground.cast, "cases:read"), "people")[0] == 403
    reader = program(ground.cast, "people:read")
    assert get(reader, "people")[0] == 200
    assert post(reader, "people", {"name": "新人"})[0] == 403
    writer = program(ground.cast, "people:read", "people:write")
    status, kept = post(writer, f"people/{lin.id}/phones", {"number": "13900005678"})
    assert (status, kept) == (201, {"id": str(lin.id), "number": lin.short_number})


def test_a_repeated_registration_is_one_person(ground: Ground, visit: Visit) -> None:
    home = ground.home("金星苑1号楼1单元201")
    body = {
        "name": "赵禾",
        "identity_number": identity_number(7),
        "homes": [{"place_id": str(home.id), "since": "2024-03-01"}],
    }
    staff = visit("committee")
    first = post(staff, "people", body, key="one-long-random-key")
    assert first[0] == 201
    assert post(staff, "people", body, key="one-long-random-key") == first
    assert post(staff, "people", body | {"name": "赵"}, key="one-long-random-key")[0] == 409
    assert post(staff, "people", body)[1]["code"] == "already_registered"
    person = Person.objects.get(community_id=ground.community.id, name="赵禾")
    assert (str(person.id), person.birth_derived) == (first[1]["id"], True)


def test_moves_are_dated_rows(ground: Ground, lin: Person, visit: Visit) -> None:
    staff, there = visit("committee"), ground.home("金星苑2号楼1单元201")
    sent = {"place_id": str(there.id), "kind": "actual", "since": "2026-01-02"}
    assert post(staff, f"people/{lin.id}/residences", sent)[0] == 201
    shown = get(staff, f"people/{lin.id}")[1]
    assert [row["place"] for row in shown["homes"]] == ["金星苑2号楼1单元201"]
    assert len(shown["residences"]) == 2
    end = {"residence_id": shown["homes"][0]["id"]}
    assert post(staff, f"people/{lin.id}/residence-ends", end)[0] == 201
    assert not Residence.objects.filter(
        community_id=ground.community.id, person_id=lin.id, until__isnull=True
    ).exists()


def test_a_correction_from_a_stale_view_is_a_conflict(
    ground: Ground, lin: Person, visit: Visit
) -> None:
    staff, path = visit("committee"), f"people/{lin.id}/corrections"
    assert post(staff, path, {"name": "林小曼", "was": {"name": "林小满"}})[0] == 201
    status, told = post(staff, path, {"name": "林晓曼", "was": {"name": "林小满"}})
    assert (status, told["code"]) == (409, "edited_meanwhile")
    assert post(staff, path, {"membership": "resident"})[0] == 201
    assert get(staff, f"people/{lin.id}")[1]["membership"] == "resident"
    assert post(staff, path, {"membership": None})[0] == 201
    assert get(staff, f"people/{lin.id}")[1]["membership"] == ""


def test_a_home_is_one_of_this_community(ground: Ground, visit: Visit) -> None:
    elsewhere = Ground(ground.cast, ground.cast.b).home("金星苑1号楼1单元201")
    staff = visit("committee")
    body = {"name": "赵禾", "homes": [{"place_id": str(elsewhere.id)}]}
    assert post(staff, "people", body)[1]["code"] == "home_not_found"
    late = {"place_id": str(ground.home("金星苑1号楼1单元201").id), "since": "2999-01-01"}
    assert post(staff, "people", {"name": "赵禾", "homes": [late]})[0] == 422


def test_nonsense_is_malformed_not_broken(ground: Ground, lin: Person, visit: Visit) -> None:
    staff = visit("committee")
    bodies: list[object] = [{}, {"name": ""}, {"name": "\x00"}, {"name": "x", "sex": "7"}, []]
    for body in bodies:
        assert post(staff, "people", body)[0] in {400, 422}
    for noun in ("phones", "documents", "residences", "residence-ends", "tags", "tag-ends"):
        assert post(staff, f"people/{lin.id}/{noun}", {})[0] == 400
    assert post(staff, f"people/{lin.id}/phones", {"number": "1"})[0] == 422
    tag = {"kind": "skill", "code": "no-such-word", "ground": "duty"}
    assert post(staff, f"people/{lin.id}/tags", tag)[0] == 422
    assert get(staff, "people?kind=nothing&grid=x")[0] == 400
    assert get(staff, "people?cursor=x")[1]["code"] == "cursor_broken"
