"""What every act begins with: the door, the people locked, then the gathering locked."""

import uuid
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from linli.apps.participation.choices import BASES, STAFF_DOORS, Door, GatheringState
from linli.apps.participation.models import Gathering, Participation
from linli.apps.participation.queries.families import family, wards
from linli.apps.participation.rules.permissions import ORGANISE, OWN
from linli.apps.people.public import Person
from linli.kernel.access.actor import Actor
from linli.kernel.access.permissions import get_visible, holds, refuse
from linli.kernel.community import Community
from linli.kernel.errors import Conflict, NotAllowed, NotKnown, NotSeen, RuleNotMet
from linli.kernel.records.models import Basis
from linli.kernel.records.writing import write_record


def lock_people(community: Community, ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, Person]:
    """Always in the order of their ids; NotSeen when one of them is not there."""
    wanted = sorted(set(ids), key=str)
    rows = Person.objects.filter(
        community_id=community.id, id__in=wanted, erased_at__isnull=True, deceased_on__isnull=True
    )
    found = {row.id: row for row in rows.order_by("id").select_for_update()}
    if len(found) < len(wanted):
        raise NotSeen("person_not_found", _("There is no such person here."))
    return found


def lock_gathering(community_id: int, gathering_id: uuid.UUID) -> Gathering:
    rows = Gathering.objects.filter(community_id=community_id, id=gathering_id)
    found = rows.select_for_update().first()
    if found is None:
        raise NotSeen()
    return found


def require_open(gathering: Gathering) -> None:
    if gathering.state != GatheringState.OPEN:
        raise Conflict(
            f"gathering_{gathering.state}",
            _("This is not open for signing up any more, or not yet."),
            state=gathering.state,
        )


def choose_door(community: Community, actor: Actor, subject_id: uuid.UUID, told: str = "") -> str:
    """The door that was told, if the actor may use it, else the nearest one that is open."""
    if told and told not in Door.values:
        raise RuleNotMet("unknown_door", _("Choose one of the list."), field="door")
    doors = _own_doors(community, actor.person_in(community.id), subject_id)
    if holds(actor, ORGANISE, community.id):
        doors += [Door.STAFF_DESK, *STAFF_DOORS]
    if not doors:
        _refuse_door(actor)
    if told and told not in doors:
        raise NotAllowed("not_allowed", _("You cannot sign up this person."), door=told)
    return told or str(doors[0])


def _own_doors(community: Community, me: uuid.UUID | None, subject_id: uuid.UUID) -> list[str]:
    if me is None:
        return []
    if me == subject_id:
        return [Door.SELF]
    doors: list[str] = []
    if subject_id in wards(community, me):
        doors.append(Door.GUARDIAN)
    if subject_id in family(community, me):
        doors.append(Door.FAMILY)
    return doors


def _refuse_door(actor: Actor) -> None:
    if not actor.known:
        raise NotKnown("sign_in_needed", _("Please sign in first."))
    raise NotAllowed("not_allowed", _("You cannot sign up this person."))


def reach(community: Community, actor: Actor, participation_id: uuid.UUID) -> Participation:
    """A sign-up on which the actor may act: as staff, or one's own and the family's."""
    rows = Participation.objects.select_related("gathering")
    key = ORGANISE if holds(actor, ORGANISE, community.id) else OWN
    if not actor.known:
        refuse(actor, key)
    return get_visible(actor, key, rows, community.id, id=participation_id)


def locked(row: Participation) -> Participation:
    """Once more, after the gathering was locked."""
    rows = Participation.objects.filter(community_id=row.community_id, id=row.id)
    return rows.select_for_update().get()


def basis_for(community: Community, actor: Actor, row: Participation) -> str:
    if actor.ref == "system":
        return Basis.SYSTEM
    if holds(actor, ORGANISE, community.id):
        return Basis.DUTY
    return BASES[choose_door(community, actor, row.subject_id)]


def note(
    verb: str, actor: Actor, row: Participation, *, basis: str = "", **payload: Any
) -> uuid.UUID:
    """One record about a sign-up; its id names the event for notices."""
    record = write_record(
        verb=verb,
        community_id=row.community_id,
        obj=row,
        actor=actor,
        subject=row.subject_id,
        basis=basis or row.basis,
        gathering=row.gathering_id,
        **payload,
    )
    return record.id
