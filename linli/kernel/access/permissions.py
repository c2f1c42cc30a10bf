"""One rule answers both "may this actor do this to this thing" and "which things".

An app registers a permission with one scope per role: a function that turns the grant into a
Q over the model. `scope` joins them; `visible` filters with it; `may` asks the database whether
the thing passes the same Q. So the two answers cannot drift apart.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from linli.kernel.access.actor import Actor, Grant, Role
from linli.kernel.errors import NotAllowed, NotKnown, NotSeen
from linli.kernel.tenancy import CommunityModel

Scope = Callable[[Actor, Grant], Q | None]
Row = TypeVar("Row", bound=Model)
ANYBODY = Grant(role=Role.ANYONE, communities=frozenset())
THE_SYSTEM = Grant(role=Role.SYSTEM, communities=frozenset())


@dataclass(frozen=True)
class Permission:
    """`says` explains it in the role matrix; `roles` maps a role to its scope."""

    key: str
    says: object
    roles: Mapping[str, Scope] = field(default_factory=dict)
    second_factor: bool = False


PERMISSIONS: dict[str, Permission] = {}


EVERYTHING = Q(pk__isnull=False)


def all_rows(_actor: Actor, _grant: Grant) -> Q:
    return EVERYTHING


def with_scope(word: str, reach: Scope = all_rows) -> Scope:
    """For programs: what an API key reaches when it was given for this, else nothing."""

    def narrowed(actor: Actor, grant: Grant) -> Q | None:
        return reach(actor, grant) if word in grant.scopes else None

    return narrowed


def permit(
    key: str, says: object, *, second_factor: bool = False, roles: Mapping[str, Scope]
) -> Permission:
    """Register a permission; registering a key twice is an error of the programmer."""
    if key in PERMISSIONS:
        raise ValueError(f"permission {key} is registered twice")
    PERMISSIONS[key] = Permission(key, says, roles, second_factor)
    return PERMISSIONS[key]


def grants_for(
    actor: Actor, permission: Permission, community_id: int
) -> list[tuple[Grant, Scope]]:
    here = actor.in_community(community_id)
    if actor.ref == "system" or any(grant.role == Role.SYSTEM for grant in here):
        return [(THE_SYSTEM, all_rows)]
    found = [(g, permission.roles[g.role]) for g in here if g.role in permission.roles]
    if permission.second_factor and not actor.verified:
        found = []
    if Role.ANYONE in permission.roles:
        found.append((ANYBODY, permission.roles[Role.ANYONE]))
    return found


def holds(actor: Actor, key: str, community_id: int) -> bool:
    """Whether the actor has the permission for anything at all in this community."""
    grants = grants_for(actor, PERMISSIONS[key], community_id)
    return any(reach(actor, grant) is not None for grant, reach in grants)


def require(actor: Actor, key: str, community_id: int) -> None:
    """Refuse with 401 or 403 unless the actor holds the permission here."""
    if not holds(actor, key, community_id):
        refuse(actor, key)


def refuse(actor: Actor, key: str) -> None:
    if not actor.known:
        raise NotKnown("sign_in_needed", _("Please sign in first."), permission=key)
    if PERMISSIONS[key].second_factor and not actor.verified:
        raise NotAllowed(
            "second_factor_needed",
            _("This needs your second factor. Set it up under “my account”."),
            permission=key,
        )
    raise NotAllowed("not_allowed", _("Your role does not allow this here."), permission=key)


def scope(actor: Actor, key: str, community_id: int) -> Q:
    """The rows of this community that the actor's grants reach (none: matches nothing)."""
    joined = Q(pk__in=[])
    for grant, reach in grants_for(actor, PERMISSIONS[key], community_id):
        reached = reach(actor, grant)
        if reached is EVERYTHING:
            return EVERYTHING
        if reached is not None:
            joined = reached if joined == Q(pk__in=[]) else joined | reached
    return joined


def sees_all(actor: Actor, key: str, community_id: int) -> bool:
    """Every row of the community: then a prepared statement may ask for them (kernel.prepared)."""
    return scope(actor, key, community_id) is EVERYTHING


def visible(actor: Actor, key: str, rows: QuerySet[Row], community_id: int) -> QuerySet[Row]:
    here, reached = rows.filter(community_id=community_id), scope(actor, key, community_id)
    return here if reached is EVERYTHING else here.filter(reached)


def may(actor: Actor, key: str, thing: CommunityModel) -> bool:
    rows = type(thing)._default_manager.filter(pk=thing.pk)
    return visible(actor, key, rows, thing.community_id).exists()


def get_visible(
    actor: Actor, key: str, rows: QuerySet[Row], community_id: int, **by: object
) -> Row:
    """The one row, or NotSeen: what is not seen does not exist."""
    found = visible(actor, key, rows, community_id).filter(**by).first()
    if found is None:
        raise NotSeen("not_found", _("There is nothing here, or nothing you can see."))
    return found


def require_may(actor: Actor, key: str, thing: CommunityModel) -> None:
    if not may(actor, key, thing):
        refuse(actor, key)
