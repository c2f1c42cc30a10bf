"""Venues, rooms, hours, quotas, house rules and closures, for those who keep them."""

import uuid
from typing import Any

from ninja import Query, Schema, Status

from linli.apps.organisations.public import Team
from linli.apps.venues.api import shapes
from linli.apps.venues.api.bookings import again
from linli.apps.venues.api.rooms import router, shown
from linli.apps.venues.models import Closure, Protocol, Quota
from linli.apps.venues.operations import (
    Closing,
    close_room,
    lift_closure,
    open_room,
    open_venue,
    set_hours,
    set_protocol,
    set_quota,
)
from linli.apps.venues.queries.ground import room_of
from linli.apps.venues.queries.standing import allowance, month_used
from linli.apps.venues.rules import FOR_OTHERS, KEEP
from linli.kernel import clock
from linli.kernel.access.permissions import require
from linli.kernel.errors import NotSeen
from linli.web.api.lists import Listing, PageAsked, paged
from linli.web.api.repeats import writes_once
from linli.web.asked import Asked


@router.post("/c/{slug:slug}/venues", response={201: shapes.VenueShown})
@writes_once()
def new_venue(request: Asked, slug: str, sent: shapes.VenueSent) -> Status[dict[str, Any]]:
    row = open_venue(community=request.community, actor=request.actor, **sent.dict())
    return Status(201, shapes.VenueShown.from_orm(row).dict())


@router.post("/c/{slug:slug}/rooms", response={201: shapes.RoomShown})
@writes_once()
def new_room(request: Asked, slug: str, sent: shapes.RoomSent) -> Status[dict[str, Any]]:
    """`parts` are rooms of the same venue: booking this one takes them all."""
    row = open_room(community=request.community, actor=request.actor, **sent.dict())
    return Status(201, shown(request.community, [room_of(request.community, row.id)])[0])


@router.post("/c/{slug:slug}/rooms/{uuid:room_id}/hours", response={201: shapes.HoursSent})
@writes_once()
def hours(
    request: Asked, slug: str, room_id: uuid.UUID, sent: shapes.HoursSent
) -> Status[dict[str, Any]]:
    """Opening hours of the room from a day on; they replace those of its venue."""
    require(request.actor, KEEP, request.community.id)
    room = room_of(request.community, room_id)
    set_hours(
        community=request.community,
        actor=request.actor,
        venue_id=room.venue_id,
        room_id=room.id,
        rules=[(each.weekday, each.opens, each.closes) for each in sent.rules],
        since=sent.since,
    )
    return Status(201, sent.dict())


@router.post("/c/{slug:slug}/venues/{uuid:venue_id}/hours", response={201: shapes.HoursSent})
@writes_once()
def venue_hours(
    request: Asked, slug: str, venue_id: uuid.UUID, sent: shapes.HoursSent
) -> Status[dict[str, Any]]:
    """Opening hours of every room of the venue that has none of its own."""
    set_hours(
        community=request.community,
        actor=request.actor,
        venue_id=venue_id,
        rules=[(each.weekday, each.opens, each.closes) for each in sent.rules],
        since=sent.since,
    )
    return Status(201, sent.dict())


@router.post("/c/{slug:slug}/rooms/{uuid:room_id}/protocols", response={201: shapes.ProtocolShown})
@writes_once()
def new_protocol(
    request: Asked, slug: str, room_id: uuid.UUID, sent: shapes.ProtocolSent
) -> Status[dict[str, Any]]:
    require(request.actor, KEEP, request.community.id)
    room = room_of(request.community, room_id)
    row: Protocol = set_protocol(
        community=request.community,
        actor=request.actor,
        venue_id=room.venue_id,
        room_id=room.id,
        title=sent.title,
        text=sent.text,
    )
    return Status(201, shapes.ProtocolShown.from_orm(row).dict())


class QuotaShown(Schema):
    id: uuid.UUID
    team_id: uuid.UUID | None
    minutes: int


@router.post("/c/{slug:slug}/quotas", response={201: QuotaShown})
@writes_once()
def new_quota(request: Asked, slug: str, sent: shapes.QuotaSent) -> Status[dict[str, Any]]:
    """Minutes a month of one team, or of every team."""
    require(request.actor, KEEP, request.community.id)
    team = None
    if sent.team_id is not None:
        team = _team(request, sent.team_id)
    row: Quota = set_quota(
        community=request.community,
        actor=request.actor,
        minutes=sent.minutes,
        team=team,
        since=sent.since,
    )
    return Status(201, {"id": row.id, "team_id": row.team_id, "minutes": row.minutes})


@router.get("/c/{slug:slug}/teams/{uuid:team_id}/allowance", response=shapes.AllowanceShown)
def team_allowance(request: Asked, slug: str, team_id: uuid.UUID) -> dict[str, Any]:
    """What is left of the team's hours in this month."""
    require(request.actor, FOR_OTHERS, request.community.id)
    team = _team(request, team_id)
    today = clock.today(request.community)
    left = allowance(request.community, team.id, today)
    return {
        "team_id": team.id,
        "month": f"{today:%Y-%m}",
        "limit_minutes": left.limit if left else None,
        "used_minutes": month_used(request.community, team.id, today.replace(day=1)),
        "remaining_minutes": left.remaining if left else None,
    }


def _team(request: Asked, team_id: uuid.UUID) -> Team:
    found = Team.objects.filter(community_id=request.community.id, id=team_id).first()
    if found is None:
        raise NotSeen()
    return found


@router.get("/c/{slug:slug}/closures", response=Listing[shapes.ClosureShown])
def closures(request: Asked, slug: str, page: Query[PageAsked]) -> dict[str, Any]:
    """Closures of all rooms, the latest first; for everybody."""
    rows = Closure.objects.filter(community_id=request.community.id)
    return paged(request, rows, page=page, show=list, order="-starts_at")


@router.post("/c/{slug:slug}/rooms/{uuid:room_id}/closures", response={201: shapes.ClosingShown})
@writes_once()
def close(
    request: Asked, slug: str, room_id: uuid.UUID, sent: shapes.ClosureSent
) -> Status[dict[str, Any]]:
    """Close a room with its parts; whoever is affected is listed, cancelled and told."""
    done = close_room(
        community=request.community, actor=request.actor, room_id=room_id, **sent.dict()
    )
    return Status(201, _closing(request, done))


@router.post("/c/{slug:slug}/venues/{uuid:venue_id}/closures", response={201: shapes.ClosingShown})
@writes_once()
def close_venue(
    request: Asked, slug: str, venue_id: uuid.UUID, sent: shapes.ClosureSent
) -> Status[dict[str, Any]]:
    """Close every room of a venue."""
    done = close_room(
        community=request.community, actor=request.actor, venue_id=venue_id, **sent.dict()
    )
    return Status(201, _closing(request, done))


@router.post("/c/{slug:slug}/closures/{uuid:closure_id}/lifts", response=shapes.ClosureShown)
@writes_once()
def lift(request: Asked, slug: str, closure_id: uuid.UUID) -> dict[str, Any]:
    row = lift_closure(community=request.community, actor=request.actor, closure_id=closure_id)
    return shapes.ClosureShown.from_orm(row).dict()


def _closing(request: Asked, done: Closing) -> dict[str, Any]:
    names = shapes.ClosureShown.model_fields.keys()
    return {name: getattr(done.closure, name) for name in names} | {
        "affected": [again(request, row.id) for row in done.bookings],
        "total": len(done.bookings),
    }
