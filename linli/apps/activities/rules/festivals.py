"""On which day a festival is. Lunar ones stand in a table: a year that is missing says so."""

import datetime as dt

from linli.apps.activities.choices import Festival

FIXED: dict[str, tuple[int, int]] = {
    Festival.NEW_YEAR: (1, 1),
    Festival.LEI_FENG: (3, 5),
    Festival.WOMEN: (3, 8),
    Festival.LABOUR: (5, 1),
    Festival.YOUTH: (5, 4),
    Festival.CHILDREN: (6, 1),
    Festival.PARTY: (7, 1),
    Festival.ARMY: (8, 1),
    Festival.TEACHERS: (9, 10),
    Festival.NATIONAL: (10, 1),
}
MOVING = (
    Festival.SPRING,
    Festival.QINGMING,
    Festival.DRAGON_BOAT,
    Festival.QIXI,
    Festival.MID_AUTUMN,
    Festival.DOUBLE_NINTH,
)
DAYS: dict[int, tuple[str, ...]] = {
    2024: ("02-10", "04-04", "06-10", "08-10", "09-17", "10-11"),
    2025: ("01-29", "04-04", "05-31", "08-29", "10-06", "10-29"),
    2026: ("02-17", "04-05", "06-19", "08-19", "09-25", "10-18"),
    2027: ("02-06", "04-05", "06-09", "08-08", "09-15", "10-08"),
    2028: ("01-26", "04-04", "05-28", "08-26", "10-03", "10-26"),
    2029: ("02-13", "04-04", "06-16", "08-16", "09-22", "10-16"),
    2030: ("02-03", "04-05", "06-05", "08-05", "09-12", "10-05"),
}
LANTERN_AFTER = dt.timedelta(days=14)


def festival_day(festival: str, year: int) -> dt.date | None:
    """None for a lunar festival of a year that is not in the table."""
    if festival in FIXED:
        month, day = FIXED[festival]
        return dt.date(year, month, day)
    if year not in DAYS:
        return None
    if festival == Festival.LANTERN:
        spring = festival_day(Festival.SPRING, year)
        return spring + LANTERN_AFTER if spring else None
    return dt.date.fromisoformat(f"{year}-{DAYS[year][MOVING.index(Festival(festival))]}")


def festivals_of(year: int) -> list[tuple[dt.date, str]]:
    """All that are known, by the calendar."""
    known = [(festival_day(each, year), str(each)) for each in Festival.values]
    return sorted((day, each) for day, each in known if day is not None)
