"""What everybody may read: the public board, one public case, similar cases while typing."""

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from linli.apps.cases.choices import FINISHED_STATES, OPEN_STATES, CaseState
from linli.apps.cases.models import Case
from linli.apps.cases.queries.filters import at_place, between
from linli.apps.cases.queries.lists import PAGE
from linli.apps.places.public import Place
from linli.kernel import clock
from linli.kernel.bigrams import query_tokens
from linli.kernel.community import Community, spoken
from linli.kernel.errors import NotSeen

NEVER_PUBLIC = ("dwelling", "floor")
RECENT = dt.timedelta(days=30)
CANDIDATES = 200
COUNTED = 1000


@dataclass(frozen=True, slots=True)
class PublicRow:
    """A case as anybody sees it: confirmed words only, no place below the entrance, no names."""

    id: uuid.UUID
    number: str
    state: str
    title: str
    text: str
    result: str
    type_code: str
    type_name: str
    place: str
    unit: str
    support_count: int
    registered_at: dt.datetime
    resolution_due: dt.datetime | None
    changed_at: dt.datetime
    closed_at: dt.datetime | None
    longitude: float | None
    latitude: float | None

    @property
    def state_label(self) -> str:
        return str(CaseState(self.state).label)

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_STATES


@dataclass(frozen=True)
class BoardFilter:
    """`show` is "" (all), "open" or "answered"; `order` is "new", "changed" or "support"."""

    show: str = ""
    type_code: str = ""
    group: str = ""
    place_id: uuid.UUID | None = None
    grid_id: uuid.UUID | None = None
    text: str = ""
    since: dt.date | None = None
    until: dt.date | None = None
    order: str = "changed"


@dataclass(frozen=True)
class Board:
    rows: list[PublicRow]
    number: int
    size: int
    total: int
    more: bool

    @property
    def has_next(self) -> bool:
        return self.number * self.size < self.total or self.more


ORDERS = {
    "new": ("-registered_at", "-id"),
    "changed": ("-changed_at", "-id"),
    "support": ("-support_count", "-id"),
}
COLUMNS = (
    "id",
    "number",
    "state",
    "public_title",
    "public_text",
    "public_result",
    "type__code",
    "type__names",
    "place__kind",
    "place__name",
    "place__entrance__full_name",
    "place__building__full_name",
    "place__estate__name",
    "lead__name",
    "support_count",
    "registered_at",
    "resolution_due",
    "changed_at",
    "closed_at",
    "longitude",
    "latitude",
)


def public_cases(community: Community) -> "QuerySet[Case]":
    rows = Case.objects.filter(community_id=community.id, public=True, confidential=False)
    return rows.exclude(state=CaseState.MERGED)


def public_board(
    community: Community, filters: BoardFilter | None = None, page: int = 1, size: int = PAGE
) -> Board:
    """Two statements. Only confirmed text; cases off the board are not counted either."""
    asked, number = filters or BoardFilter(), max(page, 1)
    rows = _narrowed(public_cases(community), community, asked)
    total = rows.order_by()[: COUNTED + 1].count()
    ordered = rows.order_by(*ORDERS.get(asked.order, ORDERS["changed"]))
    shown = as_public(ordered[(number - 1) * size : number * size])
    return Board(shown, number, size, min(total, COUNTED), total > COUNTED)


def as_public(rows: "QuerySet[Case]") -> list[PublicRow]:
    return [_public(value) for value in rows.values(*COLUMNS)]


def _public(value: dict[str, Any]) -> PublicRow:
    type_name = spoken(value["type__names"])
    at_home = value["place__kind"] in NEVER_PUBLIC
    return PublicRow(
        id=value["id"],
        number=value["number"],
        state=value["state"],
        title=value["public_title"] or type_name,
        text=value["public_text"],
        result=value["public_result"],
        type_code=value["type__code"],
        type_name=type_name,
        place=public_place(value),
        unit=value["lead__name"] or "",
        support_count=value["support_count"],
        registered_at=value["registered_at"],
        resolution_due=value["resolution_due"],
        changed_at=value["changed_at"],
        closed_at=value["closed_at"],
        longitude=None if at_home else value["longitude"],
        latitude=None if at_home else value["latitude"],
    )


