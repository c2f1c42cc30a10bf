"""Deadlines that rested on a guess are reckoned again when the year's calendar is entered."""

import uuid

from django.db import transaction
from django.db.models import Q

from linli.apps.cases.choices import OPEN_STATES, VERBS, ClockName
from linli.apps.cases.models import Case, ClockRound
from linli.apps.cases.operations.milestones import set_milestones
from linli.apps.cases.operations.timing import (
    RESOLUTION_FIELDS,
    copy_dues,
    reset_ladder,
    write_round,
)
from linli.apps.cases.queries.clocks import calendar_for, resolution_due, response_due
from linli.kernel.access.actor import Actor
from linli.kernel.community import Community
from linli.kernel.records.models import Basis
from linli.kernel.records.writing import write_record


def recompute_provisional(*, community: Community, actor: Actor) -> int:
    """Reckon all provisional deadlines of open cases anew; how many moved or became firm.

    A case on hold is reckoned when it goes on. One transaction per case.
    """
    guessed = Q(resolution_provisional=True) | Q(response_provisional=True)
    rows = Case.objects.filter(guessed, community_id=community.id, state__in=OPEN_STATES)
    waiting = rows.filter(paused_at__isnull=True).values_list("id", flat=True)
    return sum(_recompute_one(community, actor, case_id) for case_id in list(waiting))


@transaction.atomic
def _recompute_one(community: Community, actor: Actor, case_id: uuid.UUID) -> bool:
    case = (
        Case.objects.select_for_update(of=("self",))
        .select_related("type")
        .get(community_id=community.id, id=case_id)
    )
    round_ = ClockRound.objects.get(
        community_id=community.id, case_id=case.id, number=case.round_number
    )
    calendar = calendar_for(community, round_.started_at)
    answer = response_due(calendar, round_.started_at, round_.response_limit)
    round_.response_due, round_.response_provisional = answer.at, answer.provisional
    again = resolution_due(calendar, round_)
    if again is not None:
        round_.resolution_due, round_.resolution_provisional = again.at, again.provisional
    before = (case.response_due, case.response_provisional)
    before_resolution = (case.resolution_due, case.resolution_provisional)
    dues = copy_dues(case, round_)
    changed = before != (case.response_due, case.response_provisional) or before_resolution != (
        case.resolution_due,
        case.resolution_provisional,
    )
    if not changed:
        return False
    write_round(round_, "response_due", "response_provisional", *RESOLUTION_FIELDS)
    Case.objects.filter(community_id=community.id, id=case.id).update(**dues)
    _renew_ladders(community, case, round_)
    write_record(
        verb=VERBS["recompute"],
        community_id=community.id,
        obj=case,
        actor=actor,
        basis=Basis.DUTY,
        due=case.resolution_due.isoformat() if case.resolution_due else "",
        round=case.round_number,
    )
    return True


def _renew_ladders(community: Community, case: Case, round_: ClockRound) -> None:
    if case.responded_at is None:
        reset_ladder(community, case, round_, ClockName.RESPONSE)
    if case.resolution_due is not None:
        reset_ladder(community, case, round_, ClockName.RESOLUTION)
        set_milestones(community, case)
