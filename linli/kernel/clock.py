"""The one place that knows what time it is. Test mode may set it, for all processes at once."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone

from linli.kernel.community import Community

_frozen: ContextVar[dt.datetime | None] = ContextVar("frozen_now", default=None)


def now() -> dt.datetime:
    """Aware time: frozen by a test or by the demo loader, set in test mode, else the machine's."""
    frozen = _frozen.get()
    if frozen is not None:
        return frozen
    if settings.LINLI_TEST_MODE:
        return _test_now()
    return timezone.now()


def today(community: Community) -> dt.date:
    return now().astimezone(community.zone).date()


def local(moment: dt.datetime, community: Community) -> dt.datetime:
    return moment.astimezone(community.zone)


def day_start(day: dt.date, zone: ZoneInfo) -> dt.datetime:
    return dt.datetime.combine(day, dt.time.min, tzinfo=zone)


@contextmanager
def frozen(moment: dt.datetime) -> Iterator[None]:
    """Run under a fixed time; the demo loader and the tests live in the past with it."""
    token = _frozen.set(moment)
    try:
        yield
    finally:
        _frozen.reset(token)


def _clock_file() -> Path:
    return Path(settings.LINLI_DATA) / "test-clock"


def _test_now() -> dt.datetime:
    # A file, so that web processes and the worker agree; an offset, so that time goes on.
    try:
        offset = float(_clock_file().read_text())
    except (FileNotFoundError, ValueError):
        offset = 0.0
    return timezone.now() + dt.timedelta(seconds=offset)


def set_test_clock(moment: dt.datetime | None) -> None:
    """Test mode only: make now() be `moment` and go on from there; None returns to real time."""
    if not settings.LINLI_TEST_MODE:
        raise RuntimeError("the clock is set in test mode only")
    path = _clock_file()
    path.parent.mkdir(parents=True, exist_ok=True)
    offset = (moment - timezone.now()).total_seconds() if moment else 0.0
    fresh = path.with_suffix(".new")
    fresh.write_text(str(offset))
    fresh.replace(path)
