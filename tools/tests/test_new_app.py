"""The skeleton passes every check from its first minute."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tools.new_app import refusal, register, words_for
from tools.surroundings import plain_environment

ROOT = Path(__file__).resolve().parents[2]
COMMANDS = (
    ("tools.check", "import contracts"),
    ("tools.check", "migrations"),
    ("ruff", "check", "linli/apps/parking", "linli/config"),
    ("ruff", "format", "--check", "linli/apps/parking", "linli/config"),
    ("mypy", "linli/apps/parking"),
    ("pytest", "-q", "-p", "no:xdist", "linli/apps/parking"),
)
PARTS = ("linli", "tests", "tools", "docs", "conftest.py", "pyproject.toml", ".importlinter")
ELSEWHERE = shutil.ignore_patterns("__pycache__", "*.mo")


@pytest.mark.parametrize(
    ("name", "row", "rows"),
    [
        ("venues", "Venue", "venues"),
        ("companies", "Company", "companies"),
        ("parking", "ParkingRow", "parking_rows"),
        ("time_slots", "TimeSlot", "time_slots"),
    ],
)
def test_the_rows_of_an_app_get_a_name_of_their_own(name: str, row: str, rows: str) -> None:
    words = words_for(name)
    assert (words["Row"], words["rows"]) == (row, rows)


@pytest.mark.parametrize("name", ["", "Venues", "2nd", "import", "utils", "kernel", "places"])
def test_a_name_that_will_not_do_is_refused(name: str) -> None:
    assert refusal(name, ROOT) != ""


def test_a_new_app_stands_on_top_and_is_loaded(tmp_path: Path) -> None:
    settings = tmp_path / "linli/config/settings/product.py"
    settings.parent.mkdir(parents=True)
    for name in (".importlinter", "linli/config/settings/product.py"):
        (tmp_path / name).write_text((ROOT / name).read_text())
    register("parking", tmp_path)
    contract = (tmp_path / ".importlinter").read_text()
    assert "containers = linli.apps\nlayers =\n    (parking)\n    (bulletins)\n" in contract
    assert '"parking"' in settings.read_text()


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    for part in PARTS:
        source, target = ROOT / part, tmp_path / part
        if source.is_dir():
            shutil.copytree(source, target, ignore=ELSEWHERE)
        else:
            shutil.copy(source, target)
    return tmp_path


def run(copy: Path, *words: str) -> str:
    ended = subprocess.run(
        [sys.executable, "-m", *words],
        cwd=copy,
        env={**plain_environment(copy), "LINLI_TEST_DB": os.environ.get("LINLI_TEST_DB", "sqlite")},
        capture_output=True,
        text=True,
        check=False,
    )
    return "" if ended.returncode == 0 else ended.stdout + ended.stderr


@pytest.mark.long
def test_the_skeleton_passes_the_checks_and_its_own_tests(copy: Path) -> None:
    assert run(copy, "tools.new_app", "parking") == ""
    for command in COMMANDS:
        assert run(copy, *command) == ""
    said = run(copy, "tools.messages", "check") + run(copy, "tools.house_rules")
    assert [line for line in said.splitlines() if "parking" in line] == []
