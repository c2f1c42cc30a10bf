"""The map of the code, from the import contracts and the first line of each package."""

from __future__ import annotations

import ast
import configparser
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HEAD = """# Map of the code

Written by `make docs` from the import contracts and the packages themselves. Each part may call
those below it and never one above.
"""
INSIDE = """
## Inside an app

Every app has the same files, each optional. A file imports only from those below it here.
"""


def layers(contract: str, root: Path = ROOT) -> list[list[str]]:
    contracts = configparser.ConfigParser()
    contracts.read(root / ".importlinter")
    lines = contracts[f"importlinter:contract:{contract}"]["layers"].split("\n")
    return [re.findall(r"\w+", line) for line in lines if line.strip()]


def sentence(package: Path) -> str:
    """The first line of the docstring of the package, or of its apps.py or module."""
    for file in (package / "__init__.py", package / "apps.py", package.with_suffix(".py")):
        text = ast.get_docstring(ast.parse(file.read_text())) if file.exists() else None
        if text:
            return text.splitlines()[0]
    return ""


def _table(contract: str, place: str, root: Path) -> list[str]:
    rows = ["", "| part | what it is |", "| --- | --- |"]
    for layer in layers(contract, root):
        for name in layer:
            package = root / place / name
            if package.is_dir() or package.with_suffix(".py").exists():
                rows.append(f"| `{place}/{name}` | {sentence(package)} |")
    return rows


def render(root: Path = ROOT) -> str:
    parts = [HEAD.rstrip()]
    parts += ["", "## The project", *_table("project", "linli", root)]
    parts += ["", "## The apps", *_table("apps", "linli/apps", root)]
    parts += [INSIDE.rstrip(), ""]
    parts += ["- " + ", ".join(f"`{name}`" for name in layer) for layer in layers("inside", root)]
    return "\n".join(parts) + "\n"
