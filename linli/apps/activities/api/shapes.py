"""What programs read of activities and send about them."""

import datetime as dt
import uuid

from ninja import Field, Schema
from pydantic import AwareDatetime

from linli.web.api.moments import Moment


class UnitShown(Schema):
    id: int
    name: str
    role: str


class TagShown(Schema):
    word: str
    kind: str


class OutcomeShown(Schema):
    id: uuid.UUID
    what: str
    unit: str
    number: int
    evidence: str
    day: dt.date
    session: uuid.UUID | None


class SessionShown(Schema):
    """`free` null: no limit. `held`: it took place and counts."""

    id: uuid.UUID
    activity: uuid.UUID
    title: str
    number: int
    starts_at: Moment
    ends_at: Moment
    state: str
    held: bool
    place: str
    room: uuid.UUID | None
    capacity: int | None
    taken: int
    free: int | None
    person_times: int
    opens_at: Moment | None
    closes_at: Moment | None
    mode: str
    promotion: str


class ActivityShown(Schema):
    id: uuid.UUID
    title: str
    kind: str
    kind_name: str
    text: str
    state: str
    public: bool
    series: str
    edition: int | None
    team: str
    place: str
    festival: str
    result: str
    external_link: str
    units: list[UnitShown]
    tags: list[TagShown]
    speakers: list[str]
    sessions: list[SessionShown]
    outcomes: list[OutcomeShown]
    changed_at: Moment


class SignUpShown(Schema):
    """`position` 1 moves up next; `name` is for those who may see the list."""

    id: uuid.UUID
    gathering: uuid.UUID
    session: uuid.UUID | None
    person: uuid.UUID
    name: str
    state: str
    seats: int
    position: int | None
    number: int
    door: str
    basis: str
    held_until: Moment | None
    over_capacity: bool
    late: bool
    photos_flagged: bool
    created_at: Moment


class SeatsShown(Schema):
    confirmed: int
    confirmed_seats: int
    waiting: int
    waiting_seats: int
    requested: int
    offered: int
    pending_consent: int
    attended: int
    no_show: int
    withdrawn: int


class HeadsShown(Schema):
    category: str
    number: int
    id: uuid.UUID


class DrillShown(Schema):
    attendances: list[uuid.UUID]
    headcounts: list[HeadsShown]


class CountsShown(Schema):
    """`drill` holds the rows behind: attendances are one each, headcounts their number."""

    persons: int
    person_times: int
    anonymous: int
    capacity: int | None
    taken: int
    seats: SeatsShown
    drill: DrillShown


class CheckedInShown(Schema):
    """`code`: checked_in, or already_checked_in when the person was counted before."""

    code: str
    attendance: uuid.UUID
    person: uuid.UUID
    came_at: Moment
    walk_in: bool
    duplicate_note: uuid.UUID | None


class HeadcountShown(Schema):
    id: uuid.UUID
    category: str
    number: int
    counted_at: Moment


class WallCodeShown(Schema):
    code: str
    until: Moment


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
    terms: TermsSent = TermsSent()
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


class BatchLine(Schema):
    """`code` of a refusal, or of the check-in; nothing is lost by another line's refusal."""

    nonce: str
    code: str
    detail: str = ""
    attendance: uuid.UUID | None = None


class HeadcountSent(Schema):
    number: int
    category: str = "all"
    note: str = Field("", max_length=400)
    counted_at: AwareDatetime | None = None


class SheetSent(Schema):
    people: list[uuid.UUID] = Field([], max_length=2000)
    heads: dict[str, int] = {}
    method: str = "paper"


class SheetShown(Schema):
    added: int
    known: list[uuid.UUID]
    heads: int


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
