"""Units and duties as tables: in, unchanged, refused line by line, and taken back whole."""

from typing import Any

import pytest
from django.utils import translation

from linli.apps.organisations.models import Organisation, Presence, Responsibility
from linli.apps.organisations.operations import appoint, hand_over_responsibility
from linli.apps.organisations.queries import who_is_responsible
from linli.apps.organisations.registers.duties import DUTIES
from linli.apps.organisations.registers.units import UNITS
from linli.apps.organisations.tests.field import SYSTEM, Field, lay_field, person, unit
from linli.kernel.errors import Conflict, NotAllowed
from linli.kernel.registers.checking import check_import
from linli.kernel.registers.definition import Register
from linli.kernel.registers.models import ImportRun
from linli.kernel.registers.running import faults_of, start_import, undo_import
from tests.cast import Cast

CODE = "91440101MA5GB9999C"
UNIT_ROWS = f"""全称,类型,隶属,对外电话,统一社会信用代码
甲社区党委,党委,,020-8200 0001,
第一支部,党支部,甲社区党委,,
平安电梯维保,电梯维保,,020-8200 0002,{CODE}
"""
DUTY_ROWS = """职责,网格,楼栋或地点,对外显示的姓名,居民登记编号,对外电话,单位,起始日期,最后一天
网格员,第一网格,,梁嘉敏,A001,020-8200 0133,,2024-01-01,
楼长,,2号楼,何秀珍,,020-8200 0232,,2024-01-01,2025-12-31
楼长,,2号楼,苏文,,020-8200 0233,,2026-01-01,
物业负责单位,,金星苑,港湾物业,,020-8200 0880,港湾物业,2024-01-01,
"""


@pytest.fixture(autouse=True)
def chinese() -> Any:
    with translation.override("zh-hans"):
        yield


@pytest.fixture
def field(cast: Cast) -> Field:
    field = lay_field(cast.a)
    person(cast.a, "梁嘉敏", "A001")
    return field


def check(cast: Cast, register: Register, text: str, who: str = "committee") -> ImportRun:
    return check_import(
        actor=cast.actor(who),
        community=cast.a,
        register=register,
        content=text.encode(),
        filename="list.csv",
    )


def bring(cast: Cast, register: Register, text: str) -> ImportRun:
    run = check(cast, register, text)
    return start_import(actor=cast.actor("committee"), community=cast.a, run_id=run.id)


def undo(cast: Cast, run: ImportRun) -> ImportRun:
    return undo_import(actor=cast.actor("committee"), community=cast.a, run_id=run.id)


def exported(cast: Cast, register: Register) -> list[dict[str, str]]:
    return list(register.rows(cast.a, cast.actor("committee")))


def test_units_come_in_as_a_tree_and_go_again(cast: Cast, field: Field) -> None:
    before = exported(cast, UNITS)
    run = bring(cast, UNITS, UNIT_ROWS)
    assert (run.state, run.new, run.bad) == ("done", 3, 0)
    branch = Organisation.objects.get(name="第一支部")
    assert branch.parent is not None
    assert (branch.parent.name, branch.home_id) == ("甲社区党委", cast.a.id)
    again = check(cast, UNITS, UNIT_ROWS)
    assert (again.new, again.changed, again.unchanged) == (0, 0, 3)
    undo(cast, run)
    assert exported(cast, UNITS) == before
    assert not Organisation.objects.filter(uscc=CODE).exists()


def test_a_unit_shared_with_another_community_survives_the_undo(cast: Cast, field: Field) -> None:
    lifts = unit(cast.b, "lift_maintenance", "平安电梯", uscc=CODE)
    run = bring(cast, UNITS, UNIT_ROWS)
    assert Presence.objects.filter(community_id=cast.a.id, organisation=lifts).count() == 1
    undo(cast, run)
    assert Presence.objects.filter(community_id=cast.a.id, organisation=lifts).count() == 0
    assert Presence.objects.filter(community_id=cast.b.id, organisation=lifts).count() == 1


