"""Signed, retried webhooks: a record fans out to notices of the channel "webhook".

Body: {"id", "verb", "community", "object_kind", "object", "happened_at", "payload"}; header
`Linli-Signature: t=<unix seconds>,v1=<hex HMAC-SHA256 of "<t>.<body>">`. Receivers must answer
2xx within ten seconds and treat a repeated `id` as one.
"""

import hashlib
import hmac
import ipaddress
import json
import socket
import urllib.request
import uuid
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from linli.kernel import cipher, clock
from linli.kernel.access.actor import Actor
from linli.kernel.community import Community
from linli.kernel.errors import Malformed, RuleNotMet
from linli.kernel.outbox.kinds import Address, Words, notice_kind, recipient_sort
from linli.kernel.outbox.models import Notice
from linli.kernel.outbox.sending import channel, notify
from linli.kernel.records.models import Record
from linli.kernel.webhooks.models import Webhook

CONTEXT = "kernel.webhook.secret"
SECONDS = 10


def add_webhook(
    *, community: Community, actor: Actor, name: str, endpoint: str, secret: str, verbs: list[str]
) -> Webhook:
    """Register a receiver. Only https, and never an address inside the operator's network."""
    if not name.strip():
        raise Malformed("name_needed", _("Give the receiver a name."), field="name")
    if len(secret) < 16:
        raise RuleNotMet(
            "secret_short", _("The secret needs 16 characters or more."), field="secret"
        )
    check_endpoint(endpoint)
    return Webhook.objects.create(
        community_id=community.id,
        name=name.strip()[:80],
        endpoint=endpoint,
        secret_cipher=cipher.encrypt(secret, CONTEXT),
        verbs=verbs,
        organisation_id=actor.organisation_in(community.id),
        made_by=actor.ref,
        made_at=clock.now(),
    )


def check_endpoint(endpoint: str) -> None:
    parts = urlsplit(endpoint)
    if parts.scheme != "https" and not settings.LINLI_TEST_MODE:
        raise RuleNotMet(
            "endpoint_not_https", _("The address must begin with https://."), field="endpoint"
        )
    if not parts.hostname:
        raise Malformed("endpoint_broken", _("This is no web address."), field="endpoint")
    if not settings.LINLI_TEST_MODE and not _public_host(parts.hostname):
        raise RuleNotMet(
            "endpoint_inside",
            _("This address lies inside a private network and is not allowed."),
            field="endpoint",
        )


def _public_host(host: str) -> bool:
    try:
        found = {info[4][0] for info in socket.getaddrinfo(host, None)}
    except OSError:
        return False
    return bool(found) and all(ipaddress.ip_address(each).is_global for each in found)


def announce(record: Record) -> None:
    """Queue one notice per receiver that asked for this verb."""
    for hook in Webhook.objects.filter(community_id=record.community_id, active=True):
        if any(record.verb == word or record.verb.startswith(f"{word}.") for word in hook.verbs):
            notify(
                community_id=record.community_id,
                event_id=record.id,
                kind="webhook",
                recipient=f"webhook:{hook.id}",
                channel="webhook",
                subject_id=record.object_id,
            )


@recipient_sort("webhook")
def find_receiver(community_id: int, key: str) -> Address | None:
    hook = Webhook.objects.filter(community_id=community_id, id=uuid.UUID(key), active=True).first()
    if hook is None:
        return None
    return Address(endpoint=hook.endpoint, secret=cipher.decrypt(hook.secret_cipher, CONTEXT))


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
    check_endpoint(address.endpoint)  # again: names may have moved since it was registered
    body = words.text.encode()
    request = urllib.request.Request(  # noqa: S310  checked just above
        address.endpoint,
        data=body,
        headers={
            "Content-Type": "application/json",
            "Linli-Signature": signature(address.secret, body, int(clock.now().timestamp())),
        },
    )
    with _opener.open(request, timeout=SECONDS) as answer:
        answer.read(1000)


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_args: object, **_kwargs: object) -> None:
        return None


_opener = urllib.request.build_opener(_NoRedirect)
