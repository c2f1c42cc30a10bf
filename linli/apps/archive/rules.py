"""Who nominates, who agrees for whom, who decides; and which days of a notice work."""

import datetime as dt

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from linli.apps.archive.choices import Cycle
from linli.kernel.access.actor import Actor, Grant, Role
from linli.kernel.access.permissions import all_rows, permit
from linli.kernel.worktime import Calendar


def of_myself(_actor: Actor, grant: Grant) -> Q | None:
    return Q(person_id=grant.person_id) if grant.person_id else None


OFFICE = {Role.COMMITTEE: all_rows, Role.CHIEF: all_rows}
STAFF = {Role.GRID_WORKER: all_rows, **OFFICE}

SEE = permit(
    "archive.see",
    _("see honours with their history, and nominations"),
    roles={**STAFF, Role.STREET: all_rows, Role.DISTRICT: all_rows},
).key
NOMINATE = permit(
    "archive.nominate", _("nominate for an honour"), roles={Role.RESIDENT: all_rows, **STAFF}
).key
CONSENT = permit(
    "archive.consent",
    _("agree to a nomination or decline it, for oneself or as told by the nominee"),
    roles={Role.RESIDENT: of_myself, **STAFF},
).key
OBJECT = permit(
    "archive.object",
    _("object to an honour in public notice"),
    roles={Role.RESIDENT: all_rows, **STAFF},
).key
EDIT = permit(
    "archive.edit", _("decide nominations and objections, keep the honours"), roles=OFFICE
).key


def cycle_of(cycle: str, day: dt.date) -> str:
    """The round that a day belongs to: 2026, 2026-Q2, 2026-04."""
    if cycle == Cycle.MONTH:
        return f"{day:%Y-%m}"
    if cycle == Cycle.QUARTER:
        return f"{day.year}-Q{(day.month + 2) // 3}"
    return f"{day.year}" if cycle == Cycle.YEAR else ""


def last_day(calendar: Calendar, day: dt.date, days: int) -> dt.date:
    """The n-th working day after a day: a notice runs to its end at midnight."""
    while days:
        day += dt.timedelta(days=1)
        days -= calendar.day_kind(day).is_workday
    return day


def days_left(calendar: Calendar, today: dt.date, until: dt.date) -> int:
    """Working days of a notice that are still to come when it is stopped today."""
    ahead = range(today.toordinal(), until.toordinal() + 1)
    return sum(calendar.day_kind(dt.date.fromordinal(day)).is_workday for day in ahead)
