"""Which packages carry a catalogue, and where it lies."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SINGLE = ("kernel", "web", "open311", "cli", "demo", "testmode", "config")


def all_packages(root: Path = ROOT) -> list[Path]:
    apps = sorted(path.parent for path in (root / "linli/apps").glob("*/__init__.py"))
    singles = [root / "linli" / name for name in SINGLE]
    return [path for path in singles if (path / "__init__.py").exists()] + apps


def named(name: str, root: Path = ROOT) -> list[Path]:
    """The packages a person means: `all`, or the last part of one's path."""
    packages = all_packages(root)
    return packages if name == "all" else [path for path in packages if path.name == name]


def catalogue(package: Path, locale: str) -> Path:
    return package / "locale" / locale / "LC_MESSAGES" / "django.po"
