"""Client keys for writes that a flaky phone may repeat.

Same key and body: the first answer again. Another body: 409. The row is written in the same
transaction as the act, so ten parallel posts make one act and ten equal answers.
"""

import hashlib
import json
from collections.abc import Callable
from typing import Any

from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext_lazy as _

from linli.kernel import clock
from linli.kernel.errors import Conflict, Malformed
from linli.kernel.prepared import Slot, prepared
from linli.kernel.tenancy import CommunityModel

Outcome = tuple[int, dict[str, Any]]


class KeptAnswer(CommunityModel):
    actor = models.CharField(max_length=80)
    route = models.CharField(max_length=120)
    key = models.CharField(max_length=100)
    body_digest = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField()
    answer = models.JSONField(default=dict)
    kept_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["community", "actor", "route", "key"], name="kept_answer_once"
            )
        ]


@prepared
def _kept_before() -> "models.QuerySet[KeptAnswer]":
    names = ("community_id", "actor", "route", "key")
    return KeptAnswer.objects.filter(**{name: Slot(name) for name in names})


def body_digest(body: Any) -> str:
    plain = json.dumps(body, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(plain.encode()).hexdigest()


def once(
    *, community_id: int, actor: str, route: str, key: str, body: Any, act: Callable[[], Outcome]
) -> Outcome:
    """Run `act` once per key and give its (status, answer) to every repetition.

    An empty key runs `act` plainly. Raises Conflict `idempotency_mismatch` for another body.
    """
    if not key:
        with transaction.atomic():
            return act()
    if len(key) > 100:
        raise Malformed("key_too_long", _("The Idempotency-Key is longer than 100 characters."))
    digest = body_digest(body)
    names = {"community_id": community_id, "actor": actor, "route": route, "key": key}
    try:
        with transaction.atomic():
            kept = _kept_before.first(**names)
            if kept is not None:
                return _again(kept, digest)
            # Inserted before the act: a parallel twin waits here for our commit, then repeats.
            row = KeptAnswer.objects.create(
                **names, body_digest=digest, status=0, answer={}, kept_at=clock.now()
            )
            status, answer = act()
            KeptAnswer.objects.filter(community_id=community_id, id=row.id).update(
                status=status, answer=answer
            )
            return status, answer
    except IntegrityError:
        kept = KeptAnswer.objects.filter(**names).first()
        if kept is None:
            raise
        return _again(kept, digest)


def _again(kept: KeptAnswer, digest: str) -> Outcome:
    if kept.body_digest != digest:
        raise Conflict(
            "idempotency_mismatch",
            _("This key was used for other content. Send it again with a new key."),
        )
    return kept.status, kept.answer
