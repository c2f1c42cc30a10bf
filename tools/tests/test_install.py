from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from tools.install import pinned, pip_settings, uv_environment

ROOT = Path(__file__).resolve().parents[2]
LISTING = """\
:env:.find-links='/srv/wheels'
global.cert='/etc/ca.pem'
global.extra-index-url='\\nfile:///srv/one\\nfile:///srv/two'
global.find-links='/elsewhere'
install.index-url='https://mirror.example/simple'
global.index-url='https://other.example/simple'
"""


def test_the_environment_outranks_pips_files() -> None:
    settings = pip_settings(LISTING)
    assert settings["find-links"] == "/srv/wheels"
    assert settings["index-url"] == "https://mirror.example/simple"


def test_uv_is_told_of_every_place_that_pip_knows(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith(("UV_", "SSL_CERT"))]:
        monkeypatch.delenv(name)
    told = uv_environment(pip_settings(LISTING))
    assert told["UV_DEFAULT_INDEX"] == "https://mirror.example/simple"
    assert told["UV_INDEX"] == "file:///srv/one file:///srv/two"
    assert told["UV_FIND_LINKS"] == "/srv/wheels"
    assert told["SSL_CERT_FILE"] == "/etc/ca.pem"


def test_what_a_person_told_uv_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UV_DEFAULT_INDEX", "https://mine.example/simple")
    assert "UV_DEFAULT_INDEX" not in uv_environment(pip_settings(LISTING))


def test_one_pin_is_taken_with_all_its_hashes_and_no_neighbour() -> None:
    one, mine = (
        "a==1 \\\n    --hash=sha256:1\n",
        "uv==2 \\\n    --hash=sha256:2 \\\n    --hash=sha256:3\n",
    )
    assert pinned(one + mine + "z==3\n", "uv") == mine


def found_python(folder: Path, version: str, new_enough: bool, has_venv: bool) -> tuple[int, str]:
    """What tools/find_python.sh says where `python3` is the only one and answers like this."""
    fake = folder / "python3"
    fake.write_text(
        "#!/bin/sh\n"
        f'case "$2" in *print*) echo {version};; *exit*) exit {int(not new_enough)};; '
        f"*venv*) exit {int(not has_venv)};; esac\n"
    )
    fake.chmod(0o755)
    ended = subprocess.run(
        ["/bin/sh", str(ROOT / "tools/find_python.sh")],
        env={"PATH": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )
    return ended.returncode, (ended.stdout + ended.stderr).replace(str(folder), "")


@pytest.mark.parametrize(
    ("version", "new_enough", "has_venv", "answer"),
    [
        ("3.11", True, True, (0, "/python3\n")),
        (
            "3.9",
            False,
            True,
            (
                1,
                "Linli needs Python 3.11 or newer (found: /python3 is 3.9);"
                " on Debian: apt install python3 python3-venv\n",
            ),
        ),
        (
            "3.12",
            True,
            False,
            (
                1,
                "Linli: /python3 (3.12) lacks venv; install it,"
                " on Debian: apt install python3-venv\n",
            ),
        ),
    ],
)
def test_a_python_that_will_not_do_gets_one_clear_line(
    tmp_path: Path, version: str, new_enough: bool, has_venv: bool, answer: tuple[int, str]
) -> None:
    assert found_python(tmp_path, version, new_enough, has_venv) == answer
