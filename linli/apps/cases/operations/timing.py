"""The clocks of a case as rows: begun, answered, paused, resumed, extended, begun anew.

One timer per clock stands at the next rung of its ladder; the handler raises every rung that is
due by then and sets the next, so an outage catches up by itself.
"""

import datetime as dt
import uuid
from typing import Any

from linli.apps.cases.choices import ClockName
from linli.apps.cases.models import Case, CaseType, ClockRound, Supervision
from linli.apps.cases.queries.clocks import (
    calendar_for,
    due_after_pause,
    resolution_due,
    response_due,
    rungs_of,
    seconds_left,
)
from linli.kernel import clock
from linli.kernel.community import Community
from linli.kernel.policies import policy
from linli.kernel.timers.running import cancel_timers, set_timer
from linli.kernel.worktime import Calendar, Limit, Unit

LADDER_TIMER = {
    ClockName.RESPONSE.value: "cases.response",
    ClockName.RESOLUTION.value: "cases.resolution",
}


def current_round(case: Case) -> ClockRound:
    return ClockRound.objects.get(
        community_id=case.community_id, case_id=case.id, number=case.round_number
    )


def begin_round(
    community: Community,
    case: Case,
    *,
    start: dt.datetime,
    resolution: bool,
    calendar: Calendar | None = None,
) -> ClockRound:
    """A new clock round; with `resolution` both clocks run from the start. Sets case fields."""
    kind, calendar = case.type, calendar or calendar_for(community, start)
    answer = response_due(calendar, start, kind.response_limit)
    round_ = ClockRound(
        community_id=community.id,
        case_id=case.id,
        number=case.round_number,
        started_at=start,
        response_value=kind.response_value,
        response_unit=kind.response_unit,
        response_due=answer.at,
        response_provisional=answer.provisional,
        organisation_id=case.lead_id,
    )
    if resolution:
        start_resolution(calendar, round_, kind, start)
    round_.save(force_insert=True)
    copy_dues(case, round_)
    return round_


def start_resolution(
    calendar: Calendar, round_: ClockRound, kind: CaseType, start: dt.datetime
) -> None:
    """Fill the resolution clock of an unsaved or loaded round; the caller writes it."""
    round_.resolution_value, round_.resolution_unit = kind.resolution_value, kind.resolution_unit
    round_.resolution_from = start
    due = resolution_due(calendar, round_)
    if due is not None:
        round_.resolution_due, round_.resolution_provisional = due.at, due.provisional
        unit = Unit(round_.resolution_unit)
        round_.whole_seconds = seconds_left(calendar, due.at, start, unit)


def write_round(round_: ClockRound, *names: str) -> None:
    ClockRound.objects.filter(community_id=round_.community_id, id=round_.id).update(
        **{name: getattr(round_, name) for name in names}
    )


RESOLUTION_FIELDS = (
    "resolution_value",
    "resolution_unit",
    "resolution_from",
    "left_seconds",
    "whole_seconds",
    "resolution_due",
    "resolution_provisional",
    "extended_to",
)


def copy_dues(case: Case, round_: ClockRound) -> dict[str, Any]:
    """Put the round's deadlines on the case; returns them for the UPDATE."""
    dues = {
        "response_due": round_.response_due,
        "response_provisional": round_.response_provisional,
        "responded_at": round_.responded_at,
        "resolution_due": round_.resolution_due,
        "resolution_provisional": round_.resolution_provisional,
    }
    for name, value in dues.items():
        setattr(case, name, value)
    return dues


def paused(round_: ClockRound, community: Community, now: dt.datetime) -> int:
    """Stop the resolution clock; the minutes that were left."""
    if round_.resolution_due is None:
        return 0
    calendar = calendar_for(community, now)
    unit = Unit(round_.resolution_unit)
    round_.left_seconds = seconds_left(calendar, round_.resolution_due, now, unit)
    write_round(round_, "left_seconds")
    return round_.left_seconds // 60


def resumed(
    round_: ClockRound, community: Community, paused_at: dt.datetime, now: dt.datetime
) -> None:
    """Give again from now what was left; a deadline that had passed stays where it was."""
    due = round_.resolution_due
    if due is None:
        return
    unit = Unit(round_.resolution_unit)
    calendar = calendar_for(community, paused_at)
    again = due_after_pause(calendar, due, paused_at, now, unit)
    round_.resolution_due, round_.resolution_provisional = again.at, again.provisional
    if paused_at < due:
        round_.resolution_from, round_.extended_to = now, None
    write_round(round_, *RESOLUTION_FIELDS)


def extended(round_: ClockRound, community: Community, until: dt.datetime) -> None:
    """A granted deadline is exact; what counts as half time is measured over the whole."""
    start = round_.resolution_from or round_.started_at
    round_.extended_to = round_.resolution_due = until
    round_.resolution_provisional = False
    calendar = calendar_for(community, start)
    ahead, spent = seconds_left(calendar, until, start, Unit(round_.resolution_unit)), 0
    if round_.left_seconds is not None:
        spent = max((round_.whole_seconds or 0) - round_.left_seconds, 0)
        round_.left_seconds = ahead
    round_.whole_seconds = ahead + spent
    write_round(round_, *RESOLUTION_FIELDS)


def set_ladder(
    community: Community,
    case: Case,
    round_: ClockRound,
    which: str,
    *,
    raised: set[str] | None = None,
    calendar: Calendar | None = None,
) -> None:
    """Set the timer at the next rung that has not been raised. `raised` None: look it up."""
    if raised is None:
        raised = raised_codes(case, which)
    rungs = rungs_of(community, round_, which, calendar)
    waiting = [rung for rung in rungs if rung.code not in raised]
    if waiting:
        set_timer(
            community_id=community.id,
            kind=LADDER_TIMER[which],
            object_id=case.id,
            due_at=waiting[0].due_at,
            key=f"{case.round_number}:{case.version}:{waiting[0].code}",
            round=case.round_number,
            set_at=clock.now().isoformat(),
        )


def raised_codes(case: Case, which: str) -> set[str]:
    rows = Supervision.objects.filter(
        community_id=case.community_id,
        case_id=case.id,
        round_number=case.round_number,
        clock=which,
    )
    return set(rows.values_list("code", flat=True))


def reset_ladder(community: Community, case: Case, round_: ClockRound, which: str) -> None:
    stop_timers(case, LADDER_TIMER[which])
    set_ladder(community, case, round_, which)


def stop_timers(case: Case, *kinds: str) -> None:
    cancel_timers(community_id=case.community_id, object_id=case.id, kinds=kinds)


def set_stage_timer(community: Community, case: Case, stage: str, now: dt.datetime) -> None:
    """A stage of the type may have a limit of its own (site check, contact, call-back)."""
    span = case.type.stage_limits.get(stage)
    if not span:
        return
    calendar = calendar_for(community, now)
    due = response_due(calendar, now, Limit(span["value"], Unit(span["unit"])))
    set_case_timer(case, f"cases.stage_{stage}", due.at)


def set_case_timer(
    case: Case, kind: str, due_at: dt.datetime, thing: uuid.UUID | None = None
) -> None:
    set_timer(
        community_id=case.community_id,
        kind=kind,
        object_id=case.id,
        due_at=due_at,
        key=f"{case.round_number}:{case.version}:{thing or ''}",
        round=case.round_number,
        thing=str(thing) if thing else "",
    )


def set_archive_timer(community: Community, case: Case, now: dt.datetime) -> None:
    days = int(policy(community, "cases.archive_days").value)
    set_case_timer(case, "cases.archive", now + dt.timedelta(days=days))
