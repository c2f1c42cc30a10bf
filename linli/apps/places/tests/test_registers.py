"""Buildings and dwellings in and out as tables."""

import pytest

from linli.apps.places.models import GridCoverage, Place
from linli.apps.places.operations import add_place
from linli.apps.places.tests.ground import SYSTEM, Ground, grid
from linli.kernel.errors import Conflict
from linli.kernel.registers.checking import check_import
from linli.kernel.registers.definition import REGISTERS
from linli.kernel.registers.models import ImportRun
from linli.kernel.registers.running import faults_of, start_import, undo_import
from tests.cast import Cast

BUILDINGS = """Estate,Building,Grid,Year built,Floors above ground,Lift
金星苑,1,第一网格,1998,7,是
金星苑,2栋,第一网格,1998,9,否
金星苑,2号楼,,,,
金星苑,3,第九网格,,,
金星苑,4,,,abc,
,港湾大厦,001,,30,
"""
DWELLINGS = """小区,楼栋,单元,楼层,房号,建筑面积
金星苑,1,1,1,101,72.5
金星苑,1,1,1,102,
金星苑,1,1,2,201,
金星苑,8,,,201室,
"""


def check(cast: Cast, key: str, text: str) -> ImportRun:
    return check_import(
        actor=cast.actor("committee"),
        community=cast.a,
        register=REGISTERS[key],
        content=text.encode(),
        filename="list.csv",
    )


def load(cast: Cast, key: str, text: str) -> ImportRun:
    run = check(cast, key, text)
    return start_import(actor=cast.actor("committee"), community=cast.a, run_id=run.id)


def out(cast: Cast, key: str) -> list[dict[str, str]]:
    return list(REGISTERS[key].rows(cast.a, cast.actor("committee")))


def test_the_dry_run_names_every_bad_row_and_stores_nothing(cast: Cast) -> None:
    grid(cast.a, "第一网格", 1)
    run = check(cast, "places.buildings", BUILDINGS)
    assert (run.total, run.new, run.bad) == (6, 3, 3)
    assert sorted((line, column) for line, column, _reason in faults_of(run)) == [
        (4, "building"),
        (5, "grid"),
        (6, "floors"),
    ]
    assert Place.objects.filter(community_id=cast.a.id).count() == 0


def test_what_was_imported_goes_out_the_same_and_is_known_again(cast: Cast) -> None:
    grid(cast.a, "第一网格", 1)
    run = load(cast, "places.buildings", BUILDINGS)
    assert run.state == "done"
    rows = {row["building"]: row for row in out(cast, "places.buildings")}
    assert set(rows) == {"1号楼", "2栋", "港湾大厦"}
    assert [rows["2栋"][key] for key in ("estate", "grid", "floors", "built_year")] == [
        "金星苑",
        "第一网格",
        "9",
        "1998",
    ]
    again = check(cast, "places.buildings", BUILDINGS)
    assert (again.new, again.changed, again.unchanged) == (0, 0, 3)


def test_undo_leaves_every_row_equal_to_before(cast: Cast, ground: Ground) -> None:
    keys = ("places.buildings", "places.dwellings")
    before = [out(cast, key) for key in keys]
    covered = GridCoverage.objects.filter(community_id=cast.a.id).count()
    text = BUILDINGS.replace("金星苑,1,第一网格", "金星苑,1,").replace(
        "金星苑,2栋,第一网格", "银海苑,2栋,第一网格"
    )
    first, second = load(cast, keys[0], text), load(cast, keys[1], DWELLINGS)
    assert (first.new, first.changed, second.new, second.changed) == (1, 2, 1, 1)
    assert [out(cast, key) for key in keys] != before
    for run in (second, first):
        undone = undo_import(actor=cast.actor("committee"), community=cast.a, run_id=run.id)
        assert undone.state == "undone"
    assert [out(cast, key) for key in keys] == before
    assert GridCoverage.objects.filter(community_id=cast.a.id).count() == covered


def test_an_import_that_something_leans_on_is_not_undone(cast: Cast) -> None:
    run = load(cast, "places.dwellings", DWELLINGS)
    building = Place.objects.get(community_id=cast.a.id, full_name="金星苑8号楼")
    add_place(community=cast.a, kind="site", name="天台", parent=building, actor=SYSTEM)
    with pytest.raises(Conflict):
        undo_import(actor=cast.actor("committee"), community=cast.a, run_id=run.id)
    assert Place.objects.filter(community_id=cast.a.id, kind="dwelling").count() == 4


def test_a_building_of_another_grid_is_not_moved_by_a_table(cast: Cast, ground: Ground) -> None:
    text = "Estate,Building,Grid\n金星苑,2,第一网格\n"
    assert [column for _line, column, _why in faults_of(check(cast, "places.buildings", text))] == [
        "grid"
    ]
