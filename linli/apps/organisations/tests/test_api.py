"""Bodies and duties over the JSON API: public facts for everyone, all for their readers."""

import json
from collections.abc import Callable

import pytest
from django.test import Client

from linli.apps.organisations.models import Responsibility
from linli.apps.organisations.operations import make_responsible, relieve
from linli.apps.organisations.tests.field import LONG_AGO, SYSTEM, Field
from linli.apps.organisations.tests.shown import MEMBER, SECRET
from linli.kernel import clock
from tests.cast import Cast
from tests.programs import get, program

Visit = Callable[[str], Client]


def test_everyone_reads_the_directory_without_contacts_or_members(
    field: Field, visit: Visit
) -> None:
    status, listed = get(visit("anonymous"), "organisations")
    assert status == 200
    assert {"港湾物业有限公司", "第三网格党支部"} <= {row["name"] for row in listed["items"]}
    branch = get(visit("anonymous"), f"organisations/{field.branch.id}")[1]
    assert [(post["title"], post["name"]) for post in branch["posts"]] == [("书记", "周宁")]
    text = json.dumps([listed, branch], ensure_ascii=False)
    assert SECRET not in text
    assert MEMBER not in text


def test_who_answers_for_a_place_on_a_day(cast: Cast, field: Field, visit: Visit) -> None:
    head = Responsibility.objects.get(community_id=cast.a.id, role="building_head")
    relieve(actor=SYSTEM, responsibility=head, reason="left", until=clock.today(cast.a))
    anyone = visit("anonymous")
    names = [row["name"] for row in get(anyone, f"responsible?place={field.two.id}")[1]["items"]]
    assert names[0] == "梁嘉敏"
    assert "方律师" in names
    by_address = get(anyone, "responsible?address=金星苑2号楼4单元202")[1]["items"]
    assert [row["name"] for row in by_address] == names
    before = get(anyone, f"responsible?place={field.two.id}&on=2023-03-03")[1]["items"]
    assert "梁嘉敏" not in [row["name"] for row in before]
    assert "何秀珍" in [row["name"] for row in before]
    grid = get(anyone, f"responsible?grid={field.third.id}")[1]["items"]
    assert {row["role"] for row in grid} >= {"grid_worker", "grid_head", "lawyer"}


def test_what_is_not_to_be_published_is_told_to_readers_only(
    cast: Cast, field: Field, visit: Visit
) -> None:
    make_responsible(
        community=cast.a,
        actor=SYSTEM,
        role="police",
        display_name="暗哨",
        since=LONG_AGO,
        public=False,
    )
    path = f"responsible?place={field.two.id}"
    for who in ("anonymous", "resident", "partner", "outsider"):
        assert "暗哨" not in str(get(visit(who), path)[1])
    assert "暗哨" in str(get(visit("committee"), path)[1])
    assert "暗哨" in str(get(program(cast, "organisations:read"), path)[1])
    assert "暗哨" not in str(get(program(cast, "cases:read"), path)[1])


def test_duties_of_a_day_are_for_readers_of_the_register(
    cast: Cast, field: Field, visit: Visit
) -> None:
    status, page = get(visit("committee"), "responsibilities?limit=2")
    assert (status, page["total"], len(page["items"])) == (200, 5, 2)
    heads = get(visit("committee"), "responsibilities?role=grid_head&on=2024-05-01")[1]
    assert [row["area"] for row in heads["items"]] == ["第三网格"]
    assert get(program(cast, "organisations:read"), "responsibilities")[0] == 200
    for who in ("resident", "partner", "outsider"):
        assert get(visit(who), "responsibilities")[0] == 403
    assert get(visit("anonymous"), "responsibilities")[0] == 401


def test_promises_of_a_unit_are_for_readers(field: Field, visit: Visit) -> None:
    path = f"organisations/{field.firm.id}/pledges"
    assert get(visit("committee"), path)[1]["total"] == 2
    assert get(visit("rival"), path)[0] == 403


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("responsible?place=0190a0b0-0000-7000-8000-000000000000", 404),
        ("responsible?grid=0190a0b0-0000-7000-8000-000000000000", 404),
        ("responsible?address=不存在的地方", 422),
        ("responsible?on=tomorrow", 400),
        ("organisations/999999", 404),
        ("responsibilities?role=king", 400),
    ],
)
def test_what_is_not_there_is_said(field: Field, visit: Visit, path: str, status: int) -> None:
    assert get(visit("committee"), path)[0] == status
