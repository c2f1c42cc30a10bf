"""A whistle (吹哨): another unit is called in and answers by its own deadline."""

import uuid

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from linli.apps.cases.models import AssistCall, Case
from linli.apps.cases.operations.moving import add_step, take
from linli.apps.cases.operations.timing import (
    set_case_timer,
)
from linli.apps.cases.operations.wording import words
from linli.apps.cases.queries.clocks import calendar_for
from linli.apps.organisations.public import Organisation
from linli.kernel.access.actor import Actor
from linli.kernel.community import Community
from linli.kernel.errors import Conflict, NotSeen, RuleNotMet
from linli.kernel.policies import policy
from linli.kernel.worktime import add_working_hours


@transaction.atomic
def call_assist(
    *,
    community: Community,
    actor: Actor,
    case_id: uuid.UUID,
    organisation_id: int,
    text: str,
    working_hours: int | None = None,
) -> AssistCall:
    """Whistle for another unit. It has its own deadline; the leading unit stays in the lead."""
    said = words(text, field="text", least=1)
    turn = take(community=community, actor=actor, case_id=case_id, move="call_assist", text=said)
    if not Organisation.objects.filter(id=organisation_id, active=True).exists():
        raise RuleNotMet("unknown_unit", _("Choose a unit that works here."), field="to")
    if organisation_id == turn.case.lead_id:
        raise RuleNotMet("leads_already", _("This unit leads the case."), field="to")
    hours = working_hours or int(policy(community, "cases.assist_hours").value)
    due = add_working_hours(calendar_for(community, turn.now), turn.now, hours)
    call = AssistCall(
        community_id=community.id,
        case_id=turn.case.id,
        organisation_id=organisation_id,
        text=said,
        called_at=turn.now,
        called_by=actor.ref,
        due_at=due.at,
        due_provisional=due.provisional,
    )
    if open_call(turn.case, organisation_id) is not None:
        raise Conflict("called_already", _("This unit has been called and has not answered yet."))
    call.save(force_insert=True)
    add_step(
        turn,
        text=said,
        extra={"unit": organisation_id, "call": str(call.id)},
        organisation=organisation_id,
        due=due.at.isoformat(),
    )
    set_case_timer(turn.case, "cases.assist", due.at, call.id)
    return call


def open_call(case: Case, organisation_id: int | None) -> AssistCall | None:
    rows = AssistCall.objects.filter(
        community_id=case.community_id, case_id=case.id, answered_at__isnull=True
    )
    if organisation_id is not None:
        rows = rows.filter(organisation_id=organisation_id)
    return rows.first()


@transaction.atomic
def answer_assist(
    *,
    community: Community,
    actor: Actor,
    case_id: uuid.UUID,
    answer: str,
    call_id: uuid.UUID | None = None,
) -> AssistCall:
    """The called unit answers; without `call_id` its own open call on this case."""
    said = words(answer, field="answer", least=1)
    turn = take(
        community=community, actor=actor, case_id=case_id, move="answer_assist", answer=said
    )
    unit = actor.organisation_in(community.id)
    rows = AssistCall.objects.filter(
        community_id=community.id, case_id=case_id, answered_at__isnull=True
    )
    if call_id is not None:
        rows = rows.filter(id=call_id)
    if unit is not None:
        rows = rows.filter(organisation_id=unit)
    call = rows.first()
    if call is None:
        raise NotSeen("no_open_call", _("There is no open call for assistance here."))
    done = AssistCall.objects.filter(
        community_id=community.id, id=call.id, answered_at__isnull=True
    ).update(answer=said, answered_at=turn.now, answered_by=actor.ref)
    if not done:
        raise Conflict("answered_already", _("This call has been answered."))
    call.answer, call.answered_at, call.answered_by = said, turn.now, actor.ref
    add_step(
        turn,
        text=said,
        extra={"unit": call.organisation_id, "call": str(call.id)},
        organisation=call.organisation_id,
    )
    return call
