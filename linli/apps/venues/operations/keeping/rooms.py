"""Venues with their phases, and rooms with their parts."""

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from linli.apps.venues.choices import (
    LIVING,
    PHASE_OPENED,
    ROOM_CHANGED,
    ROOM_ENDED,
    ROOM_OPENED,
    VENUE_CHANGED,
    VENUE_OPENED,
    RoomKind,
    VenueKind,
)
from linli.apps.venues.models import (
    Occurrence,
    Phase,
    Room,
    RoomPart,
    Venue,
)
from linli.apps.venues.operations.keeping.saving import (
    apply_changes,
    check_home,
    check_kind,
    check_numbers,
    cleaned,
    keep_record,
    save_once,
)
from linli.apps.venues.operations.slots import touch_rooms
from linli.apps.venues.operations.wording import line
from linli.apps.venues.queries.ground import room_of, venue_of
from linli.apps.venues.rules import KEEP
from linli.kernel import clock
from linli.kernel.access.actor import Actor
from linli.kernel.access.permissions import require
from linli.kernel.community import Community
from linli.kernel.errors import Conflict, NotSeen


@transaction.atomic
def open_venue(
    *, community: Community, actor: Actor, name: str, kind: str = VenueKind.CENTRE, **more: Any
) -> Venue:
    """`more`: above (a Venue), place (a Place), address, phone, keeper, about, opened_on."""
    require(actor, KEEP, community.id)
    check_kind(kind, VenueKind)
    check_home(community, more.get("above"), more.get("place"))
    row = Venue(community_id=community.id, kind=kind, **cleaned({"name": name, **more}))
    save_once(row, "venue_exists", _("There is a venue of this name."))
    keep_record(VENUE_OPENED, actor, row, kind=kind, on=row.opened_on)
    return row


@transaction.atomic
def change_venue(
    *, community: Community, actor: Actor, venue_id: uuid.UUID, changes: Mapping[str, Any]
) -> Venue:
    require(actor, KEEP, community.id)
    row = venue_of(community, venue_id)
    check_home(community, changes.get("above"), changes.get("place"))
    fields = apply_changes(row, changes)
    save_once(row, "venue_exists", _("There is a venue of this name."))
    keep_record(VENUE_CHANGED, actor, row, fields=fields)
    return row


@transaction.atomic
def open_phase(
    *,
    community: Community,
    actor: Actor,
    venue_id: uuid.UUID,
    name: str,
    opened_on: dt.date,
    note: str = "",
) -> Phase:
    require(actor, KEEP, community.id)
    venue = venue_of(community, venue_id)
    row = Phase(
        community_id=community.id,
        venue_id=venue.id,
        name=line(name, field="name", most=80, least=1),
        opened_on=opened_on,
        note=line(note, field="note", most=500),
    )
    save_once(row, "phase_exists", _("There is a phase of this name."))
    keep_record(PHASE_OPENED, actor, row, venue=venue.id, on=opened_on)
    return row


@transaction.atomic
def open_room(
    *,
    community: Community,
    actor: Actor,
    venue_id: uuid.UUID,
    name: str,
    capacity: int,
    kind: str = RoomKind.OTHER,
    parts: Sequence[uuid.UUID] = (),
    **more: Any,
) -> Room:
    """`parts`: rooms of the same venue that this one is made of. `more`: fields of Room."""
    require(actor, KEEP, community.id)
    venue = venue_of(community, venue_id)
    check_kind(kind, RoomKind)
    check_numbers({"capacity": capacity, **more})
    row = Room(
        community_id=community.id,
        venue_id=venue.id,
        kind=kind,
        capacity=capacity,
        **cleaned({"name": name, **more}),
    )
    save_once(row, "room_exists", _("There is a room of this name in the venue."))
    for part in parts:
        if room_of(community, part).venue_id != venue.id:
            raise NotSeen()
        RoomPart(community_id=community.id, whole_id=row.id, part_id=part).save(force_insert=True)
    keep_record(
        ROOM_OPENED, actor, row, venue=venue.id, kind=kind, capacity=capacity, parts=len(parts)
    )
    return row


@transaction.atomic
def change_room(
    *, community: Community, actor: Actor, room_id: uuid.UUID, changes: Mapping[str, Any]
) -> Room:
    """What is booked already stays as it was booked."""
    require(actor, KEEP, community.id)
    row = room_of(community, room_id)
    check_numbers(changes)
    if "kind" in changes:
        check_kind(changes["kind"], RoomKind)
    fields = apply_changes(row, changes)
    save_once(row, "room_exists", _("There is a room of this name in the venue."))
    keep_record(ROOM_CHANGED, actor, row, fields=fields)
    return row


@transaction.atomic
def end_room(*, community: Community, actor: Actor, room_id: uuid.UUID) -> Room:
    """The room is given up. Conflict `booked` while bookings still come: close it first."""
    require(actor, KEEP, community.id)
    row = room_of(community, room_id)
    touch_rooms(community.id, [row.id])
    coming = Occurrence.objects.filter(
        community_id=community.id, room_id=row.id, state__in=LIVING, ends_at__gt=clock.now()
    ).count()
    if coming:
        raise Conflict(
            "booked",
            _("%(n)s dates are still booked here. Close the room first, so that they are told.")
            % {"n": coming},
            total=coming,
        )
    day = clock.today(community)
    rows = Room.objects.filter(community_id=community.id, id=row.id, ended_on__isnull=True)
    rows.update(ended_on=day)
    keep_record(ROOM_ENDED, actor, row, on=day)
    row.refresh_from_db()
    return row
