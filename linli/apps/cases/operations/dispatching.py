"""Orders to units and grid workers: sent, signed for, objected to, determined, passed up."""

import uuid
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from linli.apps.cases.choices import (
    LADDER_OF_LEVELS,
    LIVE_DISPATCH,
    CaseState,
    DispatchState,
    Level,
    Part,
    ReasonKind,
)
from linli.apps.cases.models import Case, Dispatch
from linli.apps.cases.operations.moving import Turn, advance, take
from linli.apps.cases.operations.timing import (
    current_round,
    set_stage_timer,
    write_round,
)
from linli.apps.cases.operations.triage import due_of, first_receiver
from linli.apps.cases.operations.wording import listed_reason, words
from linli.apps.organisations.public import Organisation
from linli.kernel.access.actor import Actor
from linli.kernel.community import Community
from linli.kernel.errors import Conflict, RuleNotMet


@dataclass(frozen=True)
class Unit:
    """Who gets the order: an organisation, or a grid worker by actor ref."""

    organisation_id: int | None = None
    worker: str = ""
    worker_name: str = ""

    @property
    def level(self) -> str:
        return Level.COMMUNITY if self.organisation_id is not None else Level.GRID

    def __bool__(self) -> bool:
        return self.organisation_id is not None or bool(self.worker)


@transaction.atomic
def dispatch_case(
    *,
    community: Community,
    actor: Actor,
    case_id: uuid.UUID,
    to: Unit,
    order_words: str = "",
    version: int | None = None,
) -> Case:
    """Send the order. From a state where one is out already, the old one is taken back first."""
    state = state_of(community, case_id)
    waiting = state in (None, "", CaseState.ACCEPTED, CaseState.REOPENED)
    move = "dispatch" if waiting else "redispatch"
    turn = take(
        community=community, actor=actor, case_id=case_id, move=move, version=version, to=to
    )
    if move == "redispatch":
        withdraw_lead(turn)
    return send_order(turn, to, to.level, order_words)


@transaction.atomic
def redetermine(
    *,
    community: Community,
    actor: Actor,
    case_id: uuid.UUID,
    to: Unit,
    order_words: str = "",
    version: int | None = None,
) -> Case:
    """After an objection: the same unit or another one, and this determination is final."""
    turn = take(
        community=community,
        actor=actor,
        case_id=case_id,
        move="redetermine",
        version=version,
        to=to,
    )
    withdraw_lead(turn)
    return send_order(turn, to, to.level, order_words, final=True)


def send_order(turn: Turn, to: Unit, level: str, order_words: str, *, final: bool = False) -> Case:
    """The row of the order and the move. The unique constraint lets one leading order live."""
    case, said = turn.case, words(order_words, field="words")
    _check_unit(to)
    changes: dict[str, Any] = {
        **first_receiver(turn),
        "lead_id": to.organisation_id,
        "worker": to.worker,
        "worker_name": to.worker_name,
        "level": level,
    }
    advance(
        turn,
        text=said,
        changes=changes,
        extra={"final": final, "level": level, "unit": to.organisation_id or 0},
        organisation=to.organisation_id,
        level=level,
        due=due_of(case),
    )
    Dispatch(
        community_id=turn.community.id,
        case_id=case.id,
        part=Part.LEAD,
        level=level,
        organisation_id=to.organisation_id,
        worker=to.worker,
        worker_name=to.worker_name,
        words=said,
        sent_at=turn.now,
        sent_by=turn.actor.ref,
        final=final,
    ).save(force_insert=True)
    round_ = current_round(case)
    round_.organisation_id = to.organisation_id
    write_round(round_, "organisation_id")
    return case


def _check_unit(to: Unit) -> None:
    if to.organisation_id is None:
        return
    if not Organisation.objects.filter(id=to.organisation_id, active=True).exists():
        raise RuleNotMet("unknown_unit", _("Choose a unit that works here."), field="to")


def withdraw_lead(turn: Turn) -> None:
    Dispatch.objects.filter(
        community_id=turn.community.id,
        case_id=turn.case.id,
        part=Part.LEAD,
        state__in=LIVE_DISPATCH,
    ).update(state=DispatchState.WITHDRAWN, ended_at=turn.now)


def state_of(community: Community, case_id: uuid.UUID) -> str | None:
    """The state now, only to choose the line of the table; the move itself checks it again."""
    rows = Case.objects.filter(community_id=community.id, id=case_id)
    return rows.values_list("state", flat=True).first()


