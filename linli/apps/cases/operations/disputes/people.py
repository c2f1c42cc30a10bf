"""Who disagrees, and who brings them together."""

import uuid

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from linli.apps.cases.choices import PartySide
from linli.apps.cases.models import Dispute, DisputeMediator, DisputeParty
from linli.apps.cases.operations.disputes.taking import (
    CONTACT,
    NAME,
    note,
    seal,
    take_dispute,
    take_open,
)
from linli.apps.cases.operations.wording import line
from linli.apps.people.public import Person
from linli.apps.places.public import Place
from linli.kernel import clock
from linli.kernel.access.actor import Actor
from linli.kernel.community import Community
from linli.kernel.errors import Conflict, NotSeen, RuleNotMet


@transaction.atomic
def add_party(
    *,
    community: Community,
    actor: Actor,
    case_id: uuid.UUID,
    side: str,
    name: str = "",
    contact: str = "",
    person_id: uuid.UUID | None = None,
    home_id: uuid.UUID | None = None,
) -> DisputeParty:
    """One of those who disagree; with `person_id` the name of the register is taken."""
    dispute = take_open(community, actor, case_id)
    if side not in PartySide.values:
        raise RuleNotMet("unknown_side", _("Say on which side this person is."), field="side")
    person = _person(community, person_id)
    called = line(name, field="name", most=60) or (person.name if person else "")
    if not called:
        raise RuleNotMet(
            "missing_name", _("Write a name, or how this person is called."), field="name"
        )
    if home_id is not None:
        homes = Place.objects.filter(community_id=community.id, id=home_id)
        if not homes.exists():
            raise RuleNotMet("unknown_place", _("This place is not in the register."), field="home")
    reach = line(contact, field="contact", most=80)
    row = DisputeParty(
        community_id=community.id,
        dispute_id=dispute.id,
        side=side,
        person_id=person.id if person else None,
        home_id=home_id,
        name_cipher=seal(called, NAME),
        contact_cipher=seal(reach, CONTACT),
        joined_at=clock.now(),
    )
    row.save(force_insert=True)
    note(dispute, "party_added", actor, row, side=side)
    return row


def _person(community: Community, person_id: uuid.UUID | None) -> Person | None:
    if person_id is None:
        return None
    found = Person.objects.filter(
        community_id=community.id, id=person_id, erased_at__isnull=True
    ).first()
    if found is None:
        raise RuleNotMet("unknown_person", _("This person is not in the register."), field="person")
    return found


@transaction.atomic
def end_party(
    *, community: Community, actor: Actor, case_id: uuid.UUID, party_id: uuid.UUID
) -> None:
    """Entered by mistake, or no longer concerned. What was said and signed stays."""
    dispute = take_open(community, actor, case_id)
    rows = DisputeParty.objects.filter(
        community_id=community.id, dispute_id=dispute.id, id=party_id
    )
    row = rows.first()
    if row is None:
        raise NotSeen()
    if not rows.filter(left_at__isnull=True).update(left_at=clock.now()):
        raise Conflict("left_already", _("This was ended before."))
    note(dispute, "party_left", actor, row, side=row.side)


@transaction.atomic
def name_mediator(
    *,
    community: Community,
    actor: Actor,
    case_id: uuid.UUID,
    name: str,
    duty: str = "",
    account: str = "",
) -> DisputeMediator:
    """Name who mediates. `account` (an actor's ref) opens the dispute's papers to that account."""
    dispute = take_dispute(community, actor, case_id, "cases.dispute_lead")
    row = DisputeMediator(
        community_id=community.id,
        dispute_id=dispute.id,
        name=line(name, field="name", most=60, least=1),
        duty=line(duty, field="duty", most=60),
        actor=account,
        since=clock.now(),
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as twice:
        raise Conflict("named_already", _("This person mediates already.")) from twice
    note(dispute, "mediator_named", actor, row)
    return row


@transaction.atomic
def end_mediator(
    *, community: Community, actor: Actor, case_id: uuid.UUID, mediator_id: uuid.UUID
) -> None:
    """From now on the papers are closed to this account."""
    dispute = take_dispute(community, actor, case_id, "cases.dispute_lead")
    rows = DisputeMediator.objects.filter(
        community_id=community.id, dispute_id=dispute.id, id=mediator_id
    )
    row = rows.first()
    if row is None:
        raise NotSeen()
    if not rows.filter(until__isnull=True).update(until=clock.now()):
        raise Conflict("left_already", _("This was ended before."))
    note(dispute, "mediator_left", actor, row)


@transaction.atomic
def forget_party(*, community_id: int, person_id: uuid.UUID) -> int:
    """A person was erased: the parties' rows that named them keep the side and nothing else."""
    rows = DisputeParty.objects.filter(community_id=community_id, person_id=person_id)
    return rows.update(person=None, home=None, contact_cipher="", name_cipher=seal("—", NAME))


def mediator_for(dispute: Dispute, actor: Actor) -> DisputeMediator | None:
    rows = DisputeMediator.objects.filter(
        community_id=dispute.community_id, dispute_id=dispute.id, actor=actor.ref
    )
    return rows.filter(until__isnull=True).first()
