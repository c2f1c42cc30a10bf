"""Read, bring up to date and write the catalogues of one package."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import polib

from tools.messages.extraction import Key, Message

HEADERS = {
    "Project-Id-Version": "Linli",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=utf-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": "nplurals=1; plural=0;",
}


def key_of(entry: polib.POEntry) -> Key:
    return (entry.msgctxt, entry.msgid)


def read(path: Path) -> dict[Key, polib.POEntry]:
    if not path.exists():
        return {}
    return {key_of(entry): entry for entry in polib.pofile(str(path)) if not entry.obsolete}


def translation_of(entry: polib.POEntry) -> str:
    """Chinese has one form for any number."""
    return entry.msgstr_plural.get(0, "") if entry.msgid_plural else entry.msgstr


def entry_for(message: Message, translation: str) -> polib.POEntry:
    entry = polib.POEntry(
        msgctxt=message.context,
        msgid=message.text,
        occurrences=[(file, "") for file in message.files],
    )
    if message.plural:
        entry.msgid_plural = message.plural
        entry.msgstr_plural = {0: translation}
    else:
        entry.msgstr = translation
    return entry


def merged(
    messages: Iterable[Message], *known: dict[Key, polib.POEntry]
) -> tuple[list[polib.POEntry], int]:
    """An entry for every message, translated by the first catalogue that knows it; how many
    are still empty. What no code asks for any more is dropped."""
    entries, empty = [], 0
    for message in messages:
        found = (translation_of(c[message.key]) for c in known if message.key in c)
        translation = next((text for text in found if text), "")
        empty += not translation
        entries.append(entry_for(message, translation))
    return entries, empty


def written(entries: Iterable[polib.POEntry], locale: str) -> str:
    """The text of a catalogue: no dates and no line numbers, so that it changes only when a
    text does."""
    file = polib.POFile(wrapwidth=98)
    file.metadata = {**HEADERS, "Language": locale}
    file.extend(entries)
    return f"{file}".rstrip("\n") + "\n"


def write(path: Path, entries: list[polib.POEntry], locale: str) -> None:
    if not entries:
        path.unlink(missing_ok=True)
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(written(entries, locale))
