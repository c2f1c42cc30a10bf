"""What programs read and send about cases."""

import datetime as dt
import uuid
from typing import Any

from ninja import Field, Schema

from linli.web.api.moments import Moment

TEXT = 4000
WORDS = 2000


class CaseShown(Schema):
    """A case as its reader may see it; `version` goes back with an act to notice a conflict."""

    id: uuid.UUID
    number: str
    state: str
    version: int
    title: str
    type: str
    type_name: str
    place: str
    grid: str
    unit: str
    level: str
    source: str
    found_by: str
    public: bool
    supporters: int
    response_due: Moment | None
    responded_at: Moment | None
    resolution_due: Moment | None
    provisional: bool
    paused_at: Moment | None
    registered_at: Moment
    changed_at: Moment
    closed_at: Moment | None


class PublicCaseShown(Schema):
    number: str
    state: str
    title: str
    text: str
    result: str
    type: str
    type_name: str
    place: str
    unit: str
    supporters: int
    registered_at: Moment
    resolution_due: Moment | None
    closed_at: Moment | None


class LineShown(Schema):
    kind: str
    says: str
    words: str
    at: Moment
    by: str
    unit: str
    state: str


class Registered(Schema):
    """`query_code` is the reporter's key to the case: it is shown here once."""

    id: uuid.UUID
    number: str
    query_code: str
    state: str


class ReporterSent(Schema):
    name: str = Field("", max_length=60)
    phone: str = Field("", max_length=60)
    email: str = Field("", max_length=254)
    anonymous: bool = False
    channel: str = ""
    basis: str = "self"
    proxy_name: str = Field("", max_length=60)
    person_id: uuid.UUID | None = None


class CaseSent(Schema):
    """Only `text` is a must. Without `reporter` it counts as found by ourselves."""

    text: str = Field("", max_length=TEXT)
    title: str = Field("", max_length=80)
    type: str = Field("", max_length=60)
    source: str = "resident"
    place_id: uuid.UUID | None = None
    place_words: str = Field("", max_length=200)
    asset_id: uuid.UUID | None = None
    longitude: float | None = None
    latitude: float | None = None
    answers: dict[str, Any] = Field(default_factory=dict)
    happened_at: dt.datetime | None = None
    public: bool = True
    reporter: ReporterSent | None = None


class Act(Schema):
    version: int | None = Field(None, description="What you saw; another one now is 409.")


class UnitSent(Schema):
    organisation_id: int | None = None
    worker: str = Field("", max_length=60, description="c:<credential> of a grid worker")


class Acceptance(Act):
    type_code: str = ""
    title: str = Field("", max_length=80)


class Answered(Act):
    answer: str = Field(max_length=WORDS)


class Refusal(Act):
    reason: str
    words_told: str = Field("", max_length=WORDS)
    duty_item: str = ""


class Merger(Act):
    into: uuid.UUID


class Dispatch(Act):
    to: UnitSent
    order_words: str = Field("", max_length=WORDS)


class Objection(Act):
    reason: str
    objection_words: str = Field("", max_length=WORDS)


class ContactMade(Act):
    reached: bool = True
    way: str = "phone"
    contact_words: str = Field("", max_length=WORDS)


class Progress(Schema):
    progress: str = Field(max_length=WORDS)
    for_reporter: bool = True
    stage: str = Field("", max_length=40, description="A limit on the way that it meets.")


class Result(Act):
    result: str = Field(max_length=WORDS)
    inside_words: str = Field("", max_length=WORDS)
    outcome: str = "outcome.done"


class Settlement(Act):
    result: str = Field(max_length=WORDS)
    settled_level: str = ""
    settled_how: str = "outcome.done"


class Hold(Act):
    reason: str
    reason_words: str = Field("", max_length=WORDS)
    review_on: dt.date | None = None


class Resumption(Act):
    resume_words: str = Field("", max_length=WORDS)


class Passing(Act):
    to: str = "community"
    reason_words: str = Field("", max_length=WORDS)
    organisation_id: int | None = None


class Checked(Act):
    passed: bool
    check_words: str = Field("", max_length=WORDS)


class Closing(Act):
    settled_level: str = ""
    settled_how: str = ""
    closing_words: str = Field("", max_length=WORDS)


class CalledBack(Act):
    reached: bool
    solved: bool | None = None
    satisfied: bool | None = None
    said_words: str = Field("", max_length=WORDS)


class Reopening(Act):
    reopen_words: str = Field(max_length=WORDS)


class AssistAsked(Schema):
    organisation_id: int
    text: str = Field(max_length=WORDS)
    working_hours: int | None = None


class AssistAnswered(Schema):
    answer: str = Field(max_length=WORDS)
    call_id: uuid.UUID | None = None


class ExtensionAsked(Act):
    reason: str
    until: dt.date
    request_words: str = Field("", max_length=WORDS)


class Decision(Schema):
    grant: bool
    until: dt.date | None = None
    decision_words: str = Field("", max_length=WORDS)


class RatingSent(Schema):
    """By whoever holds the query code."""

    query_code: str = Field(max_length=40)
    solved: bool
    satisfied: bool
    words: str = Field("", max_length=1000)


class DaySent(Schema):
    date: dt.date
    note: str = Field("", max_length=60)


class YearSent(Schema):
    """The year's notice: what is off on a weekday, and what is worked on a weekend."""

    year: int = Field(ge=2004, le=2100)
    source: str = Field(max_length=120)
    free: list[DaySent] = Field(max_length=120)
    worked: list[DaySent] = Field(default_factory=list, max_length=60)


class YearEntered(Schema):
    """`moved` deadlines were provisional and are reckoned anew."""

    year: int
    moved: int
