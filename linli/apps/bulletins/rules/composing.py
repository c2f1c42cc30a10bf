"""The text of a bulletin: headings, paragraphs, list items, with figures in them.

Lines that begin with "# " or "## " are headings, with "- " items of a list, with "> " notes; an
empty line ends a paragraph. `{{ figure "key" }}`, `{{ exact "key" }}`, `{{ community }}`,
`{{ brand }}`, `{{ period }}` and `{{ as_of }}` are filled in; nothing else is executed.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

HOLE = re.compile(r"\{\{\s*(?P<word>[a-z_]+)(?:\s+[\"“”](?P<key>[a-z0-9_]+)[\"“”])?\s*\}\}")
ANY_HOLE = re.compile(r"\{\{.*?\}\}", re.S)
FIGURE, EXACT = "figure", "exact"
PLAIN = ("community", "brand", "period", "as_of")
MARKS = (("## ", "h3"), ("# ", "h2"), ("- ", "li"), ("> ", "note"))


@dataclass(frozen=True)
class Piece:
    """Text, or a hole: `word` figure or exact with its `key`, or one of PLAIN."""

    text: str = ""
    word: str = ""
    key: str = ""


@dataclass(frozen=True)
class Block:
    """`kind` is h2, h3, p, li or note."""

    kind: str
    pieces: tuple[Piece, ...]


def compose(text: str) -> list[Block]:
    blocks: list[Block] = []
    held: list[str] = []
    for line in [*text.replace("\r\n", "\n").split("\n"), ""]:
        kind, rest = _kind(line)
        if kind == "p" and rest:
            held.append(rest)
            continue
        if held:
            blocks.append(Block("p", tuple(_pieces("".join(held)))))
            held = []
        if rest:
            blocks.append(Block(kind, tuple(_pieces(rest))))
    return blocks


def _kind(line: str) -> tuple[str, str]:
    stripped = line.strip()
    for mark, kind in MARKS:
        if stripped.startswith(mark):
            return kind, stripped[len(mark) :].strip()
    return "p", stripped


def _pieces(text: str) -> Iterable[Piece]:
    at = 0
    for match in HOLE.finditer(text):
        if match.start() > at:
            yield Piece(text=text[at : match.start()])
        yield Piece(text=match.group(0), word=match["word"], key=match["key"] or "")
        at = match.end()
    if at < len(text):
        yield Piece(text=text[at:])


def figures_in(text: str) -> list[str]:
    """Keys in the order in which the text names them first."""
    found = (match["key"] for match in HOLE.finditer(text) if match["word"] in (FIGURE, EXACT))
    return list(dict.fromkeys(key for key in found if key))


def strange_holes(text: str) -> list[str]:
    """What stands in braces and means nothing."""
    strange = []
    for match in ANY_HOLE.finditer(text):
        whole = HOLE.fullmatch(match.group(0))
        if whole is None or not _meant(whole["word"], whole["key"]):
            strange.append(match.group(0))
    return strange


def _meant(word: str, key: str | None) -> bool:
    return bool(key) if word in (FIGURE, EXACT) else word in PLAIN and not key
