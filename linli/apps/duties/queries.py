"""Today's routines, how each went this month, and the days of one."""

import datetime as dt
import uuid
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from linli.apps.duties.choices import DueState
from linli.apps.duties.models import DutyDue, Plan
from linli.apps.duties.rules import REPORT, SEE
from linli.kernel import clock
from linli.kernel.access.actor import Actor
from linli.kernel.access.permissions import get_visible, holds, require
from linli.kernel.community import Community
from linli.kernel.dated import in_force


@dataclass(frozen=True)
class PlanLine:
    """A routine with the month so far; what is left out stands apart."""

    plan: Plan
    done: int
    late: int
    missed: int
    apart: int


def plan_lines(community: Community, *, public: bool) -> list[PlanLine]:
    """Routines in force with their month to today: one statement."""
    today = clock.today(community)
    rows = Plan.objects.filter(in_force(today), community_id=community.id)
    rows = rows.filter(public=True) if public else rows
    month = Q(dues__last_day__gte=today.replace(day=1), dues__first_day__lte=today)

    def of(*states: str) -> Count:
        return Count("dues", filter=month & Q(dues__state__in=states))

    counted = rows.select_related("place", "team").annotate(
        done=of(DueState.DONE),
        late=of(DueState.LATE),
        missed=of(DueState.MISSED),
        apart=of(DueState.NOT_NEEDED, DueState.EXCUSED),
    )
    names = ("done", "late", "missed", "apart")
    return [PlanLine(row, *(row.__dict__[name] for name in names)) for row in counted]


def due_today(community: Community) -> QuerySet[DutyDue]:
    today = clock.today(community)
    rows = DutyDue.objects.filter(
        community_id=community.id, first_day__lte=today, last_day__gte=today
    )
    return rows.select_related("plan__place").order_by("last_day", "plan__title")


def dues_to_do(community: Community, actor: Actor) -> list[DutyDue]:
    if not holds(actor, REPORT, community.id):
        return []
    return list(due_today(community).filter(state=DueState.OPEN)[:20])


@dataclass(frozen=True)
class Board:
    plans: list[PlanLine]
    today: list[DutyDue]


def duty_board(community: Community, actor: Actor) -> Board:
    require(actor, SEE, community.id)
    return Board(plan_lines(community, public=False), list(due_today(community)))


@dataclass(frozen=True)
class PlanPage:
    plan: Plan
    dues: list[DutyDue]
    month: dt.date
    before: dt.date
    after: dt.date


def plan_page(community: Community, actor: Actor, plan_id: uuid.UUID, month: dt.date) -> PlanPage:
    rows = Plan.objects.select_related("place", "team")
    plan = get_visible(actor, SEE, rows, community.id, id=plan_id)
    first = month.replace(day=1)
    after = (first + dt.timedelta(days=32)).replace(day=1)
    dues = DutyDue.objects.filter(
        community_id=community.id, plan_id=plan.id, last_day__gte=first, first_day__lt=after
    )
    before = (first - dt.timedelta(days=1)).replace(day=1)
    return PlanPage(plan, list(dues), first, before, after)
