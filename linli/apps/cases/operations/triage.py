"""The first decision: answer, decline with the right door, join to an earlier one, accept."""

import uuid

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from linli.apps.cases.choices import (
    CaseState,
    ClockName,
    Duty,
    ReasonKind,
    StepReach,
)
from linli.apps.cases.models import Case, DutyItem, Reason
from linli.apps.cases.operations.milestones import set_milestones
from linli.apps.cases.operations.moving import Turn, advance, settling_level, take
from linli.apps.cases.operations.timing import (
    LADDER_TIMER,
    RESOLUTION_FIELDS,
    copy_dues,
    current_round,
    reset_ladder,
    set_archive_timer,
    start_resolution,
    stop_timers,
    write_round,
)
from linli.apps.cases.operations.wording import line, listed_reason, words
from linli.apps.cases.queries.catalogue import type_for
from linli.apps.cases.queries.clocks import calendar_for, response_due
from linli.kernel.access.actor import Actor
from linli.kernel.community import Community
from linli.kernel.errors import RuleNotMet

ALL_TIMERS = tuple(LADDER_TIMER.values())


@transaction.atomic
def answer_case(
    *,
    community: Community,
    actor: Actor,
    case_id: uuid.UUID,
    answer: str,
    version: int | None = None,
) -> Case:
    """Answer at once (an enquiry, a matter that one sentence settles). The reporter may rate it."""
    said = words(answer, field="answer", least=1)
    turn = take(
        community=community,
        actor=actor,
        case_id=case_id,
        move="answer",
        version=version,
        answer=said,
    )
    round_ = current_round(turn.case)
    round_.responded_at = round_.responded_at or turn.now
    level = settling_level(turn)
    round_.closed_at, round_.settled_level = turn.now, level
    write_round(round_, "responded_at", "closed_at", "settled_level")
    stop_timers(turn.case, *ALL_TIMERS)
    set_archive_timer(community, turn.case, turn.now)
    changes = {
        **first_receiver(turn),
        "result": said,
        "responded_at": round_.responded_at,
        "resolved_at": turn.now,
        "closed_at": turn.now,
        "settled_level": level,
    }
    return advance(turn, public_text=said, changes=changes, level=level)


@transaction.atomic
def decline_case(
    *,
    community: Community,
    actor: Actor,
    case_id: uuid.UUID,
    reason: str,
    words_told: str = "",
    duty_item: str = "",
    version: int | None = None,
) -> Case:
    """Not accepted, with a listed reason and the right door.

    A reason that cites the duty list needs the line of it; the type's own line is taken where
    none is named, so that refusing what is outside the list is one choice.
    """
    turn = take(
        community=community,
        actor=actor,
        case_id=case_id,
        move="decline",
        version=version,
        reason=reason,
    )
    listed = listed_reason(community, reason, ReasonKind.DECLINE)
    duty = _cited(community, turn.case, listed, duty_item)
    round_ = current_round(turn.case)
    round_.responded_at = round_.responded_at or turn.now
    round_.closed_at = turn.now
    write_round(round_, "responded_at", "closed_at")
    stop_timers(turn.case, *ALL_TIMERS)
    set_archive_timer(community, turn.case, turn.now)
    changes = {
        **first_receiver(turn),
        "responded_at": round_.responded_at,
        "closed_at": turn.now,
    }
    return advance(
        turn,
        public_text=words(words_told, field="words"),
        changes=changes,
        extra={"reason": listed.code, "duty": duty.code if duty else ""},
        reason=listed.code,
        duty=duty.code if duty else "",
    )


def _cited(community: Community, case: Case, reason: Reason, code: str) -> DutyItem | None:
    if not (code or reason.extra.get("cites_duty")):
        return None
    wanted = code or case.type.duty_item
    found = DutyItem.objects.filter(community_id=community.id, code=wanted, active=True).first()
    if found is None:
        raise RuleNotMet(
            "duty_not_listed",
            _("Name the line of the duty list that says so."),
            field="duty_item",
        )
    if found.role == Duty.MAIN:
        raise RuleNotMet(
            "our_own_duty",
            _("The duty list says that the community leads this matter, so it cannot refuse it."),
            field="duty_item",
            duty=found.code,
        )
    return found


@transaction.atomic
def accept_case(
    *,
    community: Community,
    actor: Actor,
    case_id: uuid.UUID,
    type_code: str = "",
    title: str = "",
    version: int | None = None,
) -> Case:
    """Take it on: the resolution clock runs from now. The type may be set right here."""
    turn = take(community=community, actor=actor, case_id=case_id, move="accept", version=version)
    case, changes = turn.case, first_receiver(turn)
    if type_code and type_code != case.type.code:
        changes |= retyped(community, case, type_code)
    if title:
        changes["title"] = line(title, field="title", most=80)
    changes |= begin_work(turn)
    advance(turn, reach=StepReach.PUBLIC, changes=changes, type=case.type.code, due=due_of(case))
    round_ = current_round(case)
    reset_ladder(community, case, round_, ClockName.RESOLUTION)
    set_milestones(community, case)
    if type_code:
        reset_ladder(community, case, round_, ClockName.RESPONSE)
    return case


