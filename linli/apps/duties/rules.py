"""Who keeps plans and who reports; and when a rhythm falls due."""

import datetime as dt
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from linli.apps.duties.choices import Rhythm
from linli.kernel.access.actor import Role
from linli.kernel.access.permissions import all_rows, permit

OFFICE = {Role.COMMITTEE: all_rows, Role.CHIEF: all_rows}
STAFF = {Role.GRID_WORKER: all_rows, **OFFICE}
SEE = permit(
    "duties.see",
    _("see routines and whether they were done"),
    roles={**STAFF, Role.STREET: all_rows, Role.DISTRICT: all_rows},
).key
REPORT = permit("duties.report", _("report that a routine was done"), roles=STAFF).key
EDIT = permit("duties.edit", _("keep routines and excuse what was left out"), roles=OFFICE).key

ONE_DAY = dt.timedelta(days=1)
Window = tuple[dt.date, dt.date]


def windows(rhythm: str, weekday: int | None, first: dt.date, last: dt.date) -> Iterator[Window]:
    """First and last day of each time it falls due between two days, both included.

    A monthly theme has the whole month, from the day on which it begins.
    """
    day = first
    while day <= last:
        if rhythm == Rhythm.MONTHLY:
            end = month_end(day)
            yield day, end
            day = end
        elif rhythm == Rhythm.DAILY or day.weekday() == weekday:
            yield day, day
        day += ONE_DAY


def month_end(day: dt.date) -> dt.date:
    following = day.replace(day=28) + 4 * ONE_DAY
    return following - dt.timedelta(days=following.day)
