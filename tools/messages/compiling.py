"""Catalogues to the form that is read at run time. Needs no development package."""

from __future__ import annotations

from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po


def compile_all(root: Path) -> int:
    sources = sorted((root / "linli").glob("**/locale/*/LC_MESSAGES/*.po"))
    for source in sources:
        with source.open("rb") as text:
            catalogue = read_po(text)
        with source.with_suffix(".mo").open("wb") as binary:
            write_mo(binary, catalogue)
    return len(sources)
