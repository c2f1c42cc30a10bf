"""Everything that tools can hold, side by side, with one table at the end."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from tools.surroundings import plain_environment

ROOT = Path(__file__).resolve().parent.parent
PYTHON = sys.executable
PLACES = ("linli", "tests", "tools", "deploy", "conftest.py")


@dataclass(frozen=True)
class Check:
    name: str
    command: Sequence[str]


@dataclass(frozen=True)
class Result:
    check: Check
    passed: bool
    output: str
    seconds: float


def module(name: str, *words: str) -> list[str]:
    return [PYTHON, "-m", name, *words]


def checks() -> list[Check]:
    """The slowest first, so that the others run beside it."""
    places = [place for place in PLACES if (ROOT / place).exists()]
    imports = "from importlinter.cli import lint_imports_command as c; c(['--no-logo'])"
    return [
        Check("types (mypy --strict)", module("mypy", *places)),
        Check("import contracts", [PYTHON, "-c", imports]),
        Check("style (ruff)", module("ruff", "check", ".")),
        Check("format (ruff)", module("ruff", "format", "--check", ".")),
        Check("budgets", module("tools.budgets")),
        Check("house rules", module("tools.house_rules")),
        Check("locks", module("tools.pins")),
        Check("texts in three languages", module("tools.messages", "check")),
        Check("documents", module("tools.check_docs")),
        Check("practices", module("tools.check_practices")),
        Check("reading path", module("tools.tour", "--check")),
        Check("Django's own checks", module("django", "check", "--fail-level", "WARNING")),
        Check("migrations", module("django", "makemigrations", "--check", "--dry-run")),
    ]


def run(check: Check) -> Result:
    began = time.monotonic()
    ended = subprocess.run(
        check.command,
        check=False,
        cwd=ROOT,
        env=plain_environment(ROOT),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    return Result(check, ended.returncode == 0, ended.stdout, time.monotonic() - began)


def report(results: list[Result]) -> str:
    parts = [
        f"== {result.check.name} ==\n{result.output.rstrip()}\n"
        for result in results
        if not result.passed
    ]
    parts += [
        f"{'ok  ' if result.passed else 'FAIL'} {result.check.name:28} {result.seconds:6.1f} s"
        for result in results
    ]
    failed = sum(not result.passed for result in results)
    parts.append(f"{len(results) - failed} checks passed, {failed} failed")
    return "\n".join(parts)


def chosen(words: list[str]) -> list[Check]:
    """All, or those whose name holds one of the words."""
    return [c for c in checks() if not words or any(word in c.name for word in words)]


def main(words: list[str]) -> int:
    subprocess.run(module("tools.messages", "compile"), check=True, cwd=ROOT)
    with ThreadPoolExecutor(max_workers=os.cpu_count() or 2) as pool:
        results = list(pool.map(run, chosen(words)))
    print(report(results))
    return 0 if results and all(result.passed for result in results) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
