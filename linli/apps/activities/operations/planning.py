"""The plan of a year becomes activities; questions at a service day become cases."""

import uuid
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from linli.apps.activities.choices import (
    PLAN_DROPPED,
    PLAN_MADE,
    PLANNED,
    QUESTION_TAKEN,
    ActivityKind,
    Festival,
)
from linli.apps.activities.models import Activity, PlanItem, QuestionTaken
from linli.apps.activities.operations.announcing import create_activity
from linli.apps.activities.queries.finding import find_session
from linli.apps.activities.rules.drafts import ActivityDraft, line
from linli.apps.activities.rules.permissions import ORGANISE
from linli.apps.cases.public import Case, NewCase, ReporterGiven, register_case
from linli.kernel import clock
from linli.kernel.access.actor import Actor
from linli.kernel.access.permissions import require
from linli.kernel.community import Community
from linli.kernel.errors import Conflict, NotSeen, RuleNotMet
from linli.kernel.records.models import Basis
from linli.kernel.records.writing import write_record


@dataclass(frozen=True)
class PlanDraft:
    """`times`: how many dates are meant."""

    year: int
    month: int
    title: str
    kind: str = ActivityKind.OTHER.value
    festival: str = ""
    theme: str = ""
    times: int = 1


@transaction.atomic
def plan_activity(*, community: Community, actor: Actor, draft: PlanDraft) -> PlanItem:
    require(actor, ORGANISE, community.id)
    _check(draft)
    row = PlanItem(
        community_id=community.id,
        year=draft.year,
        month=draft.month,
        title=line(draft.title, field="title", least=2, most=120),
        kind=draft.kind,
        festival=draft.festival,
        theme=line(draft.theme, field="theme", most=120),
        times=draft.times,
        written_at=clock.now(),
    )
    row.save(force_insert=True)
    _note(PLANNED, actor, row)
    return row


def _check(draft: PlanDraft) -> None:
    if not (2000 <= draft.year <= 2100 and 1 <= draft.month <= 12):
        raise RuleNotMet("month", _("Choose a month of the year."), field="month")
    known = draft.kind in ActivityKind.values
    if not known or (draft.festival and draft.festival not in Festival.values):
        raise RuleNotMet("unknown_kind", _("Choose one of the list."), field="kind")
    if not 1 <= draft.times <= 400:
        raise RuleNotMet("times", _("At least once."), field="times")


@transaction.atomic
def make_planned(
    *, community: Community, actor: Actor, item_id: uuid.UUID, publish: bool = False
) -> Activity:
    """The line of the plan becomes an activity; it gets its dates as every other."""
    require(actor, ORGANISE, community.id)
    row = _open_item(community, item_id)
    draft = ActivityDraft(title=row.title, kind=row.kind, festival=row.festival, text=row.theme)
    activity = create_activity(community=community, actor=actor, draft=draft, publish=publish)
    rows = PlanItem.objects.filter(community_id=community.id, id=row.id)
    rows.update(activity_id=activity.id)
    _note(PLAN_MADE, actor, row, activity=activity.id)
    return activity


@transaction.atomic
def drop_planned(
    *, community: Community, actor: Actor, item_id: uuid.UUID, reason: str
) -> PlanItem:
    """It stays in the plan with the reason why nothing came of it."""
    require(actor, ORGANISE, community.id)
    said = line(reason, field="reason", least=2, most=200)
    row = _open_item(community, item_id)
    rows = PlanItem.objects.filter(community_id=community.id, id=row.id)
    rows.update(dropped_at=clock.now(), drop_reason=said)
    _note(PLAN_DROPPED, actor, row)
    row.refresh_from_db()
    return row


def _open_item(community: Community, item_id: uuid.UUID) -> PlanItem:
    rows = PlanItem.objects.filter(community_id=community.id, id=item_id)
    row = rows.select_for_update().first()
    if row is None:
        raise NotSeen()
    if row.activity_id is not None or row.dropped_at is not None:
        raise Conflict("plan_settled", _("This line of the plan is settled already."))
    return row


def _note(verb: str, actor: Actor, row: PlanItem, **payload: Any) -> None:
    write_record(
        verb=verb,
        community_id=row.community_id,
        obj=row,
        actor=actor,
        basis=Basis.DUTY,
        **payload,
    )


@transaction.atomic
def take_question(
    *,
    community: Community,
    actor: Actor,
    session_id: uuid.UUID,
    new: NewCase,
    reporter: ReporterGiven | None = None,
    stand: str = "",
) -> Case:
    """What somebody asked at a service day is a case like any other, with clock and answer."""
    require(actor, ORGANISE, community.id)
    session = find_session(community, session_id)
    case = register_case(community=community, actor=actor, new=new, reporter=reporter)
    row = QuestionTaken(
        community_id=community.id,
        session_id=session.id,
        case_id=case.id,
        stand=line(stand, field="stand", most=80),
        taken_at=clock.now(),
    )
    row.save(force_insert=True)
    write_record(
        verb=QUESTION_TAKEN,
        community_id=community.id,
        obj=row,
        actor=actor,
        basis=Basis.DUTY,
        session=session.id,
        case=case.id,
    )
    return case
