"""What programs send about activities. Every time comes with its offset."""

import uuid

from ninja import Field, Schema
from pydantic import AwareDatetime


class TermsSent(Schema):
    """Without `capacity` everybody gets in. Ages count on the day."""

    capacity: int | None = None
    mode: str = "fcfs"
    promotion: str = "auto"
    party_rule: str = "strict"
    audience: str = "everyone"
    age_from: int | None = Field(None, ge=0, le=130)
    age_to: int | None = Field(None, ge=0, le=130)
    opens_at: AwareDatetime | None = None
    closes_at: AwareDatetime | None = None
    residents_first_until: AwareDatetime | None = None
    household_cap: int | None = None
    minimum_adults: int = Field(0, ge=0, le=1000)


class SessionSent(Schema):
    starts_at: AwareDatetime
    ends_at: AwareDatetime
    title: str = Field("", max_length=300)
    terms: TermsSent | None = None
    place: uuid.UUID | None = None
    place_words: str = Field("", max_length=300)
    room: uuid.UUID | None = None
    required: bool = True


class UnitSent(Schema):
    id: int
    role: str = "host"


class TagSent(Schema):
    word: str = Field(max_length=200)
    kind: str = "topic"


class SpeakerSent(Schema):
    name: str = Field(max_length=200)
    title: str = Field("", max_length=200)


class ActivitySent(Schema):
    """`publish` announces it at once; `sessions` are its dates."""

    title: str = Field(max_length=300)
    kind: str = "other"
    text: str = Field("", max_length=20000)
    public: bool = True
    needs_sign_up: bool = True
    series: uuid.UUID | None = None
    edition: int | None = Field(None, ge=1, le=10000)
    team: uuid.UUID | None = None
    place: uuid.UUID | None = None
    place_words: str = Field("", max_length=300)
    indoor: bool | None = None
    festival: str = ""
    contact: str = Field("", max_length=300)
    consent_text: str = Field("", max_length=20000)
    external_platform: str = Field("", max_length=300)
    external_id: str = Field("", max_length=300)
    external_link: str = Field("", max_length=600)
    units: list[UnitSent] = []
    tags: list[TagSent] = []
    speakers: list[SpeakerSent] = []
    sessions: list[SessionSent] = Field([], max_length=100)
    publish: bool = False


class PickUpSent(Schema):
    name: str = Field(max_length=200)
    relation: str = Field("", max_length=100)


class SignUpSent(Schema):
    """Without `person` oneself. `wait`: take a place in the queue (staff must say so)."""

    person: uuid.UUID | None = None
    door: str = ""
    companions: list[uuid.UUID] = Field([], max_length=30)
    guests: list[str] = Field([], max_length=30)
    pick_ups: list[PickUpSent] = Field([], max_length=10)
    photos: bool | None = None
    answers: dict[uuid.UUID, str] = {}
    over_capacity_reason: str = Field("", max_length=400)
    wait: bool | None = None


class ConsentSent(Schema):
    """`person`: the child, where the party has several; `guardian` signed the paper."""

    person: uuid.UUID | None = None
    guardian: uuid.UUID | None = None
    kind: str = "attend"
    door: str = ""


class CheckInSent(Schema):
    """By staff: `person` or the token of a `card`. By oneself: the `code` of the wall."""

    person: uuid.UUID | None = None
    card: str = Field("", max_length=100)
    code: str = Field("", max_length=40)
    method: str = ""
    captured_at: AwareDatetime | None = None
    nonce: str = Field("", max_length=100)
    device: str = Field("", max_length=100)


class BatchSent(Schema):
    """What a device kept while it had no network; each with its nonce."""

    check_ins: list[CheckInSent] = Field(max_length=500)


class HeadcountSent(Schema):
    number: int
    category: str = "all"
    note: str = Field("", max_length=400)
    counted_at: AwareDatetime | None = None


class SheetSent(Schema):
    people: list[uuid.UUID] = Field([], max_length=2000)
    heads: dict[str, int] = {}
    method: str = "paper"


class OutcomeSent(Schema):
    what: str = Field(max_length=200)
    unit: str = Field(max_length=100)
    number: int
    evidence: str = Field("", max_length=600)
    session: uuid.UUID | None = None


class ReasonSent(Schema):
    reason: str = Field("", max_length=400)


class ResultSent(Schema):
    result: str = Field("", max_length=20000)


class TimesSent(Schema):
    starts_at: AwareDatetime
    ends_at: AwareDatetime


class CapacitySent(Schema):
    capacity: int | None


class Nothing(Schema):
    """No fields."""


class DecisionSent(Schema):
    accept: bool
