"""When the two clocks of a case end, and when the rungs of the ladder fall due.

Everything is computed from the clock round and the community's calendar, so that a page reads
right between two ticks of the worker.
"""

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import Any

from linli.apps.cases.choices import ClockName
from linli.apps.cases.models import ClockRound
from linli.kernel import clock
from linli.kernel.calendar import calendar_of
from linli.kernel.community import Community
from linli.kernel.policies import policy, policy_version
from linli.kernel.worktime import (
    Calendar,
    Due,
    Limit,
    Unit,
    add,
    add_working_time,
    fraction_point,
    length_of,
    resume_due,
)

SECOND = dt.timedelta(seconds=1)
LADDERS = {
    ClockName.RESPONSE.value: "cases.response_ladder",
    ClockName.RESOLUTION.value: "cases.ladder",
}


def calendar_for(community: Community, moment: dt.datetime) -> Calendar:
    return calendar_of(community, clock.local(moment, community).date())


def shown_calendar(community: Community, now: dt.datetime) -> Calendar:
    """For pages: what is left of a time, not what a deadline will be."""
    return calendar_of(community, clock.local(now, community).date(), to_show=True)


@dataclass(frozen=True)
class Rung:
    code: str
    kind: str
    due_at: dt.datetime
    level: str = ""
    answer: Limit | None = None
    policy: uuid.UUID | None = None


def response_due(calendar: Calendar, start: dt.datetime, limit: Limit) -> Due:
    return add(calendar, start, limit)


def seconds_left(calendar: Calendar, due: dt.datetime, now: dt.datetime, unit: Unit) -> int:
    """What is left of the limit now, in seconds of the kind of time the limit counts."""
    return int(length_of(calendar, now, due, unit) / SECOND)


def due_after_pause(
    calendar: Calendar, due: dt.datetime, paused: dt.datetime, resumed: dt.datetime, unit: Unit
) -> Due:
    return resume_due(calendar, due, paused, resumed, unit)


def resolution_due(calendar: Calendar, round_: ClockRound) -> Due | None:
    """The deadline as the calendar says it today; None while the clock has not begun."""
    limit, start = round_.resolution_limit, round_.resolution_from
    if limit is None or start is None:
        return None
    if round_.extended_to is not None:
        return Due(round_.extended_to, provisional=False)
    if round_.left_seconds is None:
        return add(calendar, start, limit)
    left = dt.timedelta(seconds=round_.left_seconds)
    if limit.unit.counts_working_time:
        return add_working_time(calendar, start, left)
    return Due(start + left, provisional=False)


def rungs_of(
    community: Community, round_: ClockRound, which: str, calendar: Calendar | None = None
) -> list[Rung]:
    """The ladder of one clock in order of time, by the policy of the day the round began."""
    due = round_.response_due if which == ClockName.RESPONSE else round_.resolution_due
    if due is None:
        return []
    on = clock.local(round_.started_at, community).date()
    chosen = policy(community, LADDERS[which], on)
    calendar = calendar or calendar_for(community, round_.started_at)
    used = policy_version(chosen)
    rungs = [_rung(calendar, round_, which, due, step, used) for step in chosen.value]
    return sorted(rungs, key=lambda rung: rung.due_at)


def _rung(
    calendar: Calendar,
    round_: ClockRound,
    which: str,
    due: dt.datetime,
    step: dict[str, Any],
    used: uuid.UUID | None,
) -> Rung:
    answer = step.get("answer")
    return Rung(
        code=step["code"],
        kind=step["kind"],
        due_at=_point(calendar, round_, which, due, step),
        level=step["code"].partition(".")[2] if step["kind"] == "supervision" else "",
        answer=Limit(answer["value"], Unit(answer["unit"])) if answer else None,
        policy=used,
    )


def _point(
    calendar: Calendar, round_: ClockRound, which: str, due: dt.datetime, step: dict[str, Any]
) -> dt.datetime:
    after = step.get("after")
    if after:
        return add(calendar, due, Limit(after["value"], Unit(after["unit"]))).at
    if step["percent"] >= 100:
        return due
    if which == ClockName.RESPONSE:
        unit = Unit(round_.response_unit)
        return fraction_point(calendar, round_.started_at, due, step["percent"], unit).at
    whole = dt.timedelta(seconds=round_.whole_seconds) if round_.whole_seconds else None
    start = round_.resolution_from or round_.started_at
    unit = Unit(round_.resolution_unit)
    return fraction_point(calendar, start, due, step["percent"], unit, whole=whole).at
