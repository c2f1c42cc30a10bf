"""Cells as people fill them: dates in many shapes, yes and no, one word out of several."""

import datetime as dt
import re
from collections.abc import Callable, Mapping
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from linli.kernel.registers.definition import CannotRead, Text
from linli.kernel.texts import TextError, clean_line

_DATE = re.compile(r"(\d{4})\D{0,2}(\d{1,2})\D{0,2}(\d{1,2})\D?")
_SOLID = re.compile(r"(\d{4})(\d{2})(\d{2})")
YES = {"是", "有", "√", "✓", "y", "yes", "true", "1"}
NO = {"否", "无", "無", "×", "n", "no", "false", "0"}


def read_date(cell: str) -> dt.date:
    text = cell.strip()
    found = _SOLID.fullmatch(text) or _DATE.fullmatch(text.split(" ")[0])
    if found:
        try:
            return dt.date(*(int(part) for part in found.groups()))
        except ValueError:
            pass
    raise CannotRead(_("This is not a date. Write it like 2026-03-02."))


def read_yes(cell: str) -> bool:
    word = cell.strip().casefold()
    if word in YES or word in NO:
        return word in YES
    raise CannotRead(_("Write yes or no here."))


def line_of(most: int) -> Callable[[str], str]:
    """A reader of one line of text with at most so many characters."""

    def read(cell: str) -> str:
        try:
            return clean_line(cell, most=most)
        except TextError as trouble:
            raise CannotRead(
                _("This has %(length)s characters; at most %(limit)s fit.")
                % {"length": trouble.length, "limit": trouble.limit}
            ) from None

    return read


def in_every_language(text: Text) -> set[str]:
    spoken = set()
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            spoken.add(str(text).strip().casefold())
    return spoken


def one_of(words: Mapping[Any, Text], also: Mapping[str, Any] | None = None) -> Any:
    """A reader of one word out of several, in any of our languages, or by its code."""
    known: dict[str, Any] = {}

    def read(cell: str) -> Any:
        if not known:  # labels can be spoken only once the languages are loaded
            for value, label in words.items():
                known[str(value).casefold()] = value
                known.update(dict.fromkeys(in_every_language(label), value))
            known.update(also or {})
        try:
            return known[cell.strip().casefold()]
        except KeyError:
            choices = " / ".join(str(label) for label in words.values())
            raise CannotRead(_("Choose one of: %(choices)s.") % {"choices": choices}) from None

    return read
