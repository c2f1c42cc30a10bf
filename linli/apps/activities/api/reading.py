"""Activities, their dates and lists, as far as the reader may see them."""

import datetime as dt
import uuid
from collections.abc import Sequence
from typing import Any

from ninja import Field, Query, Router, Schema

from linli.apps.activities.api import shapes
from linli.apps.activities.models import Activity, ActivityTag, Session
from linli.apps.activities.public import (
    SEE,
    CalendarFilter,
    activity_of,
    calendar,
    counts_of,
    session_of,
    sessions_of,
)
from linli.apps.activities.queries.finding import activities_by_id, place_of
from linli.apps.participation.public import ORGANISE as COUNT
from linli.apps.participation.public import (
    OWN,
    Participation,
    position_of,
    positions,
    sign_ups,
    wall_code,
)
from linli.apps.participation.public import SEE as SEE_LISTS
from linli.kernel.access.permissions import get_visible, holds, refuse, require, visible
from linli.kernel.community import Community
from linli.web.api.lists import Listing, PageAsked, paged, whole
from linli.web.asked import Asked

router = Router()


class ActivitiesAsked(Schema):
    """Empty fields ask nothing."""

    kind: str = ""
    state: str = ""
    tag: str = ""
    series: uuid.UUID | None = None
    team: uuid.UUID | None = None


@router.get("/c/{slug:slug}/activities", response=Listing[shapes.ActivityShown])
def activities(
    request: Asked, slug: str, page: Query[PageAsked], asked: Query[ActivitiesAsked]
) -> dict[str, Any]:
    """What this reader may see, newest first; public without a key."""
    home = request.community
    rows = visible(request.actor, SEE, Activity.objects.all(), home.id)
    plain = {
        "kind": asked.kind,
        "state": asked.state,
        "series_id": asked.series,
        "team_id": asked.team,
    }
    rows = rows.filter(**{name: value for name, value in plain.items() if value})
    if asked.tag:
        tags = ActivityTag.objects.filter(community_id=home.id, word=asked.tag)
        rows = rows.filter(id__in=tags.values("activity_id"))

    def show(found: Sequence[Activity]) -> list[dict[str, Any]]:
        known = activities_by_id(home, [row.id for row in found])
        return [activity_shown(known[row.id]) for row in found]

    lean = rows.only("id", "community_id", "created_at")
    return paged(request, lean, page=page, show=show, order="-created_at")


@router.get("/c/{slug:slug}/activities/{uuid:activity_id}", response=shapes.ActivityShown)
def activity(request: Asked, slug: str, activity_id: uuid.UUID) -> dict[str, Any]:
    """One activity with its dates, units and outcomes; public."""
    return whole_activity(request.community, activity_of(*_who(request), activity_id))


@router.get(
    "/c/{slug:slug}/activities/{uuid:activity_id}/sessions", response=Listing[shapes.SessionShown]
)
def dates_of(request: Asked, slug: str, activity_id: uuid.UUID) -> dict[str, Any]:
    """The dates of one activity; public."""
    row = activity_of(*_who(request), activity_id)
    return whole([session_shown(each) for each in sessions_of(row)])


class SessionsAsked(Schema):
    """Days are included."""

    first: dt.date | None = Field(None, alias="from")
    last: dt.date | None = Field(None, alias="to")
    kind: str = ""
    tag: str = ""
    series: uuid.UUID | None = None
    team: uuid.UUID | None = None
    unit: int | None = None
    q: str = ""


@router.get("/c/{slug:slug}/sessions", response=Listing[shapes.SessionShown])
def sessions(
    request: Asked, slug: str, page: Query[PageAsked], asked: Query[SessionsAsked]
) -> dict[str, Any]:
    """The calendar, by the clock; public."""
    wanted = CalendarFilter(
        first=asked.first,
        last=asked.last,
        kind=asked.kind,
        tag=asked.tag,
        series_id=asked.series,
        team_id=asked.team,
        organisation_id=asked.unit,
        text=asked.q,
    )
    rows = calendar(*_who(request), wanted)
    return paged(request, rows, page=page, show=_sessions, order="starts_at")


@router.get("/c/{slug:slug}/sessions/{uuid:session_id}", response=shapes.SessionShown)
def session(request: Asked, slug: str, session_id: uuid.UUID) -> dict[str, Any]:
    """One date; public."""
    return session_shown(session_of(*_who(request), session_id))


@router.get("/c/{slug:slug}/sessions/{uuid:session_id}/counts", response=shapes.CountsShown)
def counts(request: Asked, slug: str, session_id: uuid.UUID) -> dict[str, Any]:
    """Persons, person-times and heads apart, with the rows behind; for staff."""
    require(request.actor, SEE_LISTS, request.community.id)
    row = session_of(*_who(request), session_id)
    found = counts_of(request.community, row)
    heads = [
        {"category": category, "id": key, "number": number}
        for category, (key, number) in found.headcounts.items()
    ]
    plain = ("persons", "person_times", "anonymous", "capacity", "taken")
    return {name: getattr(found, name) for name in plain} | {
        "seats": vars(found.seats),
        "drill": {"attendances": found.attendances, "headcounts": heads},
    }


