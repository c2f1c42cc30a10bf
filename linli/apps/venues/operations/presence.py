"""Who came: check-in, leaving early, the release of rooms to which nobody came."""

import datetime as dt
import uuid
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from linli.apps.accounts.public import Credential
from linli.apps.venues.choices import (
    CHECKED_IN,
    HOLDING,
    LEFT,
    NO_SHOW,
    STRIKE_FORGIVEN,
    State,
)
from linli.apps.venues.models import Booking, Occurrence, Strike
from linli.apps.venues.operations.slots import free_slots, touch_rooms
from linli.apps.venues.operations.wording import line
from linli.apps.venues.queries.bookings import booking_of, dates_of
from linli.apps.venues.queries.grid import ceil_slot, minutes_between
from linli.apps.venues.queries.ground import composed
from linli.apps.venues.queries.occupied import lapsed, state_now
from linli.apps.venues.rules import DECIDE
from linli.kernel import clock
from linli.kernel.access.actor import Actor
from linli.kernel.access.permissions import require
from linli.kernel.community import Community
from linli.kernel.errors import Conflict, NotSeen
from linli.kernel.inserting import insert_row
from linli.kernel.outbox.sending import notify
from linli.kernel.records.models import Basis
from linli.kernel.records.writing import write_record
from linli.kernel.timers.running import cancel_timers, set_timer

RELEASE_TIMER, FINISH_TIMER = "venues.release", "venues.finish"
EARLY = dt.timedelta(minutes=30)


def set_date_timers(dates: Sequence[Occurrence]) -> None:
    for date in dates:
        home, key = date.community_id, date.id
        if date.release_at is not None:
            set_timer(community_id=home, kind=RELEASE_TIMER, object_id=key, due_at=date.release_at)
        set_timer(community_id=home, kind=FINISH_TIMER, object_id=key, due_at=date.ends_at)


def drop_date_timers(dates: Sequence[Occurrence]) -> None:
    for date in dates:
        cancel_timers(
            community_id=date.community_id,
            object_id=date.id,
            kinds=(RELEASE_TIMER, FINISH_TIMER),
        )


@transaction.atomic
def check_in_booking(
    *, community: Community, actor: Actor, booking_id: uuid.UUID, number: int | None = None
) -> Occurrence:
    """Somebody is there. From half an hour before until the room is released; once.

    Conflict 409 `too_early`, `released` (nobody came in time) or `wrong_state`.
    """
    booking = booking_of(actor, community, booking_id)
    now = clock.now()
    date = _date_at(booking, number, now)
    touch_rooms(community.id, composed(community).takes(date.room_id))
    date.refresh_from_db()
    if date.state == State.CHECKED_IN:
        return date
    if now < date.starts_at - EARLY:
        raise Conflict(
            "too_early",
            _("Check in from half an hour before the beginning."),
            opens_at=clock.local(date.starts_at - EARLY, community).isoformat(),
        )
    mine = Occurrence.objects.filter(community_id=community.id, id=date.id)
    free = mine.filter(state=State.APPROVED, ends_at__gt=now).exclude(release_at__lte=now)
    done = free.update(
        state=State.CHECKED_IN,
        checked_in_at=now,
        checked_in_by=actor.ref,
        used_minutes=date.minutes,
        changed_at=now,
        version=F("version") + 1,
    )
    if not done:
        _refuse_check_in(date, now)
    cancel_timers(community_id=community.id, object_id=date.id, kinds=(RELEASE_TIMER,))
    _record(CHECKED_IN, actor, date, booking)
    date.refresh_from_db()
    return date


def _refuse_check_in(date: Occurrence, now: dt.datetime) -> None:
    state = state_now(date, now)
    if state == State.NO_SHOW:
        raise Conflict(
            "released",
            _("Nobody came in time, so the room was set free. Book it again if it still is."),
            state=state,
        )
    raise Conflict("wrong_state", _("This booking is not open any more."), state=state)


def _date_at(booking: Booking, number: int | None, now: dt.datetime) -> Occurrence:
    """The date with this number; without one the date that runs or comes next."""
    dates = dates_of(booking)
    if number is not None:
        found = next((each for each in dates if each.number == number), None)
    else:
        coming = [each for each in dates if each.ends_at > now]
        found = coming[0] if coming else (dates[-1] if dates else None)
    if found is None:
        raise NotSeen()
    return found


