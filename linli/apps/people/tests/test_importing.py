"""The register of residents as a table: in, unchanged, changed, undone."""

import random
from collections.abc import Callable
from typing import Any

import pytest
from django.utils import translation

from linli.apps.people.models import Household, HouseholdMember, Person, Residence
from linli.apps.people.operations import add_phone
from linli.apps.people.operations.tracing import snapshot
from linli.apps.people.queries.listing import register_rows
from linli.apps.people.registers import RESIDENTS
from linli.apps.people.tests.ground import Ground, identity_number, workbook
from linli.apps.places.public import Place, PlaceKind
from linli.kernel.errors import Conflict, NotAllowed
from linli.kernel.records.models import Record
from linli.kernel.registers.checking import check_import
from linli.kernel.registers.models import ImportChunk, ImportRun
from linli.kernel.registers.running import (
    advance,
    discard_import,
    faults_of,
    start_import,
    undo_import,
)
from linli.kernel.registers.writing import export
from linli.kernel.timers.running import run_due

HEADER = ("姓名", "证件号码", "联系电话", "现住址", "与户主关系", "标签", "出生日期")
Row = tuple[object, ...]


@pytest.fixture(autouse=True)
def english() -> Any:
    with translation.override("en"):
        yield


def check(ground: Ground, *rows: Row, header: Row = HEADER, who: str = "committee") -> ImportRun:
    return check_import(
        actor=ground.cast.actor(who),
        community=ground.community,
        register=RESIDENTS,
        content=workbook(header, *rows),
        filename="residents.xlsx",
    )


def start(ground: Ground, run: ImportRun) -> ImportRun:
    return start_import(
        actor=ground.cast.actor("committee"), community=ground.community, run_id=run.id
    )


def undo(ground: Ground, run: ImportRun) -> ImportRun:
    return undo_import(
        actor=ground.cast.actor("committee"), community=ground.community, run_id=run.id
    )


def exported(ground: Ground) -> list[dict[str, str]]:
    return list(register_rows(ground.community, ground.cast.actor("committee")))


def everything(ground: Ground) -> object:
    ids = Person.objects.filter(community_id=ground.community.id).values_list("id", flat=True)
    places = Place.objects.filter(community_id=ground.community.id).values_list("id", flat=True)
    return snapshot(ground.community, list(ids), list(places))


def counts(run: ImportRun) -> tuple[int, int, int, int]:
    return run.new, run.changed, run.unchanged, run.bad


FAMILY: tuple[Row, ...] = (
    (
        "林小满",
        identity_number(123),
        "13900001234",
        "金星苑1号楼1单元201",
        "户主",
        "独居、高龄",
        "",
    ),
    ("陈静", identity_number(124), "", "1栋1单元201室", "妻", "", ""),
    ("林知夏", "", "", "金星苑1号楼1单元201", "女", "", "2015/6/1"),
)


def test_a_family_comes_in_with_home_household_telephone_and_tags(ground: Ground) -> None:
    run = check(ground, *FAMILY)
    assert (run.state, counts(run)) == ("checked", (3, 0, 0, 0)), faults_of(run)
    assert Person.objects.filter(community_id=ground.community.id).count() == 0
    assert start(ground, run).state == "done"
    household = Household.objects.get(community_id=ground.community.id)
    head = Person.objects.get(community_id=ground.community.id, name="林小满")
    assert household.head_id == head.id
    assert household.dwelling_id == ground.home("金星苑1号楼1单元201").id
    members = HouseholdMember.objects.filter(community_id=ground.community.id)
    assert sorted(members.values_list("person__name", "relation")) == [
        ("林小满", "02"),
        ("林知夏", "30"),
        ("陈静", "10"),
    ]
    assert sorted(head.tags.values_list("entry__code", flat=True)) == ["alone", "very_old"]


def test_the_same_file_again_changes_nothing(ground: Ground) -> None:
    start(ground, check(ground, *FAMILY))
    before = everything(ground)
    again = check(ground, *FAMILY)
    assert counts(again) == (0, 0, 3, 0)
    start(ground, again)
    assert everything(ground) == before


