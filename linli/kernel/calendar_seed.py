"""The days from 2004 to 2026 that break the Monday-to-Friday rule, by the yearly notices.

The rows come from the `chinesecalendar` package (`tools/make_calendar.py` writes the file);
a community edits its calendar in the product, this is only where it begins.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date
from functools import cache
from importlib.resources import files
from typing import NamedTuple

SEED_FILE = "calendar_2004_2026.csv"


class SeedDay(NamedTuple):
    day: date
    is_workday: bool
    note: str
    """In Chinese: the holiday, with 调休 for a shifted day off and 补班 for a make-up day."""


def seed_days() -> Iterator[SeedDay]:
    text = files("linli.kernel").joinpath(SEED_FILE).read_text(encoding="utf-8")
    for row in csv.DictReader(text.splitlines()):
        yield SeedDay(date.fromisoformat(row["date"]), row["is_workday"] == "1", row["note"])


@cache
def known_years() -> frozenset[int]:
    """The years whose exceptions are all in the file; no year is without any."""
    return frozenset(seeded.day.year for seeded in seed_days())
