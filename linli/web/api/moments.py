"""Times in JSON: ISO-8601 with the offset of the community that the address names."""

import datetime as dt
from typing import Annotated

from django.utils import timezone
from pydantic import PlainSerializer


def iso(moment: dt.datetime) -> str:
    return timezone.localtime(moment).isoformat(timespec="seconds")


Moment = Annotated[dt.datetime, PlainSerializer(iso, return_type=str)]
"""A field of a schema: takes an aware time, writes 2026-03-02T08:30:00+08:00."""
