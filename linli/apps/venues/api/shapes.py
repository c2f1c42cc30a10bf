"""What programs read and send about rooms."""

import datetime as dt
import uuid

from ninja import Field, Schema

from linli.web.api.moments import Moment


class VenueShown(Schema):
    id: uuid.UUID
    name: str
    kind: str
    above_id: uuid.UUID | None
    place_id: uuid.UUID | None
    address: str
    phone: str
    about: str
    opened_on: dt.date | None
    ended_on: dt.date | None


class RoomShown(Schema):
    """Buffers in minutes; empty limits mean that there is none."""

    id: uuid.UUID
    venue_id: uuid.UUID
    venue: str
    name: str
    kind: str
    capacity: int
    floor: str
    features: str
    accessible: bool
    about: str
    parts: list[uuid.UUID]
    buffer_before: int
    buffer_after: int
    needs_approval: bool
    staff_only: bool
    longest_minutes: int | None
    days_ahead: int | None


class SpanShown(Schema):
    starts_at: Moment
    ends_at: Moment


class FreeShown(Schema):
    """`free` are the spans nobody holds, `starts` the times at which `minutes` can begin."""

    day: dt.date
    minutes: int
    opens: list[SpanShown]
    free: list[SpanShown]
    starts: list[Moment]
    closed_for: str


class NowShown(Schema):
    """`state`: free, busy, closed (repair, holiday …) or shut (outside the opening hours)."""

    room_id: uuid.UUID
    room: str
    venue: str
    capacity: int
    state: str
    until: Moment | None


class DateShown(Schema):
    id: uuid.UUID
    number: int
    starts_at: Moment
    ends_at: Moment
    state: str
    checked_in_at: Moment | None
    used_minutes: int


class BookingShown(Schema):
    """`state` is that of the next date. `rivals` are bookings that want the same time and wait
    too (for those who decide); `strikes` how often nobody came lately, for this party.
    """

    id: uuid.UUID
    room_id: uuid.UUID
    room: str
    venue: str
    state: str
    starts_at: Moment
    ends_at: Moment
    booked_for_kind: str
    booked_for_id: str
    booked_for_name: str
    purpose: str
    expected: int | None
    basis: str
    dates: list[DateShown]
    skipped: list[int]
    refusal: str
    rivals: list[uuid.UUID]
    strikes: int
    made_at: Moment


class BookingSent(Schema):
    """`every` (day, week, fortnight, month) with `times` makes a series. When dates of it cannot
    be, the answer is 409 with their `numbers`; name those to leave out in `skip`.
    """

    room_id: uuid.UUID
    starts_at: dt.datetime
    ends_at: dt.datetime
    purpose: str = Field("", max_length=400)
    expected: int | None = None
    booked_for_kind: str = Field("", max_length=20)
    booked_for_id: str = Field("", max_length=60)
    booked_for_name: str = Field("", max_length=200)
    every: str = Field("", max_length=20)
    times: int = 1
    skip: list[int] = Field(default_factory=list, max_length=60)
    accepted: list[uuid.UUID] = Field(default_factory=list, max_length=20)
    item_ids: list[uuid.UUID] = Field(default_factory=list, max_length=20)
    basis: str = Field("self", max_length=20)
    contact_name: str = Field("", max_length=100)
    contact_phone: str = Field("", max_length=60)


class Numbers(Schema):
    numbers: list[int] | None = Field(None, max_length=60, description="Dates; empty: all open.")


class Number(Schema):
    number: int | None = Field(None, description="The date; empty: the one that runs or comes.")


class Approval(Schema):
    skip: list[int] = Field(default_factory=list, max_length=60)
    rivals_seen: list[uuid.UUID] | None = Field(
        None, max_length=200, description="What the approver saw; another list now is 409."
    )


class Reason(Schema):
    reason: str = Field("", max_length=400)


class HostCancellation(Reason):
    numbers: list[int] | None = Field(None, max_length=60)


class Granted(Schema):
    booking: BookingShown
    skipped: list[int]
    rejected: list[uuid.UUID] = Field(description="Bookings that lost the same time.")


class ClosureSent(Schema):
    starts_at: dt.datetime
    ends_at: dt.datetime
    reason: str = Field("", max_length=400)
    kind: str = Field("repair", max_length=20)
    expected: int | None = Field(
        None, description="Number of affected dates that you saw; another one now is 409."
    )


class ClosureShown(Schema):
    id: uuid.UUID
    venue_id: uuid.UUID
    room_id: uuid.UUID | None
    kind: str
    reason: str
    starts_at: Moment
    ends_at: Moment
    lifted_at: Moment | None


class ClosingShown(ClosureShown):
    """`affected` are the bookings that were cancelled by it, `total` how many."""

    affected: list[BookingShown]
    total: int


class VenueSent(Schema):
    name: str = Field("", max_length=200)
    kind: str = Field("centre", max_length=20)
    address: str = Field("", max_length=300)
    phone: str = Field("", max_length=60)
    about: str = Field("", max_length=3000)
    opened_on: dt.date | None = None


class RoomSent(Schema):
    venue_id: uuid.UUID
    name: str = Field("", max_length=200)
    kind: str = Field("other", max_length=20)
    capacity: int
    parts: list[uuid.UUID] = Field(default_factory=list, max_length=50)
    floor: str = Field("", max_length=60)
    features: str = Field("", max_length=400)
    accessible: bool = False
    about: str = Field("", max_length=3000)
    buffer_before: int = 0
    buffer_after: int = 0
    needs_approval: bool = False
    staff_only: bool = False
    longest_minutes: int | None = None
    days_ahead: int | None = None


class HoursLine(Schema):
    weekday: int = Field(ge=0, le=6, description="0 is Monday.")
    opens: dt.time
    closes: dt.time


class HoursSent(Schema):
    rules: list[HoursLine] = Field(max_length=100)
    since: dt.date | None = None


class QuotaSent(Schema):
    """Without a team it holds for every team that has none of its own."""

    minutes: int
    team_id: uuid.UUID | None = None
    since: dt.date | None = None


class AllowanceShown(Schema):
    """Empty `limit_minutes`: no quota."""

    team_id: uuid.UUID
    month: str
    limit_minutes: int | None
    used_minutes: int
    remaining_minutes: int | None


class ProtocolSent(Schema):
    title: str = Field("", max_length=200)
    text: str = Field("", max_length=6000)


class ProtocolShown(Schema):
    id: uuid.UUID
    title: str
    text: str
    edition: int
    since: Moment
