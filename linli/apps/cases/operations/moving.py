"""How every act on a case is done: see it, may it, is it open, then write it all at once.

Each act is one UPDATE … WHERE state and version, one step of the story and one record. Whoever
was second gets Conflict, never a second row.
"""

import datetime as dt
import uuid
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Case as Switch
from django.db.models import F, Q, Value, When
from django.utils.translation import gettext_lazy as _

from linli.apps.cases.choices import VERBS, Level, StepReach
from linli.apps.cases.flow import FLOW
from linli.apps.cases.models import Case, Reporter, Step
from linli.kernel import clock
from linli.kernel.access.actor import Actor, Role
from linli.kernel.access.permissions import EVERYTHING, refuse, scope
from linli.kernel.community import Community
from linli.kernel.errors import Conflict, NotSeen
from linli.kernel.flow import Move
from linli.kernel.records.models import Basis
from linli.kernel.records.writing import write_record


@dataclass
class Turn:
    """An act that may be done: the case as it was read, and the line of the table."""

    community: Community
    actor: Actor
    case: Case
    move: Move
    now: dt.datetime
    before: str = ""
    version: int = 0
    organisation_id: int | None = None
    basis: str = Basis.SELF
    subject: uuid.UUID | None = None
    record: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.before, self.version = self.case.state, self.case.version
        self.organisation_id = self.actor.organisation_in(self.community.id)


def seen_or_mine(actor: Actor, community_id: int, move: Move) -> Q:
    seen = scope(actor, "cases.see", community_id)
    if move.permission == "cases.act.support" and seen is not EVERYTHING:
        seen |= scope(actor, "cases.see_public", community_id)
    return seen


def read_case(*, community: Community, actor: Actor, case_id: uuid.UUID, move: Move) -> Case:
    """The case, or NotSeen (404), NotKnown (401) or NotAllowed (403); one statement.

    It stays locked until the act is written: two acts on one case never cross each other.
    """
    rows = (
        Case.objects.select_for_update(of=("self",))
        .filter(community_id=community.id, id=case_id)
        .select_related("type")
        .order_by()
    )
    seen, allowed = (
        seen_or_mine(actor, community.id, move),
        scope(actor, move.permission, community.id),
    )
    if seen is not EVERYTHING:
        rows = rows.filter(seen)
    if allowed is not EVERYTHING:
        rows = rows.annotate(allowed=Switch(When(allowed, then=Value(True)), default=Value(False)))
    found = next(iter(rows), None)
    if found is None:
        raise NotSeen("not_found", _("There is nothing here, or nothing you can see."))
    if allowed is not EVERYTHING and not getattr(found, "allowed", False):
        refuse(actor, move.permission)
    return found


def take(
    *,
    community: Community,
    actor: Actor,
    case_id: uuid.UUID,
    move: str,
    version: int | None = None,
    **evidence: object,
) -> Turn:
    """Begin an act. `version` is what the person saw: another one now is an edit conflict."""
    line = FLOW.moves[move]
    case = read_case(community=community, actor=actor, case_id=case_id, move=line)
    check_version(case, version)
    FLOW.check(move, case.state, evidence)
    return Turn(community=community, actor=actor, case=case, move=line, now=clock.now())


def take_as_reporter(
    *,
    community: Community,
    actor: Actor,
    reporter: Reporter,
    case: Case,
    move: str,
    **evidence: object,
) -> Turn:
    """Begin an act by somebody who proved with the query code that the report is theirs."""
    FLOW.check(move, case.state, evidence)
    line = FLOW.moves[move]
    by = Actor(ref="anon") if reporter.anonymous else actor
    turn = Turn(community=community, actor=by, case=case, move=line, now=clock.now())
    turn.subject = reporter.person_id
    return turn


def check_version(case: Case, version: int | None) -> None:
    if version is not None and version != case.version:
        raise Conflict(
            "edit_conflict",
            _("Someone changed this case while you were looking at it. Look again, then decide."),
            version=case.version,
            state=case.state,
        )


def next_turn(turn: Turn, move: str, **evidence: object) -> Turn:
    """The following move of a composed act, on the case as it now is."""
    FLOW.check(move, turn.case.state, evidence)
    return Turn(
        community=turn.community,
        actor=turn.actor,
        case=turn.case,
        move=FLOW.moves[move],
        now=turn.now,
        basis=turn.basis,
        subject=turn.subject,
    )


def advance(
    turn: Turn,
    *,
    text: str = "",
    public_text: str = "",
    reach: str = StepReach.REPORTER,
    extra: dict[str, Any] | None = None,
    changes: dict[str, Any] | None = None,
    **record: Any,
) -> Case:
    """Write the move: the row, the step, the record. Raises Conflict when someone was faster."""
    case = turn.case
    target = turn.move.target or turn.before
    write_changes(turn, {"state": target, **(changes or {})})
    case.state, case.version = target, turn.version + 1
    add_step(turn, text=text, public_text=public_text, reach=reach, extra=extra, **record)
    return case


def write_changes(turn: Turn, changes: dict[str, Any]) -> None:
    case = turn.case
    done = Case.objects.filter(
        community_id=turn.community.id, id=case.id, state=turn.before, version=turn.version
    ).update(version=F("version") + 1, changed_at=turn.now, **changes)
    if not done:
        raise_faster(turn)
    for name, value in changes.items():
        setattr(case, name, value)
    case.changed_at = turn.now


def raise_faster(turn: Turn) -> None:
    raise Conflict(
        "wrong_state",
        _("This step is not open any more: someone was faster. Look at the page again."),
        state=turn.before,
        move=turn.move.name,
    )


def add_step(
    turn: Turn,
    *,
    text: str = "",
    public_text: str = "",
    reach: str = StepReach.REPORTER,
    extra: dict[str, Any] | None = None,
    **record: Any,
) -> Step:
    """One line of the story and its record, also for moves that leave the row as it is."""
    written = write_record(
        verb=VERBS[turn.move.name],
        community_id=turn.community.id,
        obj=turn.case,
        actor=turn.actor,
        subject=turn.subject,
        basis=turn.basis,
        state=turn.case.state,
        before=turn.before,
        round=turn.case.round_number,
        **record,
    )
    step = Step(
        community_id=turn.community.id,
        case_id=turn.case.id,
        kind=turn.move.name,
        state=turn.case.state,
        reach=reach,
        text=text,
        public_text=public_text,
        by=turn.actor.ref,
        by_name=turn.actor.name,
        organisation_id=turn.organisation_id,
        happened_at=turn.now,
        record=written.id,
        extra=extra or {},
    )
    step.save(force_insert=True)
    return step


def settling_level(turn: Turn) -> str:
    """Where this act settles the case, when nobody says otherwise."""
    case = turn.case
    if case.level in (Level.STREET, Level.DISTRICT):
        return case.level
    if case.lead_id is not None:
        return Level.COMMUNITY
    if case.worker:
        return Level.GRID
    by_committee = turn.actor.has_role(turn.community.id, Role.COMMITTEE, Role.CHIEF)
    in_grid = turn.actor.has_role(turn.community.id, Role.GRID_WORKER) and not by_committee
    return Level.GRID if in_grid else Level.COMMUNITY
