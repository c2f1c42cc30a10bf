"""Check that files, functions, templates and styles stay within tools/budgets.toml."""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tools import measuring
from tools.measuring import Size

ROOT = Path(__file__).resolve().parent.parent
BUDGETS = Path(__file__).with_name("budgets.toml")
WORDS = {
    "python_file": "Python file, lines",
    "function": "function, lines",
    "complexity": "function, complexity",
    "template": "template, lines",
}


def sizes_of(root: Path) -> dict[str, list[Size]]:
    code = measuring.python_files(root)
    lengths, branchings = measuring.functions(code, root)
    return {
        "python_file": measuring.line_counts(code, root),
        "function": lengths,
        "complexity": branchings,
        "template": measuring.line_counts(measuring.templates(root), root),
    }


def faults_of(sizes: dict[str, list[Size]], budgets: dict[str, Any]) -> Iterator[str]:
    exceptions = {(row["of"], row["name"]): row for row in budgets.get("exception", [])}
    needed = set()
    for kind, found in sizes.items():
        for size in found:
            if size.value > budgets[kind]["most"]:
                needed.add((kind, size.name))
                yield from _too_big(kind, size, exceptions.get((kind, size.name), budgets[kind]))
        if measuring.ninth_decile(found) > budgets[kind]["p90"]:
            most = budgets[kind]["p90"]
            yield f"{WORDS[kind]}: p90 {measuring.ninth_decile(found)}, at most {most}"
    for kind, name in exceptions.keys() - needed:
        yield f"the exception for {name} ({kind}) is needed no more"


def _too_big(kind: str, size: Size, rule: dict[str, Any]) -> Iterator[str]:
    """`rule` is the budget, or the exception that was made from it."""
    if size.value > rule["most"]:
        yield f"{size.name}: {WORDS[kind]}: {size.value}, at most {rule['most']}"
    if "name" in rule and not rule.get("reason", "").strip():
        yield f"the exception for {size.name} gives no reason"


def table(sizes: dict[str, list[Size]], budgets: dict[str, Any]) -> Iterator[str]:
    for kind, found in sizes.items():
        largest = max((size.value for size in found), default=0)
        budget = budgets[kind]
        yield (
            f"{WORDS[kind]:22} {len(found):5} of them, "
            f"p90 {measuring.ninth_decile(found):3} of {budget['p90']}, "
            f"largest {largest:3} of {budget['most']}"
        )


def main() -> int:
    budgets = tomllib.loads(BUDGETS.read_text())
    sizes = sizes_of(ROOT)
    faults = list(faults_of(sizes, budgets))
    styles, most = measuring.compressed_styles(ROOT), budgets["stylesheet"]["most_compressed_bytes"]
    if styles > most:
        faults.append(f"stylesheets: {styles} bytes compressed, at most {most}")
    print("\n".join(table(sizes, budgets)))
    print(f"{'stylesheets':22} {styles} bytes compressed of {most}")
    print("\n".join(faults))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
