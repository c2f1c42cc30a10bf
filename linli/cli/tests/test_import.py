"""`linli import`: the registers' rules from the terminal."""

import json
from pathlib import Path

import pytest
from django.utils import translation

from linli.apps.cases.public import load_defaults
from linli.apps.places.public import Place, Region
from linli.cli.main import commands, main
from linli.kernel.access.actor import Actor
from linli.kernel.calendar_tables import seed_calendar
from tests.cast import Cast

Caught = pytest.CaptureFixture[str]
BUILDINGS = "小区,楼栋,层数\n金星苑,1,7\n金星苑,2,abc\n"


@pytest.fixture
def table(tmp_path: Path) -> Path:
    file = tmp_path / "list.csv"
    file.write_text(BUILDINGS, encoding="utf-8")
    return file


def buildings(cast: Cast) -> int:
    return Place.objects.filter(community=cast.a, kind="building").count()


def bring(table: Path, *words: str, name: str = "places") -> int:
    with translation.override("zh-hans"):
        return main(["import", name, str(table), *words])


def test_a_python_word_is_a_command_all_the_same() -> None:
    assert commands()["import"].module.__name__ == "linli.cli.commands.import_"


def test_a_dry_run_names_the_bad_row_and_stores_nothing(
    cast: Cast, table: Path, capsys: Caught
) -> None:
    assert bring(table, "--community", "alpha", "--dry-run", "--json") == 1
    told = json.loads(capsys.readouterr().out)
    assert (told["state"], told["new"], told["bad"]) == ("checked", 1, 1)
    assert [(each["line"], each["column"]) for each in told["faults"]] == [(3, "floors")]
    assert buildings(cast) == 0


def test_bad_rows_refuse_the_whole_unless_the_good_ones_are_asked_for(
    cast: Cast, table: Path, capsys: Caught
) -> None:
    assert bring(table, "--community", "alpha") == 1
    assert "line 3" in capsys.readouterr().out
    assert buildings(cast) == 0
    assert bring(table, "--community", "alpha", "--good-rows") == 0
    assert buildings(cast) == 1


def test_orders_of_the_hotline_come_in(cast: Cast, tmp_path: Path, capsys: Caught) -> None:
    seed_calendar()
    load_defaults(community=cast.a, actor=Actor.system())
    file = tmp_path / "orders.csv"
    rows = "".join(f"HL-{number},第{number}件：楼道灯不亮\n" for number in range(250))
    file.write_text(f"工单编号,诉求内容\n{rows}", encoding="utf-8")
    assert bring(file, "--community", "alpha", "--json", name="hotline") == 0
    assert json.loads(capsys.readouterr().out)["state"] == "done"
    assert bring(file, "--community", "alpha", "--json", name="hotline") == 0
    assert json.loads(capsys.readouterr().out)["unchanged"] == 250


def test_regions_may_be_tried_first(cast: Cast, tmp_path: Path, capsys: Caught) -> None:
    file = tmp_path / "regions.csv"
    file.write_text("level,code,name\nprovince,44,示例省\n", encoding="utf-8")
    assert bring(file, "--dry-run", name="regions") == 0
    assert Region.objects.count() == 0
    assert bring(file, name="regions") == 0
    assert Region.objects.count() == 1


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--community", "nowhere"], "there is no community"),
        ([], "--community SLUG"),
    ],
)
def test_what_is_missing_is_one_clear_line(
    cast: Cast, table: Path, capsys: Caught, words: list[str], said: str
) -> None:
    assert bring(table, *words) == 1
    assert said in capsys.readouterr().err
    assert bring(table.parent / "none.csv", "--community", "alpha") == 1
    assert "cannot be read" in capsys.readouterr().err
