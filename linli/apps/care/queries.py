"""Help groups as they are today, what is missing in them, and who helps one person."""

import uuid
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext_lazy as _

from linli.apps.care.choices import NEEDED, GroupRole
from linli.apps.care.models import HelpGroup, HelpGroupMember
from linli.apps.care.rules import OWN, SEE
from linli.kernel import clock
from linli.kernel.access.actor import Actor
from linli.kernel.access.permissions import get_visible, require, visible
from linli.kernel.community import Community
from linli.kernel.dated import in_force
from linli.kernel.errors import NotSeen


@dataclass(frozen=True)
class GroupLine:
    """A group with today's helpers and the roles that nobody fills."""

    group: HelpGroup
    members: list[HelpGroupMember]
    missing: list[GroupRole]


def _helping(community: Community) -> Any:
    rows = HelpGroupMember.objects.filter(in_force(clock.today(community)))
    return Prefetch("members", queryset=rows.filter(community_id=community.id), to_attr="now")


def _open(community: Community, rows: QuerySet[HelpGroup]) -> list[GroupLine]:
    found = rows.filter(in_force(clock.today(community))).select_related("person")
    return [_line(row) for row in found.prefetch_related(_helping(community))]


def _line(group: HelpGroup) -> GroupLine:
    members: list[HelpGroupMember] = group.__dict__["now"]
    filled = {row.role for row in members}
    return GroupLine(group, members, [role for role in NEEDED if role not in filled])


def groups_for(community: Community, actor: Actor) -> list[GroupLine]:
    """The groups in force that this actor may see: two statements."""
    require(actor, SEE, community.id)
    rows = visible(actor, SEE, HelpGroup.objects.all(), community.id)
    return _open(community, rows.order_by("person__name", "id"))


def group_for(community: Community, actor: Actor, group_id: uuid.UUID, key: str = SEE) -> HelpGroup:
    rows = HelpGroup.objects.select_related("person")
    return get_visible(actor, key, rows, community.id, id=group_id)


def members_of_group(group: HelpGroup) -> list[HelpGroupMember]:
    """All who ever helped, those of today first."""
    rows = HelpGroupMember.objects.filter(community_id=group.community_id, group_id=group.id)
    return sorted(rows, key=lambda row: (row.until is not None, row.role, row.since))


def member_for(
    community: Community, actor: Actor, member_id: uuid.UUID, key: str
) -> HelpGroupMember:
    """A helper of a group that this actor may see or change."""
    groups = visible(actor, key, HelpGroup.objects.all(), community.id)
    rows = HelpGroupMember.objects.filter(
        community_id=community.id, id=member_id, group_id__in=groups.values("id")
    )
    found = rows.select_related("group").first()
    if found is None:
        raise NotSeen("not_found", _("There is nothing here, or nothing you can see."))
    return found


def group_of_person(
    community: Community, actor: Actor, person_id: uuid.UUID, key: str = SEE
) -> GroupLine | None:
    rows = visible(actor, key, HelpGroup.objects.filter(person_id=person_id), community.id)
    return next(iter(_open(community, rows)), None)


def my_group(community: Community, actor: Actor) -> GroupLine | None:
    """Who helps this resident, as the resident sees it."""
    person_id = actor.person_in(community.id)
    return group_of_person(community, actor, person_id, OWN) if person_id else None
