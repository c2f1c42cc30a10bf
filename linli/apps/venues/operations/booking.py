"""Booking a room: for oneself or another, once or as a series, at once or after approval."""

import datetime as dt
import uuid
from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from linli.apps.people.public import PhoneError, read_phone
from linli.apps.venues.choices import BOOKED, Booker, State
from linli.apps.venues.models import Booking, BookingProtocol, Item, Occurrence, Protocol
from linli.apps.venues.operations.allowing import (
    check_dates,
    check_items,
    check_priority,
    check_protocols,
    check_room,
    must_wait,
)
from linli.apps.venues.operations.asking import Party, Wanted, party_for
from linli.apps.venues.operations.planning import (
    Date,
    Plan,
    look_round,
    plan_dates,
    refuse_troubles,
)
from linli.apps.venues.operations.presence import release_lapsed, set_date_timers
from linli.apps.venues.operations.slots import charge, take_items, take_slots, touch_rooms
from linli.apps.venues.operations.wording import line
from linli.apps.venues.queries.ground import room_of
from linli.kernel import cipher, clock
from linli.kernel.access.actor import Actor
from linli.kernel.community import Community
from linli.kernel.errors import RuleNotMet
from linli.kernel.policies import policy
from linli.kernel.records.writing import write_record

CONTACT = "venues.contact"


@transaction.atomic
def book(*, community: Community, actor: Actor, wanted: Wanted, judged: bool = False) -> Booking:
    """Book the dates that are wanted, all of them or none.

    Conflict 409: `occupied`, `room_closed`, `quota`, `reserved_for_others`; for a series with the
    `numbers` of the dates that cannot be. RuleNotMet 422: `over_room_capacity`,
    `outside_opening_hours`, `protocol_not_accepted` and what cannot be read. `judged`: an app
    above has decided that the actor may book for this party.
    """
    room = room_of(community, wanted.room_id)
    party = party_for(community, actor, wanted, judged=judged)
    check_room(community, actor, room, wanted)
    plan = plan_dates(community, room, wanted)
    check_dates(community, actor, plan)
    protocols = check_protocols(room, wanted) if not judged else []
    touch_rooms(community.id, plan.takes)
    release_lapsed(community=community, room_ids=plan.takes)
    kept = refuse_troubles(plan, look_round(community, plan))
    precedence = check_priority(community, room, party, [date.starts_at for date in kept])
    waits = must_wait(community, actor, room, party, judged)
    row = _booking(community, actor, plan, party, wanted, precedence)
    items = check_items(community, room, wanted.item_ids)
    row.item_ids = [str(item.id) for item in items]
    row.save(force_insert=True)
    _accept(row, protocols)
    dates = _dates(community, row, kept, State.PENDING if waits else State.APPROVED)
    Occurrence.objects.bulk_create(dates)
    if not waits:
        hold_dates(community, row, dates, plan.takes, items)
    write_record(
        verb=BOOKED,
        community_id=community.id,
        obj=row,
        actor=actor,
        subject=party.subject,
        basis=party.basis,
        room=room.id,
        state=dates[0].state,
        dates=len(dates),
        skipped=plan.skipped,
        starts=dates[0].starts_at,
        party=party.kind,
    )
    return row


def _booking(
    community: Community, actor: Actor, plan: Plan, party: Party, wanted: Wanted, precedence: int
) -> Booking:
    lapses = wanted.lapses
    return Booking(
        community_id=community.id,
        room_id=plan.room.id,
        booked_for_kind=party.kind,
        booked_for_id=party.key,
        booked_for_name=party.name,
        purpose=line(wanted.purpose, field="purpose", most=200),
        expected=wanted.expected,
        precedence=precedence,
        repeats=wanted.every if len(plan.dates) > 1 else "",
        skipped=plan.skipped,
        lapses=party.kind != Booker.ACTIVITY if lapses is None else lapses,
        actor=actor.ref,
        subject=party.subject,
        basis=party.basis,
        contact_name=line(wanted.contact_name, field="contact_name", most=60),
        contact_cipher=_sealed(wanted.contact_phone),
        made_at=clock.now(),
    )


def _sealed(phone: str) -> str:
    if not phone.strip():
        return ""
    try:
        return cipher.encrypt(read_phone(phone).number, CONTACT)
    except PhoneError:
        raise RuleNotMet(
            "phone_not_understood", _("This is no telephone number."), field="contact_phone"
        ) from None


def _accept(row: Booking, protocols: Sequence[Protocol]) -> None:
    BookingProtocol.objects.bulk_create(
        BookingProtocol(community_id=row.community_id, booking_id=row.id, protocol_id=each.id)
        for each in protocols
    )


def _dates(
    community: Community, row: Booking, kept: Sequence[Date], state: str
) -> list[Occurrence]:
    wait = dt.timedelta(minutes=int(policy(community, "venues.release_minutes").value))
    now = clock.now()
    return [
        Occurrence(
            community_id=community.id,
            booking_id=row.id,
            room_id=row.room_id,
            number=date.number,
            starts_at=date.starts_at,
            ends_at=date.ends_at,
            takes_from=date.takes_from,
            takes_until=date.takes_until,
            minutes=date.minutes,
            state=state,
            # Who comes in while the hour runs has their quarter of an hour from then on.
            release_at=min(max(date.starts_at, now) + wait, date.ends_at) if row.lapses else None,
            used_minutes=0 if row.lapses else date.minutes,
            changed_at=now,
        )
        for date in kept
    ]


def hold_dates(
    community: Community,
    row: Booking,
    dates: Sequence[Occurrence],
    takes: Sequence[uuid.UUID],
    items: Sequence[Item],
) -> None:
    """Take the time of rooms and things and of the team's month; what waits holds nothing."""
    take_slots(dates, takes)
    if items:
        take_items(dates, items)
    if row.booked_for_kind == Booker.TEAM:
        charge(community, uuid.UUID(row.booked_for_id), dates)
    set_date_timers(dates)
