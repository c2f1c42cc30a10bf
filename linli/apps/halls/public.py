"""The door of halls for other apps."""

from linli.apps.halls.choices import (
    CommitmentState,
    HallKind,
    MeetingState,
    ResolutionState,
    SideKind,
)
from linli.apps.halls.models import Commitment, Hall, HallSide, Meeting, Resolution
from linli.apps.halls.operations import (
    add_side,
    adopt_resolution,
    call_meeting,
    cancel_meeting,
    close_hall,
    confirm_resolution,
    end_side,
    hold_meeting,
    make_commitment,
    open_hall,
    settle_commitment,
    sign_resolution,
    withdraw_resolution,
)
from linli.apps.halls.queries import open_halls, public_resolutions, resolution_lines

__all__ = [
    "Commitment",
    "CommitmentState",
    "Hall",
    "HallKind",
    "HallSide",
    "Meeting",
    "MeetingState",
    "Resolution",
    "ResolutionState",
    "SideKind",
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
    "open_halls",
    "public_resolutions",
    "resolution_lines",
    "settle_commitment",
    "sign_resolution",
    "withdraw_resolution",
]
