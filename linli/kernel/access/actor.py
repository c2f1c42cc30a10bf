"""Who acts: a signed-in person with grants, an anonymous visitor, a program, or the system."""

import uuid
from dataclasses import dataclass, field
from typing import Self


class Role:
    """Words for what a grant lets its holder be. Apps give them rights with `permit`."""

    ANYONE = "anyone"  # every actor has this one, also without signing in
    RESIDENT = "resident"
    GRID_WORKER = "grid_worker"
    COMMITTEE = "committee"  # community worker 社区两委
    CHIEF = "chief"  # secretary or director: approves, decides, sees all of the community
    PARTNER = "partner"
    STREET = "street"
    DISTRICT = "district"
    SYSTEM_ADMIN = "system_admin"
    SECURITY_ADMIN = "security_admin"
    AUDIT_ADMIN = "audit_admin"
    PROGRAM = "program"  # an API key
    SYSTEM = "system"  # timers, the worker

    STAFF = (GRID_WORKER, COMMITTEE, CHIEF)


@dataclass(frozen=True)
class Grant:
    """A role held in one community (a street's grant reaches all its communities).

    `grid_id` narrows a grid worker, `organisation_id` a partner or a program, `person_id`
    names the resident.
    """

    role: str
    communities: frozenset[int]
    grid_id: uuid.UUID | None = None
    organisation_id: int | None = None
    person_id: uuid.UUID | None = None
    scopes: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Actor:
    """`ref` is what records store: c:<credential>, k:<api key>, system, anon."""

    ref: str
    name: str = ""
    credential_id: int | None = None
    grants: tuple[Grant, ...] = ()
    verified: bool = False  # second factor given
    address: str = field(default="", repr=False)  # network address, for limits and audit only

    @property
    def known(self) -> bool:
        return self.ref not in {"anon", ""}

    def in_community(self, community_id: int) -> tuple[Grant, ...]:
        return tuple(grant for grant in self.grants if community_id in grant.communities)

    def roles(self, community_id: int) -> frozenset[str]:
        return frozenset(grant.role for grant in self.in_community(community_id))

    def has_role(self, community_id: int, *roles: str) -> bool:
        return not self.roles(community_id).isdisjoint(roles)

    def person_in(self, community_id: int) -> uuid.UUID | None:
        people = (grant.person_id for grant in self.in_community(community_id))
        return next((person for person in people if person), None)

    def organisation_in(self, community_id: int) -> int | None:
        units = (grant.organisation_id for grant in self.in_community(community_id))
        return next((unit for unit in units if unit), None)

    @classmethod
    def carried_out(cls, ref: str, name: str, community_id: int) -> Self:
        """For the worker, to finish what this actor was allowed to begin."""
        grant = Grant(role=Role.SYSTEM, communities=frozenset({community_id}))
        return cls(ref=ref, name=name, grants=(grant,))

    @classmethod
    def system(cls) -> Self:
        return cls(ref="system", name="")

    @classmethod
    def anonymous(cls, address: str = "") -> Self:
        return cls(ref="anon", address=address)
