"""A row of a work list as it is shown: one tag, what is left of the time, how much has run."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from linli.apps.cases.choices import CaseState, Source
from linli.apps.cases.queries.clocks import shown_calendar
from linli.apps.cases.queries.gauges import Gauge
from linli.apps.cases.queries.lists import CaseRow
from linli.apps.cases.queries.saying import state_tone
from linli.apps.cases.queries.tracks import say_left
from linli.kernel import clock
from linli.kernel.community import Community
from linli.web import dates

WARN_FROM = 80


@dataclass(frozen=True)
class WorkRow:
    """`used` is the percent of the time that has run, None where no clock runs."""

    row: CaseRow
    tone: str
    sign: str
    tag: str
    left: str
    used: int | None
    late: bool
    answer_by: str
    came_by: str


def work_rows(community: Community, rows: Iterable[CaseRow]) -> list[WorkRow]:
    """Three statements for the calendar, whatever the number of rows."""
    found = list(rows)
    if not found:
        return []
    now = clock.now()
    gauge = Gauge(shown_calendar(community, now), now)
    return [_shown(row, gauge) for row in found]


def _shown(row: CaseRow, gauge: Gauge) -> WorkRow:
    now = gauge.now
    late = row.overdue(now)
    unanswered = row.is_open and row.responded_at is None and row.response_due is not None
    tone, sign, tag = _tag(row, gauge, late=late, unanswered=unanswered)
    running = row.is_open and row.paused_at is None and row.resolution_due is not None
    used = None
    left = ""
    if running and row.resolution_due is not None:
        used = gauge.used(row.accepted_at or row.registered_at, row.resolution_due)
        left = words_left(gauge, row.resolution_due)
    elif row.paused_at is not None:
        left = _("time stands still")
    elif unanswered and row.response_due is not None:
        used = gauge.used(row.registered_at, row.response_due)
        left = words_left(gauge, row.response_due)
    elif not row.is_open and row.closed_at is not None:
        left = dates.day(row.closed_at)
    answer_by = dates.ago(row.response_due, now) if unanswered else ""
    return WorkRow(row, tone, sign, tag, left, used, late, answer_by, str(Source(row.source).label))


def _tag(row: CaseRow, gauge: Gauge, *, late: bool, unanswered: bool) -> tuple[str, str, str]:
    if late and row.resolution_due is not None:
        return "bad", "alert", words_left(gauge, row.resolution_due)
    due = row.response_due
    if unanswered and due is not None and row.state != CaseState.HUNG:
        if due < gauge.now:
            return "bad", "alert", _("answer overdue")
        if _same_day(due, gauge):
            return "warn", "clock", _("answer by %(time)s") % {"time": dates.clock_time(due)}
    tone, sign = state_tone(row.state)
    return tone, sign, row.state_label


def _same_day(moment: dt.datetime, gauge: Gauge) -> bool:
    return gauge.calendar.wall(moment).date() == gauge.today


def words_left(gauge: Gauge, due: dt.datetime) -> str:
    return say_left(abs(gauge.left(due)), gauge.a_day, late=due < gauge.now)


def bar_tone(each: WorkRow) -> str:
    if each.late:
        return "bad"
    return "warn" if (each.used or 0) >= WARN_FROM else ""
