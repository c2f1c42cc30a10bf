"""Chinese search without a dictionary of words: overlapping pairs of characters.

Most Chinese words have two characters, so pairs find what people type and a cutter of words
would only add its mistakes. Latin words and numbers stay whole, because half a number is
another number.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

LONGEST_WORD = 64
"""Longer runs are cut, in text and query alike: indexes refuse very long words."""

# Han with its extensions and 々〇, kana, Hangul: scripts that write words without spaces.
_UNSPACED = (
    "々〇\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff"
)
_RUN = re.compile(rf"([{_UNSPACED}]+)|([^\W_{_UNSPACED}]+)")


def normalise(text: str) -> str:
    """One form for what looks the same: full width, case and invisible marks make no difference."""
    if text.isprintable():  # nothing invisible in it
        return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    visible = "".join(
        " " if unicodedata.category(char) == "Cc" else char
        for char in text
        if unicodedata.category(char) not in ("Cf", "Cs")
    )
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", visible).casefold())


def index_text(*texts: str) -> str:
    """The tokens to store, each once, separated by spaces.

    The last character of each run of Chinese is also a token of its own. So every character
    begins some token, and a query of a single character is answered by prefix.
    """
    tokens = (token for text in texts for token in _tokens(text, close_runs=True))
    return " ".join(dict.fromkeys(tokens))


def query_tokens(query: str) -> list[str]:
    """The tokens that must all be in the index; a single Chinese character matches as a prefix."""
    return list(dict.fromkeys(_tokens(query, close_runs=False)))


def similarity(one: str, other: str) -> float:
    """The share of tokens that two texts have in common (Jaccard): 0.0 nothing, 1.0 all."""
    ones, others = set(query_tokens(one)), set(query_tokens(other))
    return len(ones & others) / len(ones | others) if ones and others else 0.0


def _tokens(text: str, *, close_runs: bool) -> Iterator[str]:
    for unspaced, word in _RUN.findall(normalise(text)):
        if word:
            yield word[:LONGEST_WORD]
        else:
            yield from _pairs(unspaced, close_run=close_runs)


def _pairs(run: str, *, close_run: bool) -> Iterator[str]:
    for start in range(len(run) - 1):
        yield run[start : start + 2]
    if close_run or len(run) == 1:
        yield run[-1]
