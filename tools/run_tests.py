"""Run the tests on both databases and end with one line that counts them all."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

ROOT = Path(__file__).resolve().parent.parent
DATABASES = ("sqlite", "postgres")
LONG = "long and not hunt"
NO_TESTS_FOUND = 5  # pytest's own exit code


@dataclass
class Total:
    passed: int = 0
    failed: int = 0
    skipped: int = 0

    def __add__(self, other: Total) -> Total:
        return Total(
            self.passed + other.passed, self.failed + other.failed, self.skipped + other.skipped
        )


def counted(report: str) -> Total:
    """The numbers of a JUnit report; an error in a fixture is a failure to the reader."""
    total = Total()
    for suite in ElementTree.fromstring(report).iter("testsuite"):  # noqa: S314 (pytest wrote it)
        failed = int(suite.get("failures", 0)) + int(suite.get("errors", 0))
        skipped = int(suite.get("skipped", 0))
        total += Total(int(suite.get("tests", 0)) - failed - skipped, failed, skipped)
    return total


def run_on(database: str, long: bool, more: list[str]) -> tuple[Total, bool]:
    """The numbers, and whether pytest ended as it should."""
    if long:
        marks = ["-m", LONG if database == DATABASES[0] else f"{LONG} and not once"]
    else:
        marks = ["-m", "not long", "-n", os.environ.get("LINLI_JOBS", "2")]
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        command = [sys.executable, "-m", "pytest", *marks, f"--junitxml={report}", *more]
        environment = {**os.environ, "LINLI_TEST_DB": database}
        code = subprocess.run(
            command, check=False, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL
        ).returncode
        total = counted(report.read_text()) if report.exists() else Total()
    return total, code in (0, NO_TESTS_FOUND)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--long", action="store_true", help="the long tests instead of the others")
    parser.add_argument("--on", choices=DATABASES, help="one database only")
    chosen, more = parser.parse_known_args()
    began, whole, sound = time.monotonic(), Total(), True
    for database in [chosen.on] if chosen.on else DATABASES:
        print(f"== {'long tests' if chosen.long else 'tests'} on {database} ==", flush=True)
        total, ended_well = run_on(database, chosen.long, more)
        whole, sound = whole + total, sound and ended_well
    took = f"{(time.monotonic() - began) / 60:.1f} min"
    skipped = f", {whole.skipped} skipped" if whole.skipped else ""
    broken = "" if sound or whole.failed else ", and pytest itself broke off (see above)"
    print(f"{whole.passed} passed, {whole.failed} failed{skipped} in {took}{broken}")
    return 0 if sound and not whole.failed and whole.passed else 1


if __name__ == "__main__":
    sys.exit(main())
