"""Make the skeleton of an app: a table, a rule, an operation, a page and their tests.

It passes every check from the first minute; what it says and keeps is then yours to change.
"""

from __future__ import annotations

import keyword
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from string import Template

from tools.surroundings import plain_environment

ROOT = Path(__file__).resolve().parent.parent
SKELETON = Path(__file__).with_name("skeleton")
NAME = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*")
SAYS_NOTHING = {"helpers", "utils", "manager", "data", "info", "process"}
LIKELY_TAKEN = {"kernel", "web", "config", "cli", "tests", "apps"}


def refusal(name: str, root: Path) -> str:
    """Why an app cannot be called this, or nothing."""
    if not NAME.fullmatch(name) or keyword.iskeyword(name):
        return "Give a name of small letters: make new-app NAME=venues"
    if name in SAYS_NOTHING | LIKELY_TAKEN:
        return f"{name!r} says nothing about what the app is for; take a word of the field"
    if (root / "linli/apps" / name).exists():
        return f"There is an app {name!r} already"
    return ""


def words_for(name: str) -> dict[str, str]:
    """The names that the skeleton is filled with: `companies` keeps `Company` rows."""
    singular = re.sub(r"(?<=[^s])s$", "", re.sub(r"ies$", "y", name))
    plural = name if singular != name else f"{name}_rows"

    def camel(text: str) -> str:
        return "".join(part.capitalize() for part in text.split("_"))

    row = singular if singular != name else f"{name}_row"
    return {
        "app": name,
        "App": camel(name),
        "row": row,
        "Row": camel(row),
        "rows": plural,
        "Rows": plural.replace("_", " ").capitalize(),
        "address": name.replace("_", "-"),
    }


def write_files(name: str, root: Path) -> None:
    words = words_for(name)
    for source in sorted(SKELETON.rglob("*.tmpl")):
        inside = source.relative_to(SKELETON)
        if inside.parts[0] == "templates_j":
            inside = Path("templates_j", name, *inside.parts[1:])
        target = root / "linli/apps" / name / str(inside).removesuffix(".tmpl")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(Template(source.read_text()).substitute(words))


def register(name: str, root: Path) -> None:
    """On top of all apps in the import contract, and among those that the settings load."""
    contract = root / ".importlinter"
    head = "containers = linli.apps\nlayers =\n"
    contract.write_text(contract.read_text().replace(head, f"{head}    ({name})\n", 1))
    settings = root / "linli/config/settings/product.py"
    known = re.compile(r"(for name in \([^)]*?),?\s*\)")
    settings.write_text(known.sub(rf'\1, "{name}")', settings.read_text(), count=1))


def run(root: Path, *words: str) -> None:
    command = [sys.executable, "-m", *words]
    subprocess.run(command, check=True, cwd=root, env=plain_environment(root))


def translate(name: str, root: Path) -> None:
    """Fill in the skeleton's own texts where no other catalogue knows them."""
    from tools.messages import catalogues
    from tools.messages.packages import catalogue

    given: dict[str, str] = tomllib.loads((SKELETON / "zh_Hans.toml").read_text())
    path = catalogue(root / "linli/apps" / name, "zh_Hans")
    entries = list(catalogues.read(path).values())
    for entry in entries:
        entry.msgstr = entry.msgstr or given.get(entry.msgid, "")
    catalogues.write(path, entries, "zh_Hans")


def main(words: list[str]) -> int:
    name = words[0] if words else ""
    if said := refusal(name, ROOT):
        print(said)
        return 2
    write_files(name, ROOT)
    register(name, ROOT)
    places = ["linli/apps/" + name, "linli/config/settings/product.py"]
    run(ROOT, "ruff", "format", "--quiet", *places)
    run(ROOT, "ruff", "check", "--fix", "--quiet", *places)  # the order of the imports
    run(ROOT, "django", "makemigrations", name, "--verbosity", "0")
    run(ROOT, "tools.messages", "update", name)
    translate(name, ROOT)
    run(ROOT, "tools.messages", "hant")
    run(ROOT, "tools.messages", "compile")
    run(ROOT, "tools.check_docs", "--write")
    print(f"linli/apps/{name} is there; its page is /c/<community>/{words_for(name)['address']}/")
    print("Next: move its line in .importlinter down to where it belongs, then make check test.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
