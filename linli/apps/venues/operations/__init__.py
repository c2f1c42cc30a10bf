"""What changes rooms and bookings; the only way to do so."""

from linli.apps.venues.operations.asking import Wanted
from linli.apps.venues.operations.booking import book
from linli.apps.venues.operations.cancelling import (
    cancel_booking,
    cancel_for_host,
    free_bookings_for,
    holds_booking,
)
from linli.apps.venues.operations.closing import Closing, close_room, lift_closure
from linli.apps.venues.operations.deciding import Granted, approve_booking, reject_booking
from linli.apps.venues.operations.keeping import (
    change_room,
    change_venue,
    end_room,
    open_phase,
    open_room,
    open_venue,
    set_hours,
    set_protocol,
    set_quota,
)
from linli.apps.venues.operations.lending import (
    enter_item,
    lend_item,
    mend_fault,
    report_fault,
    retire_item,
    take_back_item,
)
from linli.apps.venues.operations.presence import (
    check_in_booking,
    forgive_strike,
    leave_room,
)

__all__ = [
    "Closing",
    "Granted",
    "Wanted",
    "approve_booking",
    "book",
    "cancel_booking",
    "cancel_for_host",
    "change_room",
    "change_venue",
    "check_in_booking",
    "close_room",
    "end_room",
    "enter_item",
    "forgive_strike",
    "free_bookings_for",
    "holds_booking",
    "leave_room",
    "lend_item",
    "lift_closure",
    "mend_fault",
    "open_phase",
    "open_room",
    "open_venue",
    "reject_booking",
    "report_fault",
    "retire_item",
    "set_hours",
    "set_protocol",
    "set_quota",
    "take_back_item",
]
