"""Bookings and their dates, as their readers may see them."""

import datetime as dt
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Prefetch, Q, QuerySet

from linli.apps.venues.choices import HOLDING, LIVING, Booker, State
from linli.apps.venues.models import Booking, Occurrence
from linli.apps.venues.queries.ground import Composed, composed
from linli.apps.venues.queries.occupied import booking_state, state_now
from linli.apps.venues.rules import BOOKINGS
from linli.kernel import clock
from linli.kernel.access.actor import Actor
from linli.kernel.access.permissions import get_visible, visible
from linli.kernel.community import Community
from linli.kernel.errors import NotSeen


def bookings_for(actor: Actor, community: Community) -> QuerySet[Booking]:
    """What this reader may see, with dates and rooms."""
    rows = visible(actor, BOOKINGS, Booking.objects.all(), community.id)
    dates = Occurrence.objects.filter(community_id=community.id).order_by("starts_at", "id")
    return rows.select_related("room__venue").prefetch_related(Prefetch("dates", dates))


def whole_booking(community: Community, booking_id: uuid.UUID) -> Booking:
    """With dates and room, for who was allowed to act on it just now."""
    dates = Occurrence.objects.filter(community_id=community.id).order_by("starts_at", "id")
    rows = Booking.objects.filter(community_id=community.id, id=booking_id)
    found = rows.select_related("room__venue").prefetch_related(Prefetch("dates", dates)).first()
    if found is None:
        raise NotSeen()
    return found


def booking_of(actor: Actor, community: Community, booking_id: uuid.UUID) -> Booking:
    return get_visible(actor, BOOKINGS, Booking.objects.all(), community.id, id=booking_id)


def plain_booking(community: Community, booking_id: uuid.UUID) -> Booking:
    found = Booking.objects.filter(community_id=community.id, id=booking_id).first()
    if found is None:
        raise NotSeen()
    return found


def dates_of(booking: Booking) -> list[Occurrence]:
    rows = Occurrence.objects.filter(community_id=booking.community_id, booking_id=booking.id)
    return list(rows.order_by("number"))


@dataclass(frozen=True)
class Line:
    """One booking as lists show it; `next` is the date that comes or runs, else the last."""

    booking: Booking
    dates: list[Occurrence]
    state: str
    next: Occurrence | None

    @property
    def state_label(self) -> str:
        return str(State(self.state).label)


def line_of(booking: Booking, now: dt.datetime, dates: Sequence[Occurrence] = ()) -> Line:
    found = sorted(dates or booking.dates.all(), key=lambda each: (each.starts_at, each.number))
    alive = (each for each in found if state_now(each, now) in LIVING)
    upcoming = next(alive, found[-1] if found else None)
    return Line(booking, found, booking_state(found, now), upcoming)


def own_lines(actor: Actor, community: Community, limit: int = 50) -> list[Line]:
    """What I booked, or what is booked for me: the living first, then the latest."""
    mine = Q(actor=actor.ref)
    person = actor.person_in(community.id)
    if person is not None:
        mine |= Q(subject=person)
    rows = bookings_for(actor, community).filter(mine)
    now = clock.now()
    lines = [line_of(row, now) for row in rows.order_by("-made_at")[:limit]]
    far = now + dt.timedelta(days=4000)

    def order(line: Line) -> tuple[bool, dt.datetime]:
        alive = line.state in LIVING
        return (not alive, line.next.starts_at if alive and line.next else far)

    return sorted(lines, key=order)


def dates_between(
    community: Community,
    start: dt.datetime,
    end: dt.datetime,
    *,
    room_ids: Iterable[uuid.UUID] | None = None,
    states: Iterable[str] = HOLDING,
) -> list[Occurrence]:
    """Dates that overlap [start, end), with booking and room: one statement."""
    rows = Occurrence.objects.filter(
        community_id=community.id, starts_at__lt=end, ends_at__gt=start, state__in=list(states)
    )
    if room_ids is not None:
        rows = rows.filter(room_id__in=list(room_ids))
    return list(rows.select_related("booking", "room").order_by("starts_at", "id"))


def waiting_dates(community: Community) -> list[Occurrence]:
    """Pending dates that still come, in the order in which they are decided: by precedence, then
    by who asked first."""
    rows = Occurrence.objects.filter(
        community_id=community.id, state=State.PENDING, ends_at__gt=clock.now()
    )
    rows = rows.select_related("booking", "room__venue")
    return list(rows.order_by("booking__precedence", "booking__made_at", "booking_id", "number"))


def rivals_of(
    community: Community, dates: Sequence[Occurrence], parts: Composed | None = None
) -> list[Occurrence]:
    """Pending dates of others that want the same quarter hours of the same rooms."""
    if not dates:
        return []
    known = parts or composed(community)
    touching = {each.room_id: known.touching([each.room_id]) for each in dates}
    rows = Occurrence.objects.filter(
        community_id=community.id,
        state=State.PENDING,
        room_id__in=set().union(*touching.values()),
        takes_from__lt=max(each.takes_until for each in dates),
        takes_until__gt=min(each.takes_from for each in dates),
    ).exclude(booking_id__in={each.booking_id for each in dates})
    rows = rows.select_related("booking", "room")
    return [
        row
        for row in rows.order_by("booking__precedence", "booking__made_at", "number")
        if any(
            row.room_id in touching[each.room_id]
            and row.takes_from < each.takes_until
            and each.takes_from < row.takes_until
            for each in dates
        )
    ]


def affected_by(
    community: Community,
    venue_id: uuid.UUID,
    room_id: uuid.UUID | None,
    start: dt.datetime,
    end: dt.datetime,
) -> list[Occurrence]:
    """Dates that a closure would cancel: booked and pending ones, not what is running."""
    rows = Occurrence.objects.filter(
        community_id=community.id,
        state__in=[State.APPROVED, State.PENDING],
        starts_at__lt=end,
        ends_at__gt=start,
        room__venue_id=venue_id,
    ).exclude(state=State.APPROVED, release_at__lte=clock.now())
    if room_id is not None:
        rows = rows.filter(room_id__in=composed(community).touching([room_id]))
    return list(rows.select_related("booking", "room").order_by("starts_at", "id"))


def bookings_of(community: Community, kind: str, key: str) -> list[Booking]:
    """Every booking for one party, team or activity, the latest first."""
    rows = Booking.objects.filter(
        community_id=community.id, booked_for_kind=kind, booked_for_id=str(key)
    )
    dates = Occurrence.objects.filter(community_id=community.id).order_by("starts_at", "id")
    rows = rows.select_related("room__venue").prefetch_related(Prefetch("dates", dates))
    return list(rows.order_by("-made_at", "-id"))


def shown_as(booking: Booking) -> str:
    """What everybody may read on the wall: teams and activities by name, people never."""
    if booking.booked_for_kind in (Booker.TEAM, Booker.ACTIVITY, Booker.PARTY_BRANCH):
        return booking.booked_for_name or str(booking.get_booked_for_kind_display())
    return ""
