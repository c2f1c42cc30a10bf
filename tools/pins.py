"""Check the two locks: they answer pyproject.toml, agree, are hashed, and name no host."""

from __future__ import annotations

import re
import sys
import tomllib
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
PIN = re.compile(r"^([A-Za-z0-9._-]+)==([^ ;\\]+)", re.MULTILINE)
ADDRESS = re.compile(r"[a-z+]+://|^-", re.MULTILINE)


def pins_of(text: str) -> dict[str, str]:
    return {canonicalize_name(name): version for name, version in PIN.findall(text)}


def unanswered(requirements: list[str], pins: dict[str, str]) -> list[str]:
    faults = []
    for line in requirements:
        wanted = Requirement(line)
        version = pins.get(canonicalize_name(wanted.name))
        if version is None:
            faults.append(f"{wanted.name} is not locked")
        elif not wanted.specifier.contains(version, prereleases=True):
            faults.append(f"{wanted} is locked as {version}")
    return faults


def unsafe_lines(text: str) -> list[str]:
    """Pins without a hash, and addresses, which belong to a machine and not to the project."""
    faults = [f"an address or option stands in it: {hit}" for hit in ADDRESS.findall(text)]
    entries = re.split(r"\n(?=\S)", text)
    faults += [
        f"no hash: {entry.splitlines()[0]}"
        for entry in entries
        if entry.strip() and "--hash=" not in entry
    ]
    return faults


def faults_of(project: str, run_lock: str, dev_lock: str) -> list[str]:
    declared = tomllib.loads(project)
    run, dev = pins_of(run_lock), pins_of(dev_lock)
    faults = unanswered(declared["project"]["dependencies"], run)
    faults += unanswered(declared["dependency-groups"]["dev"], dev)
    faults += [
        f"{name} is {version} to run but {dev.get(name, 'absent')} to develop"
        for name, version in run.items()
        if dev.get(name) != version
    ]
    return faults + unsafe_lines(run_lock) + unsafe_lines(dev_lock)


def main() -> int:
    names = ("pyproject.toml", "requirements.lock", "requirements-dev.lock")
    faults = faults_of(*((ROOT / name).read_text() for name in names))
    for fault in faults:
        print(f"locks: {fault} (make lock)")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
