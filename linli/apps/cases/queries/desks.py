"""What lies on whose desk: today for a grid worker, the inbox of the committee, my own cases."""

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from linli.apps.cases.choices import (
    LIVING_STATES,
    OPEN_STATES,
    WAITING_STATES,
    CaseState,
    Decision,
    SupervisionKind,
)
from linli.apps.cases.models import NEXT_DUE, Case, Extension, ReopenRequest, Reporter, Supervision
from linli.apps.cases.queries.filters import IS_LIVING, IS_OPEN
from linli.apps.cases.queries.lists import CaseRow, as_rows
from linli.kernel import clock
from linli.kernel.access.actor import Actor
from linli.kernel.access.permissions import get_visible, scope, sees_all, visible
from linli.kernel.community import Community
from linli.kernel.prepared import Slot, number_of, prepared

MOST = 200


@dataclass(frozen=True)
class Today:
    """Of the open cases a worker sees: due by tonight, new and not begun, and all the others."""

    due: list[CaseRow]
    new: list[CaseRow]
    others: list[CaseRow]

    @property
    def count(self) -> int:
        return len(self.due) + len(self.new)


def today_of(community: Community, actor: Actor) -> Today:
    """The worker's own orders and the open cases of the own grid: one statement."""
    rows = visible(actor, "cases.act.settle", Case.objects.all(), community.id)
    rows = rows.filter(IS_OPEN).order_by(NEXT_DUE, "registered_at")
    night = clock.day_start(clock.today(community) + dt.timedelta(days=1), community.zone)
    today = Today([], [], [])
    for row in as_rows(rows[:MOST]):
        _shelf(today, row, night).append(row)
    return today


def _shelf(today: Today, row: CaseRow, night: dt.datetime) -> list[CaseRow]:
    due = row.resolution_due
    unanswered = row.responded_at is None and row.response_due is not None
    if row.paused_at is None and due is not None and due < night:
        return today.due
    if row.state in (*WAITING_STATES, CaseState.DISPATCHED):
        return today.new
    if unanswered and row.response_due is not None and row.response_due < night:
        return today.due
    return today.others


def to_look_at(community: Community, actor: Actor) -> list[CaseRow]:
    """Results to be checked on site and reporters to be asked, by somebody near: one statement."""
    near = visible(actor, "cases.act.check", Case.objects.all(), community.id)
    reachable = Reporter.objects.filter(community_id=community.id).exclude(phone_cipher="")
    checks = Q(state=CaseState.REPORTED_DONE, type__needs_site_check=True)
    asks = Q(
        state=CaseState.CLOSED,
        closed_at__gte=clock.now() - dt.timedelta(days=14),
        id__in=reachable.values("case_id"),
    )
    own = Q(state=CaseState.REPORTED_DONE, worker=actor.ref, lead_id__isnull=True)
    rows = near.filter(checks | asks).exclude(own)
    return as_rows(rows.order_by("changed_at")[:12])


@dataclass(frozen=True)
class Inbox:
    """How many wait for which decision; each count is a filter of the pool."""

    registered: int
    objected: int
    reopened: int
    to_dispatch: int
    to_close: int
    to_call_back: int
    overdue: int
    on_hold: int
    extensions: int
    reopen_requests: int
    open: int


BY_STATE: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("registered", (CaseState.REGISTERED,)),
    ("objected", (CaseState.OBJECTED,)),
    ("reopened", (CaseState.REOPENED,)),
    ("to_dispatch", (CaseState.ACCEPTED,)),
    ("to_close", (CaseState.REPORTED_DONE, CaseState.CHECKED)),
    ("to_call_back", (CaseState.CLOSED,)),
    ("on_hold", (CaseState.HUNG,)),
    ("open", OPEN_STATES),
)


