"""Consents: given in a version, through a channel; withdrawn as easily as given."""

import uuid

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from linli.apps.people import choices as words
from linli.apps.people.choices import Channel, Ground
from linli.apps.people.models import Card, Consent, Person, PersonTag
from linli.apps.people.operations.acting import basis_of, note, reach
from linli.apps.people.rules import permissions as may
from linli.apps.people.rules.drafts import take_line
from linli.apps.people.rules.purposes import PURPOSES
from linli.kernel import clock
from linli.kernel.access.actor import Actor
from linli.kernel.community import Community
from linli.kernel.errors import Conflict, NotSeen, RuleNotMet
from linli.kernel.records.models import Basis


@transaction.atomic
def give_consent(
    *,
    actor: Actor,
    community: Community,
    person_id: uuid.UUID,
    purpose: str,
    channel: str = Channel.ONLINE,
    witness: str = "",
) -> Consent:
    """The person, or the guardian, agrees to a purpose. On paper or by telephone staff note it."""
    return agree(actor, community, person_id, purpose, channel=channel, witness=witness)


def agree(
    actor: Actor,
    community: Community,
    person_id: uuid.UUID,
    purpose: str,
    *,
    channel: str,
    witness: str = "",
) -> Consent:
    """In the caller's transaction; Conflict when the purpose is agreed to already."""
    person = reach(actor, community, person_id, may.EDIT, may.OWN)
    basis = basis_of(actor, person)
    by_staff = basis not in {Basis.SELF, Basis.GUARDIAN}
    if by_staff and channel == Channel.ONLINE:
        raise RuleNotMet(
            "not_online",
            _("Only the person can agree online. Note a consent on paper or by telephone."),
            field="channel",
        )
    if purpose not in PURPOSES:
        raise RuleNotMet("purpose_not_found", _("There is no such purpose."), field="purpose")
    if _in_force(person, purpose) is not None:
        raise Conflict("already_agreed", _("This has been agreed to already."))
    consent = Consent.objects.create(
        community_id=community.id,
        person_id=person.id,
        purpose=purpose,
        version=PURPOSES[purpose].version,
        channel=Channel(channel),
        witness=take_line("witness", witness, most=60) or (actor.name[:60] if by_staff else ""),
        given_by_id=actor.person_in(community.id) if basis == Basis.GUARDIAN else None,
        given_at=clock.now(),
    )
    note(
        words.CONSENT_GIVEN,
        actor,
        person,
        basis,
        purpose=purpose,
        version=consent.version,
        channel=channel,
    )
    return consent


def _in_force(person: Person, purpose: str) -> Consent | None:
    return Consent.objects.filter(
        community_id=person.community_id,
        person_id=person.id,
        purpose=purpose,
        withdrawn_at__isnull=True,
    ).first()


@transaction.atomic
def withdraw_consent(
    *, actor: Actor, community: Community, person_id: uuid.UUID, purpose: str
) -> Consent:
    """From now on; what rests on the consent ends with it."""
    person = reach(actor, community, person_id, may.EDIT, may.OWN)
    consent = _in_force(person, purpose)
    if consent is None:
        raise NotSeen("consent_not_found", _("This is not agreed to."))
    consent.withdrawn_at = clock.now()
    consent.save()
    _end_what_rests_on(consent, person, community)
    note(words.CONSENT_WITHDRAWN, actor, person, purpose=purpose)
    return consent


def _end_what_rests_on(consent: Consent, person: Person, community: Community) -> None:
    today = clock.today(community)
    PersonTag.objects.filter(
        community_id=community.id,
        person_id=person.id,
        ground=Ground.CONSENT,
        consent_id=consent.id,
        until__isnull=True,
    ).update(until=today)
    if consent.purpose == "card":
        Card.objects.filter(
            community_id=community.id, person_id=person.id, revoked_on__isnull=True
        ).update(revoked_on=today)
    if consent.purpose == "party":
        person.party_member, person.membership_kind = False, ""
        person.save()