def public_place(value: dict[str, Any]) -> str:
    """The entrance or building of a home, the name of a public place; never a dwelling."""
    outer = (
        value["place__entrance__full_name"]
        or value["place__building__full_name"]
        or value["place__estate__name"]
    )
    if value["place__kind"] in NEVER_PUBLIC:
        return outer or ""
    return outer or value["place__name"] or ""


SHOWN = {"open": OPEN_STATES, "answered": FINISHED_STATES}
EXACT = {"type_code": "type__code", "group": "type__parent", "grid_id": "grid_id"}


def _narrowed(rows: "QuerySet[Case]", community: Community, asked: BoardFilter) -> "QuerySet[Case]":
    exact = {column: getattr(asked, name) for name, column in EXACT.items() if getattr(asked, name)}
    rows = rows.filter(**exact)
    if asked.show in SHOWN:
        rows = rows.filter(state__in=SHOWN[asked.show])
    if asked.place_id:
        rows = rows.filter(at_place(asked.place_id))
    rows = between(rows, community, asked.since, asked.until)
    return rows.filter(_in_public_text(asked.text)) if asked.text.strip() else rows


def _in_public_text(text: str) -> Q:
    """Only what everybody reads is searched: a word of a private report must not be probed."""
    word = text.strip()[:60]
    return Q(number__iexact=word) | Q(public_title__contains=word) | Q(public_text__contains=word)


def public_case(community: Community, case_id: uuid.UUID) -> PublicRow:
    """One case as anybody sees it, or NotSeen."""
    found = as_public(public_cases(community).filter(id=case_id))
    if not found:
        raise NotSeen()
    return found[0]


@dataclass(frozen=True)
class Similar:
    row: PublicRow
    likeness: float


def similar_cases(
    community: Community,
    text: str,
    place_id: uuid.UUID | None = None,
    grid_id: uuid.UUID | None = None,
    limit: int = 5,
) -> list[Similar]:
    """Public cases that are open or fresh, at this place or with these words, likest first.

    The likeness is reckoned over the whole report, what is shown is the public text only.
    """
    tokens = set(query_tokens(text[:500]))
    nearby = _nearby(community, place_id, grid_id)
    if not tokens and nearby is None:
        return []
    fresh = Q(state__in=OPEN_STATES) | Q(closed_at__gte=clock.now() - RECENT)
    rows = public_cases(community).filter(fresh)
    if nearby is not None:
        rows = rows.filter(nearby)
    words = rows.order_by("-registered_at").values_list("id", "search")[:CANDIDATES]
    scored = {
        case_id: _likeness(tokens, search) + (0.2 if nearby is not None else 0.0)
        for case_id, search in words
    }
    best = sorted(scored, key=lambda each: -scored[each])[:limit]
    chosen = [each for each in best if scored[each] >= 0.2]
    shown = as_public(public_cases(community).filter(id__in=chosen)) if chosen else []
    return sorted((Similar(row, scored[row.id]) for row in shown), key=lambda one: -one.likeness)


def _likeness(tokens: set[str], search: str) -> float:
    there = set(search.split())
    return len(tokens & there) / len(tokens) if tokens else 0.0


def _nearby(
    community: Community, place_id: uuid.UUID | None, grid_id: uuid.UUID | None
) -> Q | None:
    if place_id is not None:
        place = Place.objects.filter(community_id=community.id, id=place_id).first()
        if place is not None and place.building_id:
            return Q(place_id=place_id) | Q(place__building_id=place.building_id)
        return Q(place_id=place_id)
    return Q(grid_id=grid_id) if grid_id is not None else None
