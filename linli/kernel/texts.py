"""Typed text made safe to keep and show, and short codes that people can read to each other."""

from __future__ import annotations

import re
import secrets
import unicodedata

# Joiners hold an emoji (and some scripts) together; every other format mark is invisible
# steering: bidi overrides, zero-width spaces, tags that could carry hidden words.
_KEPT_FORMATS = "\u200c\u200d"
_DROPPED_CATEGORIES = ("Cc", "Cf", "Cs")
_NEWLINES = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")

CODE_ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""No 0 O 1 I L. Its 31 signs are a prime number, so that the check sign finds every single
wrong sign and every two signs exchanged."""
SHORTEST_CODE, LONGEST_CODE = 4, 30


class TextError(ValueError):
    """Typed text that cannot be taken: `code` is `required`, `too_short` or `too_long`."""

    def __init__(self, code: str, *, limit: int, length: int) -> None:
        super().__init__(f"{code}: {length} characters, limit {limit}")
        self.code = code
        self.limit = limit
        self.length = length


def clean_line(raw: str, *, least: int = 0, most: int | None = None) -> str:
    """One line: every run of space is one space, nothing at the ends."""
    return check_length(" ".join(_visible(raw).split()), least=least, most=most)


def clean_text(raw: str, *, least: int = 0, most: int | None = None) -> str:
    """Paragraphs: newlines and the full-width indent kept, at most one empty line between."""
    lines = (line.rstrip() for line in _visible(raw).split("\n"))
    text = re.sub("\n{3,}", "\n\n", "\n".join(lines)).strip("\n ")
    return check_length(text, least=least, most=most)


def check_length(text: str, *, least: int = 0, most: int | None = None) -> str:
    length = len(text)
    if length < least:
        raise TextError("too_short" if length else "required", limit=least, length=length)
    if most is not None and length > most:
        raise TextError("too_long", limit=most, length=length)
    return text


def _visible(raw: str) -> str:
    if raw.isprintable():  # true of almost every line typed: nothing in it can be dropped
        return unicodedata.normalize("NFC", raw)
    text = _NEWLINES.sub("\n", raw).replace("\t", " ")
    kept = "".join(char for char in text if char == "\n" or _is_kept(char))
    return unicodedata.normalize("NFC", kept)


def _is_kept(char: str) -> bool:
    if char in _KEPT_FORMATS:
        return True
    is_noncharacter = "\ufdd0" <= char <= "\ufdef" or ord(char) & 0xFFFE == 0xFFFE
    return not is_noncharacter and unicodedata.category(char) not in _DROPPED_CATEGORIES


def new_code(length: int) -> str:
    """A random code of `length` signs, the last of them the check sign."""
    if not SHORTEST_CODE <= length <= LONGEST_CODE:
        raise ValueError(f"a code has {SHORTEST_CODE} to {LONGEST_CODE} signs")
    signs, number = len(CODE_ALPHABET), secrets.randbelow(len(CODE_ALPHABET) ** (length - 1))
    body = ""
    for _place in range(length - 1):
        number, sign = divmod(number, signs)
        body += CODE_ALPHABET[sign]
    return body + _check_sign(body)


def read_code(typed: str) -> str:
    """What somebody typed or read aloud, as the code is stored: spaces, dashes, case, width."""
    text = unicodedata.normalize("NFKC", typed).upper()
    return "".join(char for char in text if char.isalnum())


def valid_code(typed: str) -> bool:
    code = read_code(typed)
    if not SHORTEST_CODE <= len(code) <= LONGEST_CODE or set(code) - set(CODE_ALPHABET):
        return False
    return _check_sign(code[:-1]) == code[-1]


def _check_sign(body: str) -> str:
    weighted = sum(
        weight * CODE_ALPHABET.index(sign) for weight, sign in enumerate(reversed(body), start=2)
    )
    return CODE_ALPHABET[-weighted % len(CODE_ALPHABET)]
