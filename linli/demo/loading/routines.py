"""Routines: laid out, reported day by day, now and then missed; and going on around today."""

import datetime as dt
from collections.abc import Iterator
from functools import partial

from linli.apps.duties.public import DutyDue, Plan, end_plan, open_plan, report_duty
from linli.demo.chance import chance
from linli.demo.council import Routine
from linli.demo.loading.context import SYSTEM, Loading
from linli.demo.loading.timeline import Act
from linli.demo.programme import Programme, at_hour

OPEN_HOUR, END_HOUR = dt.time(8, 40), dt.time(18, 0)
AROUND = dt.timedelta(days=12)
DAY = dt.timedelta(days=1)
DONE = 0.93


def acts(loading: Loading, programme: Programme, today: dt.datetime) -> Iterator[Act]:
    for routine in programme.routines:
        yield from _stretch(loading, routine, routine.since, routine.until)
        yield Act(loading.moment(routine.until, END_HOUR), partial(_end, loading, routine))
        yield from _stretch(loading, routine, (today - AROUND).date(), today.date() - DAY)


def _stretch(loading: Loading, routine: Routine, since: dt.date, until: dt.date) -> Iterator[Act]:
    yield Act(loading.moment(since, OPEN_HOUR), partial(_open, loading, routine, since))
    day = since
    while day <= until:
        if _falls(routine, day, since) and chance(routine.title, day).random() < DONE:
            at = loading.local(at_hour(day, routine.hour))
            yield Act(at, partial(_report, loading, routine, day))
        day += DAY


def _falls(routine: Routine, day: dt.date, since: dt.date) -> bool:
    if routine.rhythm == "weekly":
        return day.weekday() == routine.weekday
    if routine.rhythm == "monthly":
        return day == since + 3 * DAY
    return True


def _open(loading: Loading, routine: Routine, since: dt.date) -> None:
    open_plan(
        community=loading.home,
        actor=SYSTEM,
        title=routine.title,
        rhythm=routine.rhythm,
        weekday=routine.weekday,
        theme=routine.theme,
        tag=routine.tag,
        place=loading.needed_place(routine.place) if routine.place else None,
        owner_name=routine.owner,
        since=since,
    )


def _plan(loading: Loading, routine: Routine) -> Plan:
    rows = Plan.objects.filter(community_id=loading.home.id, title=routine.title)
    return rows.latest("since")


def _report(loading: Loading, routine: Routine, day: dt.date) -> None:
    due = DutyDue.objects.filter(
        community_id=loading.home.id,
        plan_id=_plan(loading, routine).id,
        first_day__lte=day,
        last_day__gte=day,
        state="open",
    ).first()
    if due is not None:
        report_duty(community=loading.home, actor=SYSTEM, due_id=due.id)


def _end(loading: Loading, routine: Routine) -> None:
    end_plan(community=loading.home, actor=SYSTEM, plan_id=_plan(loading, routine).id)
