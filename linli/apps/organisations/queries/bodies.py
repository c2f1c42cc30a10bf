"""Bodies of a community: the tree of party and committee, units present, posts, branches."""

import datetime as dt
import uuid
from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Count, QuerySet

from linli.apps.organisations.choices import PARTY_KINDS, PresenceRole, UnitKind
from linli.apps.organisations.models import (
    GridBranch,
    Member,
    Organisation,
    Post,
    Presence,
    in_force,
)
from linli.kernel import clock
from linli.kernel.community import Community
from linli.kernel.errors import NotSeen
from linli.kernel.prepared import Slot, prepared


@dataclass
class Body:
    """A unit with what hangs on it. `members` is None for readers who may not know."""

    presence: Presence
    posts: list[Post] = field(default_factory=list)
    grids: list[GridBranch] = field(default_factory=list)
    parts: list["Body"] = field(default_factory=list)
    members: int | None = None

    @property
    def unit(self) -> Organisation:
        return self.presence.organisation

    @property
    def members_in_all(self) -> int:
        return (self.members or 0) + sum(part.members_in_all for part in self.parts)


@dataclass(frozen=True)
class Bodies:
    """`own` are the roots of the tree; `others` all units present, by role."""

    own: list[Body]
    others: dict[str, list[Body]]
    count: int


def bodies_of(
    community: Community, *, on: dt.date | None = None, public: bool = False, members: bool = False
) -> Bodies:
    """Everything on the overview in four statements."""
    day = on or clock.today(community)
    present = Presence.objects.filter(in_force(day), community_id=community.id)
    rows = present.select_related("organisation").order_by("organisation_id", "since")
    found = {row.organisation_id: Body(row) for row in rows}
    posts = Post.objects.filter(in_force(day), community_id=community.id)
    for post in (posts.filter(public=True) if public else posts).order_by("since", "id"):
        if post.organisation_id in found:
            found[post.organisation_id].posts.append(post)
    bound = GridBranch.objects.filter(in_force(day), community_id=community.id)
    for binding in bound.select_related("grid").order_by("grid__sequence"):
        if binding.organisation_id in found:
            found[binding.organisation_id].grids.append(binding)
    if members:
        for key, total in member_counts(community, day).items():
            if key in found:
                found[key].members = total
    return arrange(found)


def arrange(found: dict[int, Body]) -> Bodies:
    own: list[Body] = []
    others: dict[str, list[Body]] = defaultdict(list)
    for body in found.values():
        if body.presence.role != PresenceRole.OWN:
            others[body.presence.role].append(body)
            continue
        above = found.get(body.unit.parent_id or 0)
        (above.parts if above else own).append(body)
    order = list(UnitKind)
    own.sort(key=lambda body: (order.index(UnitKind(body.unit.kind)), body.unit.id))
    return Bodies(own, dict(others), len(found))


def member_counts(community: Community, day: dt.date) -> dict[int, int]:
    rows = Member.objects.filter(in_force(day), community_id=community.id)
    counted = rows.order_by().values("organisation_id").annotate(total=Count("id"))
    return {row["organisation_id"]: row["total"] for row in counted}


def unit_here(community: Community, organisation_id: int) -> Organisation:
    """A unit that is or was present in this community; any other does not exist for it."""
    was_here = Presence.objects.filter(community_id=community.id).values("organisation_id")
    found = (
        Organisation.objects.filter(id=organisation_id, id__in=was_here)
        .select_related("parent")
        .first()
    )
    if found is None:
        raise NotSeen()
    return found


def units_here(community: Community, *kinds: str) -> list[Organisation]:
    """Units present today, for choosing one."""
    return _units_of(*kinds, home=community.id, day=clock.today(community))


@prepared
def _units_of(*kinds: str) -> "QuerySet[Organisation]":
    present = Presence.objects.filter(in_force(Slot("day")), community_id=Slot("home"))
    rows = Organisation.objects.filter(id__in=present.values("organisation_id"), active=True)
    return (rows.filter(kind__in=kinds) if kinds else rows).order_by("name")


def party_bodies(community: Community) -> list[Organisation]:
    return units_here(community, *PARTY_KINDS)


def branches_of_grid(community: Community, grid_id: uuid.UUID) -> list[GridBranch]:
    rows = GridBranch.objects.filter(
        in_force(clock.today(community)), community_id=community.id, grid_id=grid_id
    )
    return list(rows.select_related("organisation").order_by("organisation__kind", "since"))


def presences_of(community: Community, organisation: Organisation) -> list[Presence]:
    rows = Presence.objects.filter(community_id=community.id, organisation=organisation)
    return list(rows.order_by("-since", "-id"))


def posts_of(community: Community, organisation: Organisation) -> list[Post]:
    rows = Post.objects.filter(community_id=community.id, organisation=organisation)
    return list(rows.order_by("-since", "-id"))


def members_of(community: Community, organisation: Organisation) -> list[Member]:
    rows = Member.objects.filter(
        in_force(clock.today(community)), community_id=community.id, organisation=organisation
    )
    return list(rows.order_by("since", "id"))


def bindings_of(community: Community, organisation: Organisation) -> list[GridBranch]:
    rows = GridBranch.objects.filter(community_id=community.id, organisation=organisation)
    return list(rows.select_related("grid").order_by("-since", "-id"))
