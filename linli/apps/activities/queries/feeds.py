"""Dates as a calendar that telephones subscribe to; what was cancelled is sent as cancelled."""

import datetime as dt
import uuid
from dataclasses import replace

from django.conf import settings
from django.db.models import Q, QuerySet

from linli.apps.activities.models import Session
from linli.apps.activities.queries.finding import (
    CalendarFilter,
    calendar,
    place_of,
    sessions_seen,
)
from linli.apps.participation.public import LIVE, GatheringState, PartyMember, State
from linli.kernel import clock
from linli.kernel.access.actor import Actor
from linli.kernel.community import Community
from linli.kernel.ical import Entry
from linli.kernel.ical import feed as write_calendar

BEFORE, AFTER = dt.timedelta(days=60), dt.timedelta(days=400)
GONE = (State.WITHDRAWN, State.CANCELLED_BY_HOST, State.REFUSED, State.LAPSED)


def feed(community: Community, actor: Actor, asked: CalendarFilter, name: str) -> bytes:
    """Of the community, a team, a place or a unit: what this reader may see."""
    today = clock.today(community)
    wanted = replace(asked, first=today - BEFORE, last=today + AFTER)
    rows = calendar(community, actor, wanted)
    return write_calendar(name, [_entry(community, row) for row in rows])


def venue_feed(community: Community, actor: Actor, venue_id: uuid.UUID, name: str) -> bytes:
    """Everything in the rooms of one venue."""
    rows = _near(community, actor).filter(room__venue_id=venue_id)
    return write_calendar(name, [_entry(community, row) for row in rows])


def person_feed(community: Community, actor: Actor, person_id: uuid.UUID, name: str) -> bytes:
    """What one person signed up for, lessons of classes with it; withdrawn means cancelled."""
    mine = PartyMember.objects.filter(
        community_id=community.id,
        person_id=person_id,
        participation__state__in=[*LIVE, State.ATTENDED, *GONE],
    )
    states: dict[uuid.UUID, str] = {}
    for gathering_id, state in mine.order_by("id").values_list(
        "gathering_id", "participation__state"
    ):
        states[gathering_id] = state
    rows = _near(community, actor).filter(
        Q(gathering_id__in=states) | Q(gathering__enrolment_id__in=states)
    )
    entries = [_entry(community, row, gone=states.get(_list_of(row), "") in GONE) for row in rows]
    return write_calendar(name, entries)


def _list_of(row: Session) -> uuid.UUID:
    return row.gathering.enrolment_id or row.gathering_id


def _near(community: Community, actor: Actor) -> QuerySet[Session]:
    today = clock.today(community)
    rows = sessions_seen(community, actor).filter(day__gte=today - BEFORE, day__lte=today + AFTER)
    return rows.order_by("starts_at", "id")


def _entry(community: Community, row: Session, *, gone: bool = False) -> Entry:
    gathering = row.gathering
    title = f"{row.activity.title} {row.title}".strip()
    return Entry(
        uid=f"session-{row.id}",
        starts=row.starts_at,
        ends=row.ends_at,
        title=title,
        changed_at=gathering.changed_at,
        text=row.activity.text[:500],
        place=place_of(row),
        link=f"{settings.LINLI_BASE_URL}/c/{community.slug}/activities/{row.activity_id}/",
        version=int(gathering.changed_at.timestamp()) % 2_000_000_000,
        cancelled=gone or gathering.state == GatheringState.CANCELLED,
    )
