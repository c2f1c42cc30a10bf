"""Routines for programs, and the report of a phone that had no net."""

import datetime as dt
import uuid
from typing import Any

from ninja import Field, Query, Router, Schema

from linli.apps.duties.models import DutyDue
from linli.apps.duties.operations import excuse_duty, report_duty, waive_duty
from linli.apps.duties.queries import due_today, plan_lines
from linli.apps.duties.rules import SEE
from linli.kernel.access.permissions import require
from linli.web.api.lists import Listing, PageAsked, paged, whole
from linli.web.api.repeats import writes_once
from linli.web.asked import Asked

router = Router()
HERE = "/c/{slug:slug}"
ONE = f"{HERE}/duty-dues/{{uuid:due_id}}"


class PlanShown(Schema):
    """The month so far; `apart` is what was not needed or excused."""

    id: uuid.UUID
    title: str
    rhythm: str
    tag: str
    since: dt.date
    done: int
    late: int
    missed: int
    apart: int


class DueShown(Schema):
    id: uuid.UUID
    plan_id: uuid.UUID
    first_day: dt.date
    last_day: dt.date
    state: str


class Reported(Schema):
    note: str = Field("", max_length=300)
    captured_at: dt.datetime | None = None


class Reasoned(Schema):
    reason: str = Field(max_length=300)


@router.get(f"{HERE}/routines", response=Listing[PlanShown])
def routines(request: Asked, slug: str) -> dict[str, Any]:
    """Routines that everybody may see, with their month. No key is needed."""
    return whole(
        [
            {
                **{name: getattr(each.plan, name) for name in ("id", "title", "rhythm", "tag")},
                "since": each.plan.since,
                **{name: getattr(each, name) for name in ("done", "late", "missed", "apart")},
            }
            for each in plan_lines(request.community, public=True)
        ]
    )


@router.get(f"{HERE}/duty-dues", response=Listing[DueShown])
def dues(request: Asked, slug: str, page: Query[PageAsked]) -> dict[str, Any]:
    """What falls due today."""
    require(request.actor, SEE, request.community.id)
    return paged(request, due_today(request.community), page=page, show=list, order="last_day")


@router.post(f"{ONE}/reports", response=DueShown)
@writes_once()
def report(request: Asked, slug: str, due_id: uuid.UUID, sent: Reported) -> DueShown:
    given = sent.dict()
    moment = given["captured_at"]
    if moment is not None and moment.tzinfo is None:
        given["captured_at"] = moment.replace(tzinfo=request.community.zone)
    return _shown(
        report_duty(community=request.community, actor=request.actor, due_id=due_id, **given)
    )


@router.post(f"{ONE}/waivers", response=DueShown)
@writes_once()
def waive(request: Asked, slug: str, due_id: uuid.UUID, sent: Reasoned) -> DueShown:
    home, actor = request.community, request.actor
    return _shown(waive_duty(community=home, actor=actor, due_id=due_id, reason=sent.reason))


@router.post(f"{ONE}/excuses", response=DueShown)
@writes_once()
def excuse(request: Asked, slug: str, due_id: uuid.UUID, sent: Reasoned) -> DueShown:
    home, actor = request.community, request.actor
    return _shown(excuse_duty(community=home, actor=actor, due_id=due_id, reason=sent.reason))


def _shown(row: DutyDue) -> DueShown:
    return DueShown.from_orm(row)
