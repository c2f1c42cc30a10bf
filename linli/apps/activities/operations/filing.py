"""After the event: outcomes, the file, and events that are entered when they are over."""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F, Sum
from django.utils.translation import gettext_lazy as _

from linli.apps.activities.choices import (
    FILED,
    OUTCOME_NOTED,
    SESSION_ADDED,
    ActivityState,
)
from linli.apps.activities.models import Activity, Outcome, Session
from linli.apps.activities.operations.announcing import open_activity
from linli.apps.activities.operations.sessions import store_session
from linli.apps.activities.queries.finding import find_session
from linli.apps.activities.rules.drafts import SessionDraft, line, paragraphs
from linli.apps.activities.rules.permissions import ORGANISE
from linli.apps.participation.public import (
    GatheringState,
    Sheet,
    close_attendance,
    record_sheet,
)
from linli.kernel import clock
from linli.kernel.access.actor import Actor
from linli.kernel.access.permissions import require
from linli.kernel.community import Community
from linli.kernel.errors import Conflict, RuleNotMet
from linli.kernel.records.models import Basis
from linli.kernel.records.writing import write_record

MOST = 10_000_000
NO_SHEET = Sheet()


@dataclass(frozen=True)
class OutcomeDraft:
    """`what` was done, in which `unit`: plants planted, 株, 600."""

    what: str
    unit: str
    number: int
    evidence: str = ""


@transaction.atomic
def note_outcome(
    *,
    community: Community,
    actor: Actor,
    activity_id: uuid.UUID,
    draft: OutcomeDraft,
    session_id: uuid.UUID | None = None,
) -> Outcome:
    """The same thing counted again replaces the number; both rows stay."""
    require(actor, ORGANISE, community.id)
    activity = open_activity(community, activity_id)
    session = _own_session(community, activity, session_id) if session_id else None
    row, replaced = _store_outcome(community, actor, activity, session, draft)
    write_record(
        verb=OUTCOME_NOTED,
        community_id=community.id,
        obj=row,
        actor=actor,
        basis=Basis.DUTY,
        activity=activity.id,
        number=row.number,
        replaced=replaced,
    )
    return row


def _own_session(community: Community, activity: Activity, session_id: uuid.UUID) -> Session:
    session = find_session(community, session_id)
    if session.activity_id != activity.id:
        raise RuleNotMet("other_activity", _("This date is of another activity."), field="session")
    return session


def _store_outcome(
    community: Community,
    actor: Actor,
    activity: Activity,
    session: Session | None,
    draft: OutcomeDraft,
) -> tuple[Outcome, int]:
    if not 0 <= draft.number <= MOST:
        raise RuleNotMet("number", _("Zero or more, please."), field="number")
    row = Outcome(
        community_id=community.id,
        activity_id=activity.id,
        session_id=session.id if session else None,
        what=line(draft.what, field="what", least=1, most=60),
        unit=line(draft.unit, field="unit", least=1, most=20),
        number=draft.number,
        evidence=line(draft.evidence, field="evidence", most=300),
        day=session.day if session else clock.today(community),
        noted_at=clock.now(),
        noted_by=actor.ref,
    )
    before = Outcome.objects.filter(
        community_id=community.id,
        activity_id=activity.id,
        session=session,
        what=row.what,
        unit=row.unit,
        replaced_at__isnull=True,
    )
    replaced = before.update(replaced_at=clock.now())
    row.save(force_insert=True)
    return row, replaced


@transaction.atomic
def file_activity(
    *, community: Community, actor: Actor, activity_id: uuid.UUID, result_text: str = ""
) -> Activity:
    """One step to the archive: lists of all dates that are over are final, the result is told.

    Conflict `dates_to_come` while a date lies ahead. Filed again, only the text changes.
    """
    require(actor, ORGANISE, community.id)
    said = paragraphs(result_text, field="result_text", most=8000)
    row = open_activity(community, activity_id)
    sessions = _alive(row)
    if any(each.ends_at > clock.now() for each in sessions):
        raise Conflict("dates_to_come", _("There are dates to come. File it when they are over."))
    for each in sessions:
        close_attendance(community=community, actor=actor, gathering_id=each.gathering_id)
    moment = clock.now()
    Activity.objects.filter(community_id=community.id, id=row.id).update(
        state=ActivityState.FILED, result_text=said, filed_at=moment, changed_at=moment
    )
    write_record(
        verb=FILED,
        community_id=community.id,
        obj=row,
        actor=actor,
        basis=Basis.DUTY,
        sessions=len(sessions),
        person_times=_person_times(row),
    )
    row.refresh_from_db()
    return row


def _alive(activity: Activity) -> list[Session]:
    rows = Session.objects.filter(
        community_id=activity.community_id, activity_id=activity.id
    ).exclude(gathering__state=GatheringState.CANCELLED)
    return list(rows.order_by("gathering_id"))


def _person_times(activity: Activity) -> int:
    rows = Session.objects.filter(
        community_id=activity.community_id, activity_id=activity.id, gathering__held=True
    )
    summed = rows.aggregate(total=Sum(F("gathering__named") + F("gathering__unnamed")))
    return int(summed["total"] or 0)


@transaction.atomic
def record_past_session(
    *,
    community: Community,
    actor: Actor,
    activity_id: uuid.UUID,
    draft: SessionDraft,
    sheet: Sheet = NO_SHEET,
    outcomes: Sequence[OutcomeDraft] = (),
) -> Session:
    """A date that is over, with everybody who was there, in one act and by the same rules.

    Raises RuleNotMet `not_over` for a date that is not.
    """
    require(actor, ORGANISE, community.id)
    if draft.ends_at > clock.now():
        raise RuleNotMet("not_over", _("This date is not over yet."), field="ends_at")
    activity = open_activity(community, activity_id)
    row = store_session(community, actor, activity, draft)
    record_sheet(
        community=community,
        actor=actor,
        gathering_id=row.gathering_id,
        sheet=sheet,
        captured_at=draft.starts_at,
    )
    for outcome in outcomes:
        _store_outcome(community, actor, activity, row, outcome)
    write_record(
        verb=SESSION_ADDED,
        community_id=community.id,
        obj=row,
        actor=actor,
        basis=Basis.DUTY,
        happened_at=_moment(draft.starts_at),
        activity=activity.id,
        starts=draft.starts_at,
    )
    row.gathering.refresh_from_db()
    return row


def _moment(starts_at: dt.datetime) -> dt.datetime:
    return min(starts_at, clock.now())
