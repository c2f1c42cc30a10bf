"""Loading the region tree: what is refused, what is only remarked, what changes."""

import datetime as dt
from importlib.resources import files
from pathlib import Path

import pytest

from linli.apps.places.models import Region, RegionCode
from linli.apps.places.operations import load_region_file, load_regions
from linli.apps.places.queries import check_regions, read_region_rows
from linli.apps.places.tests.ground import SYSTEM
from linli.kernel.errors import Malformed, NotAllowed, RuleNotMet
from linli.kernel.records.models import Record
from tests.cast import Cast

SAMPLES = Path(str(files("linli.apps.places") / "samples"))


def test_the_sample_loads_and_loads_again_without_a_change(cast: Cast) -> None:
    first = load_region_file(path=SAMPLES / "regions.csv", actor=SYSTEM)
    second = load_region_file(path=SAMPLES / "regions.csv", actor=SYSTEM)
    assert (first.new, first.changed, first.unchanged) == (9, 0, 0)
    assert (second.new, second.changed, second.unchanged) == (0, 0, 9)
    community = RegionCode.objects.get(value="990101001001").region
    assert [community.name, community.parent and community.parent.name] == ["听雨社区", "柳岸街道"]


def test_an_abolished_region_keeps_its_code_and_names_its_heir(db: None) -> None:
    load_region_file(path=SAMPLES / "regions.csv", actor=SYSTEM)
    old = RegionCode.objects.get(value="990181")
    assert old.valid_to == dt.date(2015, 12, 31)
    assert old.region.replaced_by == Region.objects.get(name="东湖区")


def test_a_closed_code_that_comes_again_is_another_region(db: None) -> None:
    load_region_file(path=SAMPLES / "regions.csv", actor=SYSTEM)
    rows = [{"level": "county", "code": "990181", "name": "新湖市"}]
    assert load_regions(rows=rows, actor=SYSTEM).new == 1
    assert load_regions(rows=rows, actor=SYSTEM).unchanged == 1
    assert Region.objects.filter(codes__value="990181").count() == 2


def test_json_and_padded_codes_give_the_same_tree(db: None) -> None:
    load_region_file(path=SAMPLES / "regions.json", actor=SYSTEM)
    rows = [
        {"level": "county", "code": "990101000000", "name": "东湖区", "parent_code": "990100000000"}
    ]
    again = load_regions(rows=rows, actor=SYSTEM)
    assert (again.new, again.changed, again.unchanged) == (0, 0, 1)


def test_a_renamed_region_is_the_same_row(db: None) -> None:
    load_region_file(path=SAMPLES / "regions.json", actor=SYSTEM)
    before = RegionCode.objects.get(value="990101001").region_id
    rows = [{"level": "township", "code": "990101001", "name": "柳堤街道"}]
    assert load_regions(rows=rows, actor=SYSTEM).changed == 1
    assert Region.objects.get(name="柳堤街道").pk == before


def test_every_bad_line_is_named_and_nothing_is_stored(db: None) -> None:
    rows = [
        {"level": "province", "code": "99", "name": "示例省"},
        {"level": "county", "code": "9901A1", "name": "东湖区", "parent_code": "99"},
        {"level": "village", "code": "1", "name": "x"},
        {"level": "prefecture", "code": "9801", "name": "", "parent_code": "99"},
        {"level": "prefecture", "code": "9901", "name": "市", "parent_code": "97"},
        {"level": "prefecture", "code": "9901", "name": "市", "valid_from": "2020"},
        {
            "level": "community",
            "code": "990101001500",
            "name": "社区",
            "valid_from": "2020-01-02",
            "valid_to": "2020-01-01",
        },
    ]
    with pytest.raises(RuleNotMet) as refused:
        load_regions(rows=rows, actor=SYSTEM)
    errors = [(each["line"], each["column"], each["code"]) for each in refused.value.data["errors"]]
    assert sorted(errors) == [
        (2, "code", "digits"),
        (3, "level", "level"),
        (4, "code", "parent_prefix"),
        (4, "name", "name"),
        (5, "code", "parent_prefix"),
        (5, "parent_code", "parent"),
        (6, "code", "twice"),
        (6, "valid_from", "day"),
        (7, "valid_to", "order"),
    ]
    warnings = [(each["line"], each["code"]) for each in refused.value.data["warnings"]]
    assert (7, "community_range") in warnings
    assert Region.objects.count() == 0


def test_a_remark_says_what_is_expected() -> None:
    check = check_regions([{"level": "province", "code": "4401", "name": "省"}])
    assert [remark.code for remark in check.errors] == ["length"]
    assert "2" in check.errors[0].says


@pytest.mark.parametrize(
    "content", [b"\xff\xff\xff", b"[1, 2]", b"{}", b'{"regions": 3}', b"[" * 9999]
)
def test_a_file_that_is_no_list_is_malformed(content: bytes) -> None:
    with pytest.raises(Malformed):
        read_region_rows(content)


def test_a_list_of_an_office_program_is_read() -> None:
    rows = read_region_rows("level,code,name\nprovince,99,示例省\n".encode("gb18030"))
    assert rows == [{"level": "province", "code": "99", "name": "示例省"}]


def test_regions_are_loaded_by_the_system_or_its_administrator(cast: Cast) -> None:
    rows = [{"level": "province", "code": "99", "name": "示例省"}]
    with pytest.raises(NotAllowed):
        load_regions(rows=rows, actor=cast.actor("chief"))
    assert load_regions(rows=rows, actor=cast.actor("system_admin")).new == 1
    record = Record.objects.get(community_id=cast.d.id, verb="places.regions_loaded")
    assert (record.payload["new"], record.payload["changed"]) == (1, 0)
