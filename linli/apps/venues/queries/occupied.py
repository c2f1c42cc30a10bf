"""Which quarter hours are taken, as it is now: a lapsed booking holds nothing, timer or not."""

import datetime as dt
import uuid
from collections.abc import Iterable, Sequence

from django.db.models import Q

from linli.apps.venues.choices import HOLDING, State
from linli.apps.venues.models import Occurrence, RoomSlot
from linli.kernel import clock
from linli.kernel.community import Community

Taken = set[tuple[uuid.UUID, dt.datetime]]


def lapsed(now: dt.datetime, prefix: str = "") -> Q:
    """Dates to which nobody came in time, whether or not the worker has said so already."""
    return Q(**{f"{prefix}state": State.APPROVED, f"{prefix}release_at__lte": now})


def taken_slots(
    community: Community,
    room_ids: Iterable[uuid.UUID],
    start: dt.datetime,
    end: dt.datetime,
    *,
    leave_out: uuid.UUID | None = None,
) -> Taken:
    """(room, quarter hour) of everything that holds a room in [start, end): one statement."""
    rows = RoomSlot.objects.filter(
        community_id=community.id,
        room_id__in=list(room_ids),
        slot_start__gte=start,
        slot_start__lt=end,
    ).exclude(lapsed(clock.now(), "occurrence__"))
    if leave_out is not None:
        rows = rows.exclude(occurrence__booking_id=leave_out)
    return set(rows.values_list("room_id", "slot_start"))


def state_now(date: Occurrence, now: dt.datetime) -> str:
    """The state as it is at this moment: the worker may be late, the answer may not."""
    if date.state == State.APPROVED and date.release_at is not None and date.release_at <= now:
        return State.NO_SHOW
    over = date.ends_at <= now
    if over and date.state in HOLDING:
        return State.DONE
    if over and date.state == State.PENDING:
        return State.REJECTED
    return str(date.state)


def booking_state(dates: Sequence[Occurrence], now: dt.datetime) -> str:
    """Of a booking with several dates: what its next date is, else what its last one was."""
    if not dates:
        return State.CANCELLED
    ordered = sorted(dates, key=lambda each: each.starts_at)
    states = [state_now(each, now) for each in ordered]
    living = [s for s in states if s in (State.PENDING, State.APPROVED, State.CHECKED_IN)]
    return living[0] if living else states[-1]
