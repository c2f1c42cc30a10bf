"""A grid worker leaves: what was ordered to that person goes to whoever works in the grid now."""

import datetime as dt
import uuid

from django.db import transaction

from linli.apps.accounts.public import GrantRow
from linli.apps.cases.choices import LIVE_DISPATCH, OPEN_STATES, DispatchState, Part, StepReach
from linli.apps.cases.models import Case, Dispatch
from linli.apps.cases.operations.moving import Turn, advance, take
from linli.apps.cases.queries.workers import grid_workers_of
from linli.kernel import clock
from linli.kernel.access.actor import Actor, Role
from linli.kernel.community import Community
from linli.kernel.timers.running import set_timer

TIMER = "cases.hand_over"


@transaction.atomic
def hand_over_when_ended(*, community: Community, actor: Actor, grant_id: uuid.UUID) -> int:
    """At once when the role counts no more, else by a timer on the day after its last."""
    row = GrantRow.objects.filter(community_id=community.id, id=grant_id).first()
    if row is None or row.role != Role.GRID_WORKER:
        return 0
    if row.ended_at is None and row.until is not None:
        over = clock.day_start(row.until + dt.timedelta(days=1), community.zone)
        if over > clock.now():
            set_timer(community_id=community.id, kind=TIMER, object_id=row.id, due_at=over)
            return 0
    return hand_over_cases(community=community, actor=actor, leaver=f"c:{row.credential_id}")


@transaction.atomic
def hand_over_cases(*, community: Community, actor: Actor, leaver: str) -> int:
    """Open cases with this worker go to the only one left in their grid, else to the grid itself.

    A case stays where its worker still works in its grid by another role. Clocks run on.
    """
    rows = Case.objects.filter(
        community_id=community.id, worker=leaver, lead_id__isnull=True, state__in=OPEN_STATES
    )
    moved = 0
    for case_id, grid_id in rows.order_by("id").values_list("id", "grid_id"):
        here = grid_workers_of(community, grid_id) if grid_id else []
        if leaver in dict(here):
            continue
        ref, name = here[0] if len(here) == 1 else ("", "")
        turn = take(community=community, actor=Actor.system(), case_id=case_id, move="correct")
        turn.actor = actor
        _give(turn, ref, name)
        moved += 1
    return moved


def _give(turn: Turn, ref: str, name: str) -> None:
    """The order of the leaver ends, and the same order stands with the new one."""
    before = turn.case.worker_name
    advance(
        turn,
        reach=StepReach.INSIDE,
        changes={"worker": ref, "worker_name": name},
        extra={"before": {"worker": before}, "after": {"worker": name}},
        fields=["worker"],
    )
    orders = Dispatch.objects.filter(
        community_id=turn.community.id,
        case_id=turn.case.id,
        part=Part.LEAD,
        state__in=LIVE_DISPATCH,
    )
    old = orders.first()
    if old is None:
        return
    orders.update(state=DispatchState.WITHDRAWN, ended_at=turn.now)
    Dispatch(
        community_id=turn.community.id,
        case_id=turn.case.id,
        part=Part.LEAD,
        level=old.level,
        worker=ref,
        worker_name=name,
        state=old.state,
        words=old.words,
        sent_at=turn.now,
        sent_by=turn.actor.ref,
        signed_at=old.signed_at,
        signed_by=old.signed_by,
        final=old.final,
    ).save(force_insert=True)
