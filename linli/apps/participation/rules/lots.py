"""The draw itself, without a database: anybody can repeat it with pen, paper and SHA-256."""

import hashlib
from collections.abc import Sequence

Entry = tuple[int, int]
"""(number of the sign-up, seats)."""
DRAWN_BEFORE = 30_000
"""Ranks stand in the queue before everybody who signs up after the draw."""


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def list_of(entries: Sequence[Entry]) -> str:
    """What is hashed before the draw: one line an entry, by number: "12:3"."""
    return "\n".join(f"{number}:{seats}" for number, seats in sorted(entries))


def draw(seed: str, entries: Sequence[Entry]) -> list[Entry]:
    """In the order of SHA-256 of "seed:digest of the list:number", smallest first."""
    listed = digest(list_of(entries))
    return sorted(entries, key=lambda entry: digest(f"{seed}:{listed}:{entry[0]}"))
