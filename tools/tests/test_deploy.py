"""The deployment files name only what Linli has."""

from __future__ import annotations

import re
from pathlib import Path

from linli.cli.main import commands
from tools.check_docs import settings_read

ROOT = Path(__file__).resolve().parents[2]
FILES = [path for path in (ROOT / "deploy").rglob("*") if path.is_file()] + [ROOT / "Dockerfile"]
OF_THE_HOST = {"LINLI_DOMAIN", "LINLI_VERSION", "LINLI_UPSTREAM", "LINLI_PROCESSES"}


def test_every_setting_is_one_that_linli_reads() -> None:
    named = {name for path in FILES for name in re.findall(r"\bLINLI_[A-Z_]+", path.read_text())}
    assert named - OF_THE_HOST - settings_read(ROOT) == set()


def test_every_command_is_one_that_linli_has() -> None:
    said = re.compile(r"""-m"?,? "?linli"?,? "?([a-z]+)""")
    named = {name for path in FILES for name in said.findall(path.read_text())}
    assert named == {"init", "serve", "work"}
    assert named - commands().keys() == set()


def test_web_and_worker_are_shut_in_alike() -> None:
    def lines(name: str) -> set[str]:
        return set((ROOT / f"deploy/systemd/linli-{name}.service").read_text().splitlines())

    differing = {line.partition("=")[0] for line in lines("web") ^ lines("worker")}
    assert differing == {"Description", "ExecStart"}