@transaction.atomic
def leave_room(
    *, community: Community, actor: Actor, booking_id: uuid.UUID, number: int | None = None
) -> Occurrence:
    """They have gone before the end: the rest is free at once, and counts as not used."""
    booking = booking_of(actor, community, booking_id)
    now = clock.now()
    date = _date_at(booking, number, now)
    touch_rooms(community.id, composed(community).takes(date.room_id))
    date.refresh_from_db()
    until = min(now, date.ends_at)
    used = max(1, minutes_between(date.starts_at, until)) if until > date.starts_at else 1
    mine = Occurrence.objects.filter(community_id=community.id, id=date.id)
    done = mine.filter(state=State.CHECKED_IN).update(
        state=State.DONE,
        left_at=until,
        used_minutes=used,
        changed_at=now,
        version=F("version") + 1,
    )
    if not done:
        raise Conflict(
            "wrong_state", _("Nobody is checked in for this."), state=state_now(date, now)
        )
    free_slots(community.id, [date.id], since=ceil_slot(until))
    drop_date_timers([date])
    date.refresh_from_db()
    _record(LEFT, actor, date, booking, minutes=used)
    return date


def release_lapsed(*, community: Community, room_ids: Iterable[uuid.UUID]) -> int:
    """Set free what nobody came to in these rooms: inside the act that wants to book them."""
    rows = Occurrence.objects.filter(
        lapsed(clock.now()), community_id=community.id, slots__room_id__in=list(room_ids)
    )
    ids = list(rows.order_by("id").values_list("id", flat=True).distinct())
    return sum(release_date(community_id=community.id, date_id=date_id) for date_id in ids)


@transaction.atomic
def release_date(*, community_id: int, date_id: uuid.UUID) -> bool:
    """Nobody came: free the room, write one strike, tell the booker. Once, whoever is first."""
    now = clock.now()
    mine = Occurrence.objects.filter(community_id=community_id, id=date_id)
    done = mine.filter(lapsed(now)).update(
        state=State.NO_SHOW, changed_at=now, version=F("version") + 1
    )
    if not done:
        return False
    date = mine.select_related("booking").get()
    free_slots(community_id, [date_id])
    strike = _strike(date)
    record = _record(
        NO_SHOW, Actor.system(), date, date.booking, happened_at=date.release_at, strike=strike
    )
    tell(date.booking, record, "venues.released")
    return True


def _strike(date: Occurrence) -> bool:
    booking = date.booking
    if not booking.booked_for_id:
        return False
    strike = Strike(
        community_id=date.community_id,
        occurrence_id=date.id,
        booked_for_kind=booking.booked_for_kind,
        booked_for_id=booking.booked_for_id,
        at=date.release_at or date.starts_at,
    )
    insert_row(strike, once=True)
    return True


def finish_date(*, community_id: int, date_id: uuid.UUID) -> bool:
    """The time is over: what was in use took place. No record: nobody did anything."""
    now = clock.now()
    mine = Occurrence.objects.filter(community_id=community_id, id=date_id, ends_at__lte=now)
    living = mine.filter(state__in=HOLDING).exclude(lapsed(now))
    return bool(living.update(state=State.DONE, changed_at=now))


@transaction.atomic
def forgive_strike(*, community: Community, actor: Actor, strike_id: uuid.UUID, why: str) -> Strike:
    """It counts no longer, and the reason stands beside it."""
    require(actor, DECIDE, community.id)
    rows = Strike.objects.filter(community_id=community.id, id=strike_id)
    row = rows.select_related("occurrence").first()
    if row is None:
        raise NotSeen()
    said = line(why, field="why", most=200, least=2)
    done = rows.filter(forgiven_at__isnull=True).update(
        forgiven_at=clock.now(), forgiven_by=actor.ref, why=said
    )
    if not done:
        raise Conflict("wrong_state", _("This was forgiven already."))
    write_record(
        verb=STRIKE_FORGIVEN,
        community_id=community.id,
        obj=row,
        actor=actor,
        basis=Basis.DUTY,
        booking=row.occurrence.booking_id,
    )
    row.refresh_from_db()
    return row


def _record(
    verb: str,
    actor: Actor,
    date: Occurrence,
    booking: Booking,
    happened_at: dt.datetime | None = None,
    **more: Any,
) -> uuid.UUID:
    own = actor.ref == booking.actor
    system = actor.ref == "system"
    return write_record(
        verb=verb,
        community_id=date.community_id,
        obj=date,
        actor=actor,
        subject=booking.subject,
        basis=Basis.SYSTEM if system else (Basis.SELF if own else Basis.DUTY),
        happened_at=happened_at,
        room=date.room_id,
        booking=booking.id,
        **more,
    ).id


def tell(booking: Booking, event_id: uuid.UUID, kind: str) -> None:
    """One notice to the booker: by e-mail to an account that has one, else by telephone."""
    notify(
        community_id=booking.community_id,
        event_id=event_id,
        kind=kind,
        recipient=f"booking:{booking.id}",
        channel="email" if by_email(booking) else "call",
        subject_id=booking.id,
    )


def by_email(booking: Booking) -> bool:
    """Whether the account that booked can be written to; who left a telephone is called."""
    if booking.contact_cipher or not booking.actor.startswith("c:"):
        return False
    account = Credential.objects.filter(pk=int(booking.actor[2:])).exclude(email="")
    return booking.basis == Basis.SELF and account.exists()
