"""The pool as its page asks for it: what waits for which decision, then the reader's filters."""

from typing import Any

from django.db.models import Q, QuerySet

from linli.apps.cases.choices import CaseState, Decision
from linli.apps.cases.models import Case, Extension, ReopenRequest, SavedFilter
from linli.apps.cases.queries.filters import IS_OPEN, CaseFilter, narrowed
from linli.apps.cases.queries.lists import (
    COLUMNS,
    COUNTED,
    ORDERS,
    PAGE,
    Page,
    as_rows,
    page_of,
    row_of,
)
from linli.kernel.access.actor import Actor
from linli.kernel.access.permissions import sees_all, visible
from linli.kernel.community import Community
from linli.kernel.prepared import Slot, prepared

# The shelves of the inbox, in the order of the work; each is a count and a filter.
STATES: dict[str, tuple[CaseState, ...]] = {
    "registered": (CaseState.REGISTERED,),
    "to_dispatch": (CaseState.ACCEPTED,),
    "objected": (CaseState.OBJECTED,),
    "reopened": (CaseState.REOPENED,),
    "to_close": (CaseState.REPORTED_DONE, CaseState.CHECKED),
    "to_call_back": (CaseState.CLOSED,),
    "on_hold": (CaseState.HUNG,),
}
SHELVES = (
    "registered",
    "to_dispatch",
    "objected",
    "reopened",
    "overdue",
    "to_close",
    "to_call_back",
    "extensions",
    "reopen_requests",
    "on_hold",
)


def pool_rows(
    community: Community, actor: Actor, asked: CaseFilter, waiting: str = ""
) -> "QuerySet[Case]":
    rows = visible(actor, "cases.see", Case.objects.all(), community.id)
    rows = narrowed(rows, community, actor, asked)
    if waiting in STATES:
        rows = rows.filter(state__in=STATES[waiting])
    if waiting in ("extensions", "reopen_requests"):
        rows = rows.filter(_asked(community, waiting))
    return rows.order_by(*ORDERS.get(asked.order, ORDERS["new"]))


def _asked(community: Community, waiting: str) -> Q:
    model = Extension if waiting == "extensions" else ReopenRequest
    asked = model.objects.filter(community_id=community.id, state=Decision.ASKED)
    return Q(id__in=asked.values("case_id"))


def pool_page(
    community: Community,
    actor: Actor,
    asked: CaseFilter,
    waiting: str = "",
    page: int = 1,
    size: int = PAGE,
    open_cases: int | None = None,
) -> Page:
    """Two statements; one for all open cases, where it is known how many they are."""
    plain = CaseFilter(states=[], open_only=True, order=asked.order)
    if open_cases is None or waiting or asked != plain:
        return page_of(pool_rows(community, actor, asked, waiting), asked.order, page, size)
    if page == 1 and sees_all(actor, "cases.see", community.id):
        rows = [row_of(value) for value in _first_open(asked.order, size, home=community.id)]
    else:
        start = (max(page, 1) - 1) * size
        rows = as_rows(pool_rows(community, actor, asked)[start : start + size])
    return Page(rows, max(page, 1), size, min(open_cases, COUNTED), open_cases > COUNTED)


@prepared
def _first_open(order: str, size: int) -> "QuerySet[Case, dict[str, Any]]":
    rows = Case.objects.filter(IS_OPEN, community_id=Slot("home"))
    first: QuerySet[Case, dict[str, Any]] = rows.order_by(*ORDERS[order]).values(*COLUMNS)[:size]
    return first


def saved_filters(community: Community, actor: Actor) -> list[SavedFilter]:
    return _saved(home=community.id, owner=actor.ref)


@prepared
def _saved() -> "QuerySet[SavedFilter]":
    return SavedFilter.objects.filter(community_id=Slot("home"), owner=Slot("owner"))
