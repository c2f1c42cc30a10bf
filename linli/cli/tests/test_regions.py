"""`linli regions FILE`."""

from argparse import Namespace
from importlib.resources import files
from pathlib import Path

import pytest

from linli.apps.places.public import Region
from linli.cli.commands import regions
from linli.cli.main import CommandError

SAMPLE = Path(str(files("linli.apps.places") / "samples" / "regions.csv"))


def test_the_sample_is_loaded(db: None, capsys: pytest.CaptureFixture[str]) -> None:
    assert regions.run(Namespace(file=SAMPLE)) == 0
    assert "9 new, 0 changed, 0 as before" in capsys.readouterr().out
    assert Region.objects.count() == 9


def test_bad_lines_are_named_and_nothing_is_loaded(
    db: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "list.csv"
    file.write_text("level,code,name\nprovince,99,甲省\ncounty,99A1,乙区\n")
    assert regions.run(Namespace(file=file)) == 1
    assert "error, line 2, code" in capsys.readouterr().out
    assert Region.objects.count() == 0


def test_a_file_that_is_not_there_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(CommandError):
        regions.run(Namespace(file=tmp_path / "none.csv"))
