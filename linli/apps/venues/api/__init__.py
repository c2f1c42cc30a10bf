"""Rooms and bookings for programs: the same operations, one address per noun."""

from linli.apps.venues.api import bookings, keeping, things
from linli.apps.venues.api.rooms import router

__all__ = ["bookings", "keeping", "router", "things"]
