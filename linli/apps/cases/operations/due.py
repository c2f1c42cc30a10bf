"""What the worker does when something falls due. Each looks whether it is still so."""

import datetime as dt
import uuid

from django.db import transaction

from linli.apps.cases.choices import CaseState, ClockName, Decision, SupervisionKind
from linli.apps.cases.models import AssistCall, Case, ReopenRequest
from linli.apps.cases.operations.milestones import urge_milestone
from linli.apps.cases.operations.moving import advance, take
from linli.apps.cases.operations.supervising import raise_rung
from linli.apps.cases.operations.timing import current_round, raised_codes, set_ladder
from linli.apps.cases.queries.clocks import Rung, rungs_of
from linli.kernel import clock
from linli.kernel.access.actor import Actor
from linli.kernel.community import Community
from linli.kernel.worktime import Limit, Unit

STOPPED = (CaseState.REPORTED_DONE, CaseState.CHECKED)
A_DAY = Limit(1, Unit.WORKING_DAY)
STAGE_STATES = {
    "contact": (CaseState.SIGNED,),
    "site_check": (CaseState.REPORTED_DONE,),
    "call_back": (CaseState.CLOSED,),
}


def _locked(community_id: int, case_id: uuid.UUID) -> tuple[Community, Case]:
    case = (
        Case.objects.select_for_update(of=("self",))
        .select_related("type", "community")
        .get(community_id=community_id, id=case_id)
    )
    return case.community, case


@transaction.atomic
def raise_due_rungs(
    *,
    community_id: int,
    case_id: uuid.UUID,
    which: str,
    round_number: int,
    since: dt.datetime | None = None,
) -> list[str]:
    """Raise every rung of this clock that is due by now, and set the timer at the next.

    After an outage one call raises all that were missed, each dated when it fell due.
    """
    community, case = _locked(community_id, case_id)
    if not _runs(case, which, round_number):
        return []
    round_, now = current_round(case), clock.now()
    done = raised_codes(case, which)
    fresh = [rung for rung in rungs_of(community, round_, which) if rung.code not in done]
    for rung in fresh:
        if rung.due_at <= now:
            raise_rung(community, case, which, rung, since)
            done.add(rung.code)
    set_ladder(community, case, round_, which, raised=done)
    return sorted(done)


def _runs(case: Case, which: str, round_number: int) -> bool:
    if case.round_number != round_number or not case.is_open:
        return False
    if which == ClockName.RESPONSE:
        return case.responded_at is None
    return not case.is_paused and case.state not in STOPPED


@transaction.atomic
def urge_review(*, community_id: int, case_id: uuid.UUID, due_at: dt.datetime) -> None:
    """The day of review of a hold has come: somebody must look at it and say so."""
    community, case = _locked(community_id, case_id)
    if case.state == CaseState.HUNG:
        day = clock.local(due_at, community).date()
        _raise_once(community, case, f"review:{day.isoformat()}", due_at)


@transaction.atomic
def urge_assist(
    *, community_id: int, case_id: uuid.UUID, due_at: dt.datetime, call_id: str
) -> None:
    community, case = _locked(community_id, case_id)
    waiting = AssistCall.objects.filter(
        community_id=community_id, id=call_id, answered_at__isnull=True
    )
    if case.is_open and waiting.exists():
        _raise_once(community, case, f"assist:{call_id[-12:]}", due_at)


@transaction.atomic
def urge_stage(
    *,
    community_id: int,
    case_id: uuid.UUID,
    due_at: dt.datetime,
    stage: str,
    round_number: int,
) -> None:
    """A stage with a limit of its own (contact, site check, call-back) is overdue."""
    community, case = _locked(community_id, case_id)
    if case.round_number == round_number and case.state in STAGE_STATES[stage]:
        _raise_once(community, case, f"stage:{stage}:{due_at:%m%d%H%M}", due_at)


@transaction.atomic
def urge_milestone_when_due(
    *, community_id: int, case_id: uuid.UUID, due_at: dt.datetime, stage: str, round_number: int
) -> None:
    """A limit on the way (work stopped, penalty decided) is over."""
    community, case = _locked(community_id, case_id)
    urge_milestone(community, case, stage, round_number, due_at)


def _raise_once(community: Community, case: Case, code: str, due_at: dt.datetime) -> None:
    if code not in raised_codes(case, ClockName.STAGE):
        rung = Rung(code, SupervisionKind.URGE, due_at, answer=A_DAY)
        raise_rung(community, case, ClockName.STAGE, rung)


@transaction.atomic
def archive_when_due(*, community_id: int, case_id: uuid.UUID, round_number: int) -> None:
    """Archive a finished case, unless it was opened again or a request is waiting."""
    community, case = _locked(community_id, case_id)
    asked = ReopenRequest.objects.filter(
        community_id=community_id, case_id=case_id, state=Decision.ASKED
    )
    finished = (
        CaseState.ANSWERED,
        CaseState.DECLINED,
        CaseState.CLOSED,
        CaseState.CALLED_BACK,
    )
    if case.round_number != round_number or case.state not in finished or asked.exists():
        return
    turn = take(community=community, actor=Actor.system(), case_id=case_id, move="archive")
    advance(turn)
