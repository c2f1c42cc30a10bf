"""Settled on the spot: one act from wherever a case stands to its result."""

import uuid
from typing import Any

from django.db import transaction

from linli.apps.cases.choices import (
    CaseState,
    ClockName,
    Level,
    StepReach,
)
from linli.apps.cases.models import Case
from linli.apps.cases.operations.finishing import close_round, needs_site_check
from linli.apps.cases.operations.handling import responded
from linli.apps.cases.operations.moving import Turn, advance, settling_level, take
from linli.apps.cases.operations.registering import NewCase, register_case
from linli.apps.cases.operations.reporting import ReporterGiven
from linli.apps.cases.operations.timing import (
    LADDER_TIMER,
    set_stage_timer,
    stop_timers,
)
from linli.apps.cases.operations.triage import begin_work, first_receiver
from linli.apps.cases.operations.wording import line, words
from linli.kernel.access.actor import Actor
from linli.kernel.community import Community


@transaction.atomic
def settle_on_spot(
    *,
    community: Community,
    actor: Actor,
    case_id: uuid.UUID,
    result: str,
    settled_level: str = "",
    settled_how: str = "outcome.done",
    version: int | None = None,
) -> Case:
    """One act from wherever it stands to the result. A type with a site check waits for that."""
    said = words(result, field="result", least=1)
    unchecked = needs_site_check(community, case_id)
    turn = take(
        community=community,
        actor=actor,
        case_id=case_id,
        move="settle_unchecked" if unchecked else "settle_on_spot",
        version=version,
        result=said,
    )
    return settle(turn, said, settled_level or settling_level(turn), settled_how)


@transaction.atomic
def register_settled(
    *,
    community: Community,
    actor: Actor,
    new: NewCase,
    result: str,
    reporter: ReporterGiven | None = None,
    settled_level: str = "",
    settled_how: str = "outcome.done",
) -> Case:
    """Found, settled and written down in one act: the grid worker's quick finding."""
    case = register_case(community=community, actor=actor, new=new, reporter=reporter)
    return settle_on_spot(
        community=community,
        actor=actor,
        case_id=case.id,
        result=result,
        settled_level=settled_level,
        settled_how=settled_how,
    )


def settle(turn: Turn, said: str, level: str, how: str) -> Case:
    case = turn.case
    changes: dict[str, Any] = {
        **first_receiver(turn),
        **responded(turn),
        "result": said,
        "resolved_at": turn.now,
        "settled_how": line(how, field="settled_how", most=60),
    }
    if case.accepted_at is None:
        changes |= begin_work(turn)
        changes["responded_at"] = turn.now
    if level == Level.GRID and not case.worker:
        changes |= {"worker": turn.actor.ref, "worker_name": turn.actor.name}
    if turn.move.target == CaseState.CLOSED:
        changes |= close_round(turn, level)
        return advance(turn, public_text=said, reach=StepReach.PUBLIC, changes=changes, level=level)
    changes["settled_level"] = level
    advance(turn, public_text=said, changes=changes)
    stop_timers(case, LADDER_TIMER[ClockName.RESOLUTION])
    set_stage_timer(turn.community, case, "site_check", turn.now)
    return case
