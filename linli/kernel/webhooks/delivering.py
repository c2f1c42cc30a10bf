"""Signed, retried webhooks: a record fans out to notices of the channel "webhook".

Body: {"id", "verb", "community", "object_kind", "object", "happened_at", "payload"}; header
`Linli-Signature: t=<unix seconds>,v1=<hex HMAC-SHA256 of "<t>.<body>">`. Receivers must answer
2xx within ten seconds and treat a repeated `id` as one.
"""

import hashlib
import hmac
import json
import uuid

from linli.kernel import cipher, clock
from linli.kernel.community import Community
from linli.kernel.editions import at_hand
from linli.kernel.outbox.kinds import Address, Words, notice_kind, recipient_sort
from linli.kernel.outbox.models import Notice
from linli.kernel.outbox.sending import channel, notify
from linli.kernel.records.models import Record
from linli.kernel.webhooks.calling import post_json
from linli.kernel.webhooks.keeping import SECRET_CONTEXT
from linli.kernel.webhooks.models import Webhook

HEADER = "Linli-Signature"


def announce(record: Record) -> None:
    """Queue one notice per receiver that asked for this verb."""
    for hook in _receivers(record.community_id):
        if any(record.verb == word or record.verb.startswith(f"{word}.") for word in hook.verbs):
            notify(
                community_id=record.community_id,
                event_id=record.id,
                kind="webhook",
                recipient=f"webhook:{hook.id}",
                channel="webhook",
                subject_id=record.object_id,
            )


def _receivers(community_id: int) -> list[Webhook]:
    def read() -> list[Webhook]:
        rows = Webhook.objects.filter(community_id=community_id, active=True)
        return list(rows.only("id", "verbs"))

    return at_hand(community_id, "webhooks", read)


@recipient_sort("webhook")
def find_receiver(community_id: int, key: str) -> Address | None:
    hook = Webhook.objects.filter(community_id=community_id, id=uuid.UUID(key), active=True).first()
    if hook is None:
        return None
    return Address(
        endpoint=hook.endpoint, secret=cipher.decrypt(hook.secret_cipher, SECRET_CONTEXT)
    )


@notice_kind("webhook")
def say_record(notice: Notice) -> Words | None:
    record = Record.objects.filter(community_id=notice.community_id, id=notice.event_id).first()
    if record is None:
        return None
    home = Community.objects.get(pk=notice.community_id)
    body = {
        "id": str(record.id),
        "verb": record.verb,
        "community": home.slug,
        "object_kind": record.object_kind,
        "object": str(record.object_id),
        "happened_at": record.happened_at.astimezone(home.zone).isoformat(),
        "payload": record.payload,
    }
    return Words(subject=record.verb, text=json.dumps(body, ensure_ascii=False))


def signature(secret: str, body: bytes, seconds: int) -> str:
    digest = hmac.new(secret.encode(), f"{seconds}.".encode() + body, hashlib.sha256).hexdigest()
    return f"t={seconds},v1={digest}"


@channel("webhook")
def post(_notice: Notice, address: Address, words: Words) -> None:
    body = words.text.encode()
    seconds = int(clock.now().timestamp())
    post_json(address.endpoint, body, {HEADER: signature(address.secret, body, seconds)})
