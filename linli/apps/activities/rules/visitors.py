"""Somebody without a log-in: acts for one person, and comes back by the address of the receipt."""

import uuid

from django.core import signing

from linli.kernel.access.actor import Actor, Grant, Role
from linli.kernel.community import Community
from linli.kernel.errors import NotSeen

SALT, LONGEST = "activities.visitor", 200


def visitor(community: Community, person_id: uuid.UUID, address: str = "") -> Actor:
    grant = Grant(role=Role.RESIDENT, communities=frozenset({community.id}), person_id=person_id)
    return Actor(ref=f"visitor:{person_id}", grants=(grant,), address=address)


def receipt_token(sign_up_id: uuid.UUID, person_id: uuid.UUID) -> str:
    return signing.dumps([sign_up_id.hex, person_id.hex], salt=SALT)


def read_receipt(token: str) -> tuple[uuid.UUID, uuid.UUID]:
    """The sign-up and the person; NotSeen for anything else."""
    try:
        sign_up_id, person_id = signing.loads(token[:LONGEST], salt=SALT)
        return uuid.UUID(sign_up_id), uuid.UUID(person_id)
    except (signing.BadSignature, ValueError, TypeError):
        raise NotSeen() from None
