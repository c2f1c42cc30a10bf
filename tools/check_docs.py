"""Docs fail when they lie: settings, commands, doors, links, and the pages that are generated.

`--write` brings the generated pages up to date.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SETTINGS_PAGE = "docs/guide/settings.md"
COMMANDS_PAGE = "docs/guide/commands.md"

# Page: the function that writes it, as module:function, taking nothing and giving its text.
GENERATED = {
    "docs/guide/map.md": "tools.map:render",
    "docs/guide/case-flow.md": "tools.flows:render",
    "docs/reference/permissions.md": "tools.permissions:render",
}

READ_SETTING = re.compile(
    r"""(?:environ(?:\.get)?|getenv|_flag|_words|_text|_number|_path)[(\[]\s*["']([A-Z][A-Z0-9_]+)"""
)
NAMED_SETTING = re.compile(r"`(LINLI_[A-Z0-9_]+|DATABASE_URL|PORT)(?:=[^`]*)?`")
NAMED_COMMAND = re.compile(r"`linli ([a-z][a-z-]*)")
NAMED_DOOR = re.compile(r"\bmake ([a-z][a-z-]*)(?=[`\s])")
FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"(?<!!)\[[^\]\n]*\]\(([^)\s]+)\)|!\[[^\]\n]*\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+ (.+?)\s*$", re.MULTILINE)


def pages(root: Path) -> list[Path]:
    return [*sorted(root.glob("*.md")), *sorted((root / "docs").rglob("*.md"))]


def settings_read(root: Path) -> set[str]:
    """The variables that the product asks the environment for."""
    sources = [path for path in (root / "linli").rglob("*.py") if "tests" not in path.parts]
    found = {name for path in sources for name in READ_SETTING.findall(path.read_text())}
    return found - {"DJANGO_SETTINGS_MODULE"}


def settings_faults(root: Path) -> Iterator[str]:
    page = root / SETTINGS_PAGE
    named = set(NAMED_SETTING.findall(page.read_text())) if page.exists() else set()
    read = settings_read(root)
    yield from (f"{SETTINGS_PAGE}: {name} is not explained" for name in sorted(read - named))
    yield from (f"{SETTINGS_PAGE}: nothing reads {name}" for name in sorted(named - read))


def commands_offered() -> set[str]:
    from linli.cli.main import commands

    return set(commands())


def commands_faults(root: Path, offered: set[str] | None = None) -> Iterator[str]:
    page = root / COMMANDS_PAGE
    offered = commands_offered() if offered is None else offered
    named = set(NAMED_COMMAND.findall(page.read_text())) if page.exists() else set()
    for name in sorted(offered - named):
        yield f"{COMMANDS_PAGE}: `linli {name}` is not explained"
    for other in pages(root):
        for name in sorted(set(NAMED_COMMAND.findall(other.read_text())) - offered):
            yield f"{other.relative_to(root)}: there is no command `linli {name}`"


def doors_faults(root: Path) -> Iterator[str]:
    """The doors are the targets of the Makefile that say what they do."""
    doors = set(re.findall(r"^([a-z-]+):.*## ", (root / "Makefile").read_text(), re.MULTILINE))
    for page in pages(root):
        code = " ".join(re.findall(r"`[^`\n]*`", page.read_text()))
        for name in sorted(set(NAMED_DOOR.findall(code)) - doors):
            yield f"{page.relative_to(root)}: there is no `make {name}`"


def anchor(heading: str) -> str:
    """As the common renderers make it: lower case, spaces to dashes, no punctuation."""
    plain = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading).lower()
    return re.sub(r"[^\w\- ]", "", plain).replace(" ", "-")


def links_faults(root: Path) -> Iterator[str]:
    for page in pages(root):
        text = FENCE.sub("", page.read_text())
        for target in (a or b for a, b in LINK.findall(text)):
            if not re.match(r"[a-z]+:", target) and not _leads_somewhere(page, target):
                yield f"{page.relative_to(root)}: the link leads nowhere: {target}"


def _leads_somewhere(page: Path, target: str) -> bool:
    name, _, part = target.partition("#")
    file = page.parent / name if name else page
    if not file.exists():
        return False
    if not part or file.suffix != ".md":
        return True
    return part in {anchor(heading) for heading in HEADING.findall(file.read_text())}


def _rendered(maker: str) -> str:
    module, _, function = maker.partition(":")
    text: str = getattr(import_module(module), function)()
    return text


def generated_faults(root: Path) -> Iterator[str]:
    for name, maker in GENERATED.items():
        page = root / name
        if not page.exists() or page.read_text() != _rendered(maker):
            yield f"{name}: not what {maker} gives now (make docs)"


def write_generated(root: Path) -> None:
    for name, maker in GENERATED.items():
        (root / name).write_text(_rendered(maker))


CHECKS: list[Callable[[Path], Iterator[str]]] = [
    settings_faults,
    commands_faults,
    doors_faults,
    links_faults,
    generated_faults,
]


def main(words: list[str]) -> int:
    if "--write" in words:
        write_generated(ROOT)
        return 0
    faults = [fault for check in CHECKS for fault in check(ROOT)]
    print("\n".join(faults) if faults else "The documents say what is so.")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