def live_order(case: Case) -> Dispatch | None:
    return Dispatch.objects.filter(
        community_id=case.community_id, case_id=case.id, part=Part.LEAD, state__in=LIVE_DISPATCH
    ).first()


@transaction.atomic
def sign_dispatch(
    *, community: Community, actor: Actor, case_id: uuid.UUID, version: int | None = None
) -> Case:
    """Sign for the order. A case without a reporter to call counts as answered with this."""
    turn = take(community=community, actor=actor, case_id=case_id, move="sign", version=version)
    case = turn.case
    changes: dict[str, Any] = {}
    if case.lead_id is None and not case.worker:
        changes = {"worker": actor.ref, "worker_name": actor.name}
    advance(turn, changes=changes, organisation=case.lead_id)
    Dispatch.objects.filter(
        community_id=community.id,
        case_id=case.id,
        part=Part.LEAD,
        state=DispatchState.SENT,
    ).update(state=DispatchState.SIGNED, signed_at=turn.now, signed_by=actor.ref)
    set_stage_timer(community, case, "contact", turn.now)
    return case


@transaction.atomic
def object_dispatch(
    *,
    community: Community,
    actor: Actor,
    case_id: uuid.UUID,
    reason: str,
    objection_words: str = "",
    version: int | None = None,
) -> Case:
    """Send the order back with a listed reason; refused where the determination was final."""
    turn = take(
        community=community,
        actor=actor,
        case_id=case_id,
        move="object",
        version=version,
        reason=reason,
    )
    listed = listed_reason(community, reason, ReasonKind.OBJECTION)
    order = live_order(turn.case)
    if order is not None and order.final:
        raise Conflict(
            "determination_is_final",
            _("The second determination is final: please sign for it and work on it."),
        )
    said = words(objection_words, field="words")
    advance(
        turn,
        text=said,
        extra={"reason": listed.code},
        reason=listed.code,
        organisation=turn.case.lead_id,
    )
    if order is not None:
        Dispatch.objects.filter(community_id=community.id, id=order.id).update(
            state=DispatchState.OBJECTED,
            objected_at=turn.now,
            objection=listed,
            objection_words=said,
        )
    return turn.case


@transaction.atomic
def pass_up(
    *,
    community: Community,
    actor: Actor,
    case_id: uuid.UUID,
    to: str = Level.COMMUNITY,
    reason_words: str = "",
    organisation_id: int | None = None,
    version: int | None = None,
) -> Case:
    """What the grid cannot settle goes to the community; what that cannot, to the street above.

    The first receiver stays responsible. `organisation_id` names the street's or district's
    unit where it is known.
    """
    said = words(reason_words, field="words")
    if to == Level.COMMUNITY:
        return _to_community(community, actor, case_id, said, version)
    if to not in (Level.STREET, Level.DISTRICT):
        raise RuleNotMet("unknown_level", _("It cannot be passed there."), field="to")
    turn = take(
        community=community,
        actor=actor,
        case_id=case_id,
        move="climb",
        version=version,
        words=said,
    )
    _check_higher(turn.case, to)
    withdraw_lead(turn)
    return send_order(turn, Unit(organisation_id=organisation_id), to, said)


def _to_community(
    community: Community, actor: Actor, case_id: uuid.UUID, said: str, version: int | None
) -> Case:
    waiting = (None, CaseState.REGISTERED, CaseState.ACCEPTED, CaseState.REOPENED)
    move = "pass_up_waiting" if state_of(community, case_id) in waiting else "pass_up"
    turn = take(community=community, actor=actor, case_id=case_id, move=move, version=version)
    _check_higher(turn.case, Level.COMMUNITY)
    changes: dict[str, Any] = {
        **first_receiver(turn),
        "level": Level.COMMUNITY,
        "worker": "",
        "worker_name": "",
    }
    if move == "pass_up":
        withdraw_lead(turn)
        if turn.case.accepted_at is None:
            raise Conflict("wrong_state", _("This case is not accepted yet."))
    return advance(turn, text=said, changes=changes, level=Level.COMMUNITY)


def _check_higher(case: Case, to: str) -> None:
    if LADDER_OF_LEVELS.index(Level(to)) <= LADDER_OF_LEVELS.index(Level(case.level)):
        raise Conflict(
            "already_passed_up", _("This case has come that far already."), level=case.level
        )
