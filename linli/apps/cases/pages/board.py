"""What everybody may read: the public board, one public case, similar ones while typing."""

import secrets
import uuid
from dataclasses import dataclass
from typing import Any, cast

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from linli.apps.cases.choices import FINISHED_STATES, OPEN_STATES
from linli.apps.cases.models import Case
from linli.apps.cases.pages.work.files import PUBLIC
from linli.apps.cases.public import (
    BoardFilter,
    PublicRow,
    public_board,
    public_cases,
    similar_cases,
    story_for,
    support_case,
    types_at_hand,
)
from linli.apps.cases.queries.board import as_public
from linli.apps.cases.queries.photos import befores_and_afters, public_photos
from linli.apps.cases.queries.saying import dressed, row_words, say_next, state_tone
from linli.apps.cases.queries.tracks import clocks_of
from linli.apps.places.public import GridMap, grid_map, grids_of
from linli.kernel import clock
from linli.kernel.errors import NotSeen
from linli.kernel.records.sealing import head
from linli.web.asked import Asked, show
from linli.web.downloads import table_asked

MOST_TAKEN = 2000
SHOWS = ("", "open", "answered")


@dataclass(frozen=True)
class GridLine:
    id: uuid.UUID
    name: str
    in_hand: int
    answered: int


def board(request: HttpRequest, slug: str) -> HttpResponse:
    asked = cast(Asked, request)
    params = _params(request)
    if request.GET.get("format"):
        whole = public_board(asked.community, _filter(params), size=MOST_TAKEN)
        file = table_asked(request, _("Raised and answered"), PUBLIC, whole.rows)
        if file is not None:
            return file
    page = public_board(asked.community, _filter(params), _number(request))
    grids = list(grids_of(asked.community))
    lines = _by_grid(asked, grids)
    return show(
        request,
        "cases/board.html",
        {
            "params": params,
            "page": page,
            "rows": [(row, *state_tone(row.state), row_words(row)) for row in page.rows],
            "shows": _shows(lines),
            "groups": sorted({(t.parent, t.group_name) for t in types_at_hand(asked.community)}),
            "grids": grids,
            "by_grid": lines,
            "map": _map(asked),
            "head": head(asked.community.id),
        },
    )


def _params(request: HttpRequest) -> dict[str, str]:
    return {name: request.GET.get(name, "")[:60] for name in ("show", "group", "grid", "q")}


def _number(request: HttpRequest) -> int:
    text = request.GET.get("page", "1")
    return min(int(text), 10_000) if text.isdecimal() and len(text) < 6 else 1


def _filter(params: dict[str, str]) -> BoardFilter:
    try:
        grid = uuid.UUID(params["grid"]) if params["grid"] else None
    except ValueError:
        grid = None
    show_ = params["show"] if params["show"] in SHOWS else ""
    return BoardFilter(show=show_, group=params["group"], grid_id=grid, text=params["q"])


def _by_grid(asked: Asked, grids: list[Any]) -> list[GridLine]:
    rows = public_cases(asked.community).order_by().values("grid_id")
    counts = {
        row["grid_id"]: row
        for row in rows.annotate(
            in_hand=Count("state", filter=Q(state__among=OPEN_STATES)),
            answered=Count("state", filter=Q(state__among=FINISHED_STATES)),
        )
    }
    empty = {"in_hand": 0, "answered": 0}
    lines = [GridLine(grid.id, grid.name, **_two(counts.get(grid.id, empty))) for grid in grids]
    elsewhere = counts.get(None)
    if elsewhere:
        lines.append(GridLine(uuid.UUID(int=0), _("no grid yet"), **_two(elsewhere)))
    return lines


def _two(row: dict[str, Any]) -> dict[str, int]:
    return {"in_hand": row["in_hand"], "answered": row["answered"]}


def _shows(lines: list[GridLine]) -> list[tuple[str, str, int]]:
    in_hand, answered = sum(x.in_hand for x in lines), sum(x.answered for x in lines)
    return [
        ("", _("all"), in_hand + answered),
        ("open", _("in hand"), in_hand),
        ("answered", _("answered"), answered),
    ]


def _map(asked: Asked) -> GridMap | None:
    return grid_map(asked.community)


def public_case(request: HttpRequest, slug: str, number: str) -> HttpResponse:
    asked = cast(Asked, request)
    row, case = _public(asked, number)
    tone, sign = state_tone(row.state)
    lines = story_for(case, inside=False, public=True)
    return show(
        request,
        "cases/public_case.html",
        {
            "case": row,
            "tone": tone,
            "sign": sign,
            "story": [dressed(line) for line in reversed(lines)],
            "ahead": say_next(row.state, row.unit),
            "clocks": clocks_of(asked.community, case, [], clock.now()),
            "photos": befores_and_afters(public_photos(asked.community, row.id)),
        },
    )


def _public(asked: Asked, number: str) -> tuple[PublicRow, Case]:
    rows = public_cases(asked.community).filter(number=number)
    found = as_public(rows)
    if not found:
        raise NotSeen("case_not_found", _("There is no such public case."))
    return found[0], rows.select_related("type").get()


def similar(request: HttpRequest, slug: str) -> HttpResponse:
    """A fragment for the report form."""
    asked = cast(Asked, request)
    found = similar_cases(asked.community, request.GET.get("q", "")[:500])
    context = {"similar": [(one.row, row_words(one.row)) for one in found], "fragment": True}
    return show(request, "cases/similar_fragment.html", context)


@require_POST
def support(request: HttpRequest, slug: str, number: str) -> HttpResponse:
    asked = cast(Asked, request)
    row, _case = _public(asked, number)
    device = request.session.setdefault("device", secrets.token_urlsafe(12))
    support_case(
        community=asked.community,
        actor=asked.actor,
        case_id=row.id,
        device=device,
    )
    messages.success(request, _("Noted: it touches you as well. You find it under this address."))
    return redirect("cases:public_case", slug=slug, number=number)
