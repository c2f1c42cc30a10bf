"""Checking in, offline lists, headcounts, sheets."""

import uuid
from typing import Any

from ninja import Status

from linli.apps.activities.api import sent as sent_shapes
from linli.apps.activities.api import shapes
from linli.apps.activities.api.reading import router
from linli.apps.activities.public import session_of
from linli.apps.participation.public import (
    CheckedIn,
    Method,
    Sheet,
    check_in,
    check_in_by_wall_code,
    count_heads,
    record_sheet,
)
from linli.apps.people.public import person_by_card
from linli.kernel.access.permissions import refuse
from linli.kernel.errors import Refusal, RuleNotMet
from linli.web.api.lists import Listing, whole
from linli.web.api.repeats import writes_once
from linli.web.asked import Asked

SESSION = "/c/{slug:slug}/sessions/{uuid:session_id}"


@router.post(
    f"{SESSION}/check-ins", response={200: shapes.CheckedInShown, 201: shapes.CheckedInShown}
)
@writes_once()
def check_ins(
    request: Asked, slug: str, session_id: uuid.UUID, sent: sent_shapes.CheckInSent
) -> Status[dict[str, Any]]:
    """201 the first time, 200 `already_checked_in` afterwards; never two attendances."""
    done = _check_in(request, _gathering(request, session_id), sent)
    return Status(201 if done.outcome == "checked_in" else 200, _shown(done))


@router.post(f"{SESSION}/check-in-batches", response=Listing[shapes.BatchLine])
def batches(
    request: Asked, slug: str, session_id: uuid.UUID, sent: sent_shapes.BatchSent
) -> dict[str, Any]:
    """What a device kept offline. Sent again it gives the same answer: each nonce counts once."""
    gathering_id = _gathering(request, session_id)
    return whole([_line(request, gathering_id, each) for each in sent.check_ins])


def _line(request: Asked, gathering_id: uuid.UUID, sent: sent_shapes.CheckInSent) -> dict[str, Any]:
    if not sent.nonce:
        return {"nonce": "", "code": "nonce_needed"}
    try:
        done = _check_in(request, gathering_id, sent)
    except Refusal as refusal:
        return {"nonce": sent.nonce, "code": refusal.code, "detail": str(refusal.detail)}
    return {"nonce": sent.nonce, "code": done.outcome, "attendance": done.attendance.id}


def _gathering(request: Asked, session_id: uuid.UUID) -> uuid.UUID:
    if not request.actor.known:
        refuse(request.actor, "participation.organise")
    return session_of(request.community, request.actor, session_id).gathering_id


def _check_in(request: Asked, gathering_id: uuid.UUID, sent: sent_shapes.CheckInSent) -> CheckedIn:
    home, actor = request.community, request.actor
    if sent.code:
        return check_in_by_wall_code(
            community=home,
            actor=actor,
            gathering_id=gathering_id,
            code=sent.code,
            person_id=sent.person,
        )
    person_id = sent.person
    if person_id is None and sent.card:
        person_id = person_by_card(actor, home, sent.card).id
    if person_id is None:
        raise RuleNotMet("person_needed", field="person")
    return check_in(
        community=home,
        actor=actor,
        gathering_id=gathering_id,
        person_id=person_id,
        method=sent.method or (Method.CARD if sent.card else Method.SEARCH),
        captured_at=sent.captured_at,
        nonce=sent.nonce,
        device=sent.device,
    )


def _shown(done: CheckedIn) -> dict[str, Any]:
    row, scan = done.attendance, done.scan
    return {
        "code": done.outcome,
        "attendance": row.id,
        "person": row.person_id,
        "came_at": row.came_at,
        "walk_in": row.walk_in,
        "duplicate_note": scan.id if scan is not None and scan.duplicate else None,
    }


@router.post(f"{SESSION}/headcounts", response={201: shapes.HeadcountShown})
@writes_once()
def headcounts(
    request: Asked, slug: str, session_id: uuid.UUID, sent: sent_shapes.HeadcountSent
) -> Status[dict[str, Any]]:
    """Heads without names; zero is kept too, a later count of the category replaces."""
    row = count_heads(
        community=request.community,
        actor=request.actor,
        gathering_id=_gathering(request, session_id),
        number=sent.number,
        category=sent.category,
        note=sent.note,
        counted_at=sent.counted_at,
    )
    plain = ("id", "category", "number", "counted_at")
    return Status(201, {name: getattr(row, name) for name in plain})


@router.post(f"{SESSION}/sheets", response={201: shapes.SheetShown})
@writes_once()
def sheets(
    request: Asked, slug: str, session_id: uuid.UUID, sent: sent_shapes.SheetSent
) -> Status[dict[str, Any]]:
    """A paper list or the list of another platform in one act; known people count once."""
    taken = record_sheet(
        community=request.community,
        actor=request.actor,
        gathering_id=_gathering(request, session_id),
        sheet=Sheet(people=sent.people, heads=sent.heads, method=sent.method),
    )
    return Status(201, {"added": taken.added, "known": list(taken.known), "heads": taken.heads})
