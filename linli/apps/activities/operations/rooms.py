"""The room of a date: booked with it, moved with it, given back with it, in one transaction."""

import uuid

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from linli.apps.activities.choices import ROOM_CHANGED, ROOM_LOST
from linli.apps.activities.models import Session
from linli.apps.activities.queries.finding import find_session
from linli.apps.activities.rules.permissions import ORGANISE
from linli.apps.participation.public import GatheringState
from linli.apps.venues.public import (
    Booking,
    Room,
    Wanted,
    book,
    free_bookings_for,
    holds_booking,
)
from linli.kernel import clock
from linli.kernel.access.actor import Actor
from linli.kernel.access.permissions import require
from linli.kernel.community import Community
from linli.kernel.errors import Conflict, RuleNotMet
from linli.kernel.records.models import Basis
from linli.kernel.records.writing import write_record

ACTIVITY = "activity"


@holds_booking(ACTIVITY)
def needs_room(community: Community, booking: Booking) -> bool:
    """A room is given up only with its date, or for another room."""
    rows = Session.objects.filter(
        community_id=community.id,
        booking_id=booking.id,
        gathering__state__in=[GatheringState.PLANNED, GatheringState.OPEN],
        ends_at__gt=clock.now(),
    )
    return rows.exists()


def book_room(community: Community, actor: Actor, row: Session, room_id: uuid.UUID) -> None:
    """For the dates of a session that has none; a date that is over keeps the room as a word."""
    if not Room.objects.filter(community_id=community.id, id=room_id).exists():
        raise RuleNotMet("not_in_register", _("This is not in the register."), field="room")
    booking = None
    if row.ends_at > clock.now():
        booking = book(
            community=community,
            actor=actor,
            wanted=Wanted(
                room_id=room_id,
                starts_at=row.starts_at,
                ends_at=row.ends_at,
                purpose=row.gathering.title,
                expected=row.gathering.capacity,
                booked_for_kind=ACTIVITY,
                booked_for_id=str(row.id),
                booked_for_name=row.gathering.title[:60],
                basis=Basis.DUTY,
            ),
            judged=True,
        )
    row.room_id, row.booking_id = room_id, booking.id if booking else None
    rows = Session.objects.filter(community_id=community.id, id=row.id)
    rows.update(room_id=row.room_id, booking_id=row.booking_id)


def give_back_room(community: Community, actor: Actor, row: Session) -> None:
    """Lets go first, so that the app of rooms sees that nobody needs it any more."""
    if row.booking_id is None:
        return
    Session.objects.filter(community_id=community.id, id=row.id).update(booking_id=None)
    row.booking_id = None
    free_bookings_for(community=community, actor=actor, kind=ACTIVITY, key=str(row.id))


def move_room(community: Community, actor: Actor, row: Session) -> None:
    """The same room at the new times, or Conflict and nothing is moved."""
    if row.booking_id is None or row.room_id is None:
        return
    give_back_room(community, actor, row)
    book_room(community, actor, row, row.room_id)


@transaction.atomic
def change_room(
    *, community: Community, actor: Actor, session_id: uuid.UUID, room_id: uuid.UUID | None
) -> Session:
    """Another room, or none: the old one is free at once, or everything stays as it was."""
    require(actor, ORGANISE, community.id)
    row = find_session(community, session_id)
    if row.gathering.state == GatheringState.CANCELLED:
        raise Conflict("gathering_cancelled", _("This was cancelled."))
    give_back_room(community, actor, row)
    if room_id is None:
        Session.objects.filter(community_id=community.id, id=row.id).update(room_id=None)
        row.room_id = None
    else:
        book_room(community, actor, row, room_id)
    write_record(
        verb=ROOM_CHANGED,
        community_id=community.id,
        obj=row,
        actor=actor,
        basis=Basis.DUTY,
        activity=row.activity_id,
        room=room_id,
    )
    return row


def lose_room(*, community_id: int, booking_id: uuid.UUID) -> None:
    """The centre closed the room: the date lives on and looks for another one."""
    rows = Session.objects.filter(community_id=community_id, booking_id=booking_id)
    for row in rows:
        rows.filter(id=row.id).update(booking_id=None, room_id=None)
        write_record(
            verb=ROOM_LOST,
            community_id=community_id,
            obj=row,
            actor=Actor.system(),
            basis=Basis.SYSTEM,
            activity=row.activity_id,
            booking=booking_id,
        )
