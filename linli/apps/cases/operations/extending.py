"""More time: asked for with a listed reason before the deadline, decided by another person."""

import datetime as dt
import uuid
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from linli.apps.cases.choices import (
    ClockName,
    Decision,
    ReasonKind,
    StepReach,
)
from linli.apps.cases.models import Extension
from linli.apps.cases.operations.moving import Turn, add_step, advance, take
from linli.apps.cases.operations.timing import (
    copy_dues,
    current_round,
    extended,
    reset_ladder,
)
from linli.apps.cases.operations.wording import listed_reason, words
from linli.apps.cases.queries.clocks import calendar_for
from linli.kernel import clock
from linli.kernel.access.actor import Actor
from linli.kernel.community import Community
from linli.kernel.errors import Conflict, RuleNotMet

LONGEST_WAIT = dt.timedelta(days=366)


@transaction.atomic
def ask_extension(
    *,
    community: Community,
    actor: Actor,
    case_id: uuid.UUID,
    reason: str,
    until: dt.date,
    request_words: str = "",
    version: int | None = None,
) -> Extension:
    """Ask for a later day, with a listed reason, before the deadline has passed."""
    turn = take(
        community=community,
        actor=actor,
        case_id=case_id,
        move="ask_extension",
        version=version,
        reason=reason,
        until=until,
    )
    listed = listed_reason(community, reason, ReasonKind.EXTENSION)
    due = turn.case.resolution_due
    _check_until(community, turn, due, until)
    row = Extension(
        community_id=community.id,
        case_id=turn.case.id,
        round_number=turn.case.round_number,
        reason=listed,
        words=words(request_words, field="words"),
        until=until,
        asked_at=turn.now,
        asked_by=actor.ref,
        due_before=due,
    )
    if Extension.objects.filter(
        community_id=community.id, case_id=case_id, state=Decision.ASKED
    ).exists():
        raise Conflict("asked_already", _("More time has been asked for and is being decided."))
    row.save(force_insert=True)
    add_step(
        turn,
        text=row.words,
        extra={"reason": listed.code, "until": until.isoformat()},
        reason=listed.code,
        due=until.isoformat(),
    )
    return row


def _check_until(community: Community, turn: Turn, due: dt.datetime | None, until: dt.date) -> None:
    if due is None:
        raise RuleNotMet("no_deadline", _("This case has no deadline to extend."), field="until")
    if turn.now > due:
        raise RuleNotMet(
            "deadline_has_passed",
            _("The deadline has passed. More time is asked for before it does."),
            field="until",
        )
    last = clock.local(due, community).date()
    if not last < until <= last + LONGEST_WAIT:
        raise RuleNotMet(
            "until_not_later", _("Choose a day after the present deadline."), field="until"
        )


@transaction.atomic
def decide_extension(
    *,
    community: Community,
    actor: Actor,
    case_id: uuid.UUID,
    grant: bool,
    until: dt.date | None = None,
    decision_words: str = "",
) -> Extension:
    """Grant (until the day asked for, or another one) or refuse with a reason. Never one's own."""
    turn = take(community=community, actor=actor, case_id=case_id, move="decide_extension")
    rows = Extension.objects.filter(
        community_id=community.id, case_id=case_id, state=Decision.ASKED
    )
    row = rows.select_related("reason").first()
    if row is None:
        raise Conflict("nothing_asked", _("No request is waiting for a decision."))
    if row.asked_by == actor.ref:
        raise RuleNotMet("own_request", _("Another person decides on your own request."))
    said = words(decision_words, field="words", least=0 if grant else 1)
    row.until = until or row.until
    row.state = Decision.GRANTED if grant else Decision.REFUSED
    row.decided_at, row.decided_by, row.decision_words = turn.now, actor.ref, said
    changes = _grant(turn, row) if grant else {}
    done = rows.update(
        state=row.state,
        until=row.until,
        decided_at=row.decided_at,
        decided_by=row.decided_by,
        decision_words=said,
        due_after=row.due_after,
    )
    if not done:
        raise Conflict("decided_already", _("Someone decided on this request just now."))
    advance(
        turn,
        text="" if grant else said,
        public_text=said if grant else "",
        reach=StepReach.REPORTER if grant else StepReach.INSIDE,
        changes=changes,
        extra={"decision": row.state, "reason": row.reason.code, "until": row.until.isoformat()},
        decision=row.state,
        due=row.until.isoformat(),
    )
    if grant and not turn.case.is_paused:
        reset_ladder(community, turn.case, current_round(turn.case), ClockName.RESOLUTION)
    return row


def _grant(turn: Turn, row: Extension) -> dict[str, Any]:
    calendar = calendar_for(turn.community, turn.now)
    row.due_after = calendar.close_of(row.until)
    if turn.case.resolution_due is not None and row.due_after <= turn.case.resolution_due:
        raise RuleNotMet(
            "until_not_later", _("Choose a day after the present deadline."), field="until"
        )
    round_ = current_round(turn.case)
    if turn.case.is_paused:
        raise Conflict("on_hold", _("The case is on hold. Let it go on first, then extend it."))
    extended(round_, turn.community, row.due_after)
    return copy_dues(turn.case, round_)
