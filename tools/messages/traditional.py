"""Traditional Chinese from Simplified: s2tw for the characters, our glossary for the words.

s2twp would also change words, and turns 社区 into 社群, which is another thing.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import polib
from opencc import OpenCC

from tools.messages import catalogues
from tools.messages.packages import catalogue

FIXES = Path(__file__).resolve().parents[1] / "hant_fixes.toml"


@cache
def _converter() -> OpenCC:
    return OpenCC("s2tw")


@cache
def _fixes() -> list[tuple[str, str]]:
    """Longest first, so that a phrase outranks the character in it."""
    table: dict[str, str] = tomllib.loads(FIXES.read_text())["fixes"]
    return sorted(table.items(), key=lambda pair: -len(pair[0]))


def traditional(text: str) -> str:
    converted: str = _converter().convert(text)
    for wrong, right in _fixes():
        converted = converted.replace(wrong, right)
    return converted


def derived(entries: Iterable[polib.POEntry]) -> list[polib.POEntry]:
    made = []
    for entry in entries:
        twin = polib.POEntry(
            msgctxt=entry.msgctxt, msgid=entry.msgid, occurrences=entry.occurrences
        )
        twin.msgid_plural = entry.msgid_plural
        twin.msgstr = traditional(entry.msgstr)
        twin.msgstr_plural = {n: traditional(text) for n, text in entry.msgstr_plural.items()}
        made.append(twin)
    return made


def write_traditional(package: Path) -> None:
    entries = list(catalogues.read(catalogue(package, "zh_Hans")).values())
    catalogues.write(catalogue(package, "zh_Hant"), derived(entries), "zh_Hant")


def is_current(package: Path) -> bool:
    entries = list(catalogues.read(catalogue(package, "zh_Hans")).values())
    path = catalogue(package, "zh_Hant")
    if not entries:
        return not path.exists()
    return path.exists() and path.read_text() == catalogues.written(derived(entries), "zh_Hant")
