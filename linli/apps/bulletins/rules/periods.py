"""Which days a question covers, seen from a day."""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True)
class Span:
    """Days are included. `start` None: from the beginning, or as it is on the last day."""

    start: dt.date | None
    end: dt.date


def span_of(
    period: str, as_of: dt.date, start: dt.date | None = None, end: dt.date | None = None
) -> Span:
    """Days that are fixed go before; none lies after the day of the bulletin."""
    last = min(end, as_of) if end else as_of
    if start:
        return Span(start, last)
    first = {
        "year": last.replace(month=1, day=1),
        "month": last.replace(day=1),
        "day": last,
    }.get(period)
    return Span(first, last)
