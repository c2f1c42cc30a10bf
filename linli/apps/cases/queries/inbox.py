"""The pool as its page asks for it: what waits for which decision, then the reader's filters."""

from django.db.models import Q, QuerySet

from linli.apps.cases.choices import CaseState, Decision
from linli.apps.cases.models import Case, Extension, ReopenRequest, SavedFilter
from linli.apps.cases.queries.filters import CaseFilter, narrowed
from linli.apps.cases.queries.lists import ORDERS, PAGE, Page, page_of
from linli.kernel.access.actor import Actor
from linli.kernel.access.permissions import visible
from linli.kernel.community import Community

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
) -> Page:
    """Two statements."""
    return page_of(pool_rows(community, actor, asked, waiting), asked.order, page, size)


def saved_filters(community: Community, actor: Actor) -> list[SavedFilter]:
    return list(SavedFilter.objects.filter(community_id=community.id, owner=actor.ref))
