"""Who listens: adding and ending receivers."""

import re
import uuid

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from linli.kernel import cipher, clock
from linli.kernel.access.actor import Actor
from linli.kernel.access.permissions import require, visible
from linli.kernel.community import Community
from linli.kernel.errors import Conflict, Malformed, NotSeen, RuleNotMet
from linli.kernel.records.writing import verb, write_record
from linli.kernel.texts import clean_line
from linli.kernel.webhooks.calling import check_endpoint
from linli.kernel.webhooks.models import Webhook

ADDED = verb("webhooks.added", "verbs")
ENDED = verb("webhooks.ended")
SECRET_CONTEXT = "kernel.webhook.secret"  # noqa: S105  the name of a column, no secret
SHORTEST_SECRET, LONGEST_SECRET = 16, 128
MOST_VERBS = 40
VERB = re.compile(r"[a-z_]+(\.[a-z_]+)*")


def webhooks_of(actor: Actor, community: Community) -> "QuerySet[Webhook]":
    """What this actor manages; a program sees those of its own organisation."""
    rows = visible(actor, "webhooks.manage", Webhook.objects.all(), community.id)
    unit = actor.organisation_in(community.id)
    return rows.filter(organisation_id=unit) if unit else rows


def add_webhook(
    *, community: Community, actor: Actor, name: str, endpoint: str, secret: str, verbs: list[str]
) -> Webhook:
    """Register a receiver. Only https, and never an address inside the operator's network."""
    require(actor, "webhooks.manage", community.id)
    called = clean_line(name)[:80]
    if not called:
        raise Malformed("name_needed", _("Give the receiver a name."), field="name")
    _check_secret(secret)
    _check_verbs(verbs)
    check_endpoint(endpoint)
    hook = Webhook(
        community_id=community.id,
        name=called,
        endpoint=endpoint,
        secret_cipher=cipher.encrypt(secret, SECRET_CONTEXT),
        verbs=verbs,
        organisation_id=actor.organisation_in(community.id),
        made_by=actor.ref,
        made_at=clock.now(),
    )
    try:
        with transaction.atomic():
            hook.save(force_insert=True)
            write_record(
                verb=ADDED, community_id=community.id, obj=hook, actor=actor, verbs=sorted(verbs)
            )
    except IntegrityError:
        raise Conflict(
            "webhook_exists", _("This address already receives webhooks. End that one first.")
        ) from None
    return hook


def _check_secret(secret: str) -> None:
    if len(secret) < SHORTEST_SECRET:
        raise RuleNotMet(
            "secret_short", _("The secret needs 16 characters or more."), field="secret"
        )
    if len(secret) > LONGEST_SECRET:
        raise RuleNotMet(
            "secret_long", _("The secret may have 128 characters at most."), field="secret"
        )


def _check_verbs(verbs: list[str]) -> None:
    if not verbs or len(verbs) > MOST_VERBS or not all(VERB.fullmatch(word) for word in verbs):
        raise Malformed(
            "verbs_needed",
            _("Say which records are to be sent, such as cases or cases.closed."),
            field="verbs",
        )


@transaction.atomic
def end_webhook(*, community: Community, actor: Actor, webhook_id: uuid.UUID) -> None:
    """Stop sending there; ending it again changes nothing."""
    require(actor, "webhooks.manage", community.id)
    hook = webhooks_of(actor, community).filter(id=webhook_id).first()
    if hook is None:
        raise NotSeen("webhook_not_found", _("There is no such receiver."))
    ended = Webhook.objects.filter(community_id=community.id, id=hook.id, active=True).update(
        active=False, ended_at=clock.now()
    )
    if ended:
        write_record(verb=ENDED, community_id=community.id, obj=hook, actor=actor)
