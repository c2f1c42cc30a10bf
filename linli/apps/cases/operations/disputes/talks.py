"""Talks, what was agreed in them, and who signed."""

import datetime as dt
import uuid
from collections.abc import Collection

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from linli.apps.cases.models import (
    AgreementSignature,
    DisputeAgreement,
    DisputeMediator,
    DisputeParty,
    DisputeSession,
    SessionPresence,
)
from linli.apps.cases.operations.disputes.opening import next_version
from linli.apps.cases.operations.disputes.taking import AGREEMENT, MINUTES, note, seal, take_open
from linli.apps.cases.operations.wording import LONGEST_TEXT, line, words
from linli.kernel import clock
from linli.kernel.access.actor import Actor
from linli.kernel.community import Community
from linli.kernel.errors import Conflict, NotSeen, RuleNotMet


@transaction.atomic
def record_session(
    *,
    community: Community,
    actor: Actor,
    case_id: uuid.UUID,
    met_at: dt.datetime,
    where: str = "",
    minutes: str = "",
    parties: Collection[uuid.UUID] = (),
    mediators: Collection[uuid.UUID] = (),
) -> DisputeSession:
    """A talk that took place: when, where, who was there, what was said."""
    dispute = take_open(community, actor, case_id)
    now = clock.now()
    if met_at > now:
        raise RuleNotMet(
            "in_the_future",
            _("Write a talk down once it has taken place."),
            field="met_at",
        )
    row = DisputeSession(
        community_id=community.id,
        dispute_id=dispute.id,
        met_at=met_at,
        where=line(where, field="where", most=120),
        minutes_cipher=seal(words(minutes, field="minutes", most=LONGEST_TEXT), MINUTES),
        written_by=actor.ref,
        written_at=now,
    )
    row.save(force_insert=True)
    here = {"community_id": community.id, "dispute_id": dispute.id}
    there = [
        SessionPresence(community_id=community.id, session_id=row.id, party_id=key)
        for key in DisputeParty.objects.filter(id__in=parties, **here).values_list("id", flat=True)
    ] + [
        SessionPresence(community_id=community.id, session_id=row.id, mediator_id=key)
        for key in DisputeMediator.objects.filter(id__in=mediators, **here).values_list(
            "id", flat=True
        )
    ]
    SessionPresence.objects.bulk_create(there)
    note(dispute, "talked", actor, row, count=len(there))
    return row


@transaction.atomic
def write_agreement(
    *, community: Community, actor: Actor, case_id: uuid.UUID, text: str
) -> DisputeAgreement:
    """A new version of what they agreed. Earlier versions and their signatures stay."""
    dispute = take_open(community, actor, case_id)
    said = words(text, field="text", most=LONGEST_TEXT, least=4)
    row = DisputeAgreement(
        community_id=community.id,
        dispute_id=dispute.id,
        version=next_version(dispute),
        text_cipher=seal(said, AGREEMENT),
        written_by=actor.ref,
        written_at=clock.now(),
    )
    row.save(force_insert=True)
    note(dispute, "agreement_written", actor, row, version=row.version)
    return row


@transaction.atomic
def sign_agreement(
    *,
    community: Community,
    actor: Actor,
    case_id: uuid.UUID,
    agreement_id: uuid.UUID,
    party_id: uuid.UUID,
    signed_on: dt.date | None = None,
) -> AgreementSignature:
    """A party has signed the newest version on paper; an older one cannot be signed any more."""
    dispute = take_open(community, actor, case_id)
    here = {"community_id": community.id, "dispute_id": dispute.id}
    agreement = DisputeAgreement.objects.filter(id=agreement_id, **here).first()
    party = DisputeParty.objects.filter(id=party_id, left_at__isnull=True, **here).first()
    if agreement is None or party is None:
        raise NotSeen()
    if agreement.version + 1 != next_version(dispute):
        raise Conflict("older_version", _("There is a newer version. That one is to be signed."))
    today = clock.today(community)
    if signed_on is not None and signed_on > today:
        raise RuleNotMet("in_the_future", _("This day has not come yet."), field="signed_on")
    row = AgreementSignature(
        community_id=community.id,
        agreement_id=agreement.id,
        party_id=party.id,
        signed_on=signed_on or today,
        written_by=actor.ref,
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as twice:
        raise Conflict("signed_already", _("This person has signed.")) from twice
    note(dispute, "agreement_signed", actor, row, version=agreement.version, side=party.side)
    return row
