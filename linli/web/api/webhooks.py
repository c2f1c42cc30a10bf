"""Receivers of webhooks: list, add, end. The secret is taken and never shown again."""

import uuid
from collections.abc import Sequence
from typing import Any

from ninja import Query, Router, Schema, Status

from linli.kernel.access.permissions import require
from linli.kernel.webhooks.keeping import add_webhook, end_webhook, webhooks_of
from linli.kernel.webhooks.models import Webhook
from linli.web.api.lists import Listing, PageAsked, paged
from linli.web.api.moments import Moment
from linli.web.asked import Asked

router = Router(tags=["webhooks"])


class WebhookSent(Schema):
    """`verbs` are record verbs or their beginnings: cases, cases.dispatched."""

    name: str
    endpoint: str
    secret: str
    verbs: list[str]


class WebhookShown(Schema):
    id: uuid.UUID
    name: str
    endpoint: str
    verbs: list[str]
    active: bool
    made_at: Moment
    ended_at: Moment | None


@router.get("/c/{slug:slug}/webhooks", response=Listing[WebhookShown])
def webhooks(request: Asked, slug: str, page: Query[PageAsked]) -> dict[str, Any]:
    """Newest first, ended ones too; needs the permission `webhooks.manage`."""
    home = request.community
    require(request.actor, "webhooks.manage", home.id)
    return paged(request, webhooks_of(request.actor, home), page=page, show=_shown)


@router.post("/c/{slug:slug}/webhooks", response={201: WebhookShown})
def add(request: Asked, slug: str, sent: WebhookSent) -> Status[dict[str, Any]]:
    """The same address once at a time: 409 `webhook_exists` while another is active."""
    made = add_webhook(
        community=request.community,
        actor=request.actor,
        name=sent.name,
        endpoint=sent.endpoint,
        secret=sent.secret,
        verbs=sent.verbs,
    )
    return Status(201, _shown([made])[0])


@router.delete("/c/{slug:slug}/webhooks/{uuid:webhook_id}", response={204: None})
def end(request: Asked, slug: str, webhook_id: uuid.UUID) -> Status[None]:
    """Nothing is sent there any more; what waits is withdrawn."""
    end_webhook(community=request.community, actor=request.actor, webhook_id=webhook_id)
    return Status(204, None)


def _shown(rows: Sequence[Webhook]) -> list[dict[str, Any]]:
    names = ("id", "name", "endpoint", "verbs", "active", "made_at", "ended_at")
    return [{name: getattr(row, name) for name in names} for row in rows]
