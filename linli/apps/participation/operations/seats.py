"""Seats are taken and freed by conditional UPDATE; who waits moves up at once.

Everything here runs inside an operation that has locked the gathering.
"""

import datetime as dt

from django.db.models import F, Q

from linli.apps.participation.choices import (
    HOLDING,
    PROMOTED,
    GatheringState,
    Mode,
    PartyRule,
    Promotion,
    State,
)
from linli.apps.participation.models import Gathering, Participation, PartyMember
from linli.apps.participation.operations.acting import note
from linli.apps.participation.operations.telling import tell
from linli.apps.participation.queries.seats import queue
from linli.apps.participation.rules import policies
from linli.apps.participation.rules.nights import hours, offer_end, promotes_no_more
from linli.apps.participation.rules.parties import lacks_consent
from linli.kernel import clock
from linli.kernel.access.actor import Actor
from linli.kernel.community import Community
from linli.kernel.records.models import Basis
from linli.kernel.timers.running import cancel_timers, set_timer

OFFER_TIMER, CONSENT_TIMER = "participation.offer", "participation.consent"


def take_seats(gathering: Gathering, seats: int) -> bool:
    """Within the capacity, or not at all; seats beyond it never make room."""
    fits = Q(capacity__isnull=True) | Q(capacity__gte=F("taken") + seats)
    rows = Gathering.objects.filter(
        fits, community_id=gathering.community_id, id=gathering.id, state=GatheringState.OPEN
    )
    done = rows.update(taken=F("taken") + seats)
    gathering.taken += seats if done else 0
    return bool(done)


def take_seats_over(gathering: Gathering, seats: int) -> None:
    """With a recorded reason: the allowance grows by what is missing."""
    over = max(gathering.over_allowed, gathering.taken + seats - (gathering.capacity or 0))
    rows = Gathering.objects.filter(community_id=gathering.community_id, id=gathering.id)
    rows.update(taken=F("taken") + seats, over_allowed=over)
    gathering.taken, gathering.over_allowed = gathering.taken + seats, over


def free_seats(gathering: Gathering, row: Participation) -> None:
    """What the sign-up held. The allowance shrinks with it, so that it is not filled again."""
    if not row.holds_seats:
        return
    taken = max(0, gathering.taken - row.seats)
    over = max(0, taken - gathering.capacity) if gathering.capacity is not None else 0
    rows = Gathering.objects.filter(community_id=gathering.community_id, id=gathering.id)
    rows.update(taken=taken, over_allowed=min(over, gathering.over_allowed))
    gathering.taken = taken


def next_number(gathering: Gathering) -> int:
    rows = Gathering.objects.filter(community_id=gathering.community_id, id=gathering.id)
    rows.update(last_number=F("last_number") + 1)
    gathering.last_number += 1
    return gathering.last_number


def set_state(row: Participation, state: str, *, until: dt.datetime | None = None) -> bool:
    """From exactly the state that was read; False when somebody was faster."""
    holds = state in HOLDING or (state == State.ATTENDED and row.holds_seats)
    rows = Participation.objects.filter(
        community_id=row.community_id, id=row.id, state=row.state, held_until=row.held_until
    )
    moment = clock.now()
    done = rows.update(state=state, held_until=until, holds_seats=holds, changed_at=moment)
    if done:
        row.state, row.held_until, row.holds_seats = state, until, holds
        row.changed_at = moment
        _keep_party(row)
    return bool(done)


def _keep_party(row: Participation) -> None:
    ended = row.state in (
        State.WITHDRAWN,
        State.LAPSED,
        State.REFUSED,
        State.CANCELLED_BY_HOST,
    )
    if ended:
        members = PartyMember.objects.filter(
            community_id=row.community_id, participation_id=row.id, live=True
        )
        members.update(live=False)
        cancel_timers(
            community_id=row.community_id, object_id=row.id, kinds=[OFFER_TIMER, CONSENT_TIMER]
        )


def settle(community: Community, gathering: Gathering, row: Participation) -> None:
    """Seats are taken: confirmed, or held until the guardian of a child in the party agrees."""
    if lacks_consent(community, gathering, row):
        until = min(clock.now() + hours(community, policies.CONSENT_HOLD), gathering.starts_at)
        until = max(until, clock.now())
        set_state(row, State.PENDING_CONSENT, until=until)
        _set_timer(row, CONSENT_TIMER, until)
    else:
        set_state(row, State.CONFIRMED)


def _set_timer(row: Participation, kind: str, until: dt.datetime) -> None:
    set_timer(community_id=row.community_id, kind=kind, object_id=row.id, due_at=until)


def fill_seats(community: Community, gathering: Gathering, actor: Actor) -> int:
    """Give free seats to the queue, in its order; how many parties moved up.

    A lot that is not drawn yet has no queue, and short before the beginning seats are given at
    the door.
    """
    if gathering.state != GatheringState.OPEN or gathering.mode == Mode.APPROVAL:
        return 0
    if promotes_no_more(community, gathering, clock.now()):
        return 0
    moved = 0
    for row in queue(gathering).select_for_update():
        if gathering.free == 0:
            break
        if take_seats(gathering, row.seats):
            _promote(community, gathering, row, actor)
            moved += 1
        elif gathering.party_rule == PartyRule.STRICT:
            break
    return moved


def _promote(community: Community, gathering: Gathering, row: Participation, actor: Actor) -> None:
    if gathering.promotion == Promotion.OFFER:
        until = min(offer_end(community, clock.now()), gathering.starts_at)
        set_state(row, State.OFFERED, until=until)
        _set_timer(row, OFFER_TIMER, until)
    else:
        settle(community, gathering, row)
    event = note(
        PROMOTED,
        actor,
        row,
        basis=Basis.SYSTEM,
        state=row.state,
        seats=row.seats,
        until=row.held_until,
    )
    tell(community, row, f"participation.{row.state}", event)
