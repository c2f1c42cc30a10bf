"""One dark stairwell: the same question asked of every entrance, each finding a case."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from linli.apps.cases.models import Case, RoundCase, Step
from linli.apps.cases.operations.checking import open_check_round, register_finding
from linli.apps.cases.tests.conftest import FAMILY, LIGHT, Ground
from linli.apps.places.public import Place
from linli.apps.rounds.public import Round, RoundRow, record_result
from linli.kernel import clock
from linli.kernel.errors import NotSeen, RuleNotMet

QUESTION = "楼道灯都亮吗？"


def entrance(ground: Ground, number: int) -> Place:
    return Place.objects.create(
        community_id=ground.a.id,
        kind="entrance",
        parent=ground.building,
        building=ground.building,
        grid=ground.grid,
        name=f"{number}单元",
        number=str(number),
        full_name=f"金星苑2栋{number}单元",
    )


def opened(ground: Ground, case: Case, who: str = "committee") -> Round:
    return open_check_round(
        community=ground.a,
        actor=ground.actor(who),
        case_id=case.id,
        question=QUESTION,
        due_on=clock.today(ground.a) + dt.timedelta(days=5),
    )


def look(ground: Ground, row: RoundRow, result: str, note: str = "") -> None:
    record_result(
        community=ground.a,
        actor=ground.actor("grid_worker"),
        row_id=row.id,
        result=result,
        note=note,
    )


def rows_of(ground: Ground, made: Round) -> list[RoundRow]:
    return list(RoundRow.objects.filter(community_id=ground.a.id, round_id=made.id))


def test_1_15_one_dark_stairwell_opens_a_round_over_all_and_findings_become_cases(
    ground: Ground,
) -> None:
    for number in range(1, 5):
        entrance(ground, number)
    dark = ground.accepted(found_by_us=True, who="grid_worker", source="grid_worker")
    made = opened(ground, dark)
    assert made.found_from == dark.id
    rows = rows_of(ground, made)
    look(ground, rows[0], "fine")
    look(ground, rows[1], "finding", "三楼灯罩掉了")
    found = Case.objects.get(community=ground.a, check_rounds__row_id=rows[1].id)
    assert (found.type.code, found.source, found.found_by) == (LIGHT, "hazard", "us")
    assert (found.place_id, found.grid_id) == (rows[1].place_id, ground.grid.id)
    assert "三楼灯罩掉了" in found.text
    links = RoundCase.objects.filter(community=ground.a, round_id=made.id)
    assert [(link.case_id, link.row_id) for link in links] == [
        (dark.id, None),
        (found.id, rows[1].id),
    ]
    told = Step.objects.filter(community=ground.a, case_id=dark.id, kind="note_progress")
    assert QUESTION in told.get().public_text


def test_a_finding_makes_one_case_however_often_it_is_told(ground: Ground) -> None:
    entrance(ground, 1)
    row = rows_of(ground, opened(ground, ground.accepted()))[0]
    look(ground, row, "finding", "灯不亮")
    look(ground, row, "finding", "灯不亮")
    again = register_finding(community=ground.a, actor=ground.actor("system"), row_id=row.id)
    assert again is not None
    assert Case.objects.filter(community=ground.a).count() == 2


def test_a_confidential_case_and_a_stranger_open_no_round(ground: Ground) -> None:
    entrance(ground, 1)
    with pytest.raises(RuleNotMet):
        opened(ground, ground.new(type_code=FAMILY))
    with pytest.raises(NotSeen):
        opened(ground, ground.new(), who="outsider")
    assert Round.objects.filter(community=ground.a).count() == 0


def test_from_the_page_of_a_case_to_the_round_and_back(
    ground: Ground, visit: Callable[[str], Client]
) -> None:
    entrance(ground, 1)
    case, client = ground.accepted(), visit("committee")
    here = f"/c/alpha/work/cases/{case.id}/"
    assert "check-rounds" in client.get(here).text
    due = (clock.today(ground.a) + dt.timedelta(days=5)).isoformat()
    form: dict[str, Any] = {"question": QUESTION, "place_kind": "entrance", "due_on": due}
    assert client.post(f"{here}check-rounds/", form | {"place_kind": "shop"}).status_code == 422
    answer = client.post(f"{here}check-rounds/", form)
    made = Round.objects.get(community=ground.a)
    assert answer["Location"] == f"/c/alpha/work/rounds/{made.id}/"
    look(ground, rows_of(ground, made)[0], "finding", "灯不亮")
    assert case.number in client.get(answer["Location"]).text
    assert QUESTION in client.get(here).text
    assert visit("partner").get(f"{here}check-rounds/").status_code == 403
