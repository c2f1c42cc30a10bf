"""The examinations of `linli doctor`."""

import datetime as dt
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import connection

from linli.cli.ground import pending_migrations
from linli.kernel import cipher, clock
from linli.kernel.calendar import CalendarYear
from linli.kernel.community import Community
from linli.kernel.records.sealing import unsealed
from linli.kernel.tenancy import across_communities
from linli.kernel.timers.models import Timer, TimerState

OVERDUE = dt.timedelta(minutes=10)
ROOM = 500 * 1024 * 1024


@dataclass(frozen=True)
class Finding:
    what: str
    well: bool
    says: str


def examine() -> list[Finding]:
    found = [_data(), _keys(), _database()]
    if found[-1].well:
        found += [_schema()]
        if found[-1].well:
            found += [_timers(), _failures(), _seals(), _calendar()]
    return found


def _check(what: str, look: Callable[[], str], mend: str) -> Finding:
    try:
        return Finding(what, True, look())
    except Exception as trouble:
        return Finding(what, False, f"{type(trouble).__name__}: {trouble}. {mend}")


def _data() -> Finding:
    folder = Path(settings.LINLI_DATA)
    if not os.access(folder, os.W_OK):
        return Finding("data", False, f"{folder} is missing or not writable. Run `linli init`.")
    free = shutil.disk_usage(folder).free
    return Finding("data", free > ROOM, f"{folder}, {free // 2**20} MiB free")


def _keys() -> Finding:
    def look() -> str:
        if cipher.decrypt(cipher.encrypt("probe", "doctor"), "doctor") != "probe":
            raise ValueError("a value does not open again")
        return f"{len(settings.LINLI_FIELD_KEYS)} field keys, cipher {settings.LINLI_CIPHER}"

    return _check("keys", look, "Put the key file at LINLI_KEY_FILE, or run `linli init --keys`.")


def _database() -> Finding:
    def look() -> str:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        return connection.vendor

    return _check("database", look, "Look at DATABASE_URL, or run `linli init`.")


def _schema() -> Finding:
    pending = pending_migrations()
    says = "up to date" if not pending else f"{pending} migrations wait. Run `linli init`."
    return Finding("schema", not pending, says)


def _timers() -> Finding:
    with across_communities("the doctor looks at every community"):
        late = Timer.objects.filter(
            state=TimerState.WAITING, due_at__lt=clock.now() - OVERDUE, next_try_at__isnull=True
        ).count()
    says = "nothing overdue" if not late else f"{late} timers overdue. Is `linli work` running?"
    return Finding("worker", not late, says)


def _failures() -> Finding:
    with across_communities("the doctor looks at every community"):
        failed = Timer.objects.filter(state=TimerState.FAILED).count()
    return Finding("timers", not failed, f"{failed} given up after all tries")


def _seals() -> Finding:
    open_rows = sum(unsealed(home.id).count() for home in Community.objects.all())
    return Finding("seals", open_rows < 5000, f"{open_rows} records not sealed yet")


def _calendar() -> Finding:
    year = clock.now().year
    known = CalendarYear.objects.filter(year=year).exists()
    says = f"{year} is entered" if known else f"{year} has no holidays: enter the notice."
    return Finding("calendar", known, says)
