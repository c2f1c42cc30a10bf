"""Forming a help group, joining and leaving it, ending it; and forgetting who asked for it."""

import datetime as dt
import uuid
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from linli.apps.care.choices import ENDED, FORGOTTEN, FORMED, JOINED, LEFT, GroupRole
from linli.apps.care.models import HelpGroup, HelpGroupMember
from linli.apps.care.queries import group_for, member_for
from linli.apps.care.rules import EDIT
from linli.apps.people.public import Person
from linli.kernel import clock
from linli.kernel.access.actor import Actor
from linli.kernel.access.permissions import may, refuse, require
from linli.kernel.community import Community
from linli.kernel.dated import end_row
from linli.kernel.errors import Conflict, RuleNotMet
from linli.kernel.records.models import Basis
from linli.kernel.records.writing import write_record
from linli.kernel.wording import belonging, line, once, word


@transaction.atomic
def form_help_group(
    *,
    community: Community,
    actor: Actor,
    person: Person,
    purpose: str = "",
    since: dt.date | None = None,
    helpers: Mapping[str, str] | None = None,
) -> HelpGroup:
    """A group for one person; `helpers` are names by role, more may join later.

    Conflict `help_group_exists` while the person has one.
    """
    require(actor, EDIT, community.id)
    belonging(community.id, person)
    group = HelpGroup(
        community_id=community.id,
        person=person,
        purpose=line("purpose", purpose, 300),
        since=since or clock.today(community),
        written_at=clock.now(),
    )
    with once("help_group_exists", _("This person has a help group already.")):
        group.save(force_insert=True)
    if not may(actor, EDIT, group):
        refuse(actor, EDIT)
    _write(FORMED, group, actor, since=group.since)
    for role, name in (helpers or {}).items():
        _join(group, actor, role, display_name=name, since=group.since)
    return group


@transaction.atomic
def join_help_group(
    *,
    community: Community,
    actor: Actor,
    group_id: uuid.UUID,
    role: str,
    display_name: str = "",
    person: Person | None = None,
    phone: str = "",
    since: dt.date | None = None,
) -> HelpGroupMember:
    require(actor, EDIT, community.id)
    group = group_for(community, actor, group_id, EDIT)
    belonging(community.id, person)
    if group.until is not None:
        raise Conflict("already_ended", _("Somebody has ended this already."))
    if person is not None and person.id == group.person_id:
        detail = _("Nobody is one's own helper.")
        raise RuleNotMet("own_helper", detail, field="person")
    day = since or clock.today(community)
    name = display_name or (person.name if person else "")
    return _join(group, actor, role, display_name=name, person=person, phone=phone, since=day)


def _join(
    group: HelpGroup,
    actor: Actor,
    role: str,
    *,
    display_name: str,
    since: dt.date,
    person: Person | None = None,
    phone: str = "",
) -> HelpGroupMember:
    if since < group.since:
        detail = _("The group is younger than that.")
        raise RuleNotMet("before_the_group", detail, field="since")
    row = HelpGroupMember(
        community_id=group.community_id,
        group=group,
        role=word("role", role, GroupRole),
        person=person,
        display_name=line("display_name", display_name, 60, least=1),
        phone=line("phone", phone, 40),
        since=since,
        written_at=clock.now(),
    )
    with once("helper_exists", _("This person is in the group with this role already.")):
        row.save(force_insert=True)
    _write(JOINED, group, actor, member=row.id, role=row.role, since=row.since)
    return row


@transaction.atomic
def leave_help_group(
    *, community: Community, actor: Actor, member_id: uuid.UUID, until: dt.date | None = None
) -> HelpGroupMember:
    """Somebody helps no longer; the gap shows at once in the list of groups."""
    require(actor, EDIT, community.id)
    row = member_for(community, actor, member_id, EDIT)
    end_row(row, until or clock.today(community))
    _write(LEFT, row.group, actor, member=row.id, role=row.role, until=row.until)
    return row


@transaction.atomic
def end_help_group(
    *,
    community: Community,
    actor: Actor,
    group_id: uuid.UUID,
    reason: str,
    until: dt.date | None = None,
) -> HelpGroup:
    """The group ends, and with it the part of everybody in it."""
    require(actor, EDIT, community.id)
    group = group_for(community, actor, group_id, EDIT)
    day, said = until or clock.today(community), line("reason", reason, 200, least=2)
    end_row(group, day, ended_reason=said)
    _close_members(group, day)
    _write(ENDED, group, actor, until=day)
    group.ended_reason = said
    return group


def _close_members(group: HelpGroup, day: dt.date) -> None:
    rows = HelpGroupMember.objects.filter(community_id=group.community_id, group_id=group.id)
    rows.filter(until__isnull=True, since__lte=day).update(until=day)


@transaction.atomic
def forget_in_groups(*, community_id: int, person_id: uuid.UUID) -> None:
    """Called when the register forgets somebody: who was helped, or who helped."""
    helped = HelpGroup.objects.filter(community_id=community_id, person_id=person_id)
    today = clock.now().date()
    for group in helped.filter(until__isnull=True):
        _close_members(group, today)
    ended = helped.filter(until__isnull=True, since__lte=today).update(until=today)
    helped.update(purpose="", ended_reason="")
    rows = HelpGroupMember.objects.filter(community_id=community_id, person_id=person_id)
    gone = rows.exclude(display_name="").update(display_name="", phone="")
    if gone or ended:
        write_record(
            verb=FORGOTTEN,
            community_id=community_id,
            object_kind="people.person",
            object_id=person_id,
            actor=Actor.system(),
            subject=person_id,
            basis=Basis.SYSTEM,
            members=gone,
            groups=ended,
        )


def _write(verb: str, group: HelpGroup, actor: Actor, **payload: Any) -> None:
    write_record(
        verb=verb,
        community_id=group.community_id,
        obj=group,
        actor=actor,
        subject=group.person_id,
        basis=Basis.DUTY,
        **payload,
    )
