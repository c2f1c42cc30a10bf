"""The register of residents as a table: in, unchanged, changed, undone."""

import pytest

from linli.apps.people.models import Household, HouseholdMember, Person
from linli.apps.people.registers import RESIDENTS
from linli.apps.people.tests.ground import Ground, identity_number
from linli.apps.people.tests.lists import FAMILY, check, counts, everything, start
from linli.kernel.errors import NotAllowed
from linli.kernel.registers.checking import check_import
from linli.kernel.registers.models import ImportRun
from linli.kernel.registers.running import (
    faults_of,
)
from linli.kernel.registers.writing import export


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
