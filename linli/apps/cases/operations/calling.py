"""Calling people: the list with full numbers, each view recorded; and that it was told."""

import uuid
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from linli.apps.cases.choices import VERBS
from linli.apps.cases.operations.reporting import PHONE
from linli.apps.cases.operations.wording import line
from linli.apps.cases.queries.calling import Telling, call_was_here, calls_waiting
from linli.kernel import cipher
from linli.kernel.access.actor import Actor
from linli.kernel.access.permissions import require
from linli.kernel.community import Community
from linli.kernel.errors import Conflict, NotSeen
from linli.kernel.outbox.sending import told_by_telephone
from linli.kernel.records.models import Basis
from linli.kernel.records.writing import write_record


@dataclass(frozen=True)
class Dialled:
    telling: Telling
    phone: str


@transaction.atomic
def open_call_list(*, community: Community, actor: Actor, why: str) -> list[Dialled]:
    """All calls to make with their numbers in full; the subjects can see who looked, and why."""
    require(actor, "cases.act.call_back", community.id)
    reason = line(why, field="why", most=200, least=2)
    digest = cipher.lookup_digest(reason, "cases.why")[:16]
    calls = calls_waiting(community, actor)
    for each in calls:
        write_record(
            verb=VERBS["reveal"],
            community_id=community.id,
            obj=each.case,
            actor=actor,
            subject=each.reporter.person_id,
            basis=Basis.DUTY,
            digest=digest,
        )
    return [Dialled(each, cipher.decrypt(each.reporter.phone_cipher, PHONE)) for each in calls]


def mark_told(*, community: Community, actor: Actor, notice_id: uuid.UUID) -> None:
    """Somebody called and told it. NotSeen when no such call was here, Conflict when it is over."""
    require(actor, "cases.act.call_back", community.id)
    waiting = {each.notice_id for each in calls_waiting(community, actor)}
    if notice_id not in waiting:
        if not call_was_here(community, notice_id):
            raise NotSeen()
        raise Conflict("already_told", _("This was told already, or it is told no longer."))
    told_by_telephone(community_id=community.id, notice_id=notice_id, by=actor.ref)
