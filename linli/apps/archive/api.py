"""Honours for programs: what everybody may read, nominations for staff, and their acts."""

import datetime as dt
import uuid
from collections.abc import Callable, Sequence
from typing import Any

from ninja import Field, Query, Router, Schema, Status

from linli.apps.archive.models import STORY, Honour, Nomination
from linli.apps.archive.public import (
    agree_to_nomination,
    begin_notice,
    decline_nomination,
    grant_honour,
    nominate,
    public_honours,
    raise_objection,
    revoke_honour,
    turn_down_nomination,
)
from linli.apps.archive.queries import nominations_for, public_honour, public_notice
from linli.kernel.records.models import Basis
from linli.web.api.lists import Listing, PageAsked, paged
from linli.web.api.moments import Moment
from linli.web.api.repeats import writes_once
from linli.web.asked import Asked

router = Router()
HERE = "/c/{slug:slug}"


class HonourShown(Schema):
    id: uuid.UUID
    name: str
    holder: str
    display_name: str
    sort: str
    level: str
    grade: str
    giver: str
    granted_on: dt.date
    valid_until: dt.date | None


class NoticeShown(Schema):
    id: uuid.UUID
    state: str
    display_name: str
    story: str
    notice_from: dt.date | None
    notice_until: dt.date | None
    stopped: bool


class NominationShown(NoticeShown):
    kind: uuid.UUID
    cycle: str
    person: uuid.UUID | None
    supporters: int
    opened_at: Moment


class NominationNow(Schema):
    """How far it is, for whoever has done something to it; who and why stay with the staff."""

    id: uuid.UUID
    state: str
    cycle: str
    notice_from: dt.date | None
    notice_until: dt.date | None
    stopped: bool
    supporters: int


class NominationSent(Schema):
    kind: uuid.UUID
    story: str = Field(max_length=STORY)
    person: uuid.UUID | None = None
    display_name: str = Field("", max_length=60)
    by_name: str = Field("", max_length=60)
    basis: str = Basis.SELF


class NoticeBegun(Schema):
    """`story`: the words for everybody; without them those of the first who nominated."""

    story: str | None = Field(None, max_length=STORY)


class Answered(Schema):
    basis: str = Basis.SELF


class Reasoned(Schema):
    reason: str = Field(max_length=300)


class Objected(Schema):
    text: str = Field(max_length=STORY)
    by_name: str = Field("", max_length=60)
    basis: str = Basis.SELF


class Granted(Schema):
    document_no: str = Field("", max_length=60)


@router.get(f"{HERE}/honours", response=Listing[HonourShown])
def honours(request: Asked, slug: str, page: Query[PageAsked]) -> dict[str, Any]:
    """What stands and may be shown, newest first. No key is needed."""
    rows = public_honours(request.community)
    return paged(request, rows, page=page, show=list, order="-granted_on")


@router.get(f"{HERE}/honours/{{uuid:honour_id}}", response=HonourShown)
def honour(request: Asked, slug: str, honour_id: uuid.UUID) -> Honour:
    return public_honour(request.community, honour_id)


@router.get(f"{HERE}/honour-notices/{{uuid:nomination_id}}", response=NoticeShown)
def notice(request: Asked, slug: str, nomination_id: uuid.UUID) -> dict[str, Any]:
    """A nomination while it is in public notice; 404 before and after."""
    return _notice(public_notice(request.community, nomination_id))


@router.get(f"{HERE}/nominations", response=Listing[NominationShown])
def nominations(request: Asked, slug: str, page: Query[PageAsked]) -> dict[str, Any]:
    """Nominations in hand, for those who keep them."""
    rows = nominations_for(request.community, request.actor)
    return paged(request, rows, page=page, show=_shown, order="-opened_at")


@router.post(f"{HERE}/nominations", response={201: NominationNow})
@writes_once()
def propose(request: Asked, slug: str, sent: NominationSent) -> Status[dict[str, Any]]:
    """Nominate; a second nomination of one person in a round joins the first."""
    row = nominate(
        community=request.community,
        actor=request.actor,
        kind_id=sent.kind,
        person_id=sent.person,
        **sent.dict(include={"story", "display_name", "by_name", "basis"}),
    )
    return Status(201, _now(row))


@router.post(f"{HERE}/honours/{{uuid:honour_id}}/revocations", response=HonourShown)
@writes_once()
def revoke(request: Asked, slug: str, honour_id: uuid.UUID, sent: Reasoned) -> HonourShown:
    row = revoke_honour(
        community=request.community, actor=request.actor, honour_id=honour_id, **sent.dict()
    )
    return HonourShown.from_orm(row)


def add_act(noun: str, shape: type[Schema], operation: Callable[..., Any]) -> None:
    def act(request: Asked, slug: str, nomination_id: uuid.UUID, sent: Schema) -> dict[str, Any]:
        home = request.community
        operation(community=home, actor=request.actor, nomination_id=nomination_id, **sent.dict())
        now = Nomination.objects.get(community_id=home.id, id=nomination_id)
        return _now(now)

    act.__annotations__["sent"] = shape
    act.__name__, act.__doc__ = operation.__name__, operation.__doc__
    path = f"{HERE}/nominations/{{uuid:nomination_id}}/{noun}"
    router.post(path, response=NominationNow, summary=noun)(writes_once()(act))


for _noun, _shape, _operation in (
    ("consents", Answered, agree_to_nomination),
    ("refusals", Answered, decline_nomination),
    ("notices", NoticeBegun, begin_notice),
    ("objections", Objected, raise_objection),
    ("rejections", Reasoned, turn_down_nomination),
    ("grants", Granted, grant_honour),
):
    add_act(_noun, _shape, _operation)


def _notice(row: Nomination) -> dict[str, Any]:
    names = NoticeShown.model_fields.keys() - {"stopped"}
    return {name: getattr(row, name) for name in names} | {"stopped": row.days_left is not None}


def _shown(rows: Sequence[Nomination]) -> list[dict[str, Any]]:
    return [
        _notice(row)
        | {
            "kind": row.kind_id,
            "cycle": row.cycle,
            "person": row.person_id,
            "supporters": row.supports.count(),
            "opened_at": row.opened_at,
        }
        for row in rows
    ]


def _now(row: Nomination) -> dict[str, Any]:
    names = NominationNow.model_fields.keys() - {"stopped", "supporters"}
    return {name: getattr(row, name) for name in names} | {
        "stopped": row.days_left is not None,
        "supporters": row.supports.count(),
    }
