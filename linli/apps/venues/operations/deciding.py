"""Approving and refusing what waits. The approver has seen the rivals; the losers are told."""

import uuid
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from linli.apps.venues.choices import APPROVED, REJECTED, State
from linli.apps.venues.models import Booking, Occurrence
from linli.apps.venues.operations.allowing import check_items
from linli.apps.venues.operations.booking import hold_dates
from linli.apps.venues.operations.planning import Date, Plan, look_round, refuse_troubles
from linli.apps.venues.operations.presence import release_lapsed, tell
from linli.apps.venues.operations.slots import touch_rooms
from linli.apps.venues.operations.wording import line
from linli.apps.venues.queries.bookings import dates_of, plain_booking, rivals_of
from linli.apps.venues.queries.ground import composed, room_of
from linli.apps.venues.rules import DECIDE
from linli.kernel import clock
from linli.kernel.access.actor import Actor
from linli.kernel.access.permissions import require
from linli.kernel.community import Community
from linli.kernel.errors import Conflict
from linli.kernel.records.models import Basis
from linli.kernel.records.writing import write_record


@dataclass(frozen=True)
class Granted:
    """What an approval did: dates that hold now, dates left out, dates of others refused."""

    booking: Booking
    dates: list[Occurrence]
    skipped: list[int] = field(default_factory=list)
    losers: list[Occurrence] = field(default_factory=list)


@transaction.atomic
def approve_booking(
    *,
    community: Community,
    actor: Actor,
    booking_id: uuid.UUID,
    skip: Collection[int] = (),
    rivals_seen: Collection[uuid.UUID] | None = None,
) -> Granted:
    """Grant what waits, if the time is still free; pending rivals for it are refused and told.

    Conflict 409 `wrong_state`, `occupied` and its kin, `quota`; `rivals_changed` when
    `rivals_seen` (ids of the rival bookings on the approver's page) are not those of now.
    """
    require(actor, DECIDE, community.id)
    booking = plain_booking(community, booking_id)
    room = room_of(community, booking.room_id)
    parts = composed(community)
    takes = parts.takes(room.id)
    touch_rooms(community.id, takes)
    release_lapsed(community=community, room_ids=takes)
    waiting = _waiting(booking)
    kept = [date for date in waiting if date.number not in set(skip)]
    plan = Plan(room, takes, [_planned(date) for date in waiting], sorted(set(skip)))
    refuse_troubles(plan, look_round(community, plan))
    losers = rivals_of(community, kept, parts)
    _check_seen(losers, rivals_seen)
    _move(community, kept, State.APPROVED)
    hold_dates(community, booking, kept, takes, check_items(community, room, booking.item_ids))
    left_out = [date for date in waiting if date.number in set(skip)]
    _move(community, left_out, State.REJECTED)
    _decided(booking, actor)
    record = write_record(
        verb=APPROVED,
        community_id=community.id,
        obj=booking,
        actor=actor,
        subject=booking.subject,
        basis=Basis.DUTY,
        room=room.id,
        dates=[date.number for date in kept],
        skipped=[date.number for date in left_out],
        losers=len({date.booking_id for date in losers}),
    )
    tell(booking, record.id, "venues.approved")
    _refuse_losers(community, actor, losers, booking)
    return Granted(booking, kept, [date.number for date in left_out], losers)


@transaction.atomic
def reject_booking(
    *, community: Community, actor: Actor, booking_id: uuid.UUID, reason: str
) -> Booking:
    """Refuse everything of it that waits, with a reason that the booker reads."""
    require(actor, DECIDE, community.id)
    booking = plain_booking(community, booking_id)
    said = line(reason, field="reason", most=200, least=2)
    waiting = _waiting(booking)
    _move(community, waiting, State.REJECTED)
    Booking.objects.filter(community_id=community.id, id=booking.id).update(refusal=said)
    _decided(booking, actor)
    _told_refusal(community, actor, booking, waiting, reason="by_hand")
    booking.refresh_from_db()
    return booking


def _waiting(booking: Booking) -> list[Occurrence]:
    now = clock.now()
    dates = [d for d in dates_of(booking) if d.state == State.PENDING and d.ends_at > now]
    if not dates:
        raise Conflict(
            "wrong_state", _("This is decided already: someone was faster. Look at it again.")
        )
    return dates


def _planned(date: Occurrence) -> Date:
    return Date(date.number, date.starts_at, date.ends_at, date.takes_from, date.takes_until)


def _check_seen(losers: Sequence[Occurrence], seen: Collection[uuid.UUID] | None) -> None:
    now = {date.booking_id for date in losers}
    if seen is not None and now != set(seen):
        raise Conflict(
            "rivals_changed",
            _("Others want this time too, and the list has changed. Look at it again."),
            rivals=sorted(str(each) for each in now),
        )


def _move(community: Community, dates: Sequence[Occurrence], state: str) -> None:
    ids = [date.id for date in dates]
    rows = Occurrence.objects.filter(community_id=community.id, id__in=ids, state=State.PENDING)
    done = rows.update(state=state, changed_at=clock.now(), version=F("version") + 1)
    if done != len(ids):
        raise Conflict(
            "wrong_state", _("This is decided already: someone was faster. Look at it again.")
        )
    for date in dates:
        date.state = state


def _decided(booking: Booking, actor: Actor) -> None:
    rows = Booking.objects.filter(community_id=booking.community_id, id=booking.id)
    rows.update(decided_by=actor.ref, decided_at=clock.now())


def _refuse_losers(
    community: Community, actor: Actor, losers: Iterable[Occurrence], winner: Booking
) -> None:
    by_booking: dict[uuid.UUID, list[Occurrence]] = {}
    for date in losers:
        by_booking.setdefault(date.booking_id, []).append(date)
    for dates in by_booking.values():
        _move(community, dates, State.REJECTED)
        _decided(dates[0].booking, actor)
        _told_refusal(community, actor, dates[0].booking, dates, reason="rival", winner=winner)


def _told_refusal(
    community: Community,
    actor: Actor,
    booking: Booking,
    dates: Sequence[Occurrence],
    *,
    reason: str,
    winner: Booking | None = None,
) -> None:
    record = write_record(
        verb=REJECTED,
        community_id=community.id,
        obj=booking,
        actor=actor,
        subject=booking.subject,
        basis=Basis.DUTY,
        room=booking.room_id,
        dates=[date.number for date in dates],
        reason=reason,
        winner=winner.id if winner else None,
    )
    tell(booking, record.id, "venues.rejected")
