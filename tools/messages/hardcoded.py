"""Words that stand in a template outside a translation call, and so speak one language only.

What is the same in every language is marked as HTML has it: `translate="no"`, `lang="…"` (a
text in its own language), `<code>`, `<kbd>` or `<pre>`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

from jinja2 import Environment

SILENT_TAGS = {"script", "style", "code", "kbd", "pre", "samp"}
VOID_TAGS = {"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}
SPOKEN = ("title", "alt", "placeholder", "aria-label", "aria-description", "value")
WORD = re.compile(r"[A-Za-z\u00c0-\u024f]{2,}|[\u4e00-\u9fff]")
ENTITY = re.compile(r"&#?\w+;")
LEXER = Environment(autoescape=True)
CLASS_BLOCKS = {"main_class", "shell"}  # they fill a class attribute, not a page
GAP = "\x00"  # stands for an expression: its text is the business of the code behind it


class Listener(HTMLParser):
    """Collects the words a visitor would see or hear. Templates open and close tags in branches,
    so that only what is closed by its own name leaves the stack."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.silent: list[str] = []
        self.heard: list[tuple[int, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        quiet = tag in SILENT_TAGS or named.get("translate") == "no"
        quiet = quiet or ("lang" in named and tag != "html")
        if (quiet or self.silent) and tag not in VOID_TAGS:
            self.silent.append(tag)
        if quiet or self.silent:
            return
        for name in SPOKEN:
            if name != "value" or named.get("type") in ("submit", "button", "reset"):
                self._hear(named.get(name) or "")

    def handle_endtag(self, tag: str) -> None:
        if tag in self.silent:
            while self.silent.pop() != tag:
                pass

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self._hear(data)

    def _hear(self, text: str) -> None:
        plain = ENTITY.sub(" ", text).replace(GAP, " ")
        if WORD.search(plain):
            self.heard.append((self.getpos()[0], " ".join(plain.split())))


def words_in(source: str) -> list[tuple[int, str]]:
    listener = Listener()
    listener.feed("".join(_plain_parts(source)))
    return listener.heard


def _plain_parts(source: str) -> Iterator[str]:
    """The markup with each expression as a gap, its lines kept, and translated blocks left out."""
    translated = False
    block: list[str] | None = None
    for _line, kind, value in LEXER.lex(source):
        if kind == "block_begin":
            block = []
        elif kind == "block_end":
            words = block or [""]
            opens = words[0] == "trans" or words[-1] in CLASS_BLOCKS
            translated = opens or (translated and words[0] not in {"endtrans", "endblock"})
            block = None
        elif block is not None and kind == "name":
            block.append(value)
        if kind == "data" and not translated:
            yield value
        else:
            yield (GAP if kind == "variable_begin" else "") + "\n" * value.count("\n")


def faults_of_templates(root: Path) -> list[str]:
    return [
        f"{path.relative_to(root)}:{line}: not translatable: {text[:60]!r}"
        for path in sorted((root / "linli").glob("**/templates_j/**/*.html"))
        for line, text in words_in(path.read_text())
    ]
