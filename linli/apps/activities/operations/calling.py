"""Signing up with a name and a telephone: whoever calls, or has no log-in."""

import uuid
from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from linli.apps.activities.models import Session
from linli.apps.activities.rules.visitors import visitor
from linli.apps.participation.public import Door, Participation, Party, sign_up
from linli.apps.people.public import (
    Asked,
    Person,
    draft_person,
    phone_digest,
    register_person,
    search_people,
)
from linli.kernel import clock
from linli.kernel.access.actor import Actor
from linli.kernel.community import Community
from linli.kernel.errors import NotKnown, RuleNotMet
from linli.kernel.records.models import Basis


@transaction.atomic
def sign_up_caller(
    *,
    community: Community,
    actor: Actor,
    gathering_id: uuid.UUID,
    name: str,
    phone: str,
    door: str = Door.STAFF_PHONE,
    guests: Sequence[str] = (),
    wait: bool = True,
    over_capacity_reason: str = "",
) -> Participation:
    """By staff. Whoever has this name and telephone in the register is that person; anybody
    else is registered with them.
    """
    return sign_up(
        community=community,
        actor=actor,
        gathering_id=gathering_id,
        subject_id=_caller(community, actor, name, phone).id,
        door=door,
        party=Party(guests=guests),
        wait=wait,
        over_capacity_reason=over_capacity_reason,
    )


@transaction.atomic
def sign_up_visitor(
    *,
    community: Community,
    actor: Actor,
    session: Session,
    name: str,
    phone: str,
    guests: Sequence[str] = (),
) -> Participation:
    """By whoever has no log-in, for oneself, where the activity opened this door. Nothing of the
    register is told back, whether the person was known or not.
    """
    if not session.activity.open_door:
        raise NotKnown("sign_in_needed", _("Please sign in first."))
    person = _caller(community, Actor.system(), name, phone, Basis.SELF)
    return sign_up(
        community=community,
        actor=visitor(community, person.id, actor.address),
        gathering_id=session.gathering.enrolment_id or session.gathering_id,
        subject_id=person.id,
        door=Door.SELF,
        party=Party(guests=guests),
    )


def _caller(
    community: Community, actor: Actor, name: str, phone: str, basis: str = Basis.STAFF_PHONE
) -> Person:
    if not phone_digest(phone):
        raise RuleNotMet(
            "phone", _("This is not a telephone number. A mobile has 11 digits."), field="phone"
        )
    draft = draft_person(today=clock.today(community), name=name, phone=phone)
    holders = search_people(Actor.system(), community, Asked(text=phone))
    known = holders.filter(name=draft.name).first()
    if known is not None:
        return known
    return register_person(community=community, actor=actor, draft=draft, basis=Basis.STAFF_PHONE)
