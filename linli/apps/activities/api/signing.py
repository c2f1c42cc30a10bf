"""Signing up and everything after it: one address a noun, the sign-up as it then is."""

import uuid
from typing import Any

from ninja import Status

from linli.apps.activities.api import sent as sent_shapes
from linli.apps.activities.api import shapes
from linli.apps.activities.api.reading import (
    one_sign_up,
    reading_key,
    router,
)
from linli.apps.activities.public import session_of
from linli.apps.participation.public import (
    Gathering,
    Participation,
    Party,
    accept_offer,
    decide_request,
    draw_lot,
    excuse,
    give_consent,
    proof_of,
    revoke_consent,
    sign_up,
    withdraw,
)
from linli.kernel.access.permissions import get_visible, refuse
from linli.kernel.errors import NotSeen, RuleNotMet
from linli.web.api.repeats import writes_once
from linli.web.asked import Asked

SIGN_UP = "/c/{slug:slug}/sign-ups/{uuid:sign_up_id}"


@router.post(
    "/c/{slug:slug}/sessions/{uuid:session_id}/sign-ups", response={201: shapes.SignUpShown}
)
@writes_once()
def sign_up_for(
    request: Asked, slug: str, session_id: uuid.UUID, sent: sent_shapes.SignUpSent
) -> Status[dict[str, Any]]:
    """By oneself, for the family, or by staff for anybody; `state` says what came of it."""
    home, actor = request.community, request.actor
    if not actor.known:
        refuse(actor, "participation.own")
    session = session_of(home, actor, session_id)
    subject = sent.person or actor.person_in(home.id)
    if subject is None:
        raise RuleNotMet("person_needed", field="person")
    row = sign_up(
        community=home,
        actor=actor,
        gathering_id=session.gathering_id,
        subject_id=subject,
        door=sent.door,
        party=Party(
            companions=sent.companions,
            guests=sent.guests,
            pick_ups=[(each.name, each.relation) for each in sent.pick_ups],
            photos=sent.photos,
        ),
        answers=sent.answers,
        over_capacity_reason=sent.over_capacity_reason,
        wait=sent.wait,
    )
    return Status(201, one_sign_up(home, row))


@router.post(f"{SIGN_UP}/withdrawals", response=shapes.SignUpShown)
@writes_once()
def withdrawals(
    request: Asked, slug: str, sign_up_id: uuid.UUID, sent: sent_shapes.Nothing
) -> dict[str, Any]:
    """Give the place back."""
    row = withdraw(community=request.community, actor=request.actor, participation_id=sign_up_id)
    return one_sign_up(request.community, row)


@router.post(f"{SIGN_UP}/acceptances", response=shapes.SignUpShown)
@writes_once()
def acceptances(
    request: Asked, slug: str, sign_up_id: uuid.UUID, sent: sent_shapes.Nothing
) -> dict[str, Any]:
    """Take the place that is offered; 409 `offer_expired` from its end on."""
    row = accept_offer(
        community=request.community, actor=request.actor, participation_id=sign_up_id
    )
    return one_sign_up(request.community, row)


@router.post(f"{SIGN_UP}/excuses", response=shapes.SignUpShown)
@writes_once()
def excuses(
    request: Asked, slug: str, sign_up_id: uuid.UUID, sent: sent_shapes.Nothing
) -> dict[str, Any]:
    """Did not come, for a reason that staff accept."""
    row = excuse(community=request.community, actor=request.actor, participation_id=sign_up_id)
    return one_sign_up(request.community, row)


@router.post(f"{SIGN_UP}/decisions", response=shapes.SignUpShown)
@writes_once()
def decisions(
    request: Asked, slug: str, sign_up_id: uuid.UUID, sent: sent_shapes.DecisionSent
) -> dict[str, Any]:
    """Where the host decides: accepted, or not this time."""
    row = decide_request(
        community=request.community,
        actor=request.actor,
        participation_id=sign_up_id,
        accept=sent.accept,
    )
    return one_sign_up(request.community, row)


@router.post("/c/{slug:slug}/sessions/{uuid:session_id}/draws", response=shapes.DrawShown)
@writes_once()
def draws(
    request: Asked, slug: str, session_id: uuid.UUID, sent: sent_shapes.Nothing
) -> dict[str, Any]:
    """Draw the lot, once, after signing up has ended."""
    session = session_of(request.community, request.actor, session_id)
    draw_lot(community=request.community, actor=request.actor, gathering_id=session.gathering_id)
    return _proof(session.gathering)


@router.get("/c/{slug:slug}/sessions/{uuid:session_id}/draw", response=shapes.DrawShown)
def draw(request: Asked, slug: str, session_id: uuid.UUID) -> dict[str, Any]:
    """The proof of a draw, for everybody: before it the digest of the seed alone."""
    return _proof(session_of(request.community, request.actor, session_id).gathering)


def _proof(gathering: Gathering) -> dict[str, Any]:
    proof = proof_of(gathering)
    if proof is None:
        raise NotSeen()
    plain = ("number", "seats", "turn", "won")
    return {
        "seed_digest": proof.seed_digest,
        "seed": proof.seed,
        "list_digest": proof.list_digest,
        "holds": proof.holds,
        "entries": [{name: getattr(row, name) for name in plain} for row in proof.entries],
    }


@router.post(f"{SIGN_UP}/consents", response={201: shapes.SignUpShown})
@writes_once()
def consents(
    request: Asked, slug: str, sign_up_id: uuid.UUID, sent: sent_shapes.ConsentSent
) -> Status[dict[str, Any]]:
    """The guardian agrees, or staff hold the paper that the guardian signed."""
    row = _seen(request, sign_up_id)
    give_consent(
        community=request.community,
        actor=request.actor,
        about_id=row.gathering.about_id,
        person_id=sent.person or row.subject_id,
        guardian_id=sent.guardian,
        kind=sent.kind,
        door=sent.door,
    )
    return Status(201, one_sign_up(request.community, _seen(request, sign_up_id)))


@router.post(f"{SIGN_UP}/consent-revocations", response={201: shapes.SignUpShown})
@writes_once()
def consent_revocations(
    request: Asked, slug: str, sign_up_id: uuid.UUID, sent: sent_shapes.ConsentSent
) -> Status[dict[str, Any]]:
    """The guardian takes it back: seats are freed, photos are flagged."""
    row = _seen(request, sign_up_id)
    revoke_consent(
        community=request.community,
        actor=request.actor,
        about_id=row.gathering.about_id,
        person_id=sent.person or row.subject_id,
        kind=sent.kind,
    )
    return Status(201, one_sign_up(request.community, _seen(request, sign_up_id)))


def _seen(request: Asked, sign_up_id: uuid.UUID) -> Participation:
    rows = Participation.objects.select_related("gathering", "subject")
    return get_visible(
        request.actor, reading_key(request), rows, request.community.id, id=sign_up_id
    )