def test_changed_facts_are_recognised_and_undone(cast: Cast, field: Field) -> None:
    text = "全称,类型,对外电话\n港湾物业有限公司,物业服务企业,020-8200 0999\n"
    run = check(cast, UNITS, text)
    assert (run.new, run.changed) == (0, 1)
    run = start_import(actor=cast.actor("committee"), community=cast.a, run_id=run.id)
    field.firm.refresh_from_db()
    assert field.firm.public_phone == "020-8200 0999"
    undo(cast, run)
    field.firm.refresh_from_db()
    assert field.firm.public_phone == ""


def test_an_import_that_is_in_use_stays(cast: Cast, field: Field) -> None:
    run = bring(cast, UNITS, UNIT_ROWS)
    branch = Organisation.objects.get(name="第一支部")
    appoint(community=cast.a, actor=SYSTEM, organisation=branch, title="书记", display_name="周宁")
    with pytest.raises(Conflict, match="import_in_use"):
        undo(cast, run)
    assert Organisation.objects.filter(name="甲社区党委").exists()


def test_bad_rows_are_named_by_line_column_and_reason(cast: Cast, field: Field) -> None:
    units = (
        "全称,类型,隶属,统一社会信用代码\n某单位,星际单位,,\n"
        "某支部,党支部,没有的党委,123\n港湾物业有限公司,学校,,\n"
    )
    duties = (
        "职责,网格,楼栋或地点,对外显示的姓名,居民登记编号,单位\n"
        "网格员,第九网格,,甲,,\n楼长,,火星楼,乙,,\n网格员,,,丙,,\n"
        "网格员,第一网格,,丁,X999,\n物业负责单位,,金星苑,戊,,没有的公司\n网格员,第一网格,,梁嘉敏,,\n网格员,第一网格,,梁嘉敏,,\n"
    )
    found = [(line, column) for line, column, _why in faults_of(check(cast, UNITS, units))]
    assert found == [(2, "kind"), (3, "uscc"), (4, "kind")]
    found = [(line, column) for line, column, _why in faults_of(check(cast, DUTIES, duties))]
    assert found == [
        (2, "grid"),
        (3, "place"),
        (4, "grid"),
        (5, "person"),
        (6, "unit"),
        (8, "name"),
    ]


def test_duties_with_their_history_come_in_unchanged_twice_and_go_again(
    cast: Cast, field: Field
) -> None:
    run = bring(cast, DUTIES, DUTY_ROWS)
    assert (run.state, run.new, run.bad) == ("done", 4, 0)
    shown = [row.display_name for row in who_is_responsible(cast.a, place=field.two)]
    assert shown == ["苏文", "港湾物业"]
    worker = Responsibility.objects.get(community_id=cast.a.id, role="grid_worker")
    assert worker.person is not None
    assert worker.person.short_number == "A001"
    again = check(cast, DUTIES, DUTY_ROWS)
    assert (again.new, again.unchanged, again.bad) == (0, 4, 0)
    undo(cast, run)
    assert exported(cast, DUTIES) == []


def test_a_list_cannot_rewrite_history(cast: Cast, field: Field) -> None:
    run = bring(cast, DUTIES, DUTY_ROWS)
    other = check(cast, DUTIES, DUTY_ROWS.replace("0133", "0199"))
    assert [(line, column) for line, column, _why in faults_of(other)] == [(2, "phone")]
    worker = Responsibility.objects.get(community_id=cast.a.id, role="grid_worker")
    hand_over_responsibility(actor=SYSTEM, responsibility=worker, display_name="邓晓")
    with pytest.raises(Conflict, match="import_in_use"):
        undo(cast, run)
    assert Responsibility.objects.filter(community_id=cast.a.id).count() == 5


def test_only_those_who_may_write_bring_lists(cast: Cast, field: Field) -> None:
    for who in ("grid_worker", "resident", "partner", "outsider", "street"):
        with pytest.raises(NotAllowed):
            check(cast, DUTIES, DUTY_ROWS, who=who)
    assert ImportRun.objects.filter(community_id=cast.a.id).count() == 0
