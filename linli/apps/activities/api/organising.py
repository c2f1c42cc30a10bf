"""Announcing, dating, moving, cancelling and filing."""

import uuid
from typing import Any

from ninja import Status

from linli.apps.activities.api import sent as sent_shapes
from linli.apps.activities.api import shapes
from linli.apps.activities.api.reading import (
    outcome_shown,
    router,
    session_shown,
    whole_activity,
)
from linli.apps.activities.models import Outcome
from linli.apps.activities.public import (
    ActivityDraft,
    OutcomeDraft,
    SessionDraft,
    activity_of,
    add_session,
    announce,
    cancel_activity,
    cancel_session,
    file_activity,
    move_session,
    note_outcome,
    publish_activity,
    session_of,
)
from linli.apps.participation.public import Terms, change_capacity
from linli.web.api.lists import Listing, whole
from linli.web.api.repeats import writes_once
from linli.web.asked import Asked

ONE = "/c/{slug:slug}/activities/{uuid:activity_id}"
SESSION = "/c/{slug:slug}/sessions/{uuid:session_id}"
SAME = (
    *("title", "kind", "text", "public", "needs_sign_up", "edition", "place_words", "indoor"),
    *("festival", "contact", "consent_text", "external_platform", "external_id", "external_link"),
)


def _who(request: Asked) -> dict[str, Any]:
    return {"community": request.community, "actor": request.actor}


@router.post("/c/{slug:slug}/activities", response={201: shapes.ActivityShown})
@writes_once()
def create(request: Asked, slug: str, sent: sent_shapes.ActivitySent) -> Status[dict[str, Any]]:
    """An activity with its dates, in one act; a draft unless `publish`."""
    draft = ActivityDraft(
        **{name: getattr(sent, name) for name in SAME},
        series_id=sent.series,
        team_id=sent.team,
        place_id=sent.place,
        units=[(each.id, each.role) for each in sent.units],
        tags=[(each.word, each.kind) for each in sent.tags],
        speakers=[(each.name, each.title) for each in sent.speakers],
    )
    dates = [_session(each) for each in sent.sessions]
    row = announce(**_who(request), draft=draft, dates=dates, publish=sent.publish)
    return Status(201, whole_activity(request.community, row))


def _session(sent: sent_shapes.SessionSent) -> SessionDraft:
    return SessionDraft(
        starts_at=sent.starts_at,
        ends_at=sent.ends_at,
        title=sent.title,
        terms=Terms(**sent.terms.dict()) if sent.terms else Terms(),
        place_id=sent.place,
        place_words=sent.place_words,
        room_id=sent.room,
        required=sent.required,
    )


@router.post(f"{ONE}/sessions", response={201: shapes.SessionShown})
@writes_once()
def add_date(
    request: Asked, slug: str, activity_id: uuid.UUID, sent: sent_shapes.SessionSent
) -> Status[dict[str, Any]]:
    """A date, with its room in the same act."""
    row = add_session(**_who(request), activity_id=activity_id, draft=_session(sent))
    return Status(201, session_shown(session_of(request.community, request.actor, row.id)))


@router.post(f"{ONE}/publications", response=shapes.ActivityShown)
@writes_once()
def publications(
    request: Asked, slug: str, activity_id: uuid.UUID, sent: sent_shapes.Nothing
) -> dict[str, Any]:
    row = publish_activity(**_who(request), activity_id=activity_id)
    return whole_activity(request.community, row)


@router.post(f"{ONE}/cancellations", response=shapes.ActivityShown)
@writes_once()
def cancellations(
    request: Asked, slug: str, activity_id: uuid.UUID, sent: sent_shapes.ReasonSent
) -> dict[str, Any]:
    """All dates to come; what took place stays counted."""
    row = cancel_activity(**_who(request), activity_id=activity_id, reason=sent.reason)
    return whole_activity(request.community, row)


@router.post(f"{ONE}/filings", response=shapes.ActivityShown)
@writes_once()
def filings(
    request: Asked, slug: str, activity_id: uuid.UUID, sent: sent_shapes.ResultSent
) -> dict[str, Any]:
    """Lists are final, the result is told."""
    row = file_activity(**_who(request), activity_id=activity_id, result_text=sent.result)
    return whole_activity(request.community, row)


@router.get(f"{ONE}/outcomes", response=Listing[shapes.OutcomeShown])
def outcomes(request: Asked, slug: str, activity_id: uuid.UUID) -> dict[str, Any]:
    """What came of it besides people; public."""
    row = activity_of(request.community, request.actor, activity_id)
    found = Outcome.objects.filter(
        community_id=row.community_id, activity_id=row.id, replaced_at__isnull=True
    )
    return whole([outcome_shown(each) for each in found])


@router.post(f"{ONE}/outcomes", response={201: shapes.OutcomeShown})
@writes_once()
def add_outcome(
    request: Asked, slug: str, activity_id: uuid.UUID, sent: sent_shapes.OutcomeSent
) -> Status[dict[str, Any]]:
    row = note_outcome(
        **_who(request),
        activity_id=activity_id,
        session_id=sent.session,
        draft=OutcomeDraft(sent.what, sent.unit, sent.number, sent.evidence),
    )
    return Status(201, outcome_shown(row))


@router.post(f"{SESSION}/cancellations", response=shapes.SessionShown)
@writes_once()
def cancel_date(
    request: Asked, slug: str, session_id: uuid.UUID, sent: sent_shapes.Nothing
) -> dict[str, Any]:
    """Everybody is told once; again changes nothing."""
    cancel_session(**_who(request), session_id=session_id)
    return _date(request, session_id)


@router.post(f"{SESSION}/moves", response=shapes.SessionShown)
@writes_once()
def move_date(
    request: Asked, slug: str, session_id: uuid.UUID, sent: sent_shapes.TimesSent
) -> dict[str, Any]:
    """Other times, with the room; everybody is told once."""
    move_session(
        **_who(request), session_id=session_id, starts_at=sent.starts_at, ends_at=sent.ends_at
    )
    return _date(request, session_id)


@router.post(f"{SESSION}/capacities", response=shapes.SessionShown)
@writes_once()
def capacities(
    request: Asked, slug: str, session_id: uuid.UUID, sent: sent_shapes.CapacitySent
) -> dict[str, Any]:
    """More seats go to the queue at once; fewer throw nobody out."""
    row = session_of(request.community, request.actor, session_id)
    change_capacity(**_who(request), gathering_id=row.gathering_id, capacity=sent.capacity)
    return _date(request, session_id)


def _date(request: Asked, session_id: uuid.UUID) -> dict[str, Any]:
    return session_shown(session_of(request.community, request.actor, session_id))
