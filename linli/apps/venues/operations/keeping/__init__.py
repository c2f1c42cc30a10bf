"""Venues, rooms and the rules of booking them."""

from linli.apps.venues.operations.keeping.rooms import (
    change_room,
    change_venue,
    end_room,
    open_phase,
    open_room,
    open_venue,
)
from linli.apps.venues.operations.keeping.ruling import set_hours, set_protocol, set_quota

__all__ = [
    "change_room",
    "change_venue",
    "end_room",
    "open_phase",
    "open_room",
    "open_venue",
    "set_hours",
    "set_protocol",
    "set_quota",
]
