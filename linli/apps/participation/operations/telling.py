"""Notices about a sign-up: once per event, by telephone, never in the quiet hours."""

import uuid

from linli.apps.participation.models import Participation
from linli.apps.participation.rules.nights import waking
from linli.kernel import clock
from linli.kernel.community import Community
from linli.kernel.outbox.sending import notify

KINDS = (
    "participation.confirmed",
    "participation.offered",
    "participation.pending_consent",
    "participation.lapsed",
    "participation.cancelled",
    "participation.moved",
    "participation.refused",
)


def tell(community: Community, row: Participation, kind: str, event_id: uuid.UUID) -> None:
    notify(
        community_id=community.id,
        event_id=event_id,
        kind=kind,
        recipient=f"person:{row.contact_id or row.subject_id}",
        channel="call",
        subject_id=row.id,
        due_at=waking(community, clock.now()),
    )
