"""The stream of records: who did what for whom, when. Ids and codes, never names."""

import datetime as dt
import uuid
from collections.abc import Sequence
from typing import Any, Literal

from django.utils import timezone
from ninja import Query, Router, Schema

from linli.kernel.access.permissions import require, visible
from linli.kernel.records.models import Record
from linli.web.api.lists import Listing, PageAsked, paged
from linli.web.api.moments import Moment
from linli.web.asked import Asked

router = Router(tags=["records"])


class RecordShown(Schema):
    id: uuid.UUID
    verb: str
    object_kind: str
    object: uuid.UUID
    actor: str
    subject: uuid.UUID | None
    basis: str
    happened_at: Moment
    written_at: Moment
    payload: dict[str, Any]


class RecordsAsked(Schema):
    """`verb` is a verb or the beginning of several: cases, cases.dispatched."""

    verb: str = ""
    object: uuid.UUID | None = None
    actor: str = ""
    since: dt.datetime | None = None
    until: dt.datetime | None = None
    order: Literal["newest", "oldest"] = "newest"


@router.get("/c/{slug:slug}/records", response=Listing[RecordShown])
def records(
    request: Asked, slug: str, page: Query[PageAsked], asked: Query[RecordsAsked]
) -> dict[str, Any]:
    """In the order they were written; needs the permission `records.read`."""
    home = request.community
    require(request.actor, "records.read", home.id)
    rows = visible(request.actor, "records.read", Record.objects.all(), home.id)
    rows = rows.filter(**_narrow(asked))
    if asked.verb:
        rows = rows.filter(verb__startswith=asked.verb)
    order = "-id" if asked.order == "newest" else "id"
    return paged(request, rows, page=page, show=_shown, order=order)


def _narrow(asked: RecordsAsked) -> dict[str, Any]:
    narrow = {
        "object_id": asked.object,
        "actor": asked.actor or None,
        "happened_at__gte": _aware(asked.since),
        "happened_at__lt": _aware(asked.until),
    }
    return {word: value for word, value in narrow.items() if value is not None}


def _aware(moment: dt.datetime | None) -> dt.datetime | None:
    """A time without offset is meant in the community's zone, which is active here."""
    if moment is None or moment.tzinfo is not None:
        return moment
    return timezone.make_aware(moment)


def _shown(rows: Sequence[Record]) -> list[dict[str, Any]]:
    return [
        {
            "id": row.id,
            "verb": row.verb,
            "object_kind": row.object_kind,
            "object": row.object_id,
            "actor": row.actor,
            "subject": row.subject,
            "basis": row.basis,
            "happened_at": row.happened_at,
            "written_at": row.written_at,
            "payload": row.payload,
        }
        for row in rows
    ]
