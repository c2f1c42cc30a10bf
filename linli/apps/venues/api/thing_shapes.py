"""What programs read and send about things."""

import datetime as dt
import uuid

from ninja import Field, Schema

from linli.web.api.moments import Moment


class ItemSent(Schema):
    venue_id: uuid.UUID
    room_id: uuid.UUID | None = None
    kind: str = Field("equipment", max_length=20)
    code: str = Field("", max_length=60)
    name: str = Field("", max_length=300)
    author: str = Field("", max_length=200)
    note: str = Field("", max_length=400)
    lendable: bool = True


class ItemShown(Schema):
    """`state`: here, lent, broken or retired."""

    id: uuid.UUID
    venue_id: uuid.UUID
    room_id: uuid.UUID | None
    kind: str
    code: str
    name: str
    author: str
    note: str
    lendable: bool
    state: str
    due_on: dt.date | None


class LoanSent(Schema):
    person_id: uuid.UUID | None = None
    borrower: str = Field("", max_length=100)
    due_on: dt.date | None = None


class LoanShown(Schema):
    id: uuid.UUID
    item_id: uuid.UUID
    borrower: str
    lent_at: Moment
    due_on: dt.date
    returned_at: Moment | None


class FaultSent(Schema):
    words: str = Field("", max_length=800)
    item_id: uuid.UUID | None = None
    unusable: bool = False


class FaultShown(Schema):
    id: uuid.UUID
    room_id: uuid.UUID | None
    item_id: uuid.UUID | None
    words: str
    unusable: bool
    reported_at: Moment
    mended_at: Moment | None


class Mended(Schema):
    how: str = Field("", max_length=400)
