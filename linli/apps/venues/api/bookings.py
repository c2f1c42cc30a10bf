"""Booking, deciding, coming and going: POST to a noun, the booking as it then is comes back."""

import uuid
from collections.abc import Sequence
from typing import Any

from ninja import Query, Schema, Status

from linli.apps.venues.api import shapes
from linli.apps.venues.api.rooms import router
from linli.apps.venues.choices import State
from linli.apps.venues.models import Booking, Occurrence
from linli.apps.venues.operations import (
    Wanted,
    approve_booking,
    book,
    cancel_booking,
    cancel_for_host,
    check_in_booking,
    leave_room,
    reject_booking,
)
from linli.apps.venues.queries.bookings import (
    booking_of,
    bookings_for,
    line_of,
    rivals_of,
    whole_booking,
)
from linli.apps.venues.queries.occupied import state_now
from linli.apps.venues.queries.standing import strikes_of
from linli.apps.venues.rules import BOOKINGS, DECIDE
from linli.kernel import clock
from linli.kernel.access.permissions import holds, require
from linli.web.api.lists import Listing, PageAsked, paged
from linli.web.api.repeats import writes_once
from linli.web.asked import Asked


class BookingsAsked(Schema):
    """Empty fields ask nothing; `state` is that of any of its dates."""

    room: uuid.UUID | None = None
    state: str = ""
    booked_for_kind: str = ""
    booked_for_id: str = ""


@router.get("/c/{slug:slug}/bookings", response=Listing[shapes.BookingShown])
def bookings(
    request: Asked, slug: str, page: Query[PageAsked], asked: Query[BookingsAsked]
) -> dict[str, Any]:
    """The bookings this reader may see, newest first."""
    require(request.actor, BOOKINGS, request.community.id)
    rows = bookings_for(request.actor, request.community)
    if asked.room:
        rows = rows.filter(room_id=asked.room)
    if asked.state:
        home = request.community.id
        rows = rows.filter(dates__state=asked.state, dates__community_id=home).distinct()
    if asked.booked_for_kind:
        rows = rows.filter(booked_for_kind=asked.booked_for_kind)
    if asked.booked_for_id:
        rows = rows.filter(booked_for_id=asked.booked_for_id)

    def show(found: Sequence[Booking]) -> list[dict[str, Any]]:
        return [shown(request, row) for row in found]

    return paged(request, rows, page=page, show=show, order="-made_at")


@router.post("/c/{slug:slug}/bookings", response={201: shapes.BookingShown})
@writes_once()
def make(request: Asked, slug: str, sent: shapes.BookingSent) -> Status[dict[str, Any]]:
    """Book a room. Send an Idempotency-Key, so that a repetition is no second booking."""
    row = book(community=request.community, actor=request.actor, wanted=Wanted(**sent.dict()))
    return Status(201, again(request, row.id))


@router.get("/c/{slug:slug}/bookings/{uuid:booking_id}", response=shapes.BookingShown)
def booking(request: Asked, slug: str, booking_id: uuid.UUID) -> dict[str, Any]:
    booking_of(request.actor, request.community, booking_id)
    return again(request, booking_id)


PATH = "/c/{slug:slug}/bookings/{uuid:booking_id}"


@router.post(f"{PATH}/cancellations", response={201: shapes.BookingShown})
@writes_once()
def cancel(
    request: Asked, slug: str, booking_id: uuid.UUID, sent: shapes.Numbers
) -> Status[dict[str, Any]]:
    """Give it up, or some of its dates; in time it counts as never made."""
    cancel_booking(
        community=request.community,
        actor=request.actor,
        booking_id=booking_id,
        numbers=sent.numbers,
    )
    return Status(201, again(request, booking_id))


@router.post(f"{PATH}/host-cancellations", response={201: shapes.BookingShown})
@writes_once()
def take_back(
    request: Asked, slug: str, booking_id: uuid.UUID, sent: shapes.HostCancellation
) -> Status[dict[str, Any]]:
    """The centre needs the room itself; the booker is told the reason."""
    cancel_for_host(
        community=request.community,
        actor=request.actor,
        booking_id=booking_id,
        reason=sent.reason,
        numbers=sent.numbers,
    )
    return Status(201, again(request, booking_id))


@router.post(f"{PATH}/check-ins", response={201: shapes.BookingShown})
@writes_once()
def check_in(
    request: Asked, slug: str, booking_id: uuid.UUID, sent: shapes.Number
) -> Status[dict[str, Any]]:
    """Somebody is there; 409 `released` when nobody came in time."""
    check_in_booking(
        community=request.community,
        actor=request.actor,
        booking_id=booking_id,
        number=sent.number,
    )
    return Status(201, again(request, booking_id))


@router.post(f"{PATH}/departures", response={201: shapes.BookingShown})
@writes_once()
def leave(
    request: Asked, slug: str, booking_id: uuid.UUID, sent: shapes.Number
) -> Status[dict[str, Any]]:
    """They have gone; the rest of the time is free."""
    leave_room(
        community=request.community,
        actor=request.actor,
        booking_id=booking_id,
        number=sent.number,
    )
    return Status(201, again(request, booking_id))


@router.post(f"{PATH}/approvals", response={201: shapes.Granted})
@writes_once()
def approve(
    request: Asked, slug: str, booking_id: uuid.UUID, sent: shapes.Approval
) -> Status[dict[str, Any]]:
    """Grant it, if the time is still free; those who wanted the same time are refused and told."""
    done = approve_booking(
        community=request.community,
        actor=request.actor,
        booking_id=booking_id,
        skip=sent.skip,
        rivals_seen=sent.rivals_seen,
    )
    losers = sorted({date.booking_id for date in done.losers})
    answer = {
        "booking": again(request, booking_id),
        "skipped": done.skipped,
        "rejected": losers,
    }
    return Status(201, answer)


@router.post(f"{PATH}/refusals", response={201: shapes.BookingShown})
@writes_once()
def reject(
    request: Asked, slug: str, booking_id: uuid.UUID, sent: shapes.Reason
) -> Status[dict[str, Any]]:
    reject_booking(
        community=request.community,
        actor=request.actor,
        booking_id=booking_id,
        reason=sent.reason,
    )
    return Status(201, again(request, booking_id))


def again(request: Asked, booking_id: uuid.UUID) -> dict[str, Any]:
    """The booking as it is now; who acted may read the answer."""
    return shown(request, whole_booking(request.community, booking_id))


NAMES = (
    *("id", "room_id", "booked_for_kind", "booked_for_id", "booked_for_name", "purpose"),
    *("expected", "basis", "skipped", "refusal", "made_at"),
)


def shown(request: Asked, row: Booking) -> dict[str, Any]:
    community = request.community
    line = line_of(row, clock.now())
    waits = line.state == State.PENDING and holds(request.actor, DECIDE, community.id)
    rivals = rivals_of(community, line.dates) if waits else []
    return {name: getattr(row, name) for name in NAMES} | {
        "room": row.room.name,
        "venue": row.room.venue.name,
        "state": line.state,
        "starts_at": line.dates[0].starts_at,
        "ends_at": line.dates[0].ends_at,
        "dates": [_date(each) for each in sorted(line.dates, key=lambda d: d.number)],
        "rivals": sorted({each.booking_id for each in rivals}),
        "strikes": strikes_of(community, row.booked_for_kind, row.booked_for_id),
    }


def _date(date: Occurrence) -> dict[str, Any]:
    names = shapes.DateShown.model_fields.keys() - {"state"}
    return {name: getattr(date, name) for name in names} | {"state": state_now(date, clock.now())}