def test_an_export_is_recognised_as_unchanged(ground: Ground) -> None:
    start(ground, check(ground, *FAMILY))
    ground.person("陈大同", "金星苑2号楼1单元101", phone="020-82000101", membership="resident")
    for kind in ("xlsx", "csv"):
        content = export(
            actor=ground.cast.actor("committee"),
            community=ground.community,
            register=RESIDENTS,
            purpose="yearly check",
            kind=kind,
        )
        run = check_import(
            actor=ground.cast.actor("committee"),
            community=ground.community,
            register=RESIDENTS,
            content=content,
            filename=f"residents.{kind}",
        )
        assert (faults_of(run), counts(run)) == ([], (0, 0, 4, 0))


def test_every_bad_row_is_named_by_line_column_and_reason(ground: Ground) -> None:
    wrong = identity_number(125)[:-1] + "#"
    run = check(
        ground,
        FAMILY[0],
        ("", identity_number(126), "", "", "", "", ""),
        ("赵一舟", wrong, "", "", "", "", ""),
        ("钱二", "", "1390000", "", "", "", ""),
        ("孙三", "", "", "金星苑9号楼101", "", "", ""),
        ("李四", "", "", "", "户主", "", ""),
        ("周五", "", "", "", "表弟", "", "昨天"),
        ("吴六", "", "", "", "", "富裕", ""),
        ("林小满", identity_number(123), "", "", "", "", ""),
    )
    assert sorted((line, column) for line, column, _reason in faults_of(run)) == [
        (3, "name"),
        (4, "identity"),
        (5, "phone"),
        (6, "address"),
        (7, "address"),
        (8, "birth_date"),
        (8, "relation"),
        (9, "tags"),
        (10, "identity"),
    ]
    assert counts(run) == (1, 0, 0, 8)


def many(ground: Ground, bad: int) -> list[Row]:
    chance = random.Random(14)
    homes = list(
        Place.objects.filter(community_id=ground.community.id, kind=PlaceKind.DWELLING).values_list(
            "full_name", flat=True
        )
    )
    wrong = set(chance.sample(range(2000), bad))
    rows: list[Row] = []
    for serial in range(2000):
        number = identity_number(serial % 1000, f"19{50 + serial // 1000}0302")
        if serial in wrong:
            number = number[:6] + "19501340" + number[14:]
        home = homes[serial % len(homes)]
        rows.append((f"居民{serial}", number, "", home, "其他关系", "", ""))
    return rows


def test_case_14_of_2000_rows_with_37_bad_ones_the_rest_is_imported_and_undone(
    ground: Ground,
) -> None:
    ground.person("林小满", "金星苑1号楼1单元201", phone="13900001234")
    before, table = everything(ground), exported(ground)
    run = check(ground, *many(ground, 37))
    assert counts(run) == (1963, 0, 0, 37)
    lines = [line for line, _column, _reason in faults_of(run)]
    assert (len(lines), len(set(lines))) == (37, 37)
    assert everything(ground) == before

    assert start(ground, run).state == "done"
    assert Person.objects.filter(community_id=ground.community.id).count() == 1964
    undone = undo(ground, run)
    assert (undone.state, everything(ground), exported(ground)) == ("undone", before, table)


def test_case_14_all_of_it_may_be_refused(ground: Ground) -> None:
    before = everything(ground)
    run = check(ground, *many(ground, 37))
    discard_import(actor=ground.cast.actor("committee"), community=ground.community, run_id=run.id)
    assert everything(ground) == before
    with pytest.raises(Conflict):
        start(ground, run)
    assert set(
        ImportChunk.objects.filter(community_id=ground.community.id).values_list(
            "content", flat=True
        )
    ) == {""}


