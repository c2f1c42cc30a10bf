"""Quarter hours: every booking is rounded outwards to them."""

import datetime as dt
from collections.abc import Iterator

SLOT = dt.timedelta(minutes=15)
SECONDS = 15 * 60


def floor_slot(moment: dt.datetime) -> dt.datetime:
    stamp = int(moment.timestamp())
    return dt.datetime.fromtimestamp(stamp - stamp % SECONDS, dt.UTC)


def ceil_slot(moment: dt.datetime) -> dt.datetime:
    down = floor_slot(moment)
    return down if down == moment else down + SLOT


def slots_between(start: dt.datetime, end: dt.datetime) -> Iterator[dt.datetime]:
    """The quarter hours of [start, end), both already on the grid."""
    while start < end:
        yield start
        start += SLOT


def minutes_between(start: dt.datetime, end: dt.datetime) -> int:
    return -int(-(end - start).total_seconds() // 60)
