"""The register of honours: entered from a paper, revoked, passed on, shown or not."""

import datetime as dt
import uuid

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from linli.apps.archive import choices as verbs
from linli.apps.archive.choices import Holder, HonourLevel, HonourSort
from linli.apps.archive.models import NAME, STORY, WHO, Honour
from linli.apps.archive.rules import EDIT
from linli.apps.people.public import Person
from linli.kernel import clock
from linli.kernel.access.actor import Actor
from linli.kernel.access.permissions import require
from linli.kernel.community import Community
from linli.kernel.errors import Conflict, NotSeen, RuleNotMet
from linli.kernel.records.models import Basis
from linli.kernel.records.writing import write_record
from linli.kernel.wording import belonging, line, paragraphs, word


@transaction.atomic
def record_honour(
    *,
    community: Community,
    actor: Actor,
    name: str,
    holder: str,
    level: str,
    granted_on: dt.date,
    sort: str = HonourSort.TITLE,
    grade: str = "",
    giver: str = "",
    display_name: str = "",
    person: Person | None = None,
    reason: str = "",
    valid_until: dt.date | None = None,
    document_no: str = "",
    consent_basis: str = "",
    public: bool = True,
    grown_from: Honour | None = None,
) -> Honour:
    """Enter an honour given by somebody else, from its paper.

    RuleNotMet `consent_needed` where a person's name would be public without consent.
    """
    require(actor, EDIT, community.id)
    belonging(community.id, person, grown_from)
    honour = Honour(
        community_id=community.id,
        name=line("name", name, NAME, least=2),
        holder=word("holder", holder, Holder),
        sort=word("sort", sort, HonourSort),
        level=word("level", level, HonourLevel),
        grade=line("grade", grade, 30),
        giver=line("giver", giver, NAME),
        display_name=line("display_name", display_name, WHO) or (person.name if person else ""),
        person=person,
        reason=paragraphs("reason", reason, STORY),
        granted_on=granted_on,
        valid_until=valid_until,
        document_no=line("document_no", document_no, 60),
        consent_basis=word("consent_basis", consent_basis, Basis) if consent_basis else "",
        public=public,
        grown_from=grown_from,
        written_by=actor.ref,
        written_at=clock.now(),
    )
    _check(honour, clock.today(community))
    honour.save(force_insert=True)
    write_record(
        verb=verbs.ENTERED,
        community_id=community.id,
        obj=honour,
        actor=actor,
        subject=honour.person_id,
        basis=Basis.DUTY,
        holder=honour.holder,
        level=honour.level,
        on=granted_on,
    )
    return honour


def _check(honour: Honour, today: dt.date) -> None:
    if honour.granted_on > today:
        raise RuleNotMet("in_the_future", _("This day has not come yet."), field="granted_on")
    if honour.valid_until and honour.valid_until < honour.granted_on:
        detail = _("It cannot end before it was given.")
        raise RuleNotMet("ends_before_it_begins", detail, field="valid_until")
    if honour.holder != Holder.COMMUNITY and not honour.display_name:
        raise RuleNotMet("required", _("Say who holds it."), field="display_name")
    if honour.holder == Holder.PERSON and honour.public and not honour.consent_basis:
        detail = _("A person's name is public only with consent. Say how it was given.")
        raise RuleNotMet("consent_needed", detail, field="consent_basis")


def _take(community: Community, honour_id: uuid.UUID) -> Honour:
    rows = Honour.objects.filter(community_id=community.id, id=honour_id)
    found = rows.first()
    if found is None:
        raise NotSeen("not_found", _("There is nothing here, or nothing you can see."))
    return found


@transaction.atomic
def revoke_honour(
    *,
    community: Community,
    actor: Actor,
    honour_id: uuid.UUID,
    reason: str,
    on: dt.date | None = None,
) -> Honour:
    """Off the public page at once; the staff's history keeps it with the reason."""
    require(actor, EDIT, community.id)
    honour, day = _take(community, honour_id), on or clock.today(community)
    if day < honour.granted_on:
        detail = _("It cannot end before it was given.")
        raise RuleNotMet("ends_before_it_begins", detail, field="on")
    said = line("reason", reason, 300, least=2)
    rows = Honour.objects.filter(community_id=community.id, id=honour.id, revoked_on=None)
    if not rows.update(revoked_on=day, revoked_reason=said):
        raise Conflict("already_revoked", _("This honour is revoked already."))
    write_record(
        verb=verbs.REVOKED,
        community_id=community.id,
        obj=honour,
        actor=actor,
        subject=honour.person_id,
        basis=Basis.DUTY,
        on=day,
    )
    honour.revoked_on, honour.revoked_reason = day, said
    return honour


@transaction.atomic
def forward_honour(
    *,
    community: Community,
    actor: Actor,
    honour_id: uuid.UUID,
    to: str,
    on: dt.date | None = None,
) -> Honour:
    """Recommend the holder to the next level: the day and the office it went to."""
    require(actor, EDIT, community.id)
    honour, day = _take(community, honour_id), on or clock.today(community)
    office = line("to", to, NAME, least=2)
    rows = Honour.objects.filter(community_id=community.id, id=honour.id, revoked_on=None)
    if not rows.filter(forwarded_on=None).update(forwarded_to=office, forwarded_on=day):
        raise Conflict("already_forwarded", _("It was recommended before, or is revoked."))
    write_record(
        verb=verbs.FORWARDED,
        community_id=community.id,
        obj=honour,
        actor=actor,
        subject=honour.person_id,
        basis=Basis.DUTY,
        on=day,
    )
    honour.forwarded_to, honour.forwarded_on = office, day
    return honour


@transaction.atomic
def show_honour(
    *,
    community: Community,
    actor: Actor,
    honour_id: uuid.UUID,
    public: bool,
    consent_basis: str = "",
) -> Honour:
    """Show an honour to all, or not any more, as its holder wishes."""
    require(actor, EDIT, community.id)
    honour = _take(community, honour_id)
    honour.public = public
    if consent_basis:
        honour.consent_basis = word("consent_basis", consent_basis, Basis)
    _check(honour, clock.today(community))
    rows = Honour.objects.filter(community_id=community.id, id=honour.id)
    rows.update(public=public, consent_basis=honour.consent_basis)
    write_record(
        verb=verbs.SHOWN,
        community_id=community.id,
        obj=honour,
        actor=actor,
        subject=honour.person_id,
        basis=Basis.DUTY,
        public=public,
    )
    return honour
