"""Rooms and what is free: public, without names."""

import datetime as dt
import uuid
from collections.abc import Sequence
from typing import Any

from ninja import Field, Query, Router, Schema

from linli.apps.venues.api import shapes
from linli.apps.venues.models import Room, RoomPart
from linli.apps.venues.queries.free import (
    day_of,
    free_rooms,
    now_of,
    read_days,
    starts_in,
    window_of,
)
from linli.apps.venues.queries.ground import protocols_for, room_of, rooms_of, venues_of
from linli.apps.venues.rules import SEE
from linli.kernel import clock
from linli.kernel.access.permissions import require
from linli.kernel.community import Community
from linli.kernel.errors import Malformed
from linli.web.api.lists import Listing, whole
from linli.web.asked import Asked

router = Router()


class RoomsAsked(Schema):
    """`free_from` and `free_until` together: only rooms that could be booked for that time."""

    venue: uuid.UUID | None = None
    people: int = Field(0, ge=0, le=5000)
    free_from: dt.datetime | None = None
    free_until: dt.datetime | None = None


class FreeAsked(Schema):
    day: dt.date | None = None
    minutes: int = Field(60, ge=15, le=1440)


@router.get("/c/{slug:slug}/venues", response=Listing[shapes.VenueShown])
def venues(request: Asked, slug: str) -> dict[str, Any]:
    """Centres, stations and other places with rooms."""
    return whole(venues_of(request.community))


@router.get("/c/{slug:slug}/rooms", response=Listing[shapes.RoomShown])
def rooms(request: Asked, slug: str, asked: Query[RoomsAsked]) -> dict[str, Any]:
    """Rooms that can be booked; no key is needed."""
    require(request.actor, SEE, request.community.id)
    found = [room for room in rooms_of(request.community) if room.capacity >= asked.people]
    if asked.free_from and asked.free_until:
        found = _free(request.community, asked, asked.free_from, asked.free_until)
    if asked.venue:
        found = [room for room in found if room.venue_id == asked.venue]
    return whole(shown(request.community, found))


def _free(
    community: Community, asked: RoomsAsked, start: dt.datetime, end: dt.datetime
) -> list[Room]:
    if start.tzinfo is None or end.tzinfo is None or end <= start:
        raise Malformed("times", "Give two times with their offset, the earlier first.")
    if end - start > dt.timedelta(days=7):
        raise Malformed("times", "A week at most.")
    return free_rooms(community, start, end, people=asked.people)


@router.get("/c/{slug:slug}/rooms-now", response=Listing[shapes.NowShown])
def rooms_now(request: Asked, slug: str) -> dict[str, Any]:
    """Every room at this moment."""
    require(request.actor, SEE, request.community.id)
    read = read_days(request.community, clock.today(request.community))
    items = []
    for room in read.rooms:
        now = now_of(read, room)
        items.append(
            {
                "room_id": room.id,
                "room": room.name,
                "venue": room.venue.name,
                "capacity": room.capacity,
                "state": now.state,
                "until": now.until,
            }
        )
    return whole(items)


@router.get("/c/{slug:slug}/rooms/{uuid:room_id}", response=shapes.RoomShown)
def room(request: Asked, slug: str, room_id: uuid.UUID) -> dict[str, Any]:
    require(request.actor, SEE, request.community.id)
    return shown(request.community, [room_of(request.community, room_id)])[0]


@router.get("/c/{slug:slug}/rooms/{uuid:room_id}/free", response=shapes.FreeShown)
def free(request: Asked, slug: str, room_id: uuid.UUID, asked: Query[FreeAsked]) -> dict[str, Any]:
    """What is free on a day, and when a booking of that many minutes can begin."""
    require(request.actor, SEE, request.community.id)
    day = asked.day or clock.today(request.community)
    read = read_days(request.community, day, 1, [room_of(request.community, room_id)])
    found = day_of(read, read.rooms[0], day, window_of(read, day))
    return {
        "day": day,
        "minutes": asked.minutes,
        "opens": [{"starts_at": a, "ends_at": b} for a, b in found.opens],
        "free": [{"starts_at": a, "ends_at": b} for a, b in found.free],
        "starts": starts_in(read, found, asked.minutes),
        "closed_for": found.closure.reason if found.closure else "",
    }


@router.get("/c/{slug:slug}/rooms/{uuid:room_id}/protocols", response=Listing[shapes.ProtocolShown])
def protocols(request: Asked, slug: str, room_id: uuid.UUID) -> dict[str, Any]:
    """The house rules in force, whose ids go with a booking as `accepted`."""
    require(request.actor, SEE, request.community.id)
    return whole(protocols_for(room_of(request.community, room_id)))


def shown(community: Community, rows: Sequence[Room]) -> list[dict[str, Any]]:
    made_of: dict[uuid.UUID, list[uuid.UUID]] = {}
    parts = RoomPart.objects.filter(community_id=community.id)
    for whole_id, part_id in parts.values_list("whole_id", "part_id"):
        made_of.setdefault(whole_id, []).append(part_id)
    names = shapes.RoomShown.model_fields.keys() - {"venue", "parts"}
    return [
        {name: getattr(row, name) for name in names}
        | {"venue": row.venue.name, "parts": sorted(made_of.get(row.id, ()))}
        for row in rows
    ]
