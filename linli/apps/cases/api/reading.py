"""Lists, one case, its story; the public board without a key."""

import datetime as dt
import uuid
from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse
from ninja import Query, Router, Schema

from linli.apps.cases.api.shapes import CaseShown, LineShown, PublicCaseShown
from linli.apps.cases.models import Case
from linli.apps.cases.public import (
    CaseFilter,
    CaseRow,
    PublicRow,
    as_rows,
    by_query_code,
    case_story,
    get_case,
    public_cases,
)
from linli.apps.cases.queries.board import as_public
from linli.apps.cases.queries.filters import narrowed
from linli.apps.cases.queries.lists import newest, number_of_cases
from linli.kernel.access.permissions import refuse, sees_all, visible
from linli.web.api.lists import Listing, PageAsked, first_page, paged, whole
from linli.web.api.moments import iso
from linli.web.api.scopes import for_programs_with
from linli.web.asked import Asked

router = Router()


class CasesAsked(Schema):
    """Empty fields ask nothing; `due` is over, today or week."""

    state: str = ""
    open: bool = False
    type: str = ""
    group: str = ""
    grid: uuid.UUID | None = None
    place: uuid.UUID | None = None
    unit: int | None = None
    level: str = ""
    source: str = ""
    found_by: str = ""
    due: str = ""
    q: str = ""

    def as_filter(self) -> CaseFilter:
        return CaseFilter(
            states=[word for word in self.state.split(",") if word],
            open_only=self.open,
            type_code=self.type,
            group=self.group,
            grid_id=self.grid,
            place_id=self.place,
            organisation_id=self.unit,
            level=self.level,
            source=self.source,
            found_by=self.found_by,
            due=self.due,
            text=self.q,
        )


@router.get("/c/{slug:slug}/cases", response=Listing[CaseShown])
@for_programs_with("cases:read")
def cases(
    request: Asked, slug: str, page: Query[PageAsked], asked: Query[CasesAsked]
) -> dict[str, Any] | HttpResponse:
    """The cases this reader may see, newest first."""
    if not request.actor.known:
        refuse(request.actor, "cases.see")
    home, wanted = request.community.id, asked.as_filter()
    if not page.cursor and wanted == EVERY and sees_all(request.actor, "cases.see", home):
        return first_page(
            request,
            newest(request.community, page.limit + 1),
            page=page,
            total=lambda: number_of_cases(request.community),
            shown=_in_json,
            order="-registered_at",
        )
    rows = visible(request.actor, "cases.see", Case.objects.all(), home)
    rows = narrowed(rows, request.community, request.actor, wanted)
    return paged(
        request,
        rows.only("community_id", "registered_at"),
        page=page,
        show=shown,
        order="-registered_at",
    )


@router.get("/c/{slug:slug}/cases/{uuid:case_id}", response=CaseShown)
@for_programs_with("cases:read")
def case(request: Asked, slug: str, case_id: uuid.UUID) -> dict[str, Any]:
    found = get_case(request.community, request.actor, case_id)
    return shown([found])[0]


@router.get("/c/{slug:slug}/cases/{uuid:case_id}/story", response=Listing[LineShown])
@for_programs_with("cases:read")
def story(request: Asked, slug: str, case_id: uuid.UUID) -> dict[str, Any]:
    """Every step that this reader may read, oldest first."""
    found = get_case(request.community, request.actor, case_id)
    return whole([_line(line) for line in case_story(found, request.actor)])


@router.get("/c/{slug:slug}/public-cases", response=Listing[PublicCaseShown])
def board(request: Asked, slug: str, page: Query[PageAsked]) -> dict[str, Any]:
    """The public board: confirmed words only. No key is needed."""
    rows = public_cases(request.community)
    return paged(
        request,
        rows.only("community_id", "changed_at"),
        page=page,
        show=_public,
        order="-changed_at",
    )


@router.get("/c/{slug:slug}/reports/{code}", response=Listing[LineShown])
def report(request: Asked, slug: str, code: str) -> dict[str, Any]:
    """How far a report is, for whoever holds its query code; 429 after ten wrong ones."""
    found = by_query_code(community=request.community, actor=request.actor, code=code)
    return whole([_line(line) for line in found.story()])


def _line(line: Any) -> dict[str, Any]:
    return {
        "kind": line.kind,
        "says": line.plain,
        "words": line.words,
        "at": line.at,
        "by": line.by_name,
        "unit": line.unit,
        "state": line.state,
    }


def shown(rows: Sequence[Case]) -> list[dict[str, Any]]:
    home = rows[0].community_id if rows else 0
    ids = [row.id for row in rows]
    lean = {row.id: row for row in as_rows(Case.objects.filter(community_id=home, id__in=ids))}
    return [_case(lean[key]) for key in ids]


def _case(row: CaseRow) -> dict[str, Any]:
    names = CaseShown.model_fields.keys() - {"type", "supporters"}
    shown = {name: getattr(row, name) for name in names}
    return shown | {"type": row.type_code, "supporters": row.support_count}


EVERY = CaseFilter(states=[])
NAMES = tuple(name for name in CaseShown.model_fields if name not in {"type", "supporters"})


def _in_json(row: CaseRow) -> dict[str, Any]:
    """What CaseShown writes of a row."""
    shown: dict[str, Any] = {}
    for name in NAMES:
        value = getattr(row, name)
        shown[name] = iso(value) if value.__class__ is dt.datetime else value
    shown |= {"id": str(row.id), "type": row.type_code, "supporters": row.support_count}
    return shown


def _public(rows: Sequence[Case]) -> list[dict[str, Any]]:
    home = rows[0].community_id if rows else 0
    ids = [row.id for row in rows]
    found = as_public(Case.objects.filter(community_id=home, id__in=ids))
    lean = {row.id: row for row in found}
    return [_public_case(lean[key]) for key in ids]


def _public_case(row: PublicRow) -> dict[str, Any]:
    names = PublicCaseShown.model_fields.keys() - {"type", "supporters"}
    shown = {name: getattr(row, name) for name in names}
    return shown | {"type": row.type_code, "supporters": row.support_count}