@router.get("/c/{slug:slug}/sessions/{uuid:session_id}/wall-code", response=shapes.WallCodeShown)
def code_of_the_wall(request: Asked, slug: str, session_id: uuid.UUID) -> dict[str, Any]:
    """The code that the screen at the door shows now; for staff."""
    require(request.actor, COUNT, request.community.id)
    row = session_of(*_who(request), session_id)
    code, until = wall_code(request.community, row.gathering)
    return {"code": code, "until": until}


@router.get(
    "/c/{slug:slug}/sessions/{uuid:session_id}/sign-ups", response=Listing[shapes.SignUpShown]
)
def list_of(
    request: Asked, slug: str, session_id: uuid.UUID, page: Query[PageAsked], state: str = ""
) -> dict[str, Any]:
    """In the order of the queue: all of them for staff, else those of oneself and the family."""
    home, actor = request.community, request.actor
    row = session_of(home, actor, session_id)
    key = reading_key(request)
    rows = visible(actor, key, sign_ups(row.gathering), home.id).select_related("subject")
    if state:
        rows = rows.filter(state=state)
    places = positions(row.gathering)

    def show(found: Sequence[Participation]) -> list[dict[str, Any]]:
        return [sign_up_shown(each, places.get(each.id), row.id) for each in found]

    return paged(request, rows, page=page, show=show, order="number")


@router.get("/c/{slug:slug}/sign-ups/{uuid:sign_up_id}", response=shapes.SignUpShown)
def sign_up(request: Asked, slug: str, sign_up_id: uuid.UUID) -> dict[str, Any]:
    """One sign-up, with its place in the queue."""
    rows = Participation.objects.select_related("subject")
    key = reading_key(request)
    row = get_visible(request.actor, key, rows, request.community.id, id=sign_up_id)
    return one_sign_up(request.community, row)


def reading_key(request: Asked) -> str:
    home, actor = request.community, request.actor
    if not actor.known:
        refuse(actor, OWN)
    return SEE_LISTS if holds(actor, SEE_LISTS, home.id) else OWN


def one_sign_up(community: Community, row: Participation) -> dict[str, Any]:
    dated = Session.objects.filter(community_id=community.id, gathering_id=row.gathering_id)
    session_id = dated.values_list("id", flat=True).first()
    return sign_up_shown(row, position_of(row), session_id)


def _who(request: Asked) -> tuple[Community, Any]:
    return request.community, request.actor


def _sessions(rows: Sequence[Session]) -> list[dict[str, Any]]:
    return [session_shown(row) for row in rows]


def whole_activity(community: Community, row: Activity) -> dict[str, Any]:
    return activity_shown(activities_by_id(community, [row.id])[row.id])


def activity_shown(row: Activity) -> dict[str, Any]:
    plain = ("id", "title", "kind", "text", "state", "public", "edition", "festival")
    return {name: getattr(row, name) for name in (*plain, "external_link", "changed_at")} | {
        "kind_name": str(row.get_kind_display()),
        "series": row.series.name if row.series else "",
        "team": row.team.name if row.team else "",
        "place": row.place_words or (row.place.full_name if row.place else ""),
        "result": row.result_text,
        "units": [
            {"id": each.organisation_id, "name": each.organisation.name, "role": each.role}
            for each in row.units.all()
        ],
        "tags": [{"word": each.word, "kind": each.kind} for each in row.tags.all()],
        "speakers": [f"{each.name} {each.title}".strip() for each in row.speakers.all()],
        "sessions": [session_shown(each) for each in row.sessions.all()],
        "outcomes": [
            outcome_shown(each) for each in row.outcomes.all() if each.replaced_at is None
        ],
    }


def outcome_shown(row: Any) -> dict[str, Any]:
    plain = ("id", "what", "unit", "number", "evidence", "day")
    return {name: getattr(row, name) for name in plain} | {"session": row.session_id}


def session_shown(row: Session) -> dict[str, Any]:
    gathering = row.gathering
    own = ("id", "title", "number", "starts_at", "ends_at")
    of_gathering = ("state", "held", "capacity", "taken", "free", "person_times")
    terms = ("opens_at", "closes_at", "mode", "promotion")
    return (
        {name: getattr(row, name) for name in own}
        | {name: getattr(gathering, name) for name in (*of_gathering, *terms)}
        | {"activity": row.activity_id, "room": row.room_id, "place": place_of(row)}
    )


def sign_up_shown(
    row: Participation, position: int | None, session_id: uuid.UUID | None
) -> dict[str, Any]:
    plain = ("id", "state", "seats", "number", "door", "basis", "held_until", "late")
    return {name: getattr(row, name) for name in (*plain, "created_at")} | {
        "gathering": row.gathering_id,
        "session": session_id,
        "person": row.subject_id,
        "name": row.subject.name,
        "position": position,
        "over_capacity": bool(row.over_reason),
        "photos_flagged": row.photos_flagged_at is not None,
    }
