"""What halls resolved and what became of it, for programs; no key is needed."""

import datetime as dt
import uuid
from collections.abc import Sequence
from typing import Any

from ninja import Query, Router, Schema

from linli.apps.halls.models import Resolution
from linli.apps.halls.queries import open_halls, public_resolution, public_resolutions
from linli.web.api.lists import Listing, PageAsked, paged, whole
from linli.web.asked import Asked

router = Router()
HERE = "/c/{slug:slug}"


class SideShown(Schema):
    kind: str
    name: str
    seats: int


class HallShown(Schema):
    id: uuid.UUID
    kind: str
    name: str
    since: dt.date
    sides: list[SideShown]


class ResolutionListed(Schema):
    id: uuid.UUID
    hall: uuid.UUID
    title: str
    tag: str
    decided_on: dt.date
    state: str
    confirmed_on: dt.date | None


class CommitmentShown(Schema):
    what: str
    who: str
    due_on: dt.date
    state: str
    evidence: str


class ResolutionShown(ResolutionListed):
    text: str
    commitments: list[CommitmentShown]


@router.get(f"{HERE}/halls", response=Listing[HallShown])
def halls(request: Asked, slug: str) -> dict[str, Any]:
    return whole(
        [
            {
                "id": line.hall.id,
                "kind": line.hall.kind,
                "name": line.hall.name,
                "since": line.hall.since,
                "sides": [
                    {"kind": side.kind, "name": side.called, "seats": side.seats}
                    for side in line.sides
                ],
            }
            for line in open_halls(request.community)
        ]
    )


@router.get(f"{HERE}/resolutions", response=Listing[ResolutionListed])
def resolutions(request: Asked, slug: str, page: Query[PageAsked]) -> dict[str, Any]:
    """Public resolutions, newest first."""
    rows = public_resolutions(request.community)
    return paged(request, rows, page=page, show=_listed, order="-decided_on")


@router.get(f"{HERE}/resolutions/{{uuid:resolution_id}}", response=ResolutionShown)
def resolution(request: Asked, slug: str, resolution_id: uuid.UUID) -> dict[str, Any]:
    page = public_resolution(request.community, resolution_id)
    return _listed([page.row])[0] | {"text": page.row.text, "commitments": page.commitments}


def _listed(rows: Sequence[Resolution]) -> list[dict[str, Any]]:
    names = ResolutionListed.model_fields.keys() - {"hall"}
    return [{name: getattr(row, name) for name in names} | {"hall": row.hall_id} for row in rows]
