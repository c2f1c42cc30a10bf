"""Every text a package asks to have translated."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from babel.messages.extract import extract_from_dir

KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "N_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
METHODS = [
    ("**/tests/**.py", "ignore"),
    ("tests/**.py", "ignore"),
    ("**/migrations/**.py", "ignore"),
    ("migrations/**.py", "ignore"),
    ("**.py", "python"),
    ("templates_j/**.html", "jinja2"),
    ("templates_j/**.txt", "jinja2"),
    ("templates_j/**.svg", "jinja2"),
]
JINJA = {
    "extensions": "jinja2.ext.i18n,jinja2.ext.do,jinja2.ext.loopcontrols",
    "trimmed": "true",
    "newstyle_gettext": "true",
    "silent": "false",
}
Key = tuple[str | None, str]


@dataclass
class Message:
    context: str | None
    text: str
    plural: str | None = None
    files: list[str] = field(default_factory=list)

    @property
    def key(self) -> Key:
        return (self.context, self.text)


def messages_of(package: Path, root: Path) -> dict[Key, Message]:
    """Extracted in the order of files and lines, so that a catalogue reads like its screens."""
    found: dict[Key, Message] = {}
    for file, message in _extracted(package):
        known = found.setdefault(message.key, message)
        known.plural = known.plural or message.plural
        name = str((package / file).relative_to(root))
        if name not in known.files:
            known.files.append(name)
    return found


def _extracted(package: Path) -> Iterator[tuple[str, Message]]:
    rows = extract_from_dir(
        str(package),
        METHODS,
        options_map={pattern: JINJA for pattern, method in METHODS if method == "jinja2"},
        keywords=KEYWORDS,
    )
    for file, _line, texts, _comments, context in sorted(rows, key=lambda row: (row[0], row[1])):
        one, many = (texts[0], texts[1]) if isinstance(texts, tuple) else (texts, None)
        if one:
            yield file, Message(context, one, many)
