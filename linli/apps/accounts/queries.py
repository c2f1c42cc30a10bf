"""From a credential to an actor with its grants of today."""

import datetime as dt
from typing import Any

from django.db.models import Q

from linli.apps.accounts.models import Credential, GrantRow
from linli.kernel import clock
from linli.kernel.access.actor import Actor, Grant
from linli.kernel.community import Community, CommunityKind, below
from linli.kernel.tenancy import across_communities


def actor_for(user: Any, address: str = "") -> Actor:
    """The actor of a signed-in credential, or the anonymous one."""
    if not isinstance(user, Credential) and not getattr(user, "is_authenticated", False):
        return Actor.anonymous(address)
    verified = bool(getattr(user, "is_verified", lambda: False)())
    return Actor(
        ref=f"c:{user.pk}",
        name=user.name,
        credential_id=user.pk,
        grants=tuple(grants_of(user.pk, clock.now().date())),
        verified=verified,
        address=address,
    )


def grants_of(credential_id: int, day: dt.date) -> list[Grant]:
    with across_communities("a credential's own grants, wherever they are"):
        rows = list(
            GrantRow.objects.filter(credential_id=credential_id, since__lte=day)
            .filter(Q(until__isnull=True) | Q(until__gte=day))
            .select_related("community")
            .order_by("written_at", "id")
        )
    return [
        Grant(
            role=row.role,
            communities=frozenset(_reach(row.community)),
            grid_id=row.grid_id,
            organisation_id=row.organisation_id,
            person_id=row.person_id,
        )
        for row in rows
    ]


def _reach(community: Community) -> list[int]:
    if community.kind == CommunityKind.COMMUNITY:
        return [community.id]
    return below(community)