def retyped(community: Community, case: Case, code: str) -> dict[str, object]:
    """Another type before acceptance: its openness holds, and its response limit from the start."""
    case.type = type_for(community, code)
    round_ = current_round(case)
    round_.response_value = case.type.response_value
    round_.response_unit = case.type.response_unit
    due = response_due(
        calendar_for(community, round_.started_at), round_.started_at, case.type.response_limit
    )
    round_.response_due, round_.response_provisional = due.at, due.provisional
    write_round(round_, "response_value", "response_unit", "response_due", "response_provisional")
    confidential = case.confidential or case.type.confidential
    return {
        "type": case.type,
        "confidential": confidential,
        "public": case.public and case.type.public and not confidential,
    }


def begin_work(turn: Turn) -> dict[str, object]:
    """Start the resolution clock of the round now; the changes for the case."""
    round_ = current_round(turn.case)
    calendar = calendar_for(turn.community, turn.now)
    start_resolution(calendar, round_, turn.case.type, turn.now)
    write_round(round_, *RESOLUTION_FIELDS)
    return {**copy_dues(turn.case, round_), "accepted_at": turn.now}


def first_receiver(turn: Turn) -> dict[str, object]:
    """Whoever took it first stays responsible to the reporter, whoever does the work."""
    if turn.case.first_receiver or turn.actor.ref == "system":
        return {}
    return {"first_receiver": turn.actor.ref, "first_receiver_name": turn.actor.name}


def due_of(case: Case) -> str:
    return case.resolution_due.isoformat() if case.resolution_due else ""


@transaction.atomic
def merge_case(
    *,
    community: Community,
    actor: Actor,
    case_id: uuid.UUID,
    into: uuid.UUID,
    version: int | None = None,
) -> Case:
    """Join a repeat to the earlier case. Its reporter follows that one's progress and rates it."""
    turn = take(
        community=community,
        actor=actor,
        case_id=case_id,
        move="merge",
        version=version,
        into=into,
    )
    main = _mergeable(turn.case, into)
    stop_timers(turn.case, *ALL_TIMERS)
    return advance(
        turn,
        changes={**first_receiver(turn), "merged_into_id": main.id},
        extra={"into": main.number},
        into=main.id,
    )


def _mergeable(case: Case, into: uuid.UUID) -> Case:
    main = Case.objects.filter(community_id=case.community_id, id=into).first()
    if main is None or main.id == case.id:
        raise RuleNotMet("unknown_case", _("Choose the earlier case it belongs to."), field="into")
    if main.state == CaseState.MERGED:
        raise RuleNotMet(
            "main_is_merged",
            _("That case is itself joined to another one. Choose that other one."),
            field="into",
            into=str(main.merged_into_id),
        )
    if main.state == CaseState.ARCHIVED:
        raise RuleNotMet(
            "main_is_archived", _("That case is archived. Treat this one anew."), field="into"
        )
    if Case.objects.filter(community_id=case.community_id, merged_into_id=case.id).exists():
        raise RuleNotMet(
            "has_joined_cases",
            _("Other cases are joined to this one. Join them to the new main case first."),
            field="into",
        )
    if case.confidential != main.confidential:
        raise RuleNotMet(
            "confidential_apart",
            _("A confidential and an open case cannot be joined."),
            field="into",
        )
    return main


@transaction.atomic
def unmerge_case(
    *, community: Community, actor: Actor, case_id: uuid.UUID, version: int | None = None
) -> Case:
    """Separate a joined case again, as it was: state, clocks and timers."""
    asked = Case.objects.filter(community_id=community.id, id=case_id).only("accepted_at").first()
    accepted = asked is not None and asked.accepted_at is not None
    turn = take(
        community=community,
        actor=actor,
        case_id=case_id,
        move="unmerge_accepted" if accepted else "unmerge",
        version=version,
    )
    main = turn.case.merged_into
    case = advance(
        turn,
        changes={"merged_into_id": None},
        extra={"into": main.number if main else ""},
        into=main.id if main else "",
    )
    round_ = current_round(case)
    if case.responded_at is None:
        reset_ladder(community, case, round_, ClockName.RESPONSE)
    if accepted:
        reset_ladder(community, case, round_, ClockName.RESOLUTION)
    return case
