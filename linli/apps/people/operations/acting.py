"""What every operation on a person begins with: the person, locked, if the actor may."""

import datetime as dt
import uuid
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from linli.apps.people.models import Person
from linli.apps.people.rules import permissions as may
from linli.kernel import clock
from linli.kernel.access.actor import Actor, Role
from linli.kernel.access.permissions import refuse, scope
from linli.kernel.community import Community
from linli.kernel.errors import NotSeen, RuleNotMet
from linli.kernel.records.models import Basis
from linli.kernel.records.writing import write_record


def reach(actor: Actor, community: Community, person_id: uuid.UUID, *keys: str) -> Person:
    """The person under any of the permissions: 404 when not seen, 403 when seen only."""
    rows = Person.objects.filter(community_id=community.id, id=person_id, erased_at__isnull=True)
    found = rows.select_for_update().filter(_joined(actor, community, keys)).first()
    if found is not None:
        return found
    if rows.filter(_joined(actor, community, (may.VIEW, may.OWN))).exists():
        refuse(actor, keys[0])
    raise NotSeen("person_not_found", _("There is no such person here."))


def _joined(actor: Actor, community: Community, keys: tuple[str, ...]) -> Q:
    joined = Q(pk__in=[])
    for key in keys:
        joined |= scope(actor, key, community.id)
    return joined


def basis_of(actor: Actor, person: Person, told: str = "") -> str:
    if told:
        return told
    if actor.person_in(person.community_id) == person.id:
        return Basis.SELF
    if actor.ref == "system":
        return Basis.SYSTEM
    by_staff = actor.has_role(person.community_id, *Role.STAFF, Role.PROGRAM)
    return Basis.DUTY if by_staff else Basis.GUARDIAN


def note(verb: str, actor: Actor, person: Person, basis: str = "", **payload: Any) -> None:
    """One record about the person, whichever row it is that changed."""
    write_record(
        verb=verb,
        community_id=person.community_id,
        obj=person,
        actor=actor,
        subject=person.id,
        basis=basis_of(actor, person, basis),
        **payload,
    )


def past_day(community: Community, day: dt.date | None, field: str = "on") -> dt.date:
    """The day told, or today; what happened is not in the future."""
    today = clock.today(community)
    if day is not None and day > today:
        raise RuleNotMet(
            "day_in_future", _("This day has not come yet. Note it when it is so."), field=field
        )
    return day or today
