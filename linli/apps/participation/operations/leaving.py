"""Answering an offer, withdrawing, letting time pass, excusing: no row is ever deleted."""

import uuid

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from linli.apps.participation.choices import (
    ACCEPTED,
    HOLDING,
    STATE_SET,
    State,
)
from linli.apps.participation.choices import LAPSED as LAPSE
from linli.apps.participation.flow import FLOW
from linli.apps.participation.models import Participation
from linli.apps.participation.operations.acting import (
    basis_for,
    lock_gathering,
    locked,
    note,
    reach,
)
from linli.apps.participation.operations.revoking import leave
from linli.apps.participation.operations.seats import (
    OFFER_TIMER,
    fill_seats,
    free_seats,
    set_state,
    settle,
)
from linli.apps.participation.operations.telling import tell
from linli.apps.participation.rules import policies
from linli.apps.participation.rules.nights import hours
from linli.apps.participation.rules.permissions import ORGANISE
from linli.kernel import clock
from linli.kernel.access.actor import Actor
from linli.kernel.access.permissions import require
from linli.kernel.community import Community
from linli.kernel.errors import Conflict
from linli.kernel.records.models import Basis
from linli.kernel.timers.running import cancel_timers


@transaction.atomic
def accept_offer(
    *, community: Community, actor: Actor, participation_id: uuid.UUID
) -> Participation:
    """Conflict `offer_expired` (409) from the very second on, whether a worker ran or not."""
    row = reach(community, actor, participation_id)
    gathering = lock_gathering(community.id, row.gathering_id)
    row = locked(row)
    if row.state == State.CONFIRMED:
        return row
    late = row.held_until is not None and clock.now() >= row.held_until
    if row.state == State.LAPSED or (row.state == State.OFFERED and late):
        raise Conflict(
            "offer_expired",
            _("The time to answer has passed and the place has gone to the next one."),
            until=row.held_until.isoformat() if row.held_until else None,
        )
    FLOW.check("accept", row.state)
    settle(community, gathering, row)
    cancel_timers(community_id=community.id, object_id=row.id, kinds=[OFFER_TIMER])
    note(ACCEPTED, actor, row, basis=basis_for(community, actor, row), state=row.state)
    return row


@transaction.atomic
def withdraw(*, community: Community, actor: Actor, participation_id: uuid.UUID) -> Participation:
    """Give the place back; the next one moves up. Withdrawn twice changes nothing."""
    row = reach(community, actor, participation_id)
    gathering = lock_gathering(community.id, row.gathering_id)
    row = locked(row)
    if row.state == State.WITHDRAWN:
        return row
    FLOW.check("withdraw", row.state)
    margin = hours(community, policies.LATE_WITHDRAWAL)
    late = row.state in HOLDING and clock.now() >= gathering.starts_at - margin
    if late:
        rows = Participation.objects.filter(community_id=community.id, id=row.id)
        rows.update(late=True)
        row.late = True
    leave(community, gathering, actor, row, why="asked", late=late)
    return row


@transaction.atomic
def excuse(*, community: Community, actor: Actor, participation_id: uuid.UUID) -> Participation:
    """Did not come for a reason that staff accept; before the day the seat goes to the queue."""
    require(actor, ORGANISE, community.id)
    row = reach(community, actor, participation_id)
    gathering = lock_gathering(community.id, row.gathering_id)
    row = locked(row)
    FLOW.check("excuse", row.state)
    was = row.state
    free_seats(gathering, row)
    set_state(row, State.EXCUSED)
    note(STATE_SET, actor, row, basis=Basis.DUTY, state=row.state, was=was)
    fill_seats(community, gathering, actor)
    return row


@transaction.atomic
def lapse_when_due(*, community: Community, participation_id: uuid.UUID) -> None:
    """An offer nobody took, or a consent nobody gave: the seat goes on. Safe to run twice."""
    found = (
        Participation.objects.filter(community_id=community.id, id=participation_id)
        .select_related("gathering")
        .first()
    )
    if found is None:
        return
    gathering = lock_gathering(community.id, found.gathering_id)
    row, system = locked(found), Actor.system()
    waits = row.state in (State.OFFERED, State.PENDING_CONSENT)
    if not waits or row.held_until is None or row.held_until > clock.now():
        return
    was, due = row.state, row.held_until
    free_seats(gathering, row)
    set_state(row, State.LAPSED)
    event = note(LAPSE, system, row, basis=Basis.SYSTEM, was=was, due=due)
    tell(community, row, "participation.lapsed", event)
    fill_seats(community, gathering, system)
