"""What somebody must not lose sight of: unanswered urges, holds with their day, what is late."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import QuerySet

from linli.apps.cases.models import Case, Pause
from linli.apps.cases.queries.filters import IS_OPEN
from linli.apps.cases.queries.lists import CaseRow, as_rows
from linli.kernel import clock
from linli.kernel.access.actor import Actor
from linli.kernel.access.permissions import visible
from linli.kernel.community import Community

MOST = 100


@dataclass(frozen=True)
class Held:
    """A case on hold and the day on which it is looked at again."""

    pause: Pause
    due: bool


def _seen(community: Community, actor: Actor) -> "QuerySet[Case]":
    return visible(actor, "cases.see_inside", Case.objects.all(), community.id)


def holds(community: Community, actor: Actor) -> list[Held]:
    """The hanging list and all other holds, by day of review: one statement."""
    today = clock.today(community)
    rows = Pause.objects.filter(
        community_id=community.id,
        ended_at__isnull=True,
        case_id__in=_seen(community, actor).values("id"),
    ).select_related("reason", "case__type", "case__lead", "case__place")
    return [
        Held(row, row.review_on is not None and row.review_on <= today)
        for row in rows.order_by("review_on")[:MOST]
    ]


def overdue(community: Community, actor: Actor, now: dt.datetime) -> list[CaseRow]:
    rows = _seen(community, actor).filter(IS_OPEN, paused_at__isnull=True, resolution_due__lt=now)
    return as_rows(rows.order_by("resolution_due")[:MOST])
