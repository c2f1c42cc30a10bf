"""House rules that a reader of one file can see: who may write, where time comes from, no
signals, no SQL of one engine, no unexplained suppression, no empty names.

A line that must break a rule says why at its end: `# allowed: reason`.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ALLOWED = re.compile(r"# allowed: \S")
FACES = {"pages", "api", "timers", "panels"}
WRITES = {
    "save",
    "create",
    "delete",
    "bulk_create",
    "bulk_update",
    "get_or_create",
    "update_or_create",
    "atomic",
}
ROUTERS = {"router", "api"}  # `@router.delete` is a route, not a deletion
CLOCKS = {
    ("datetime", "now"),
    ("datetime", "utcnow"),
    ("datetime", "today"),
    ("date", "today"),
    ("timezone", "now"),
    ("timezone", "localdate"),
    ("time", "time"),
}
KINDS = {".py", ".html", ".js", ".css"}
CLOCK_HOME = "linli/kernel/clock.py"
ENGINE_SQL = {"raw", "extra", "RawSQL", "cursor"}
SIGNALS = {"django.db.models.signals", "django.dispatch", "django.core.signals"}
EMPTY_NAMES = {"helpers", "helper", "utils", "util", "manager", "data", "info", "process", "misc"}
TEXTS = {
    "an unfinished line": re.compile(r"\b(?:TO" r"DO|FIX" r"ME|XX" r"X)\b"),
    "a type suppression without its code": re.compile(r"# type: ignore(?!\[)"),
    "a lint suppression without its code": re.compile(r"# noqa(?!:)"),
}


@dataclass(frozen=True)
class Source:
    name: str  # from the root, with slashes
    text: str

    @property
    def parts(self) -> list[str]:
        return self.name.removesuffix(".py").split("/")

    @property
    def is_test(self) -> bool:
        return "tests" in self.parts or self.name.endswith("conftest.py")

    @property
    def in_app(self) -> bool:
        return self.name.startswith("linli/apps/") and not self.is_test

    @property
    def is_face(self) -> bool:
        return self.in_app and len(self.parts) > 3 and self.parts[3] in FACES


def _owner_and_name(call: ast.Call) -> tuple[str, str]:
    """`clock.now()` gives ("clock", "now"); a bare call has no owner."""
    if isinstance(call.func, ast.Attribute):
        owner = call.func.value
        words = {ast.Name: "id", ast.Attribute: "attr"}
        return getattr(owner, words.get(type(owner), ""), "") if owner else "", call.func.attr
    return "", getattr(call.func, "id", "")


def _call_faults(source: Source, call: ast.Call) -> Iterator[str]:
    owner, name = _owner_and_name(call)
    if source.is_face and name in WRITES and owner not in ROUTERS:
        yield f"{name}() here: pages, API and timers call one operation or query"
    if source.name != CLOCK_HOME and not source.is_test and (owner, name) in CLOCKS:
        yield f"{owner}.{name}() here: time comes from linli.kernel.clock"
    if source.in_app and name in ENGINE_SQL:
        yield f"{name}() here: apps speak the ORM, so that both databases answer alike"


def _import_faults(node: ast.Import | ast.ImportFrom) -> Iterator[str]:
    names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
    names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
    for name in names:
        if name in SIGNALS:
            yield f"{name}: no signals inside the project, write a reaction"


def _tree_faults(source: Source) -> Iterator[tuple[int, str]]:
    for node in ast.walk(ast.parse(source.text, source.name)):
        if isinstance(node, ast.Call):
            yield from ((node.lineno, fault) for fault in _call_faults(source, node))
        elif isinstance(node, ast.Import | ast.ImportFrom):
            yield from ((node.lineno, fault) for fault in _import_faults(node))


def _text_faults(source: Source) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(source.text.splitlines(), 1):
        for fault, pattern in TEXTS.items():
            if pattern.search(line):
                yield number, fault


def faults_of(source: Source) -> list[str]:
    lines = source.text.splitlines()
    found = list(_text_faults(source))
    if source.name.endswith(".py"):
        found += _tree_faults(source)
        if EMPTY_NAMES & set(source.parts):
            found.append((1, "the file's name says nothing about what is in it"))
    return [
        f"{source.name}:{line}: {fault}"
        for line, fault in sorted(found)
        if not (lines and ALLOWED.search(lines[line - 1]))
    ]


def sources(root: Path) -> Iterator[Source]:
    own = Path(__file__).resolve()
    for folder in ("linli", "tests", "tools"):
        for path in sorted((root / folder).rglob("*")):
            if path.suffix in KINDS and "migrations" not in path.parts and path != own:
                yield Source(path.relative_to(root).as_posix(), path.read_text())


def main() -> int:
    faults = [fault for source in sources(ROOT) for fault in faults_of(source)]
    print("\n".join(faults) if faults else "The house rules hold.")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
