"""One activity or session as this reader may see it, and the sessions of some days."""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Prefetch, Q, QuerySet

from linli.apps.activities.models import Activity, ActivityTag, ActivityUnit, Session
from linli.apps.activities.rules.permissions import SEE
from linli.kernel.access.actor import Actor
from linli.kernel.access.permissions import get_visible, scope
from linli.kernel.community import Community
from linli.kernel.errors import NotSeen


@dataclass(frozen=True)
class CalendarFilter:
    """Empty fields ask nothing. `first` and `last` are local days, both included."""

    first: dt.date | None = None
    last: dt.date | None = None
    kind: str = ""
    tag: str = ""
    series_id: uuid.UUID | None = None
    team_id: uuid.UUID | None = None
    place_id: uuid.UUID | None = None
    organisation_id: int | None = None
    text: str = ""
    cancelled: bool = True


def activity_of(community: Community, actor: Actor, activity_id: uuid.UUID) -> Activity:
    rows = Activity.objects.select_related("series", "team", "place")
    return get_visible(actor, SEE, rows, community.id, id=activity_id)


def session_of(community: Community, actor: Actor, session_id: uuid.UUID) -> Session:
    found = sessions_seen(community, actor).filter(id=session_id).first()
    if found is None:
        raise NotSeen()
    return found


def find_session(community: Community, session_id: uuid.UUID) -> Session:
    rows = Session.objects.filter(community_id=community.id, id=session_id)
    row = rows.select_related("activity", "gathering").first()
    if row is None:
        raise NotSeen()
    return row


def sessions_seen(community: Community, actor: Actor) -> QuerySet[Session]:
    """Sessions of the activities that this reader may see, with their gatherings."""
    seen = Activity.objects.filter(scope(actor, SEE, community.id), community_id=community.id)
    return Session.objects.filter(
        community_id=community.id, activity_id__in=seen.values("id")
    ).select_related("activity", "gathering", "place", "room__venue")


def calendar(community: Community, actor: Actor, asked: CalendarFilter) -> QuerySet[Session]:
    """In the order of the clock; a fixed number of statements for any number of rows."""
    rows = sessions_seen(community, actor)
    if asked.first is not None:
        rows = rows.filter(day__gte=asked.first)
    if asked.last is not None:
        rows = rows.filter(day__lte=asked.last)
    if not asked.cancelled:
        rows = rows.exclude(gathering__state="cancelled")
    return _narrowed(rows, community, asked).order_by("starts_at", "id")


def _narrowed(
    rows: QuerySet[Session], community: Community, asked: CalendarFilter
) -> QuerySet[Session]:
    plain = {
        "activity__kind": asked.kind,
        "activity__series_id": asked.series_id,
        "activity__team_id": asked.team_id,
    }
    rows = rows.filter(**{name: value for name, value in plain.items() if value})
    if asked.place_id:
        rows = rows.filter(
            Q(place_id=asked.place_id) | Q(place_id__isnull=True, activity__place_id=asked.place_id)
        )
    if asked.tag:
        tags = ActivityTag.objects.filter(community_id=community.id, word=asked.tag)
        rows = rows.filter(activity_id__in=tags.values("activity_id"))
    if asked.organisation_id:
        units = ActivityUnit.objects.filter(
            community_id=community.id, organisation_id=asked.organisation_id
        )
        rows = rows.filter(activity_id__in=units.values("activity_id"))
    if asked.text:
        rows = rows.filter(Q(activity__title__contains=asked.text) | Q(title__contains=asked.text))
    return rows


def with_details(rows: QuerySet[Activity]) -> QuerySet[Activity]:
    """Activities with sessions, units, tags, speakers and outcomes: one statement each."""
    sessions = Session.objects.select_related("gathering", "place", "room__venue")
    return rows.select_related("series", "team", "place").prefetch_related(
        Prefetch("sessions", sessions),
        Prefetch("units", ActivityUnit.objects.select_related("organisation")),
        "tags",
        "speakers",
        "outcomes",
    )


def sessions_of(activity: Activity) -> list[Session]:
    rows = Session.objects.filter(
        community_id=activity.community_id, activity_id=activity.id
    ).select_related("gathering", "place", "room__venue")
    return list(rows)


def activities_by_id(community: Community, ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, Activity]:
    rows = Activity.objects.filter(community_id=community.id, id__in=ids)
    return {row.id: row for row in with_details(rows)}


def place_of(row: Session) -> str:
    """Where it is, as it is said: words of the date first, then the room, then the place."""
    if row.place_words:
        return row.place_words
    if row.room is not None:
        return f"{row.room.venue.name} {row.room.name}"
    return row.place.full_name if row.place else ""
