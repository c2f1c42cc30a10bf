"""Limits on the way that a type may have beside the two clocks: work stopped, penalty decided.

They run from the acceptance (anew after a reopening), stand still with the resolution clock, and
are met by a line of progress that says so. Contact, site check and call-back begin with a step of
the table and are kept where that step is.
"""

import datetime as dt

from django.utils.translation import gettext_lazy as _

from linli.apps.cases.choices import CaseState, ClockName, SupervisionKind
from linli.apps.cases.models import Case, Pause, Step
from linli.apps.cases.operations.supervising import raise_rung
from linli.apps.cases.operations.timing import current_round, raised_codes, stop_timers
from linli.apps.cases.queries.clocks import Rung, calendar_for, due_after_pause, response_due
from linli.apps.cases.queries.milestones import milestones_of, reached_by
from linli.kernel.community import Community
from linli.kernel.errors import RuleNotMet
from linli.kernel.timers.running import set_timer
from linli.kernel.worktime import Limit, Unit

TIMER = "cases.milestone"
STOPPED = (CaseState.REPORTED_DONE, CaseState.CHECKED)
A_DAY = Limit(1, Unit.WORKING_DAY)


def reached(case: Case) -> set[str]:
    lines = Step.objects.filter(
        community_id=case.community_id, case_id=case.id, kind="note_progress"
    )
    return reached_by(lines, case.round_number)


def set_milestones(community: Community, case: Case) -> None:
    """A timer for each that is not reached; every pause of the round moved what was ahead."""
    limits = milestones_of(case)
    if not limits:
        return
    stop_timers(case, TIMER)
    done = reached(case)
    start = _begun(case)
    pauses = _pauses(case)
    calendar = calendar_for(community, start)
    for stage, limit in limits.items():
        if stage in done:
            continue
        due = response_due(calendar, start, limit).at
        for began, ended in pauses:
            if began < due:
                due = due_after_pause(calendar, due, began, ended, limit.unit).at
        set_timer(
            community_id=community.id,
            kind=TIMER,
            object_id=case.id,
            due_at=due,
            key=f"{case.round_number}:{case.version}:{stage}",
            round=case.round_number,
            stage=stage,
        )


def _begun(case: Case) -> dt.datetime:
    round_ = current_round(case)
    first = case.round_number == 1 and case.accepted_at is not None
    return case.accepted_at if first and case.accepted_at else round_.started_at


def _pauses(case: Case) -> list[tuple[dt.datetime, dt.datetime]]:
    rows = Pause.objects.filter(
        community_id=case.community_id,
        case_id=case.id,
        round_number=case.round_number,
        ended_at__isnull=False,
    ).order_by("began_at")
    return [(row.began_at, row.ended_at) for row in rows if row.ended_at]


def check_milestone(case: Case, stage: str) -> None:
    if stage not in milestones_of(case):
        raise RuleNotMet("unknown_stage", _("This kind has no such limit."), field="stage")


def urge_milestone(
    community: Community, case: Case, stage: str, round_number: int, due_at: dt.datetime
) -> None:
    """Overdue and not said to be done: urged, once."""
    runs = case.is_open and not case.is_paused and case.state not in STOPPED
    if not runs or case.round_number != round_number or stage in reached(case):
        return
    code = f"stage:{stage}:{due_at:%m%d%H%M}"
    if code not in raised_codes(case, ClockName.STAGE):
        rung = Rung(code, SupervisionKind.URGE, due_at, answer=A_DAY)
        raise_rung(community, case, ClockName.STAGE, rung)
