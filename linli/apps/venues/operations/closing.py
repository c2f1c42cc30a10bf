"""Closing a room or a venue for a time. Whoever is affected is listed, cancelled and told."""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from linli.apps.venues.choices import CLOSED, CLOSURE_LIFTED, ClosureKind
from linli.apps.venues.models import Booking, Closure, Occurrence, Room
from linli.apps.venues.operations.cancelling import cancel_dates_for_host
from linli.apps.venues.operations.slots import touch_rooms
from linli.apps.venues.operations.wording import line
from linli.apps.venues.queries.bookings import affected_by
from linli.apps.venues.queries.ground import composed, room_of, venue_of
from linli.apps.venues.rules import KEEP
from linli.kernel import clock
from linli.kernel.access.actor import Actor
from linli.kernel.access.permissions import require
from linli.kernel.community import Community
from linli.kernel.errors import Conflict, NotSeen, RuleNotMet
from linli.kernel.records.models import Basis
from linli.kernel.records.writing import write_record


@dataclass(frozen=True)
class Closing:
    """A closure with what it cancelled: bookings, and their dates within it."""

    closure: Closure
    bookings: list[Booking]
    dates: list[Occurrence]


@transaction.atomic
def close_room(
    *,
    community: Community,
    actor: Actor,
    starts_at: dt.datetime,
    ends_at: dt.datetime,
    reason: str,
    kind: str = ClosureKind.REPAIR,
    room_id: uuid.UUID | None = None,
    venue_id: uuid.UUID | None = None,
    expected: int | None = None,
) -> Closing:
    """Close a room with its parts, or a whole venue. `expected` is the number of dates that the
    page listed: Conflict `affected_changed` when others were booked meanwhile.
    """
    require(actor, KEEP, community.id)
    row = _closure(community, actor, room_id, venue_id, kind, reason, starts_at, ends_at)
    venue = row.venue_id
    touch_rooms(community.id, _touched(community, venue, room_id))
    dates = affected_by(community, venue, room_id, starts_at, ends_at)
    if expected is not None and expected != len(dates):
        raise Conflict(
            "affected_changed",
            _("Other bookings are affected than you saw. Look at the list again."),
            total=len(dates),
        )
    row.save(force_insert=True)
    by_booking: dict[uuid.UUID, list[Occurrence]] = {}
    for date in dates:
        by_booking.setdefault(date.booking_id, []).append(date)
    write_record(
        verb=CLOSED,
        community_id=community.id,
        obj=row,
        actor=actor,
        basis=Basis.DUTY,
        kind=kind,
        room=room_id,
        until=ends_at,
        affected=len(by_booking),
        since=starts_at,
    )
    for mine in by_booking.values():
        cancel_dates_for_host(community, actor, mine[0].booking, mine, closure_id=row.id)
    return Closing(row, [mine[0].booking for mine in by_booking.values()], dates)


def _closure(
    community: Community,
    actor: Actor,
    room_id: uuid.UUID | None,
    venue_id: uuid.UUID | None,
    kind: str,
    reason: str,
    starts_at: dt.datetime,
    ends_at: dt.datetime,
) -> Closure:
    if kind not in ClosureKind.values:
        raise RuleNotMet("unknown_kind", _("Choose why it is closed."), field="kind")
    if starts_at.tzinfo is None or ends_at.tzinfo is None:
        raise RuleNotMet(
            "time_without_zone", _("Give the time with its offset."), field="starts_at"
        )
    if ends_at <= starts_at:
        raise RuleNotMet(
            "ends_before_it_begins", _("The end lies before the beginning."), field="ends_at"
        )
    return Closure(
        community_id=community.id,
        venue_id=_where(community, room_id, venue_id),
        room_id=room_id,
        kind=kind,
        reason=line(reason, field="reason", most=200, least=2),
        starts_at=starts_at,
        ends_at=ends_at,
        made_by=actor.ref,
        made_at=clock.now(),
    )


def _where(
    community: Community, room_id: uuid.UUID | None, venue_id: uuid.UUID | None
) -> uuid.UUID:
    if room_id is not None:
        return room_of(community, room_id).venue_id
    if venue_id is None:
        raise RuleNotMet("missing_room", _("Choose the room or the venue."), field="room_id")
    return venue_of(community, venue_id).id


def _touched(
    community: Community, venue_id: uuid.UUID, room_id: uuid.UUID | None
) -> Sequence[uuid.UUID]:
    parts = composed(community)
    if room_id is not None:
        return [each for one in parts.touching([room_id]) for each in parts.takes(one)]
    rooms = Room.objects.filter(community_id=community.id, venue_id=venue_id)
    return list(rooms.values_list("id", flat=True))


@transaction.atomic
def lift_closure(*, community: Community, actor: Actor, closure_id: uuid.UUID) -> Closure:
    """Open again. What was cancelled stays cancelled: people have made other plans."""
    require(actor, KEEP, community.id)
    rows = Closure.objects.filter(community_id=community.id, id=closure_id)
    row = rows.first()
    if row is None:
        raise NotSeen()
    if not rows.filter(lifted_at__isnull=True).update(lifted_at=clock.now()):
        raise Conflict("wrong_state", _("This closure was lifted already."))
    write_record(
        verb=CLOSURE_LIFTED, community_id=community.id, obj=row, actor=actor, basis=Basis.DUTY
    )
    row.refresh_from_db()
    return row
