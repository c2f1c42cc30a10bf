"""Retention, once a day: what has served its time is erased."""

import datetime as dt
import uuid

from linli.apps.people.operations.keeping import AT_ONCE, keep_retention
from linli.kernel import clock
from linli.kernel.access.actor import Actor
from linli.kernel.community import Community, CommunityKind
from linli.kernel.timers.models import Timer
from linli.kernel.timers.running import handles, set_timer
from linli.kernel.working import does

KIND = "people.retention"
AT_NIGHT = dt.timedelta(hours=2)
_set_for: dict[int, dt.date] = {}
"""What this process has set already, so that a round of the worker asks nothing."""


@does("retention timers set")
def set_retention() -> int:
    """Each community's timer of the day; the database keeps it to one."""
    done = 0
    for community in Community.objects.filter(kind=CommunityKind.COMMUNITY):
        today = clock.today(community)
        if _set_for.get(community.id) != today:
            set_timer(
                community_id=community.id,
                kind=KIND,
                object_id=uuid.UUID(int=community.id),
                due_at=clock.day_start(today, community.zone) + AT_NIGHT,
            )
            _set_for[community.id] = today
            done += 1
    return done


@handles(KIND)
def retention(timer: Timer) -> None:
    community = Community.objects.get(id=timer.community_id)
    if keep_retention(actor=Actor.system(), community=community) >= AT_ONCE:
        set_timer(
            community_id=community.id,
            kind=KIND,
            object_id=timer.object_id,
            due_at=clock.now(),
            key=uuid.uuid4().hex,
        )
