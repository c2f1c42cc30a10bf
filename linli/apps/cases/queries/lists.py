"""Lists of cases: lean rows, a constant number of statements, whatever the size."""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce

from linli.apps.cases.choices import LIVING_STATES, OPEN_STATES, CaseState
from linli.apps.cases.models import NEXT_DUE, Case, Reporter
from linli.kernel import clock
from linli.kernel.access.actor import Actor
from linli.kernel.access.permissions import scope, visible
from linli.kernel.bigrams import query_tokens
from linli.kernel.community import Community, spoken

PAGE = 25
IS_LIVING = Q(state__among=LIVING_STATES)
IS_OPEN = IS_LIVING & Q(state__among=OPEN_STATES)
"""Said so that the index of living cases is used (kernel.among)."""
COUNTED = 1000
COLUMNS = (
    "id",
    "number",
    "state",
    "version",
    "title",
    "text",
    "place_words",
    "level",
    "source",
    "found_by",
    "confidential",
    "public",
    "support_count",
    "reopened_count",
    "supervision",
    "worker_name",
    "response_due",
    "responded_at",
    "resolution_due",
    "resolution_provisional",
    "paused_at",
    "registered_at",
    "accepted_at",
    "changed_at",
    "closed_at",
    "type__names",
    "type__code",
    "place__full_name",
    "grid__name",
    "lead__name",
)


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A case in a list. `title` falls back to the first words of the report."""

    id: uuid.UUID
    number: str
    state: str
    version: int
    title: str
    type_code: str
    type_name: str
    place: str
    grid: str
    unit: str
    worker: str
    level: str
    source: str
    found_by: str
    confidential: bool
    public: bool
    support_count: int
    reopened_count: int
    supervision: str
    response_due: dt.datetime | None
    responded_at: dt.datetime | None
    resolution_due: dt.datetime | None
    provisional: bool
    paused_at: dt.datetime | None
    registered_at: dt.datetime
    accepted_at: dt.datetime | None
    changed_at: dt.datetime
    closed_at: dt.datetime | None

    @property
    def state_label(self) -> str:
        return str(CaseState(self.state).label)

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_STATES

    def overdue(self, now: dt.datetime) -> bool:
        due = self.resolution_due
        return self.is_open and self.paused_at is None and due is not None and due < now


@dataclass(frozen=True)
class CaseFilter:
    """What the reader asked to see; empty fields ask nothing.

    `due` is "over" (deadline passed), "today" or "week". `order` is "new", "due" or "changed".
    """

    states: Sequence[str] = ()
    open_only: bool = False
    type_code: str = ""
    group: str = ""
    kind: str = ""
    grid_id: uuid.UUID | None = None
    place_id: uuid.UUID | None = None
    organisation_id: int | None = None
    level: str = ""
    source: str = ""
    found_by: str = ""
    due: str = ""
    supervised: bool = False
    mine: bool = False
    text: str = ""
    since: dt.date | None = None
    until: dt.date | None = None
    order: str = "new"


@dataclass(frozen=True)
class Page:
    """One page; `total` stops counting at a thousand, `more` says that there were more."""

    rows: list[CaseRow]
    number: int
    size: int
    total: int
    more: bool
    facets: dict[str, Any] = field(default_factory=dict)

    @property
    def has_next(self) -> bool:
        return self.number * self.size < self.total or self.more

    @property
    def pages(self) -> int:
        return max((self.total + self.size - 1) // self.size, 1)


ORDERS: dict[str, tuple[str | Coalesce, ...]] = {
    "new": ("-registered_at", "-id"),
    "due": (NEXT_DUE, "id"),
    "changed": ("-changed_at", "-id"),
}


def pool(
    community: Community,
    actor: Actor,
    filters: CaseFilter | None = None,
    page: int = 1,
    size: int = PAGE,
) -> Page:
    """The cases this actor sees, filtered: two statements."""
    asked = filters or CaseFilter()
    rows = visible(actor, "cases.see", Case.objects.all(), community.id)
    return page_of(narrowed(rows, community, actor, asked), asked.order, page, size)


def page_of(rows: "QuerySet[Case]", order: str, page: int, size: int) -> Page:
    number = max(page, 1)
    total = rows.order_by()[: COUNTED + 1].count()
    ordered = rows.order_by(*ORDERS.get(order, ORDERS["new"]))
    shown = as_rows(ordered[(number - 1) * size : number * size])
    return Page(shown, number, size, min(total, COUNTED), total > COUNTED)


def as_rows(rows: "QuerySet[Case]") -> list[CaseRow]:
    return [_row(value) for value in rows.values(*COLUMNS)]


def _row(value: dict[str, Any]) -> CaseRow:
    return CaseRow(
        id=value["id"],
        number=value["number"],
        state=value["state"],
        version=value["version"],
        title=value["title"] or value["text"][:40],
        type_code=value["type__code"],
        type_name=spoken(value["type__names"]),
        place=value["place__full_name"] or value["place_words"],
        grid=value["grid__name"] or "",
        unit=value["lead__name"] or "",
        worker=value["worker_name"],
        level=value["level"],
        source=value["source"],
        found_by=value["found_by"],
        confidential=value["confidential"],
        public=value["public"],
        support_count=value["support_count"],
        reopened_count=value["reopened_count"],
        supervision=value["supervision"],
        response_due=value["response_due"],
        responded_at=value["responded_at"],
        resolution_due=value["resolution_due"],
        provisional=value["resolution_provisional"],
        paused_at=value["paused_at"],
        registered_at=value["registered_at"],
        accepted_at=value["accepted_at"],
        changed_at=value["changed_at"],
        closed_at=value["closed_at"],
    )


EXACT = {
    "type_code": "type__code",
    "group": "type__parent",
    "kind": "type__kind",
    "grid_id": "grid_id",
    "organisation_id": "lead_id",
    "level": "level",
    "source": "source",
    "found_by": "found_by",
}


def narrowed(
    rows: "QuerySet[Case]", community: Community, actor: Actor, asked: CaseFilter
) -> "QuerySet[Case]":
    exact = {column: getattr(asked, name) for name, column in EXACT.items() if getattr(asked, name)}
    rows = rows.filter(**exact)
    if asked.states:
        rows = rows.filter(state__in=asked.states)
    if asked.open_only or asked.due:
        rows = rows.filter(IS_OPEN)
    if asked.due:
        rows = rows.filter(_due(community, asked.due))
    if asked.supervised:
        rows = rows.exclude(supervision="")
    if asked.mine:
        rows = rows.filter(Q(worker=actor.ref) | Q(first_receiver=actor.ref))
    if asked.place_id:
        rows = rows.filter(at_place(asked.place_id))
    rows = between(rows, community, asked.since, asked.until)
    if asked.text:
        rows = rows.filter(matching(community, actor, asked.text))
    return rows


def at_place(place_id: uuid.UUID) -> Q:
    """The place itself and all below it."""
    return (
        Q(place_id=place_id)
        | Q(place__building_id=place_id)
        | Q(place__entrance_id=place_id)
        | Q(place__estate_id=place_id)
    )


def _due(community: Community, word: str) -> Q:
    now = clock.now()
    running = Q(paused_at__isnull=True)
    if word == "over":
        return running & Q(resolution_due__lt=now)
    days = 1 if word == "today" else 7
    end = clock.day_start(clock.today(community) + dt.timedelta(days=days), community.zone)
    return running & Q(resolution_due__lt=end)


def between(
    rows: "QuerySet[Case]", community: Community, since: dt.date | None, until: dt.date | None
) -> "QuerySet[Case]":
    """Registered between two local days, both included."""
    if since:
        rows = rows.filter(registered_at__gte=clock.day_start(since, community.zone))
    if until:
        after = until + dt.timedelta(days=1)
        rows = rows.filter(registered_at__lt=clock.day_start(after, community.zone))
    return rows


def words_match(text: str) -> Q:
    """All tokens of the query are in the row; one Chinese character matches as a prefix."""
    found = Q()
    for token in query_tokens(text[:100]):
        whole = f" {token}" if len(token) == 1 else f" {token} "
        found &= Q(search__contains=whole)
    return found


def matching(community: Community, actor: Actor, text: str) -> Q:
    """Words, number and place; and reporters' names, where the searcher may see them."""
    found = Q(number__iexact=text.strip())
    by_words = words_match(text)
    if by_words:
        found |= by_words
    named = Reporter.objects.filter(community_id=community.id, name__contains=text.strip()[:60])
    by_name = Q(id__in=named.values("case_id"))
    return found | (by_name & scope(actor, "cases.contact_data", community.id))
