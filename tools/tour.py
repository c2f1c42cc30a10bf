"""Print a reading path through the code; fail when it leads to a file that is not there.

Runs before anything is installed, so it uses the standard library only.
"""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PATH = Path(__file__).with_name("tour.toml")

Stop = tuple[str, list[tuple[str, str]]]


def stops_in(text: str) -> list[Stop]:
    return [
        (stop["title"], [(name, why) for name, why in stop["files"]])
        for stop in tomllib.loads(text)["stop"]
    ]


def missing(stops: list[Stop], root: Path) -> list[str]:
    return [name for _, files in stops for name, _ in files if not place(name, root).exists()]


def place(name: str, root: Path) -> Path:
    """`flow` is flow.py, or the package that it became when it outgrew its budget."""
    plain = root / name
    return plain if plain.exists() else plain.with_name(f"{plain.name}.py")


def rendered(stops: list[Stop], root: Path) -> str:
    lines = ["A reading path through Linli, from the question to the answer."]
    number = 0
    for title, files in stops:
        lines += ["", title]
        for name, why in files:
            number += 1
            path = place(name, root)
            shown = path.relative_to(root).as_posix() + ("/" if path.is_dir() else "")
            lines.append(f"{number:3}. {shown} ({_length(path)}): {why}")
    return "\n".join(lines)


def _length(path: Path) -> str:
    if path.is_dir():
        return f"{sum(1 for file in path.glob('*.py') if file.stat().st_size)} files"
    return f"{len(path.read_text(encoding='utf-8').splitlines())} lines"


def main(words: list[str]) -> int:
    stops = stops_in(PATH.read_text(encoding="utf-8"))
    lost = missing(stops, ROOT)
    for name in lost:
        print(f"The tour leads to {name}, which is not there (tools/tour.toml)")
    if lost:
        return 1
    if "--check" not in words:
        print(rendered(stops, ROOT))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
