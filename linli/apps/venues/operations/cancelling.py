"""Giving a booking up, by the booker or by the centre; and freeing what an activity held.

`HOLDS` is filled from above: an app that books for its own things says by `holds_booking` whether
a thing still needs its room. Then the booking is given up only with the thing, or replaced.
"""

import datetime as dt
import uuid
from collections.abc import Callable, Collection, Sequence

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from linli.apps.venues.choices import (
    CANCELLED,
    CANCELLED_BY_HOST,
    LIVING,
    OPEN,
    Booker,
    State,
)
from linli.apps.venues.models import Booking, Occurrence
from linli.apps.venues.operations.presence import drop_date_timers, tell
from linli.apps.venues.operations.slots import free_slots, give_back, touch_rooms
from linli.apps.venues.operations.wording import line
from linli.apps.venues.queries.bookings import (
    booking_of,
    bookings_of,
    dates_of,
    plain_booking,
)
from linli.apps.venues.queries.ground import composed
from linli.apps.venues.queries.occupied import lapsed, state_now
from linli.apps.venues.rules import DECIDE
from linli.kernel import clock
from linli.kernel.access.actor import Actor
from linli.kernel.access.permissions import require
from linli.kernel.community import Community
from linli.kernel.errors import Conflict, NotSeen
from linli.kernel.policies import policy
from linli.kernel.records.models import Basis
from linli.kernel.records.writing import write_record

Holds = Callable[[Community, Booking], bool]
HOLDS: dict[str, Holds] = {}


def holds_booking(kind: str) -> Callable[[Holds], Holds]:
    """Decorator for apps above: says whether the thing of a booking still needs its room."""

    def register(holds: Holds) -> Holds:
        HOLDS[kind] = holds
        return holds

    return register


@transaction.atomic
def cancel_booking(
    *,
    community: Community,
    actor: Actor,
    booking_id: uuid.UUID,
    numbers: Collection[int] | None = None,
    judged: bool = False,
) -> Booking:
    """Give up a booking, or some of its dates by number. In time, it counts as never made.

    Conflict 409 `still_needed` while the activity that it is for lives and has no other room at
    that time; `wrong_state` where nothing is left to cancel. `judged`: an app above has decided
    that the actor may.
    """
    if judged:
        booking = plain_booking(community, booking_id)
    else:
        booking = booking_of(actor, community, booking_id)
    dates = _chosen(booking, numbers)
    _refuse_needed(community, booking, dates)
    late = _late(community, dates)
    gone = end_dates(community, booking, dates, State.CANCELLED, keep_charge=late)
    write_record(
        verb=CANCELLED,
        community_id=community.id,
        obj=booking,
        actor=actor,
        subject=booking.subject,
        basis=Basis.SELF if booking.actor == actor.ref else Basis.DUTY,
        room=booking.room_id,
        dates=[date.number for date in gone],
        late=len(late & {date.id for date in gone}),
    )
    return booking


@transaction.atomic
def cancel_for_host(
    *,
    community: Community,
    actor: Actor,
    booking_id: uuid.UUID,
    reason: str,
    numbers: Collection[int] | None = None,
) -> Booking:
    """The centre needs the room itself: nothing counts against the booker, who is told why."""
    require(actor, DECIDE, community.id)
    booking = plain_booking(community, booking_id)
    said = line(reason, field="reason", most=200, least=2)
    dates = _chosen(booking, numbers)
    _refuse_needed(community, booking, dates)
    Booking.objects.filter(community_id=community.id, id=booking.id).update(refusal=said)
    cancel_dates_for_host(community, actor, booking, dates)
    return booking


def cancel_dates_for_host(
    community: Community,
    actor: Actor,
    booking: Booking,
    dates: Sequence[Occurrence],
    closure_id: uuid.UUID | None = None,
) -> list[Occurrence]:
    """Inside an act of the centre: ends these dates and tells the booker once."""
    gone = end_dates(community, booking, dates, State.CANCELLED_BY_HOST, closure_id=closure_id)
    record = write_record(
        verb=CANCELLED_BY_HOST,
        community_id=community.id,
        obj=booking,
        actor=actor,
        subject=booking.subject,
        basis=Basis.DUTY,
        room=booking.room_id,
        dates=[date.number for date in gone],
        closure=closure_id,
    )
    tell(booking, record.id, "venues.cancelled_by_host")
    return gone


