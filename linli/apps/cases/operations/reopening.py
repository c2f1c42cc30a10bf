"""“Not solved”: the first time opens the case again at once, later the committee decides."""

import datetime as dt
import uuid
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from linli.apps.cases.choices import ClockName, Decision
from linli.apps.cases.models import Case, ReopenRequest, Reporter
from linli.apps.cases.operations.milestones import set_milestones
from linli.apps.cases.operations.moving import Turn, add_step, advance, next_turn, take
from linli.apps.cases.operations.timing import (
    begin_round,
    set_archive_timer,
    set_ladder,
    stop_timers,
)
from linli.apps.cases.operations.wording import words
from linli.kernel.access.actor import Actor
from linli.kernel.community import Community
from linli.kernel.errors import Conflict, RuleNotMet
from linli.kernel.policies import policy


def within_window(turn: Turn) -> bool:
    closed = turn.case.closed_at
    days = int(policy(turn.community, "cases.reopen_days").value)
    return closed is not None and turn.now <= closed + dt.timedelta(days=days)


def may_reopen_freely(turn: Turn) -> bool:
    free = int(policy(turn.community, "cases.free_reopenings").value)
    return within_window(turn) and turn.case.reopened_count < free


def reopen_or_ask(turn: Turn, said: str, reporter: Reporter | None = None) -> Case:
    """The continuation of "not solved", said by the reporter or to the one who called back."""
    if may_reopen_freely(turn):
        return reopen(next_turn(turn, "reopen", words=said), said)
    if within_window(turn) and open_request(turn.case) is None:
        request(next_turn(turn, "request_reopen", words=said), said, reporter)
    return turn.case


def open_request(case: Case) -> ReopenRequest | None:
    return ReopenRequest.objects.filter(
        community_id=case.community_id, case_id=case.id, state=Decision.ASKED
    ).first()


def reopen(turn: Turn, said: str) -> Case:
    """A new round of both clocks under the old number; the first receiver stays responsible."""
    case = turn.case
    case.round_number += 1
    round_ = begin_round(turn.community, case, start=turn.now, resolution=True)
    stop_timers(case, "cases.archive", "cases.stage_call_back")
    changes: dict[str, Any] = {
        "round_number": case.round_number,
        "reopened_count": case.reopened_count + 1,
        "response_due": round_.response_due,
        "response_provisional": round_.response_provisional,
        "responded_at": None,
        "resolution_due": round_.resolution_due,
        "resolution_provisional": round_.resolution_provisional,
        "resolved_at": None,
        "closed_at": None,
        "accepted_at": case.accepted_at or turn.now,
        "settled_level": "",
        "settled_how": "",
        "lead_id": None,
        "worker": "",
        "worker_name": "",
        "supervision": "",
    }
    advance(turn, text=said, changes=changes)
    set_ladder(turn.community, case, round_, ClockName.RESPONSE, raised=set())
    set_ladder(turn.community, case, round_, ClockName.RESOLUTION, raised=set())
    set_milestones(turn.community, case)
    return case


def request(turn: Turn, said: str, reporter: Reporter | None) -> ReopenRequest:
    row = ReopenRequest(
        community_id=turn.community.id,
        case_id=turn.case.id,
        round_number=turn.case.round_number,
        reporter=reporter,
        words=said,
        asked_at=turn.now,
        asked_by=turn.actor.ref,
    )
    row.save(force_insert=True)
    add_step(turn, text=said)
    return row


@transaction.atomic
def reopen_case(
    *,
    community: Community,
    actor: Actor,
    case_id: uuid.UUID,
    reopen_words: str,
    version: int | None = None,
) -> Case:
    """Open it again within the window, as often as is free; RuleNotMet says when to ask instead."""
    said = words(reopen_words, field="words", least=1)
    turn = take(
        community=community,
        actor=actor,
        case_id=case_id,
        move="reopen",
        version=version,
        words=said,
    )
    if not within_window(turn):
        raise RuleNotMet(
            "window_closed",
            _("The days for this are over. Please report it anew, we will look at both."),
        )
    if not may_reopen_freely(turn):
        raise RuleNotMet(
            "approval_needed",
            _("It was opened again before. Ask, and the committee decides."),
        )
    return reopen(turn, said)


@transaction.atomic
def request_reopen(
    *, community: Community, actor: Actor, case_id: uuid.UUID, request_words: str
) -> ReopenRequest:
    """Ask the committee to open it again."""
    said = words(request_words, field="words", least=1)
    turn = take(
        community=community, actor=actor, case_id=case_id, move="request_reopen", words=said
    )
    if open_request(turn.case) is not None:
        raise Conflict("asked_already", _("This has been asked for and is being decided."))
    return request(turn, said, None)


@transaction.atomic
def decide_reopen(
    *,
    community: Community,
    actor: Actor,
    case_id: uuid.UUID,
    grant: bool,
    decision_words: str = "",
    version: int | None = None,
) -> Case:
    """The committee's decision on a request, with a reason the reporter reads."""
    said = words(decision_words, field="words", least=0 if grant else 1)
    turn = take(
        community=community,
        actor=actor,
        case_id=case_id,
        move="grant_reopen" if grant else "refuse_reopen",
        version=version,
        words=said,
    )
    decided = ReopenRequest.objects.filter(
        community_id=community.id, case_id=case_id, state=Decision.ASKED
    ).update(
        state=Decision.GRANTED if grant else Decision.REFUSED,
        decided_by=actor.ref,
        decided_at=turn.now,
        decision_words=said,
    )
    if not decided:
        raise Conflict("nothing_asked", _("No request is waiting for a decision."))
    if grant:
        return reopen(turn, said)
    set_archive_timer(community, turn.case, turn.now)
    return advance(turn, public_text=said, decision=Decision.REFUSED)
