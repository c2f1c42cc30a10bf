"""The end of the work: site check, closing, settling on the spot, call-back, archive."""

import uuid
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from linli.apps.cases.choices import (
    LIVE_DISPATCH,
    CaseState,
    ClockName,
    DispatchState,
    Level,
    StepReach,
)
from linli.apps.cases.models import CallBack, Case, Dispatch, SiteCheck
from linli.apps.cases.operations.moving import Turn, advance, settling_level, take
from linli.apps.cases.operations.reopening import reopen_or_ask
from linli.apps.cases.operations.timing import (
    LADDER_TIMER,
    current_round,
    reset_ladder,
    set_archive_timer,
    set_stage_timer,
    stop_timers,
    write_round,
)
from linli.apps.cases.operations.wording import line, words
from linli.kernel.access.actor import Actor
from linli.kernel.community import Community
from linli.kernel.errors import Conflict, RuleNotMet


def needs_site_check(community: Community, case_id: uuid.UUID) -> bool:
    rows = Case.objects.filter(community_id=community.id, id=case_id)
    return bool(rows.values_list("type__needs_site_check", flat=True).first())


def close_round(turn: Turn, level: str) -> dict[str, Any]:
    """End the round and its order, set the archive timer; the changes for the case."""
    if level not in Level.values:
        raise RuleNotMet("unknown_level", _("Say where it was settled."), field="settled_level")
    round_ = current_round(turn.case)
    round_.closed_at, round_.settled_level = turn.now, level
    write_round(round_, "closed_at", "settled_level")
    Dispatch.objects.filter(
        community_id=turn.community.id, case_id=turn.case.id, state__in=LIVE_DISPATCH
    ).update(state=DispatchState.DONE, ended_at=turn.now)
    stop_timers(turn.case, *LADDER_TIMER.values(), "cases.stage_site_check")
    set_archive_timer(turn.community, turn.case, turn.now)
    set_stage_timer(turn.community, turn.case, "call_back", turn.now)
    return {"closed_at": turn.now, "settled_level": level}


@transaction.atomic
def check_site(
    *,
    community: Community,
    actor: Actor,
    case_id: uuid.UUID,
    passed: bool,
    check_words: str = "",
    version: int | None = None,
) -> Case:
    """Look whether it is done. Failed: back to the work with what was seen, the clock runs on."""
    said = words(check_words, field="words", least=0 if passed else 1)
    turn = take(
        community=community,
        actor=actor,
        case_id=case_id,
        move="check_passed" if passed else "check_failed",
        version=version,
        words=said,
    )
    if turn.case.worker == actor.ref and turn.case.lead_id is None:
        raise RuleNotMet("own_work", _("Another person checks what you did yourself."))
    SiteCheck(
        community_id=community.id,
        case_id=turn.case.id,
        round_number=turn.case.round_number,
        passed=passed,
        words=said,
        by=actor.ref,
        by_name=actor.name,
        checked_at=turn.now,
    ).save(force_insert=True)
    advance(turn, text=said, changes={} if passed else {"resolved_at": None})
    stop_timers(turn.case, "cases.stage_site_check")
    if not passed:
        reset_ladder(community, turn.case, current_round(turn.case), ClockName.RESOLUTION)
    return turn.case


@transaction.atomic
def send_back(
    *,
    community: Community,
    actor: Actor,
    case_id: uuid.UUID,
    back_words: str,
    version: int | None = None,
) -> Case:
    """The result does not do: back to the work, with the reason; the clock was never stopped."""
    said = words(back_words, field="words", least=1)
    turn = take(
        community=community,
        actor=actor,
        case_id=case_id,
        move="send_back",
        version=version,
        words=said,
    )
    advance(turn, text=said, changes={"resolved_at": None})
    stop_timers(turn.case, "cases.stage_site_check")
    reset_ladder(community, turn.case, current_round(turn.case), ClockName.RESOLUTION)
    return turn.case


@transaction.atomic
def close_case(
    *,
    community: Community,
    actor: Actor,
    case_id: uuid.UUID,
    settled_level: str = "",
    settled_how: str = "",
    closing_words: str = "",
    version: int | None = None,
) -> Case:
    """Close what was reported done. A type with a site check is closed after it has passed."""
    rows = Case.objects.filter(community_id=community.id, id=case_id)
    checked = rows.filter(state=CaseState.CHECKED).exists()
    turn = take(
        community=community,
        actor=actor,
        case_id=case_id,
        move="close_checked" if checked or needs_site_check(community, case_id) else "close",
        version=version,
    )
    level = settled_level or turn.case.settled_level or settling_level(turn)
    changes = close_round(turn, level)
    if settled_how:
        changes["settled_how"] = line(settled_how, field="settled_how", most=60)
    return advance(
        turn,
        public_text=words(closing_words, field="words"),
        reach=StepReach.PUBLIC,
        changes=changes,
        level=level,
        organisation=turn.case.lead_id,
    )


@transaction.atomic
def call_back(
    *,
    community: Community,
    actor: Actor,
    case_id: uuid.UUID,
    reached: bool,
    solved: bool | None = None,
    satisfied: bool | None = None,
    said_words: str = "",
    reporter_id: uuid.UUID | None = None,
    version: int | None = None,
) -> Case:
    """Ask the reporter: solved? satisfied? "Not solved" opens the case again (CASE-8).

    Not reached may be tried again; what was said once stays.
    """
    turn = take(
        community=community, actor=actor, case_id=case_id, move="call_back", version=version
    )
    if not reached:
        solved = satisfied = None
    elif solved is None:
        raise RuleNotMet("missing_solved", _("Write down: is it solved?"), field="solved")
    round_ = current_round(turn.case)
    if turn.before == CaseState.CALLED_BACK and round_.reached:
        raise Conflict("called_back_already", _("The reporter has been asked."))
    said = words(said_words, field="words")
    opinion: dict[str, Any] = {"reached": reached, "solved": solved, "satisfied": satisfied}
    CallBack(
        community_id=community.id,
        case_id=turn.case.id,
        round_number=turn.case.round_number,
        reporter_id=reporter_id,
        words=said,
        by=actor.ref,
        by_name=actor.name,
        called_at=turn.now,
        **opinion,
    ).save(force_insert=True)
    note_opinion(turn, reached=reached, solved=solved, satisfied=satisfied)
    advance(turn, text=said, extra=opinion, **opinion)
    stop_timers(turn.case, "cases.stage_call_back")
    if solved is False:
        reopen_or_ask(turn, said or str(_("not solved, said at the call-back")))
    return turn.case


def note_opinion(turn: Turn, *, reached: bool, solved: bool | None, satisfied: bool | None) -> None:
    """What the rates count of this round; satisfaction once given is not unsaid by a call."""
    round_ = current_round(turn.case)
    if reached:
        round_.reached, round_.solved = True, solved
    elif round_.reached is None:
        round_.reached = False
    if satisfied is not None:
        round_.satisfied = satisfied
    write_round(round_, "reached", "solved", "satisfied")


@transaction.atomic
def archive_case(
    *,
    community: Community,
    actor: Actor,
    case_id: uuid.UUID,
    version: int | None = None,
) -> Case:
    """Put away. From here on only reading, and leaving out of the rates, is possible."""
    turn = take(community=community, actor=actor, case_id=case_id, move="archive", version=version)
    advance(turn)
    stop_timers(turn.case, "cases.archive", "cases.stage_call_back")
    return turn.case