def inbox_counts(community: Community, actor: Actor) -> Inbox:
    """Two statements, for a request to open again may be about a case long at rest."""
    home, now = community.id, clock.now()
    if sees_all(actor, "cases.see", home):
        lines, again = _all_by_state(home=home, now=now), _all_again(home=home)
    else:
        rows = visible(actor, "cases.see", Case.objects.all(), home)
        lines = list(_by_state(rows, home, now))
        again = [rows.filter(id__in=_asked(ReopenRequest, home)).count()]
    found = {line["state"]: line["cases"] for line in lines}
    return Inbox(
        **{shelf: sum(found.get(each, 0) for each in states) for shelf, states in BY_STATE},
        overdue=sum(line["late"] for line in lines),
        extensions=sum(line["longer"] for line in lines),
        reopen_requests=again[0],
    )


def _by_state(
    rows: "QuerySet[Case]", home: int | Slot, now: dt.datetime | Slot
) -> "QuerySet[Case, dict[str, Any]]":
    """Of living cases: how many stand in each state, are late, ask for more time."""
    late = Q(state__among=OPEN_STATES, paused_at__isnull=True, resolution_due__lt=now)
    longer = Q(id__in=_asked(Extension, home))
    return (
        rows.filter(IS_LIVING)
        .order_by()
        .values("state")
        .annotate(
            cases=Count("id"), late=Count("id", filter=late), longer=Count("id", filter=longer)
        )
    )


def _asked(model: type[Extension | ReopenRequest], home: Any) -> "QuerySet[Any, Any]":
    rows = model._default_manager.filter(community_id=home, state=Decision.ASKED)
    return rows.values("case_id")


@prepared
def _all_by_state() -> "QuerySet[Case, dict[str, Any]]":
    home = Slot("home")
    return _by_state(Case.objects.filter(community_id=home), home, Slot("now"))


@prepared
def _all_again() -> "QuerySet[Case, int]":
    home = Slot("home")
    rows = Case.objects.filter(community_id=home, id__in=_asked(ReopenRequest, home))
    found: QuerySet[Case, int] = number_of(rows)
    return found


def my_cases(community: Community, actor: Actor) -> list[CaseRow]:
    """What this resident reported or had reported for them."""
    rows = Case.objects.filter(community_id=community.id)
    mine = scope(actor, "cases.see_own", community.id)
    return as_rows(rows.filter(mine).order_by("-registered_at")[:MOST])


def get_case(community: Community, actor: Actor, case_id: uuid.UUID) -> Case:
    """The case with what its page shows beside it, or NotSeen."""
    rows = Case.objects.select_related("type", "lead", "place", "grid", "asset", "merged_into")
    return get_visible(actor, "cases.see", rows, community.id, id=case_id)


def my_reporter(community: Community, actor: Actor, case_id: uuid.UUID) -> Reporter | None:
    """The reporter's row of this actor on this case, for rating with an account."""
    person = actor.person_in(community.id)
    mine = Q(actor_ref=actor.ref) if actor.known else Q(pk__in=[])
    if person is not None:
        mine |= Q(person_id=person)
    rows = Reporter.objects.filter(mine, community_id=community.id)
    own = rows.filter(case_id=case_id).first()
    return own or rows.filter(case__merged_into_id=case_id).first()


def supervised(community: Community, actor: Actor, limit: int = 100) -> list[Supervision]:
    """Urges and supervisions that wait for an answer, the longest first: one statement."""
    rows = _unanswered(community, actor).filter(case__state__in=LIVING_STATES)
    return list(rows.order_by("due_at")[:limit])


def never_answered(community: Community, actor: Actor, limit: int = 20) -> list[Supervision]:
    """Those whose case came to rest before anybody answered, the newest first: one statement."""
    rows = _unanswered(community, actor).exclude(case__state__in=LIVING_STATES)
    return list(rows.order_by("-due_at")[:limit])


def _unanswered(community: Community, actor: Actor) -> "QuerySet[Supervision]":
    rows = Supervision.objects.filter(
        community_id=community.id, needs_answer=True, answered_at__isnull=True
    ).exclude(kind=SupervisionKind.REMINDER)
    seen = Case.objects.filter(
        scope(actor, "cases.see_inside", community.id), community_id=community.id
    )
    return rows.filter(case_id__in=seen.values("id")).select_related("case__type", "case__lead")
