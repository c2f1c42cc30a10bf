"""What falls due: rungs of the ladder, reviews of holds, stages, calls for assistance, archive."""

import datetime as dt
import uuid

from linli.apps.cases.operations.disputes.opening import RUNG_TIMER, climb_when_due
from linli.apps.cases.operations.due import (
    archive_when_due,
    raise_due_rungs,
    urge_assist,
    urge_milestone_when_due,
    urge_review,
    urge_stage,
)
from linli.apps.cases.operations.forgetting import AT_ONCE, keep_contact_retention
from linli.apps.cases.operations.handing_over import TIMER as HAND_OVER
from linli.apps.cases.operations.handing_over import hand_over_when_ended
from linli.apps.cases.operations.milestones import TIMER as MILESTONE
from linli.apps.cases.operations.recomputing import recompute_provisional
from linli.kernel import clock
from linli.kernel.access.actor import Actor
from linli.kernel.calendar_tables import YEARS_KNOWN
from linli.kernel.community import Community, CommunityKind
from linli.kernel.timers.models import Timer
from linli.kernel.timers.running import handles, set_timer
from linli.kernel.working import does

CONTACTS = "cases.contact_retention"
AT_NIGHT = dt.timedelta(hours=2, minutes=20)
_set_for: dict[int, dt.date] = {}
"""What this process has set already, so that a round of the worker asks nothing."""


@does("contact retention timers set")
def set_contact_retention() -> int:
    """Each community's timer of the day; the database keeps it to one."""
    done = 0
    for community in Community.objects.filter(kind=CommunityKind.COMMUNITY):
        today = clock.today(community)
        if _set_for.get(community.id) != today:
            set_timer(
                community_id=community.id,
                kind=CONTACTS,
                object_id=uuid.UUID(int=community.id),
                due_at=clock.day_start(today, community.zone) + AT_NIGHT,
            )
            _set_for[community.id] = today
            done += 1
    return done


@handles(CONTACTS)
def contacts_served(timer: Timer) -> None:
    community = Community.objects.get(id=timer.community_id)
    if keep_contact_retention(community=community) >= AT_ONCE:
        set_timer(
            community_id=community.id,
            kind=CONTACTS,
            object_id=timer.object_id,
            due_at=clock.now(),
            key=uuid.uuid4().hex,
        )


def set_at(timer: Timer) -> dt.datetime:
    return dt.datetime.fromisoformat(timer.payload["set_at"])


@handles("cases.response")
def response_rung_due(timer: Timer) -> None:
    raise_due_rungs(
        community_id=timer.community_id,
        case_id=timer.object_id,
        which="response",
        round_number=timer.payload["round"],
        since=set_at(timer),
    )


@handles("cases.resolution")
def resolution_rung_due(timer: Timer) -> None:
    raise_due_rungs(
        community_id=timer.community_id,
        case_id=timer.object_id,
        which="resolution",
        round_number=timer.payload["round"],
        since=set_at(timer),
    )


@handles("cases.review")
def review_due(timer: Timer) -> None:
    urge_review(community_id=timer.community_id, case_id=timer.object_id, due_at=timer.due_at)


@handles("cases.assist")
def assist_due(timer: Timer) -> None:
    urge_assist(
        community_id=timer.community_id,
        case_id=timer.object_id,
        due_at=timer.due_at,
        call_id=timer.payload["thing"],
    )


@handles("cases.stage_contact")
def contact_due(timer: Timer) -> None:
    urge_stage(
        community_id=timer.community_id,
        case_id=timer.object_id,
        due_at=timer.due_at,
        stage="contact",
        round_number=timer.payload["round"],
    )


@handles("cases.stage_site_check")
def site_check_due(timer: Timer) -> None:
    urge_stage(
        community_id=timer.community_id,
        case_id=timer.object_id,
        due_at=timer.due_at,
        stage="site_check",
        round_number=timer.payload["round"],
    )


@handles("cases.stage_call_back")
def call_back_due(timer: Timer) -> None:
    urge_stage(
        community_id=timer.community_id,
        case_id=timer.object_id,
        due_at=timer.due_at,
        stage="call_back",
        round_number=timer.payload["round"],
    )


@handles(MILESTONE)
def milestone_due(timer: Timer) -> None:
    urge_milestone_when_due(
        community_id=timer.community_id,
        case_id=timer.object_id,
        due_at=timer.due_at,
        stage=timer.payload["stage"],
        round_number=timer.payload["round"],
    )


@handles("cases.archive")
def archive_due(timer: Timer) -> None:
    archive_when_due(
        community_id=timer.community_id,
        case_id=timer.object_id,
        round_number=timer.payload["round"],
    )


@handles(RUNG_TIMER)
def dispute_rung_due(timer: Timer) -> None:
    climb_when_due(
        community_id=timer.community_id,
        dispute_id=timer.object_id,
        code=timer.payload["rung"],
        round_number=timer.payload["round"],
        due_at=timer.due_at,
    )


@handles(HAND_OVER)
def role_over(timer: Timer) -> None:
    community = Community.objects.get(id=timer.community_id)
    hand_over_when_ended(community=community, actor=Actor.system(), grant_id=timer.object_id)


@handles(YEARS_KNOWN)
def years_known(timer: Timer) -> None:
    community = Community.objects.get(id=timer.community_id)
    recompute_provisional(community=community, actor=Actor.system())
