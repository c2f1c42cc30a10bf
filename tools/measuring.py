"""How long and how branched the project's files and functions are."""

from __future__ import annotations

import ast
import gzip
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

CODE = ("linli", "tests", "tools")
BRANCHES = (
    ast.If,
    ast.For,
    ast.AsyncFor,
    ast.While,
    ast.ExceptHandler,
    ast.match_case,
)
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


@dataclass(frozen=True)
class Size:
    name: str
    value: int


def python_files(root: Path) -> list[Path]:
    files = [path for folder in CODE for path in (root / folder).rglob("*.py")]
    return sorted(path for path in files if "migrations" not in path.parts)


def templates(root: Path) -> list[Path]:
    return sorted((root / "linli").glob("**/templates*/**/*.html"))


def line_counts(paths: list[Path], root: Path) -> list[Size]:
    """Empty files say nothing about how long files are."""
    counts = [
        Size(str(path.relative_to(root)), len(path.read_text().splitlines())) for path in paths
    ]
    return [size for size in counts if size.value]


def functions(paths: list[Path], root: Path) -> tuple[list[Size], list[Size]]:
    """Length and complexity of every function and method."""
    lengths, branchings = [], []
    for path in paths:
        tree = ast.parse(path.read_text(), str(path))
        for name, node in _functions_in(tree, ""):
            full = f"{path.relative_to(root)}:{name}"
            lengths.append(Size(full, (node.end_lineno or node.lineno) - node.lineno + 1))
            branchings.append(Size(full, 1 + _branches(node)))
    return lengths, branchings


def _functions_in(
    tree: ast.AST, prefix: str
) -> Iterator[tuple[str, ast.FunctionDef | ast.AsyncFunctionDef]]:
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, FUNCTIONS):
            yield prefix + node.name, node
            yield from _functions_in(node, f"{prefix}{node.name}.")
        else:
            inner = f"{prefix}{node.name}." if isinstance(node, ast.ClassDef) else prefix
            yield from _functions_in(node, inner)


def _branches(function: ast.AST) -> int:
    """A nested function is counted by itself."""
    return sum(
        isinstance(node, BRANCHES) + _branches(node)
        for node in ast.iter_child_nodes(function)
        if not isinstance(node, FUNCTIONS)
    )


def compressed_styles(root: Path) -> int:
    sheets = sorted((root / "linli").glob("**/static/**/*.css"))
    return sum(len(gzip.compress(path.read_bytes(), 9)) for path in sheets)


def ninth_decile(sizes: list[Size]) -> int:
    ordered = sorted(size.value for size in sizes)
    return ordered[min(len(ordered) - 1, len(ordered) * 9 // 10)] if ordered else 0
