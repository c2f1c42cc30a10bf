"""What programs read of activities."""

import datetime as dt
import uuid

from ninja import Schema

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


class BatchLine(Schema):
    """`code` of a refusal, or of the check-in; nothing is lost by another line's refusal."""

    nonce: str
    code: str
    detail: str = ""
    attendance: uuid.UUID | None = None


class SheetShown(Schema):
    added: int
    known: list[uuid.UUID]
    heads: int


class DrawnShown(Schema):
    number: int
    seats: int
    turn: int
    won: bool


class DrawShown(Schema):
    """SHA-256 of `seed` is `seed_digest`; entries stand in the order of SHA-256 of
    "seed:list_digest:number". `holds`: the server repeated the draw and agrees.
    """

    seed_digest: str
    seed: str
    list_digest: str
    holds: bool
    entries: list[DrawnShown]