def test_changes_are_brought_in_and_taken_back(ground: Ground) -> None:
    start(ground, check(ground, *FAMILY))
    ground.person("陈大同", "金星苑2号楼1单元101", identity_number=identity_number(300))
    before = everything(ground)
    run = check(
        ground,
        ("林小满", identity_number(123), "13900009999", "金星苑2号楼2单元301", "户主", "残疾", ""),
        ("陈大同", identity_number(300), "", "金星苑1号楼1单元201", "其他", "", "1951-01-01"),
        ("新来的", "", "", "金星苑2号楼2单元301", "配偶", "", ""),
    )
    assert counts(run) == (1, 2, 0, 0), faults_of(run)
    assert start(ground, run).state == "done"
    moved = Residence.objects.get(
        community_id=ground.community.id, person__name="林小满", until__isnull=True
    )
    assert moved.place_id == ground.home("金星苑2号楼2单元301").id
    assert undo(ground, run).state == "undone"
    assert everything(ground) == before


def test_undo_is_refused_once_somebody_went_on(ground: Ground) -> None:
    run = start(ground, check(ground, *FAMILY))
    head = Person.objects.get(community_id=ground.community.id, name="林小满")
    add_phone(
        actor=ground.cast.actor("committee"),
        community=ground.community,
        person_id=head.id,
        number="13900007777",
    )
    before = everything(ground)
    with pytest.raises(Conflict) as refused:
        undo(ground, run)
    assert (refused.value.code, everything(ground)) == ("import_taken_up", before)
    assert ImportRun.objects.get(community_id=ground.community.id).state == "done"


def test_a_row_that_no_longer_fits_turns_the_import_round(ground: Ground) -> None:
    run = check(ground, *FAMILY)
    ground.person("另一人", identity_number=identity_number(124))
    before = everything(ground)
    failed = start(ground, run)
    assert (failed.state, failed.trouble) == ("failed", "import_mismatch")
    assert everything(ground) == before


def test_an_import_goes_on_after_a_crash_and_nothing_is_twice(
    ground: Ground, at: Callable[[str], Any]
) -> None:
    rows = many(ground, 0)
    with at("2026-03-02 09:00"):
        run = check(ground, *rows, ("新人", "", "", "金星苑1号楼1单元101", "", "", ""))
        started = start(ground, run)
        assert (started.state, started.new) == ("running", 2001)
        advance(ground.community, started)  # the process dies after the first chunk
        assert Person.objects.filter(community_id=ground.community.id).count() == 1000
        for _round in range(6):
            run_due(community_id=ground.community.id)
    assert ImportRun.objects.get(community_id=ground.community.id).state == "done"
    assert Person.objects.filter(community_id=ground.community.id).count() == 2001


def test_masked_numbers_must_be_the_persons(ground: Ground) -> None:
    start(ground, check(ground, *FAMILY))
    masked = "*" * 14 + identity_number(123)[-4:]
    run = check(
        ground,
        ("林小满", masked, "*******1234", "金星苑1号楼1单元201", "", "", ""),
        ("林知夏", masked, "", "金星苑1号楼1单元201", "", "", ""),
    )
    assert counts(run) == (0, 0, 1, 1)
    assert [fault[:2] for fault in faults_of(run)] == [(3, "identity")]


def test_a_document_under_another_name_is_a_fault(ground: Ground) -> None:
    start(ground, check(ground, *FAMILY))
    run = check(ground, ("王别人", identity_number(123), "", "", "", "", ""))
    assert [fault[:2] for fault in faults_of(run)] == [(2, "name")]


@pytest.mark.parametrize("who", ["grid_worker", "partner", "street", "outsider", "resident"])
def test_only_the_office_imports_and_exports(ground: Ground, who: str) -> None:
    with pytest.raises(NotAllowed):
        check(ground, *FAMILY, who=who)
    with pytest.raises(NotAllowed):
        export(
            actor=ground.cast.actor(who),
            community=ground.community,
            register=RESIDENTS,
            purpose="curiosity",
        )
    assert ImportRun.objects.filter(community_id=ground.community.id).count() == 0


def test_records_of_an_import_hold_no_names_and_no_numbers(ground: Ground) -> None:
    run = start(ground, check(ground, *FAMILY))
    undo(ground, run)
    said = "".join(
        str(record.payload) for record in Record.objects.filter(community_id=ground.community.id)
    )
    assert not any(word in said for word in ("林小满", identity_number(123), "1390000", "单元"))
