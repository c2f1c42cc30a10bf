"""Bulletins for programs: what is published, and a brand's text as the records say it today."""

import datetime as dt
from typing import Any

from ninja import Router, Schema

from linli.apps.bulletins.queries.bulletins import public_bulletin, published
from linli.apps.bulletins.queries.documents import document_of, live_document
from linli.apps.bulletins.queries.outputs import as_json
from linli.apps.bulletins.rules import SEE
from linli.kernel import clock
from linli.kernel.access.permissions import holds, require
from linli.web.api.lists import Listing, whole
from linli.web.asked import Asked

router = Router()
ROWS = ("row_ids", "row_values")


class BulletinListed(Schema):
    key: str
    title: dict[str, str]
    as_of: dt.date
    published_at: dt.datetime


class Told(Schema):
    """`figures` hold key, label, value, wording, measure, period, drill; row ids for staff."""

    community: str
    bulletin: str
    title: str
    as_of: dt.date
    published_at: dt.datetime | None
    text: str
    figures: list[dict[str, Any]]


@router.get("/c/{slug:slug}/bulletins", response=Listing[BulletinListed])
def bulletins(request: Asked, slug: str) -> dict[str, Any]:
    """Published bulletins, the newest first."""
    found = [
        {
            "key": row.slug,
            "title": row.title,
            "as_of": row.as_of,
            "published_at": row.published_at,
        }
        for row in published(request.community)
    ]
    return whole(found)


@router.get("/c/{slug:slug}/bulletins/{key}", response=Told)
def bulletin(request: Asked, slug: str, key: str) -> dict[str, Any]:
    """One bulletin with its frozen figures."""
    row = public_bulletin(request.community, request.actor, key)
    told = as_json(document_of(row, clock.today(request.community)))
    return told if holds(request.actor, SEE, request.community.id) else _without_rows(told)


@router.get("/c/{slug:slug}/bulletin-drafts/{key}", response=Told)
def draft(request: Asked, slug: str, key: str, as_of: dt.date | None = None) -> dict[str, Any]:
    """A text of the brand with the numbers of a day, not yet published. For staff."""
    require(request.actor, SEE, request.community.id)
    day = as_of or clock.today(request.community)
    return as_json(live_document(request.community, day, key))


def _without_rows(told: dict[str, Any]) -> dict[str, Any]:
    figures = [
        {word: value for word, value in one.items() if word not in ROWS} for one in told["figures"]
    ]
    return {**told, "figures": figures}
