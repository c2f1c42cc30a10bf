"""The work itself: contact first, progress, assistance, more time, hold, the result."""

import uuid
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from linli.apps.cases.choices import (
    CaseState,
    ClockName,
    StepReach,
)
from linli.apps.cases.models import Case, Contact, Reporter
from linli.apps.cases.operations.dispatching import state_of
from linli.apps.cases.operations.milestones import check_milestone
from linli.apps.cases.operations.moving import Turn, add_step, advance, take
from linli.apps.cases.operations.timing import (
    LADDER_TIMER,
    current_round,
    set_stage_timer,
    stop_timers,
    write_round,
)
from linli.apps.cases.operations.wording import line, words
from linli.kernel.access.actor import Actor
from linli.kernel.community import Community
from linli.kernel.errors import RuleNotMet

WAYS = ("phone", "visit", "message", "counter")


@transaction.atomic
def record_contact(
    *,
    community: Community,
    actor: Actor,
    case_id: uuid.UUID,
    reached: bool = True,
    way: str = "phone",
    contact_words: str = "",
    version: int | None = None,
) -> Case:
    """Somebody spoke with the reporter (or tried). The first time reached stops the clock."""
    signed = state_of(community, case_id) in (None, CaseState.SIGNED)
    move = "record_contact" if signed and reached else "note_contact"
    turn = take(community=community, actor=actor, case_id=case_id, move=move, version=version)
    said = words(contact_words, field="words")
    Contact(
        community_id=community.id,
        case_id=turn.case.id,
        round_number=turn.case.round_number,
        reached=reached,
        way=way if way in WAYS else "phone",
        words=said,
        by=actor.ref,
        by_name=actor.name,
        contacted_at=turn.now,
    ).save(force_insert=True)
    changes = responded(turn) if reached else {}
    return advance(
        turn, text=said, changes=changes, extra={"reached": reached, "way": way}, reached=reached
    )


def responded(turn: Turn) -> dict[str, Any]:
    """The response clock of the round stops, once."""
    if turn.case.responded_at is not None:
        return {}
    round_ = current_round(turn.case)
    round_.responded_at = turn.now
    write_round(round_, "responded_at")
    stop_timers(turn.case, LADDER_TIMER[ClockName.RESPONSE], "cases.stage_contact")
    return {"responded_at": turn.now}


def has_someone_to_contact(case: Case) -> bool:
    rows = Reporter.objects.filter(community_id=case.community_id, case_id=case.id)
    return any(row.can_be_contacted for row in rows)


@transaction.atomic
def start_handling(
    *, community: Community, actor: Actor, case_id: uuid.UUID, version: int | None = None
) -> Case:
    """Begin the work. The reporter is contacted first, where there is one who can be."""
    turn = take(
        community=community, actor=actor, case_id=case_id, move="start_handling", version=version
    )
    changes: dict[str, Any] = {}
    if turn.before == CaseState.SIGNED and turn.case.responded_at is None:
        if has_someone_to_contact(turn.case):
            raise RuleNotMet(
                "contact_first",
                _("Please contact the person who reported it first, then begin the work."),
                field="contact",
            )
        changes = responded(turn)
    return advance(turn, changes=changes)


@transaction.atomic
def note_progress(
    *,
    community: Community,
    actor: Actor,
    case_id: uuid.UUID,
    progress: str,
    for_reporter: bool = True,
    stage: str = "",
) -> Case:
    """A line in the story; the reporter reads it unless it is for those inside only.

    `stage` says that a limit on the way is met by it, such as work stopped.
    """
    said = words(progress, field="words", least=1)
    turn = take(community=community, actor=actor, case_id=case_id, move="note_progress", words=said)
    if stage:
        check_milestone(turn.case, stage)
    add_step(
        turn,
        extra={"stage": stage, "round": turn.case.round_number} if stage else None,
        text="" if for_reporter else said,
        public_text=said if for_reporter else "",
        reach=StepReach.REPORTER if for_reporter else StepReach.INSIDE,
    )
    return turn.case


@transaction.atomic
def report_done(
    *,
    community: Community,
    actor: Actor,
    case_id: uuid.UUID,
    result: str,
    inside_words: str = "",
    outcome: str = "outcome.done",
    version: int | None = None,
) -> Case:
    """Report the result, in words for the reporter. The resolution clock stops here."""
    said = words(result, field="result", least=1)
    turn = take(
        community=community,
        actor=actor,
        case_id=case_id,
        move="report_done",
        version=version,
        result=said,
    )
    case = advance(
        turn,
        text=words(inside_words, field="words"),
        public_text=said,
        changes={
            "result": said,
            "resolved_at": turn.now,
            "settled_how": line(outcome, field="outcome", most=60),
        },
        organisation=turn.case.lead_id,
    )
    stop_timers(case, LADDER_TIMER[ClockName.RESOLUTION])
    if case.type.needs_site_check:
        set_stage_timer(community, case, "site_check", turn.now)
    return case
