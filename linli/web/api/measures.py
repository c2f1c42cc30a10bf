"""Numbers with their rows: what can be counted here, the value, its parts, and the drill."""

import datetime as dt
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from ninja import Field, Query, Router, Schema

from linli.kernel import clock
from linli.kernel.asking import (
    Answer,
    Cell,
    Share,
    ask,
    ask_ratio,
    drill,
    find_measure,
    readable_measures,
    readable_ratios,
)
from linli.kernel.community import Community, below
from linli.kernel.errors import Malformed
from linli.kernel.measures import RATIOS, Measure, Question
from linli.web.api.lists import Listing, PageAsked, paged, whole
from linli.web.api.moments import Moment
from linli.web.asked import Asked

router = Router(tags=["measures"])


class MeasureListed(Schema):
    """`kind`: period (what happened between two days), as_of (what is so at the end), ratio."""

    key: str
    label: str
    says: str
    unit: str
    kind: str
    dimensions: list[str]
    public: bool
    version: int
    url: str


class CellShown(Schema):
    """`value` null: too small to be published; `fewer_than` says below what, where it may."""

    member: str | None = None
    value: int | float | None
    fewer_than: int | None
    drill: str | None


class MeasureShown(CellShown):
    key: str
    label: str
    unit: str
    kind: str
    version: int
    first_day: dt.date | None
    last_day: dt.date
    as_of: Moment
    by: str
    parts: list[CellShown]


class RatioShown(Schema):
    key: str
    label: str
    kind: str = "ratio"
    value: float | None
    version: int
    numerator: MeasureShown
    denominator: MeasureShown
    apart: list[MeasureShown]


class Drilled(Schema):
    id: str


class NumberAsked(Schema):
    """Days are included; `only` narrows: only=<dimension>:<member>, several of them together."""

    first: dt.date | None = Field(None, alias="from")
    last: dt.date | None = Field(None, alias="to")
    only: list[str] = []


@router.get("/c/{slug:slug}/measures", response=Listing[MeasureListed])
def measures(request: Asked, slug: str) -> dict[str, Any]:
    """The numbers that this reader may ask for."""
    home, actor = request.community, request.actor
    found = [_listed(home, one, one.public) for one in readable_measures(actor, home)]
    found += [_listed(home, one, not actor.known) for one in readable_ratios(actor, home)]
    return whole(found)


@router.get("/c/{slug:slug}/measures/{key}", response=MeasureShown | RatioShown)
def measure(
    request: Asked,
    slug: str,
    key: str,
    asked: Query[NumberAsked],
    by: str = "",
) -> dict[str, Any]:
    """A value between two days (both included; from the beginning to today if not said).

    `by` splits it by a dimension; `only=<dimension>:<member>` narrows it, several together.
    """
    home = request.community
    question = _question(home, asked)
    if key in RATIOS:
        return _share(request, ask_ratio(request.actor, home, RATIOS[key], question), question)
    one = find_measure(request.actor, home, key)
    return _answer(request, ask(request.actor, home, one, question, by), question, by)


@router.get("/c/{slug:slug}/measures/{key}/drill", response=Listing[Drilled])
def drill_down(
    request: Asked,
    slug: str,
    key: str,
    page: Query[PageAsked],
    asked: Query[NumberAsked],
) -> dict[str, Any]:
    """The ids of the rows behind a number, so that it can be added up again."""
    home = request.community
    one = find_measure(request.actor, home, key)
    rows = drill(request.actor, home, one, _question(home, asked))
    return paged(request, rows, page=page, show=_ids, order="pk")


def _ids(rows: Sequence[Any]) -> list[dict[str, str]]:
    return [{"id": str(row.pk)} for row in rows]


def _question(home: Community, asked: NumberAsked) -> Question:
    narrow = {}
    for word in asked.only:
        dimension, colon, member = word.partition(":")
        if not colon:
            raise Malformed("malformed", "only=<dimension>:<member>", field="only")
        narrow[dimension] = member
    homes = list(Community.objects.filter(id__in=below(home)).order_by("id"))
    return Question(homes, end=asked.last or clock.today(home), start=asked.first, by=narrow)


def _listed(home: Community, one: Any, public: bool) -> dict[str, Any]:
    return {
        "key": one.key,
        "label": str(one.label),
        "says": str(one.says),
        "unit": str(getattr(one, "unit", "")),
        "kind": getattr(one, "kind", "ratio"),
        "dimensions": sorted(getattr(one, "dimensions", ())),
        "public": public,
        "version": one.version,
        "url": reverse("api-1:measure", kwargs={"slug": home.slug, "key": one.key}),
    }


def _answer(request: Asked, answer: Answer, question: Question, by: str) -> dict[str, Any]:
    one, home = answer.measure, request.community
    return {
        "key": one.key,
        "label": str(one.label),
        "unit": str(one.unit),
        "kind": one.kind,
        "version": one.version,
        "first_day": question.start,
        "last_day": question.end,
        "as_of": clock.now(),
        "by": by,
        "parts": [_cell(home, one, cell, question, {by: cell.member}) for cell in answer.parts],
        **_cell(home, one, answer.whole, question, {}),
    }


def _cell(
    home: Community,
    one: Measure,
    cell: Cell,
    question: Question,
    narrow: dict[str, Any],
) -> dict[str, Any]:
    narrowed = {**question.by, **narrow}
    drillable = not cell.hidden and None not in narrow.values()
    return {
        "member": None if cell.member is None else str(cell.member),
        "value": cell.value,
        "fewer_than": cell.fewer_than or None,
        "drill": _drill_url(home, one, question, narrowed) if drillable else None,
    }


def _drill_url(home: Community, one: Measure, question: Question, narrow: dict[str, Any]) -> str:
    asked = [("to", question.end.isoformat())]
    if question.start:
        asked.insert(0, ("from", question.start.isoformat()))
    asked += [("only", f"{word}:{member}") for word, member in narrow.items()]
    path = reverse("api-1:drill_down", kwargs={"slug": home.slug, "key": one.key})
    return f"{path}?{urlencode(asked)}"


def _share(request: Asked, share: Share, question: Question) -> dict[str, Any]:
    one = share.ratio
    return {
        "key": one.key,
        "label": str(one.label),
        "kind": "ratio",
        "value": share.value,
        "version": one.version,
        "numerator": _answer(request, share.numerator, question, ""),
        "denominator": _answer(request, share.denominator, question, ""),
        "apart": [_answer(request, each, question, "") for each in share.apart],
    }
