"""Lists of cases: lean rows, a constant number of statements, whatever the size."""

import datetime as dt
import uuid
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet
from django.db.models.functions import Coalesce

from linli.apps.cases.choices import OPEN_STATES, CaseState
from linli.apps.cases.models import NEXT_DUE, Case
from linli.apps.cases.queries.filters import CaseFilter, narrowed
from linli.kernel.access.actor import Actor
from linli.kernel.access.permissions import visible
from linli.kernel.community import Community, spoken
from linli.kernel.prepared import Slot, number_of, prepared

PAGE = 25
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


def newest(community: Community, number: int) -> list[CaseRow]:
    """The newest of all cases, for who sees all of them."""
    return [row_of(value) for value in _newest(number, home=community.id)]


@prepared
def _newest(number: int) -> "QuerySet[Case, dict[str, Any]]":
    here, order = Case.objects.filter(community_id=Slot("home")), ORDERS["new"]
    # First their keys, in the order of the index; some planners sort all rows of a wide join.
    keys = here.order_by(*order).values("id")[:number]
    rows: QuerySet[Case, dict[str, Any]] = (
        here.filter(id__in=keys).order_by(*order).values(*COLUMNS)
    )
    return rows


def number_of_cases(community: Community) -> int:
    return _number(home=community.id)[0]


@prepared
def _number() -> "QuerySet[Case, int]":
    found: QuerySet[Case, int] = number_of(Case.objects.filter(community_id=Slot("home")))
    return found


def as_rows(rows: "QuerySet[Case]") -> list[CaseRow]:
    return [row_of(value) for value in rows.values(*COLUMNS)]


def row_of(value: dict[str, Any]) -> CaseRow:
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
