"""What everybody may see of honours, and what the staff keep."""

import datetime as dt
import uuid
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from linli.apps.archive.choices import LIVING, Holder, NominationState, ObjectionState
from linli.apps.archive.models import Honour, HonourKind, Nomination, Objection, Support
from linli.apps.archive.rules import CONSENT, SEE
from linli.kernel import clock
from linli.kernel.access.actor import Actor
from linli.kernel.access.permissions import get_visible, require, visible
from linli.kernel.community import Community
from linli.kernel.errors import NotSeen

SHOWN = 300


def public_honours(community: Community) -> QuerySet[Honour]:
    """What stands and may be shown: no name of a person without consent, nothing revoked."""
    today = clock.today(community)
    valid = Q(valid_until__isnull=True) | Q(valid_until__gte=today)
    return Honour.objects.filter(
        valid, community_id=community.id, public=True, revoked_on__isnull=True
    )


@dataclass(frozen=True)
class Wall:
    """The public page in two statements; `notices` are open to objections now."""

    community: list[Honour]
    teams: list[Honour]
    people: list[Honour]
    notices: list[Nomination]


def honour_wall(community: Community) -> Wall:
    rows = list(public_honours(community)[:SHOWN])
    by = {holder: [row for row in rows if row.holder == holder] for holder in Holder.values}
    return Wall(
        by[Holder.COMMUNITY],
        by[Holder.TEAM],
        by[Holder.PERSON],
        list(running_notices(community)),
    )


def running_notices(community: Community) -> QuerySet[Nomination]:
    rows = Nomination.objects.filter(
        community_id=community.id, state=NominationState.IN_NOTICE, notice_from__isnull=False
    )
    return rows.select_related("kind").order_by("notice_until", "id")


def public_notice(community: Community, nomination_id: uuid.UUID) -> Nomination:
    """A nomination while it is in notice; before and after it is not there."""
    found = running_notices(community).filter(id=nomination_id).first()
    if found is None:
        raise NotSeen()
    return found


def public_honour(community: Community, honour_id: uuid.UUID) -> Honour:
    found = public_honours(community).filter(id=honour_id).first()
    if found is None:
        raise NotSeen()
    return found


def open_kinds(community: Community) -> list[HonourKind]:
    rows = HonourKind.objects.filter(community_id=community.id, closed_on__isnull=True)
    return list(rows.order_by("name", "id"))


def kinds_with_counts(community: Community, actor: Actor) -> list[HonourKind]:
    """Open kinds with `given`, how many honours of each stand."""
    require(actor, SEE, community.id)
    rows = HonourKind.objects.filter(community_id=community.id, closed_on__isnull=True)
    kept = Q(honours__revoked_on__isnull=True, honours__id__isnull=False)
    return list(rows.annotate(given=Count("honours", filter=kept)))


def honours_for(community: Community, actor: Actor) -> QuerySet[Honour]:
    """The whole register with what was revoked, newest first."""
    require(actor, SEE, community.id)
    return visible(actor, SEE, Honour.objects.all(), community.id)


def honour_for(community: Community, actor: Actor, honour_id: uuid.UUID) -> Honour:
    rows = Honour.objects.select_related("kind", "grown_from")
    return get_visible(actor, SEE, rows, community.id, id=honour_id)


def nominations_for(
    community: Community, actor: Actor, *, living: bool = True
) -> QuerySet[Nomination]:
    """With `supporters` and `objecting`, the number of open objections."""
    require(actor, SEE, community.id)
    rows = visible(actor, SEE, Nomination.objects.select_related("kind"), community.id)
    rows = rows.filter(state__in=LIVING) if living else rows.exclude(state__in=LIVING)
    open_ones = Q(objections__state=ObjectionState.OPEN)
    return rows.annotate(
        supporters=Count("supports", distinct=True),
        objecting=Count("objections", filter=open_ones, distinct=True),
    )


@dataclass(frozen=True)
class NominationFile:
    nomination: Nomination
    supports: list[Support]
    objections: list[Objection]
    honour: Honour | None

    @property
    def objecting(self) -> int:
        return sum(row.state == ObjectionState.OPEN for row in self.objections)


def nomination_file(community: Community, actor: Actor, nomination_id: uuid.UUID) -> NominationFile:
    rows = Nomination.objects.select_related("kind", "person", "merged_into")
    found = get_visible(actor, SEE, rows, community.id, id=nomination_id)
    honours = Honour.objects.filter(community_id=community.id, nomination=found)
    return NominationFile(
        found, list(found.supports.all()), list(found.objections.all()), honours.first()
    )


def nominations_to_answer(community: Community, actor: Actor) -> list[Nomination]:
    """What awaits this resident's own yes or no, or may still be declined."""
    person_id = actor.person_in(community.id)
    if person_id is None:
        return []
    rows = visible(actor, CONSENT, Nomination.objects.all(), community.id)
    mine = rows.filter(state__in=LIVING, person_id=person_id)
    return list(mine.select_related("kind").order_by("opened_at"))


def honours_of_person(community: Community, person_id: uuid.UUID) -> list[Honour]:
    rows = Honour.objects.filter(community_id=community.id, person_id=person_id)
    return list(rows.order_by("-granted_on", "-id"))


def ended(nomination: Nomination, today: dt.date) -> bool:
    """Whether the notice has run to its end, so that the honour may be granted."""
    until = nomination.notice_until
    return until is not None and nomination.days_left is None and today > until
