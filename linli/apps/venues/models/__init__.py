"""Venues with their rooms; bookings with their dates; things lent."""

from linli.apps.venues.models.bookings import (
    Booking,
    BookingProtocol,
    Occurrence,
    RoomSlot,
    Strike,
    TeamMonth,
)
from linli.apps.venues.models.rooms import (
    Closure,
    OpeningRule,
    Phase,
    Protocol,
    Quota,
    Room,
    RoomPart,
    Venue,
)
from linli.apps.venues.models.things import Fault, Item, ItemSlot, Loan

__all__ = [
    "Booking",
    "BookingProtocol",
    "Closure",
    "Fault",
    "Item",
    "ItemSlot",
    "Loan",
    "Occurrence",
    "OpeningRule",
    "Phase",
    "Protocol",
    "Quota",
    "Room",
    "RoomPart",
    "RoomSlot",
    "Strike",
    "TeamMonth",
    "Venue",
]
