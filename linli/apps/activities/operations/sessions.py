"""Dates of an activity: added, moved, cancelled."""

import datetime as dt
import uuid
from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from linli.apps.activities.choices import (
    CANCELLED,
    SESSION,
    SESSION_ADDED,
    SESSION_CANCELLED,
    SESSION_MOVED,
    ActivityState,
)
from linli.apps.activities.models import Activity, CourseClass, Session
from linli.apps.activities.operations.announcing import create_activity, open_activity
from linli.apps.activities.operations.rooms import book_room, give_back_room, move_room
from linli.apps.activities.queries.finding import find_session
from linli.apps.activities.rules.drafts import ActivityDraft, SessionDraft, line
from linli.apps.activities.rules.permissions import ORGANISE
from linli.apps.participation.public import (
    Gathering,
    GatheringState,
    cancel_gathering,
    move_gathering,
    open_gathering,
)
from linli.apps.places.public import Place
from linli.kernel import clock
from linli.kernel.access.actor import Actor
from linli.kernel.access.permissions import require
from linli.kernel.community import Community
from linli.kernel.errors import NotSeen, RuleNotMet
from linli.kernel.records.models import Basis
from linli.kernel.records.writing import write_record


@transaction.atomic
def add_session(
    *,
    community: Community,
    actor: Actor,
    activity_id: uuid.UUID,
    draft: SessionDraft,
    enrolment: Gathering | None = None,
) -> Session:
    """A date with its own seats and queue; open for signing up once the activity is announced."""
    require(actor, ORGANISE, community.id)
    activity = open_activity(community, activity_id)
    row = store_session(community, actor, activity, draft, enrolment=enrolment)
    _note(SESSION_ADDED, actor, row, starts=row.starts_at)
    return row


@transaction.atomic
def announce(
    *,
    community: Community,
    actor: Actor,
    draft: ActivityDraft,
    dates: Sequence[SessionDraft],
    publish: bool = True,
) -> Activity:
    """An activity with all its dates and their rooms, or nothing of it."""
    activity = create_activity(community=community, actor=actor, draft=draft, publish=publish)
    for each in dates:
        add_session(community=community, actor=actor, activity_id=activity.id, draft=each)
    return activity


def store_session(
    community: Community,
    actor: Actor,
    activity: Activity,
    draft: SessionDraft,
    *,
    enrolment: Gathering | None = None,
) -> Session:
    """Session and gathering; the record is written by the act that this is part of."""
    planned = activity.state == ActivityState.DRAFT
    gathering = open_gathering(
        community=community,
        actor=actor,
        kind=SESSION,
        title=draft.title or activity.title,
        about_id=activity.id,
        starts_at=draft.starts_at,
        ends_at=draft.ends_at,
        terms=draft.terms,
        state=GatheringState.PLANNED if planned else GatheringState.OPEN,
        enrolment=enrolment,
    )
    row = Session(
        community_id=community.id,
        activity_id=activity.id,
        gathering_id=gathering.id,
        number=_next_number(activity),
        title=line(draft.title, field="title", most=120),
        place_id=_place(community, draft.place_id),
        place_words=line(draft.place_words, field="place_words", most=120),
        required=draft.required,
        **times(community, draft.starts_at, draft.ends_at),
    )
    row.save(force_insert=True)
    row.gathering, row.activity = gathering, activity
    if draft.room_id is not None:
        book_room(community, actor, row, draft.room_id)
    return row


def times(community: Community, starts_at: dt.datetime, ends_at: dt.datetime) -> dict[str, Any]:
    return {
        "starts_at": starts_at,
        "ends_at": ends_at,
        "day": clock.local(starts_at, community).date(),
        "minutes": int((ends_at - starts_at).total_seconds() // 60),
    }


def _next_number(activity: Activity) -> int:
    rows = Session.objects.filter(community_id=activity.community_id, activity_id=activity.id)
    return int(rows.aggregate(last=Max("number"))["last"] or 0) + 1


def _place(community: Community, place_id: uuid.UUID | None) -> uuid.UUID | None:
    if place_id is None:
        return None
    if not Place.objects.filter(community_id=community.id, id=place_id).exists():
        raise RuleNotMet("not_in_register", _("This is not in the register."), field="place")
    return place_id


@transaction.atomic
def move_session(
    *,
    community: Community,
    actor: Actor,
    session_id: uuid.UUID,
    starts_at: dt.datetime,
    ends_at: dt.datetime,
) -> Session:
    """Other times; everybody who is signed up is told once."""
    require(actor, ORGANISE, community.id)
    row = find_session(community, session_id)
    was = row.starts_at
    move_gathering(
        community=community,
        actor=actor,
        gathering_id=row.gathering_id,
        starts_at=starts_at,
        ends_at=ends_at,
    )
    rows = Session.objects.filter(community_id=community.id, id=row.id)
    rows.update(**times(community, starts_at, ends_at))
    row.refresh_from_db()
    move_room(community, actor, row)
    _note(SESSION_MOVED, actor, row, starts=starts_at, was=was)
    return row


@transaction.atomic
def cancel_session(*, community: Community, actor: Actor, session_id: uuid.UUID) -> Session:
    """Queue closed, room free, helpers told: everybody once. Again changes nothing."""
    require(actor, ORGANISE, community.id)
    row = find_session(community, session_id)
    if row.gathering.state == GatheringState.CANCELLED:
        return row
    drop_session(community, actor, row)
    _note(SESSION_CANCELLED, actor, row)
    row.refresh_from_db()
    return row


def drop_session(community: Community, actor: Actor, row: Session) -> None:
    cancel_gathering(community=community, actor=actor, gathering_id=row.gathering_id)
    give_back_room(community, actor, row)


@transaction.atomic
def cancel_activity(
    *, community: Community, actor: Actor, activity_id: uuid.UUID, reason: str
) -> Activity:
    """All dates that did not take place yet; what took place stays counted."""
    require(actor, ORGANISE, community.id)
    said = line(reason, field="reason", least=2, most=200)
    rows = Activity.objects.filter(community_id=community.id, id=activity_id)
    found = rows.select_for_update().first()
    if found is None:
        raise NotSeen()
    if found.state == ActivityState.CANCELLED:
        return found
    moment = clock.now()
    rows.update(
        state=ActivityState.CANCELLED,
        cancelled_at=moment,
        cancel_reason=said,
        changed_at=moment,
    )
    waiting = _not_held(found)
    for each in waiting:
        drop_session(community, actor, each)
    for course in CourseClass.objects.filter(community_id=community.id, activity_id=found.id):
        cancel_gathering(community=community, actor=actor, gathering_id=course.gathering_id)
    write_record(
        verb=CANCELLED,
        community_id=community.id,
        obj=found,
        actor=actor,
        basis=Basis.DUTY,
        sessions=len(waiting),
    )
    found.refresh_from_db()
    return found


def _not_held(activity: Activity) -> list[Session]:
    rows = Session.objects.filter(
        community_id=activity.community_id, activity_id=activity.id, gathering__held=False
    ).exclude(gathering__state=GatheringState.CANCELLED)
    return list(rows.order_by("gathering_id"))


def _note(verb: str, actor: Actor, row: Session, **payload: Any) -> None:
    write_record(
        verb=verb,
        community_id=row.community_id,
        obj=row,
        actor=actor,
        basis=Basis.DUTY,
        activity=row.activity_id,
        **payload,
    )
