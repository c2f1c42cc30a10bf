"""Who may open the papers of a dispute; what is written there is encrypted."""

import uuid
from typing import Any

from django.utils.translation import gettext_lazy as _

from linli.apps.cases.choices import DISPUTE_VERBS
from linli.apps.cases.models import Dispute
from linli.kernel import cipher
from linli.kernel.access.actor import Actor
from linli.kernel.access.permissions import get_visible
from linli.kernel.community import Community
from linli.kernel.errors import Conflict
from linli.kernel.records.models import Basis
from linli.kernel.records.writing import write_record
from linli.kernel.tenancy import CommunityModel

NAME = "cases.DisputeParty.name"
CONTACT = "cases.DisputeParty.contact"
MINUTES = "cases.DisputeSession.minutes"
AGREEMENT = "cases.DisputeAgreement.text"
FOLLOW_UP = "cases.DisputeFollowUp.words"


def seal(text: str, context: str) -> str:
    return cipher.encrypt(text, context)


def unseal(stored: str, context: str) -> str:
    return cipher.decrypt(stored, context)


def take_dispute(
    community: Community, actor: Actor, case_id: uuid.UUID, key: str = "cases.dispute"
) -> Dispute:
    """The dispute of a case for somebody who may work on it; else NotSeen. It stays locked."""
    rows = Dispute.objects.select_for_update(of=("self",)).select_related("case__type")
    return get_visible(actor, key, rows, community.id, case_id=case_id)


def take_open(community: Community, actor: Actor, case_id: uuid.UUID) -> Dispute:
    dispute = take_dispute(community, actor, case_id)
    if dispute.outcome:
        raise Conflict(
            "dispute_settled", _("This dispute is settled. If it begins anew, open the case again.")
        )
    return dispute


def note(dispute: Dispute, act: str, actor: Actor, obj: CommunityModel, **payload: Any) -> None:
    """One record: codes and ids, never names or words."""
    write_record(
        verb=DISPUTE_VERBS[act],
        community_id=dispute.community_id,
        obj=obj,
        actor=actor,
        basis=Basis.DUTY,
        case=dispute.case.number,
        **payload,
    )
