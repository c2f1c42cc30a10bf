"""Hold docs/practices.toml to the founding articles: no row lost, no claim without a test."""

import ast
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from linli.cli.practices import Practice, Register, load_register, render_markdown

ROOT = Path(__file__).parents[1]
ROWS_PER_ARTICLE = (63, 39, 48, 29, 53)


def expected_ids() -> list[str]:
    return [
        f"{article}-{number:02}"
        for article, rows in enumerate(ROWS_PER_ARTICLE)
        for number in range(1, rows + 1)
    ]


def check_ids(register: Register) -> Iterator[str]:
    found = Counter(practice.id for practice in register.practices)
    for practice_id in expected_ids():
        if found[practice_id] == 0:
            yield f"{practice_id}: the row is missing"
    for practice_id, times in found.items():
        if times > 1:
            yield f"{practice_id}: the row stands {times} times"
    for unknown in sorted(set(found) - set(expected_ids())):
        yield f"{unknown}: the articles have no such row"
    for practice in register.practices:
        if not practice.id.startswith(f"{practice.article}-"):
            yield f"{practice.id}: article is {practice.article}"


def check_texts(register: Register) -> Iterator[str]:
    for practice in register.practices:
        for field in ("en", "zh", "does"):
            if not getattr(practice, field).strip():
                yield f"{practice.id}: {field} is empty"


def check_claims(register: Register, root: Path) -> Iterator[str]:
    for practice in register.practices:
        if practice.state == "works":
            yield from _check_claim(practice, root)
        elif practice.page or practice.test:
            yield f"{practice.id}: names a page or test but is planned"


def _check_claim(practice: Practice, root: Path) -> Iterator[str]:
    if not practice.page:
        yield f"{practice.id}: works, but on which page?"
    if not practice.test:
        yield f"{practice.id}: works, but shown by which test?"
        return
    path, _, name = practice.test.partition("::")
    file = root / path
    if not file.is_file():
        yield f"{practice.id}: there is no test file {path}"
    elif name.split("::")[-1].partition("[")[0] not in _test_names(file):
        yield f"{practice.id}: {path} has no test {name}"


def _test_names(file: Path) -> set[str]:
    return {
        node.name
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.name.startswith("test_")
    }


def check_page(register: Register, page: Path) -> Iterator[str]:
    if not page.is_file() or page.read_text(encoding="utf-8") != render_markdown(register):
        yield f"{page.name} is stale: run `linli practices --markdown > docs/practices.md`"


def find_faults(root: Path) -> list[str]:
    try:
        register = load_register(root / "docs/practices.toml")
    except (OSError, ValueError, KeyError, TypeError) as error:
        return [f"docs/practices.toml cannot be read: {error}"]
    return [
        *check_ids(register),
        *check_texts(register),
        *check_claims(register, root),
        *check_page(register, root / "docs/practices.md"),
    ]


def main() -> int:
    faults = find_faults(ROOT)
    for fault in faults:
        sys.stderr.write(f"{fault}\n")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
