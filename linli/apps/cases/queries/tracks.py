"""The two clocks as a page shows them: how much is left in words, and a track of working days."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from linli.apps.cases.models import Case
from linli.apps.cases.queries.clocks import shown_calendar
from linli.kernel.community import Community
from linli.kernel.worktime import Calendar, working_minutes_between
from linli.web import dates

MOST_CELLS = 12


class Hold(Protocol):
    """A stretch in which the clock stood: a pause, or what the story says of one."""

    @property
    def began_at(self) -> dt.datetime: ...

    @property
    def ended_at(self) -> dt.datetime | None: ...


@dataclass(frozen=True)
class Clock:
    """`cells` are (label, kind): u used, p paused, n now, o over, and "" still to come."""

    name: str
    left: str
    late: bool
    cells: list[tuple[str, str]]
    says: str
    provisional: bool = False


def clocks_of(
    community: Community, case: Case, pauses: Sequence[Hold], now: dt.datetime
) -> list[Clock]:
    calendar = shown_calendar(community, now)
    found = [_response(calendar, case, now)] if case.response_due else []
    if case.resolution_due:
        found.append(_resolution(calendar, case, pauses, now))
    return found


def _response(calendar: Calendar, case: Case, now: dt.datetime) -> Clock:
    due = case.response_due
    if due is None:
        raise ValueError("a case without a response clock")
    done = case.responded_at
    if done is not None:
        late = done > due
        left = _("late, but answered") if late else _("in time")
        says = _("First contact %(when)s; promised by %(due)s.") % {
            "when": dates.moment(done),
            "due": dates.moment(due),
        }
        return Clock(_("First contact"), left, late, [], says)
    says = _("We get in touch by %(due)s.") % {"due": dates.moment(due)}
    ended = not case.is_open
    left = _("ended") if ended else left_words(calendar, now, due)
    late = due < now and not ended
    return Clock(_("First contact"), left, late, [], says, case.response_provisional)


def _resolution(calendar: Calendar, case: Case, pauses: Sequence[Hold], now: dt.datetime) -> Clock:
    due = case.resolution_due
    if due is None:
        raise ValueError("a case without a resolution clock")
    start = case.accepted_at or case.registered_at
    if case.resolved_at is not None and not case.is_open:
        late = case.resolved_at > due
        left = _("later than promised") if late else _("in time")
        says = _("Done %(when)s; promised by %(due)s.") % {
            "when": dates.moment(case.resolved_at),
            "due": dates.moment(due),
        }
        return Clock(_("Settled by"), left, late, [], says)
    cells = track(calendar, start, due, now, pauses)
    if case.paused_at is not None:
        says = _("On hold since %(when)s: the time stands still.") % {
            "when": dates.moment(case.paused_at)
        }
        return Clock(_("Settled by"), _("on hold"), False, cells, says)
    says = _("Promised by %(due)s.") % {"due": dates.moment(due)}
    left = left_words(calendar, now, due)
    return Clock(_("Settled by"), left, due < now, cells, says, case.resolution_provisional)


def left_words(calendar: Calendar, now: dt.datetime, due: dt.datetime) -> str:
    """2 working days left, 3 working hours left, 1 working day over."""
    early, late = min(now, due), max(now, due)
    minutes = working_minutes_between(calendar, early, late)
    return say_left(minutes, day_minutes(calendar), late=due < now)


def say_left(minutes: int, a_day: int, *, late: bool) -> str:
    """The same from working minutes and the length of a working day."""
    if minutes >= a_day:
        days = minutes // a_day
        if late:
            return ngettext("%(n)s working day over", "%(n)s working days over", days) % {"n": days}
        return ngettext("%(n)s working day left", "%(n)s working days left", days) % {"n": days}
    hours = max(minutes // 60, 0)
    if late and hours:
        return ngettext("%(n)s working hour over", "%(n)s working hours over", hours) % {"n": hours}
    if hours == 0:
        return _("just over the time") if late else _("less than an hour left")
    return ngettext("%(n)s working hour left", "%(n)s working hours left", hours) % {"n": hours}


def day_minutes(calendar: Calendar) -> int:
    spans = [
        (end.hour * 60 + end.minute) - (start.hour * 60 + start.minute)
        for start, end in calendar.hours
    ]
    return sum(spans)


def track(
    calendar: Calendar,
    start: dt.datetime,
    due: dt.datetime,
    now: dt.datetime,
    pauses: Sequence[Hold],
) -> list[tuple[str, str]]:
    """One cell a working day from the start to the deadline, or to today where it is over."""
    zone = calendar.zone
    first, today = start.astimezone(zone).date(), now.astimezone(zone).date()
    last = max(due.astimezone(zone).date(), min(today, due.astimezone(zone).date() + _WEEK))
    days = _workdays(calendar, first, last)
    if len(days) > MOST_CELLS:
        days = _around(days, today)
    due_day = due.astimezone(zone).date()
    return [(_label(day, today), _kind(day, today, due_day, pauses, zone)) for day in days]


_WEEK = dt.timedelta(days=7)


def _workdays(calendar: Calendar, first: dt.date, last: dt.date) -> list[dt.date]:
    span = (last - first).days
    days = (first + dt.timedelta(days=n) for n in range(min(span, 400) + 1))
    return [day for day in days if calendar.day_kind(day).is_workday]


def _around(days: list[dt.date], today: dt.date) -> list[dt.date]:
    before = [day for day in days if day <= today][-(MOST_CELLS // 2) :]
    after = [day for day in days if day > today][: MOST_CELLS - len(before)]
    return before + after


def _label(day: dt.date, today: dt.date) -> str:
    return _("today") if day == today else str(day.day)


def _kind(
    day: dt.date, today: dt.date, due: dt.date, pauses: Sequence[Hold], zone: dt.tzinfo
) -> str:
    for pause in pauses:
        ended = pause.ended_at.astimezone(zone).date() if pause.ended_at else today
        if pause.began_at.astimezone(zone).date() <= day < ended:
            return "p"
    if day > due:
        return "o"
    if day == today:
        return "n"
    return "u" if day < today else ""
