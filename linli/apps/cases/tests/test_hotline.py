"""Orders of the hotline: dry run, bad rows by line and column, repeats joined, undo."""

from collections.abc import Callable

import pytest
from django.test import Client

from linli.apps.cases.models import Case, HotlineOrder, Reporter, Step
from linli.apps.cases.operations.triage import accept_case
from linli.apps.cases.tests.conftest import LIGHT, Ground
from linli.kernel.errors import Conflict, NotAllowed
from linli.kernel.registers.checking import check_import
from linli.kernel.registers.definition import REGISTERS
from linli.kernel.registers.models import ImportRun
from linli.kernel.registers.running import faults_of, start_import, undo_import

HEAD = "工单编号,来电时间,诉求内容,诉求类型,地址,来电人,来电号码,重复工单\n"
FIRST = f"HL-1,2026-03-02,2栋楼道灯不亮,{LIGHT},金星苑2栋,闻人一,13800138001,\n"
REPEAT = f"HL-2,2026-03-03,还是不亮请催一下,{LIGHT},金星苑2栋,闻人一,13800138001,HL-1\n"
SAME = f"HL-3,2026-03-03,2栋楼道灯不亮,{LIGHT},,闻人一,13800138001,\n"
OTHER = f"HL-4,2026-03-03,菜场门口积水,{LIGHT},菜场门口,,,\n"
KEY = "cases.hotline"


def check(ground: Ground, rows: str, who: str = "committee") -> ImportRun:
    return check_import(
        actor=ground.actor(who),
        community=ground.a,
        register=REGISTERS[KEY],
        content=(HEAD + rows).encode(),
        filename="hotline.csv",
    )


def load(ground: Ground, rows: str) -> ImportRun:
    run = check(ground, rows)
    return start_import(actor=ground.actor("committee"), community=ground.a, run_id=run.id)


def out(ground: Ground) -> list[dict[str, str]]:
    return list(REGISTERS[KEY].rows(ground.a, ground.actor("committee")))


def case_of(ground: Ground, number: str) -> Case:
    return HotlineOrder.objects.get(community=ground.a, number=number).case


def test_each_order_becomes_a_case_with_its_caller_and_place(ground: Ground) -> None:
    run = load(ground, FIRST + OTHER)
    assert (run.state, run.new, run.bad) == ("done", 2, 0)
    case = case_of(ground, "HL-1")
    assert (case.source, case.found_by, case.type.code) == ("hotline", "complaint", LIGHT)
    assert (case.place_id, case.grid_id) == (ground.building.id, ground.grid.id)
    reporter = Reporter.objects.get(community=ground.a, case=case)
    assert (reporter.name, reporter.phone_last4, reporter.channel) == ("闻人一", "8001", "phone")
    assert case_of(ground, "HL-4").place_words == "菜场门口"


def test_the_dry_run_names_bad_rows_by_line_and_column_and_stores_nothing(ground: Ground) -> None:
    bad = (
        FIRST
        + ",2026-03-02,没有编号,,,,,\n"
        + "HL-5,2099-01-01,还没到的日子,,,,,\n"
        + "HL-6,2026-03-02,类型不对,火星,,,,\n"
        + "HL-7,2026-03-02,电话不对,,,,没有,\n"
        + "HL-8,2026-03-02,,,,,,\n"
        + "HL-9,2026-03-02,不知重复谁,,,,,HL-404\n"
        + FIRST
    )
    run = check(ground, bad)
    assert [(line, column) for line, column, _reason in sorted(faults_of(run))] == [
        (3, "number"),
        (4, "received_on"),
        (5, "type"),
        (6, "phone"),
        (7, "text"),
        (8, "repeat_of"),
        (9, "number"),
    ]
    assert (run.new, run.bad) == (1, 7)
    assert Case.objects.filter(community=ground.a).count() == 0


def test_an_order_that_comes_again_is_known_by_its_number(ground: Ground) -> None:
    load(ground, FIRST)
    again = check(ground, FIRST + OTHER)
    assert (again.new, again.changed, again.unchanged) == (1, 0, 1)
    more = load(ground, FIRST.replace("不亮", "不亮，三楼也不亮"))
    assert (more.new, more.changed) == (0, 1)
    told = Step.objects.get(community=ground.a, kind="note_progress")
    assert "三楼也不亮" in told.text
    assert Case.objects.filter(community=ground.a).count() == 1


def test_a_repeat_is_joined_to_the_first_and_follows_its_progress(ground: Ground) -> None:
    load(ground, FIRST + REPEAT + SAME)
    first = case_of(ground, "HL-1")
    for number in ("HL-2", "HL-3"):
        joined = case_of(ground, number)
        assert (joined.state, joined.merged_into_id) == ("merged", first.id)
    told = Step.objects.filter(community=ground.a, kind="merge")
    assert {step.extra["into"] for step in told} == {first.number}
    load(ground, REPEAT.replace("HL-2", "HL-5").replace(",HL-1", ",HL-2"))
    assert case_of(ground, "HL-5").merged_into_id == first.id


def test_undo_leaves_every_exported_row_equal_to_before(ground: Ground) -> None:
    load(ground, OTHER)
    before, cases = out(ground), Case.objects.filter(community=ground.a).count()
    run = load(ground, FIRST + REPEAT + SAME)
    assert len(out(ground)) == 4
    assert "闻人" not in str(out(ground))
    undone = undo_import(actor=ground.actor("committee"), community=ground.a, run_id=run.id)
    assert undone.state == "undone"
    assert out(ground) == before
    assert Case.objects.filter(community=ground.a).count() == cases


def test_what_somebody_works_on_is_not_taken_back(ground: Ground) -> None:
    committee = ground.actor("committee")
    run = load(ground, FIRST)
    accept_case(community=ground.a, actor=committee, case_id=case_of(ground, "HL-1").id)
    with pytest.raises(Conflict):
        undo_import(actor=committee, community=ground.a, run_id=run.id)
    assert len(out(ground)) == 1


def test_only_the_committee_brings_orders_in(ground: Ground) -> None:
    for who in ("grid_worker", "partner", "resident", "street", "outsider"):
        with pytest.raises(NotAllowed):
            check(ground, FIRST, who)


def test_the_page_of_the_hotline_leads_to_the_import(
    ground: Ground, visit: Callable[[str], Client]
) -> None:
    client, here = visit("committee"), "/c/alpha/work/hotline/"
    assert f"/work/registers/{KEY}/imports/" in client.get(here).text
    load(ground, FIRST + REPEAT)
    page = client.get(here).text
    assert "HL-1" in page
    assert "joined, a repeat" in page
    assert "13800138001" not in page
    assert client.get(f"/c/alpha/work/registers/{KEY}/imports/").status_code == 200
    assert visit("grid_worker").get(here).status_code == 403
