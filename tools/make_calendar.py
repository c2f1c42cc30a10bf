"""Writes the seed of the working calendar from the `chinesecalendar` package.

Run it when a release of the package brings a new year, then commit the file it writes:
    python -m tools.make_calendar
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from chinese_calendar import Holiday
from chinese_calendar.constants import holidays, in_lieu_days, workdays

TARGET = Path(__file__).parent.parent / "linli" / "kernel" / "calendar_2004_2026.csv"
FIRST, LAST = date(2004, 1, 1), date(2026, 12, 31)
CHINESE = {holiday.value: holiday.chinese for holiday in Holiday}


def exceptions() -> Iterator[tuple[str, int, str]]:
    """Weekdays that are free and weekend days that work, in order: (date, is_workday, note)."""
    for ordinal in range(FIRST.toordinal(), LAST.toordinal() + 1):
        day = date.fromordinal(ordinal)
        is_weekday = day.weekday() < 5
        if is_weekday and day in holidays:
            shifted = "调休" if day in in_lieu_days else ""
            yield day.isoformat(), 0, CHINESE[holidays[day]] + shifted
        elif not is_weekday and day in workdays:
            yield day.isoformat(), 1, CHINESE[workdays[day]] + "补班"


def main() -> None:
    if max(holidays).year < LAST.year:
        sys.exit(f"The installed package ends in {max(holidays).year}; install a newer release.")
    with TARGET.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(("date", "is_workday", "note"))
        rows.writerows(exceptions())


if __name__ == "__main__":
    main()
