"""A production that has nothing yet comes up by `linli init`, and not before."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def production(tmp_path: Path) -> dict[str, str]:
    plain = {k: v for k, v in os.environ.items() if not k.startswith(("LINLI_", "DATABASE_URL"))}
    return {
        **plain,
        "LINLI_ENV": "production",
        "LINLI_DATA": str(tmp_path / "data"),
        "LINLI_KEY_FILE": str(tmp_path / "keys/linli.json"),
        "LINLI_BASE_URL": "https://linli.example.org",
        "LINLI_HOSTS": "linli.example.org",
    }


def linli(environment: dict[str, str], *words: str) -> tuple[int, str]:
    ended = subprocess.run(
        [sys.executable, "-m", "linli", *words],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    return ended.returncode, ended.stdout + ended.stderr


def test_keys_are_made_for_the_owner_only_and_never_touched_again(
    production: dict[str, str],
) -> None:
    path = Path(production["LINLI_KEY_FILE"])
    assert linli(production, "init", "--keys") == (0, f"key_file: {path}\nmade: True\n")
    first = path.read_text()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert linli(production, "init", "--keys") == (0, f"key_file: {path}\nmade: False\n")
    assert path.read_text() == first


def test_init_makes_schema_and_style_sheets_readable_by_its_own_user_only(
    production: dict[str, str],
) -> None:
    code, said = linli(production, "init")
    assert code == 0, said
    data = Path(production["LINLI_DATA"])
    assert stat.S_IMODE((data / "linli.sqlite3").stat().st_mode) == 0o600
    assert (data / "static/staticfiles.json").exists()


def test_a_key_file_that_cannot_be_written_gets_one_line(production: dict[str, str]) -> None:
    production["LINLI_KEY_FILE"] = "/dev/null/keys/linli.json"
    assert linli(production, "init", "--keys") == (
        1,
        "linli init: the key file /dev/null/keys/linli.json cannot be written (Not a directory). "
        "Run this as the user that owns its folder, or set LINLI_KEY_FILE.\n",
    )


@pytest.mark.parametrize(
    ("change", "line"),
    [
        ({"LINLI_DEBUG": "1"}, "LINLI_DEBUG is on."),
        ({"LINLI_TEST_MODE": "1"}, "LINLI_TEST_MODE is on."),
        ({"LINLI_BASE_URL": ""}, "Cookies would go without Secure."),
        ({"LINLI_HOSTS": "*"}, "LINLI_HOSTS is not set."),
        ({"LINLI_KEY_FILE": "/nowhere/linli.json"}, "No secret."),
    ],
)
def test_an_unsafe_production_does_not_start_and_names_the_line_to_fix(
    production: dict[str, str], change: dict[str, str], line: str
) -> None:
    linli(production, "init", "--keys")
    code, said = linli({**production, **change}, "serve", "--port", "0")
    assert (code, f"- {line}" in said) == (1, True)


def test_keys_inside_the_data_folder_are_refused(production: dict[str, str]) -> None:
    production["LINLI_KEY_FILE"] = str(Path(production["LINLI_DATA"]) / "linli.json")
    linli(production, "init", "--keys")
    code, said = linli(production, "serve", "--port", "0")
    assert (code, "- LINLI_KEY_FILE lies inside LINLI_DATA." in said) == (1, True)
