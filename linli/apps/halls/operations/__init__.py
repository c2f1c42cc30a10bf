"""Every act of a hall."""

from linli.apps.halls.operations.halls import add_side, close_hall, end_side, open_hall
from linli.apps.halls.operations.meetings import call_meeting, cancel_meeting, hold_meeting
from linli.apps.halls.operations.resolutions import (
    adopt_resolution,
    confirm_resolution,
    make_commitment,
    settle_commitment,
    sign_resolution,
    withdraw_resolution,
)

__all__ = [
    "add_side",
    "adopt_resolution",
    "call_meeting",
    "cancel_meeting",
    "close_hall",
    "confirm_resolution",
    "end_side",
    "hold_meeting",
    "make_commitment",
    "open_hall",
    "settle_commitment",
    "sign_resolution",
    "withdraw_resolution",
]
