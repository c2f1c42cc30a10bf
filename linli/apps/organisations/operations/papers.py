"""Chat groups of buildings with their QR codes, and certificates with their last day."""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from linli.apps.organisations.choices import CertificateKind, ChatPlatform
from linli.apps.organisations.models import ChatGroup, ChatGroupPlace, Qualification
from linli.apps.organisations.operations import verbs
from linli.apps.organisations.operations.ground import begins, check, end_row, line, once, word
from linli.apps.people.public import Person
from linli.apps.places.public import Place
from linli.kernel import clock
from linli.kernel.access.actor import Actor
from linli.kernel.community import Community
from linli.kernel.errors import Conflict, RuleNotMet
from linli.kernel.records.writing import write_record

SHOWN_SIGNS = 4


@transaction.atomic
def register_chat_group(
    *,
    community: Community,
    actor: Actor,
    name: str,
    owner_name: str = "",
    owner: Person | None = None,
    platform: str = ChatPlatform.WECHAT,
    places: Sequence[Place] = (),
    members_count: int | None = None,
    counted_on: dt.date | None = None,
    qr_expires_on: dt.date | None = None,
    since: dt.date | None = None,
) -> ChatGroup:
    """Name, keeper and buildings only: who is in the group and what they say stays theirs."""
    check(actor, community, owner, *places)
    called = owner_name or (owner.name if owner else "")
    group = ChatGroup(
        community=community,
        name=line("name", name, 80, least=1),
        owner=owner,
        owner_name=line("owner_name", called, 60, least=1),
        platform=word("platform", platform, ChatPlatform),
        members_count=members_count,
        counted_on=begins(community, counted_on) if members_count is not None else None,
        qr_expires_on=qr_expires_on,
        since=begins(community, since),
        written_at=clock.now(),
    )
    with once("chat_group_exists", _("This group is in the list already.")):
        group.save(force_insert=True)
    ChatGroupPlace.objects.bulk_create(
        ChatGroupPlace(community=community, group=group, place=place)
        for place in dict.fromkeys(places)
    )
    write_record(
        verb=verbs.CHAT_GROUP_REGISTERED,
        community_id=community.id,
        obj=group,
        actor=actor,
        platform=platform,
        places=sorted(str(place.id) for place in places),
    )
    return group


@transaction.atomic
def count_chat_group(
    *,
    actor: Actor,
    group: ChatGroup,
    members_count: int,
    counted_on: dt.date | None = None,
    qr_expires_on: dt.date | None = None,
) -> None:
    """A new count and, where the code was renewed, its new last day; records keep the old ones."""
    community = group.community
    check(actor, community)
    day = counted_on or clock.today(community)
    fresh = {"members_count": members_count, "counted_on": day}
    if qr_expires_on:
        fresh["qr_expires_on"] = qr_expires_on
    ChatGroup.objects.filter(community_id=community.id, id=group.id).update(**fresh)
    write_record(
        verb=verbs.CHAT_GROUP_COUNTED,
        community_id=community.id,
        obj=group,
        actor=actor,
        count=members_count,
        qr_expires_on=qr_expires_on,
    )


@transaction.atomic
def end_chat_group(*, actor: Actor, group: ChatGroup, until: dt.date | None = None) -> None:
    community = group.community
    check(actor, community)
    end_row(group, until or clock.today(community))
    write_record(
        verb=verbs.CHAT_GROUP_ENDED,
        community_id=community.id,
        obj=group,
        actor=actor,
        until=group.until,
    )


def masked(number: str) -> str:
    """The last four signs, enough to tell two certificates apart."""
    signs = "".join(number.split())
    return f"••••{signs[-SHOWN_SIGNS:]}" if signs else ""


@transaction.atomic
def certify(
    *,
    community: Community,
    actor: Actor,
    kind: str,
    person: Person | None = None,
    display_name: str = "",
    title: str = "",
    certificate_no: str = "",
    issuer: str = "",
    issued_on: dt.date | None = None,
    valid_until: dt.date | None = None,
    works_with_children: bool = False,
    records_checked_on: dt.date | None = None,
) -> Qualification:
    """A certificate was shown and entered; its number is kept masked."""
    check(actor, community, person)
    if issued_on and valid_until and valid_until < issued_on:
        raise RuleNotMet(
            "ends_before_it_begins",
            _("The last day lies before the day of issue."),
            field="valid_until",
        )
    name = display_name or (person.name if person else "")
    row = Qualification.objects.create(
        community=community,
        person=person,
        display_name=line("display_name", name, 60, least=1),
        kind=word("kind", kind, CertificateKind),
        title=line("title", title, 80),
        certificate_no=masked(line("certificate_no", certificate_no, 60)),
        issuer=line("issuer", issuer, 80),
        issued_on=issued_on,
        valid_until=valid_until,
        works_with_children=works_with_children,
        records_checked_on=records_checked_on,
        written_at=clock.now(),
    )
    write_record(
        verb=verbs.CERTIFIED,
        community_id=community.id,
        obj=row,
        actor=actor,
        subject=row.person_id,
        kind=kind,
        valid_until=valid_until,
    )
    return row


@transaction.atomic
def renew_certificate(
    *,
    actor: Actor,
    qualification: Qualification,
    valid_until: dt.date | None = None,
    records_checked_on: dt.date | None = None,
) -> None:
    """A later last day, or the yearly check of those who work with children."""
    check(actor, qualification.community)
    fresh = {"valid_until": valid_until, "records_checked_on": records_checked_on}
    fresh = {key: day for key, day in fresh.items() if day}
    if not fresh:
        raise RuleNotMet("required", _("Please fill this in."), field="valid_until")
    Qualification.objects.filter(
        community_id=qualification.community_id, id=qualification.id
    ).update(**fresh)
    write_record(
        verb=verbs.CERTIFICATE_RENEWED,
        community_id=qualification.community_id,
        obj=qualification,
        actor=actor,
        subject=qualification.person_id,
        valid_until=valid_until,
        checked_on=records_checked_on,
    )


@transaction.atomic
def withdraw_certificate(
    *, actor: Actor, qualification: Qualification, on: dt.date | None = None
) -> None:
    community = qualification.community
    check(actor, community)
    day = on or clock.today(community)
    withdrawn = Qualification.objects.filter(
        community_id=community.id, id=qualification.id, withdrawn_on__isnull=True
    ).update(withdrawn_on=day)
    if not withdrawn:
        raise Conflict("already_ended", _("Somebody has ended this already."))
    write_record(
        verb=verbs.CERTIFICATE_WITHDRAWN,
        community_id=community.id,
        obj=qualification,
        actor=actor,
        subject=qualification.person_id,
        on=day,
    )
