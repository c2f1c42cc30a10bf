"""What programs read and send about people. Numbers go in whole and come out masked."""

import datetime as dt
import uuid

from ninja import Field, Schema

from linli.apps.people.choices import (
    Channel,
    DocumentKind,
    EntryKind,
    Ground,
    MembershipKind,
    ResidenceKind,
    Sex,
)

LINE = 200


class HomeShown(Schema):
    id: uuid.UUID
    place_id: uuid.UUID
    place: str
    kind: ResidenceKind
    since: dt.date | None
    until: dt.date | None


class WordShown(Schema):
    """A tag, skill or role of the dictionary, held by a person."""

    id: uuid.UUID
    kind: EntryKind
    code: str
    word: str
    ground: Ground
    since: dt.date


class PersonListed(Schema):
    """`homes` are those of today."""

    id: uuid.UUID
    number: str
    name: str
    sex: Sex
    birth_date: dt.date | None
    membership: str
    language_note: str
    deceased_on: dt.date | None
    homes: list[HomeShown]


class Masked(Schema):
    id: uuid.UUID
    kind: str
    masked: str
    main: bool = False


class TieShown(Schema):
    """`other` is the `kind` of `person`."""

    id: uuid.UUID
    kind: str
    person_id: uuid.UUID
    other_id: uuid.UUID
    since: dt.date
    until: dt.date | None


class HouseholdShown(Schema):
    id: uuid.UUID
    dwelling_id: uuid.UUID
    dwelling: str
    members: list[uuid.UUID]


class PersonShown(PersonListed):
    """`residences` are all of them, the current ones first; `consents` the purposes in force."""

    documents: list[Masked]
    phones: list[Masked]
    residences: list[HomeShown]
    household: HouseholdShown | None
    ties: list[TieShown]
    words: list[WordShown]
    consents: list[str]


class PersonKept(Schema):
    """The answer to a write, kept for repetitions: no word about the person."""

    id: uuid.UUID
    number: str


class HomeSent(Schema):
    place_id: uuid.UUID
    kind: ResidenceKind = ResidenceKind.ACTUAL
    since: dt.date | None = None


class PersonSent(Schema):
    """Only `name` is a must. What is not told is taken from the number of the document."""

    name: str = Field(max_length=LINE)
    sex: Sex | None = None
    birth_date: dt.date | None = None
    membership: MembershipKind | None = None
    language_note: str = Field("", max_length=LINE)
    identity_kind: DocumentKind = DocumentKind.RESIDENT_ID
    identity_number: str = Field("", max_length=LINE)
    phone: str = Field("", max_length=LINE)
    homes: list[HomeSent] = Field(default_factory=list, max_length=5)


class Search(Schema):
    """A name, a part of it, a number of a person, document or telephone: whole numbers only."""

    text: str = Field(max_length=60)


class Correction(Schema):
    """What is not sent stays. `was` is what you saw of the same fields: 409 if it changed."""

    name: str | None = Field(None, max_length=LINE)
    sex: Sex | None = None
    birth_date: dt.date | None = None
    membership: MembershipKind | None = None
    language_note: str | None = Field(None, max_length=LINE)
    was: "Correction | None" = None


class PhoneSent(Schema):
    number: str = Field(max_length=LINE)
    is_main: bool = False


class DocumentSent(Schema):
    kind: DocumentKind = DocumentKind.RESIDENT_ID
    number: str = Field(max_length=LINE)


class MoveOut(Schema):
    """`on` is the last day, today if not said."""

    residence_id: uuid.UUID
    on: dt.date | None = None


class WordSent(Schema):
    """On the ground of consent, `channel` says how it was given, where it is not known yet."""

    kind: EntryKind
    code: str = Field(max_length=40)
    ground: Ground = Ground.CONSENT
    channel: Channel | None = None
    witness: str = Field("", max_length=60)


class WordEnd(Schema):
    tag_id: uuid.UUID
    on: dt.date | None = None
