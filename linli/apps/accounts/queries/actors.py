"""From a credential or a key to an actor with its grants of today; who a reference names."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet

from linli.apps.accounts.models import ApiKey, Credential, GrantRow, key_digest
from linli.kernel import clock
from linli.kernel.access.actor import Actor, Grant, Role
from linli.kernel.community import Community, CommunityKind, below
from linli.kernel.prepared import Slot, prepared
from linli.kernel.tenancy import across_communities

KEY_MARK = "linli"


def actor_for(
    user: Any, address: str = "", *, verified: bool = False, unfinished: bool = False
) -> Actor:
    """The actor of a signed-in credential, or the anonymous one.

    `unfinished`: a first password or a second factor is still due, so no role counts yet.
    """
    if not isinstance(user, Credential) and not getattr(user, "is_authenticated", False):
        return Actor.anonymous(address)
    verified = verified or bool(getattr(user, "is_verified", lambda: False)())
    return Actor(
        ref=f"c:{user.pk}",
        name=user.name,
        credential_id=user.pk,
        grants=() if unfinished else tuple(grants_of(user.pk, clock.now().date())),
        verified=verified,
        address=address,
    )


def grant_rows(credential_id: int) -> list[GrantRow]:
    with across_communities("a credential's own grants, wherever they are"):
        return list(
            GrantRow.objects.filter(credential_id=credential_id)
            .select_related("community__parent__parent")
            .order_by("written_at", "id")
        )


def holding(day: dt.date | Slot) -> Q:
    """Grants that count on a day."""
    return Q(since__lte=day, pending=False, ended_at__isnull=True) & (
        Q(until__isnull=True) | Q(until__gte=day)
    )


@prepared
def _holding() -> QuerySet[GrantRow]:
    rows = GrantRow.objects.filter(holding(Slot("day")), credential_id=Slot("credential"))
    return rows.select_related("community").order_by("written_at", "id")


def grants_of(credential_id: int, day: dt.date) -> list[Grant]:
    with across_communities("a credential's own grants, wherever they are"):
        rows = _holding(day=day, credential=credential_id)
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


def credential_names(refs: Iterable[str]) -> dict[str, str]:
    """Names for the actors of records, in one statement: {"c:12": "Chen Jiamin"}."""
    numbers = {ref[2:] for ref in refs if ref.startswith("c:") and ref[2:].isdigit()}
    found = Credential.objects.filter(pk__in=numbers).values_list("pk", "name")
    return {f"c:{pk}": name for pk, name in found}


def credential_name(ref: str) -> str:
    """The name behind one actor reference; empty for programs, the system, the anonymous."""
    return credential_names([ref]).get(ref, "")


def key_of(header: str) -> tuple[ApiKey, Actor] | None:
    """The key and program behind `Authorization: Bearer linli_…`; None when it opens nothing.

    The community stands in the key, so that it is found without a search over all of them.
    """
    scheme, _space, secret = header.strip().partition(" ")
    parts = secret.strip().split("_", 2)
    if scheme.lower() != "bearer" or len(parts) != 3 or parts[0] != KEY_MARK:
        return None
    if not (parts[1].isascii() and parts[1].isdigit() and len(parts[1]) <= 12):
        return None
    row = ApiKey.objects.filter(
        community_id=int(parts[1]), digest=key_digest(secret.strip()), closed_at__isnull=True
    ).first()
    if row is None or row.until < clock.now().date():
        return None
    return row, _program(row)


def _program(row: ApiKey) -> Actor:
    grant = Grant(
        role=Role.PROGRAM,
        communities=frozenset({row.community_id}),
        organisation_id=row.organisation_id,
        scopes=frozenset(row.scopes),
    )
    return Actor(ref=f"k:{row.id}", name=row.name, grants=(grant,))