def free_bookings_for(*, community: Community, actor: Actor, kind: str, key: str) -> list[Booking]:
    """Its activity ended: give up every booking that it held; the app above has judged that.

    Call it after the thing was ended, so that the app's own `holds_booking` lets go.
    """
    freed = []
    for booking in bookings_of(community, kind, key):
        alive = [d for d in dates_of(booking) if state_now(d, clock.now()) in OPEN]
        if alive:
            numbers = [date.number for date in alive]
            freed.append(
                cancel_booking(
                    community=community,
                    actor=actor,
                    booking_id=booking.id,
                    numbers=numbers,
                    judged=True,
                )
            )
    return freed


def end_dates(
    community: Community,
    booking: Booking,
    dates: Sequence[Occurrence],
    state: str,
    *,
    keep_charge: Collection[uuid.UUID] = (),
    closure_id: uuid.UUID | None = None,
) -> list[Occurrence]:
    """Move open dates to an end state and free what they held; those that were ended here.

    Conflict `wrong_state` when somebody was faster with one of them.
    """
    touch_rooms(community.id, composed(community).takes(booking.room_id))
    now = clock.now()
    ids = [date.id for date in dates]
    mine = Occurrence.objects.filter(community_id=community.id, id__in=ids, state__in=OPEN)
    done = mine.exclude(lapsed(now)).update(
        state=state, changed_at=now, closure_id=closure_id, version=F("version") + 1
    )
    if done != len(ids):
        raise nothing_left()
    free_slots(community.id, ids)
    if booking.booked_for_kind == Booker.TEAM:
        back = Occurrence.objects.filter(community_id=community.id, id__in=ids)
        refunded = list(back.exclude(id__in=keep_charge))
        give_back(community, uuid.UUID(booking.booked_for_id), refunded)
    drop_date_timers(dates)
    return list(dates)


def nothing_left() -> Conflict:
    return Conflict("wrong_state", _("There is nothing left to cancel here; look again."))


def _chosen(booking: Booking, numbers: Collection[int] | None) -> list[Occurrence]:
    """The open dates: all that still come, or those named."""
    dates, now = dates_of(booking), clock.now()
    if numbers is not None:
        found = [date for date in dates if date.number in set(numbers)]
        if len(found) != len(set(numbers)) or not found:
            raise NotSeen()
        return found
    found = [date for date in dates if state_now(date, now) in OPEN]
    if not found:
        raise nothing_left()
    return found


def _late(community: Community, dates: Sequence[Occurrence]) -> set[uuid.UUID]:
    hours = int(policy(community, "venues.cancel_hours").value)
    border = clock.now() + dt.timedelta(hours=hours)
    return {date.id for date in dates if date.starts_at < border}


def _refuse_needed(community: Community, booking: Booking, dates: Sequence[Occurrence]) -> None:
    holds = HOLDS.get(booking.booked_for_kind)
    if holds is None or not holds(community, booking):
        return
    left_alone = [date for date in dates if not _replaced(community, booking, date)]
    if left_alone:
        raise Conflict(
            "still_needed",
            _(
                "The activity still needs this room. Cancel the activity, or book it another room "
                "first."
            ),
            booked_for=booking.booked_for_id,
            numbers=[date.number for date in left_alone],
        )


def _replaced(community: Community, booking: Booking, date: Occurrence) -> bool:
    others = Occurrence.objects.filter(
        community_id=community.id,
        booking__booked_for_kind=booking.booked_for_kind,
        booking__booked_for_id=booking.booked_for_id,
        state__in=LIVING,
        starts_at__lt=date.ends_at,
        ends_at__gt=date.starts_at,
    )
    return others.exclude(booking_id=booking.id).exclude(state=State.PENDING).exists()
