"""Bodies come, change and go; posts in them; members; branches bound to grids."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from linli.apps.organisations.choices import (
    OWN_KINDS,
    PARTY_KINDS,
    PresenceRole,
    Society,
    UnitKind,
)
from linli.apps.organisations.models import Organisation, Presence
from linli.apps.organisations.operations import verbs
from linli.apps.organisations.operations.ground import (
    begins,
    check,
    end_row,
    line,
    once,
    word,
)
from linli.apps.organisations.operations.uscc import valid_uscc
from linli.kernel import clock
from linli.kernel.access.actor import Actor
from linli.kernel.community import Community
from linli.kernel.errors import RuleNotMet
from linli.kernel.records.writing import write_record

ALREADY = _("This unit is already entered here in that role.")
LENGTHS = {"name": 120, "short_name": 40, "public_phone": 40, "address": 200, "about": 400}


def write_about_unit(
    *, verb: str, community: Community, organisation: Organisation, actor: Actor, **payload: Any
) -> None:
    write_record(
        verb=verb,
        community_id=community.id,
        object_kind="organisations.organisation",
        object_id=organisation.ref,
        actor=actor,
        **payload,
    )


@transaction.atomic
def found_organisation(
    *,
    community: Community,
    actor: Actor,
    kind: str,
    name: str,
    short_name: str = "",
    uscc: str = "",
    parent: Organisation | None = None,
    role: str = "",
    society: str = "",
    since: dt.date | None = None,
    public_phone: str = "",
    address: str = "",
    about: str = "",
    contact_name: str = "",
    contact_phone: str = "",
) -> Organisation:
    """Enter a body and its presence here. A unit with the same credit code exists once: then
    the existing one comes to this community as well. `role` empty: the community's own body
    for party bodies and committees, else a stationed unit.
    """
    check(actor, community)
    kind = word("kind", kind, UnitKind)
    role = role or (PresenceRole.OWN if kind in OWN_KINDS else PresenceRole.STATIONED_UNIT)
    code = read_uscc(uscc)
    unit = Organisation.objects.filter(uscc=code).first() if code else None
    if unit is None:
        facts = {"name": name, "short_name": short_name, "public_phone": public_phone}
        facts |= {"address": address, "about": about}
        unit = Organisation(
            kind=kind,
            uscc=code,
            parent=parent,
            home=community if role == PresenceRole.OWN else None,
            **clean_facts(facts),
        )
        enter_unit(community, actor, unit)
    bring_in_organisation(
        community=community,
        actor=actor,
        organisation=unit,
        role=role,
        society=society,
        since=since,
        contact_name=contact_name,
        contact_phone=contact_phone,
    )
    return unit


def clean_facts(facts: dict[str, str]) -> dict[str, str]:
    return {
        key: line(key, raw, LENGTHS[key], least=int(key == "name")) for key, raw in facts.items()
    }


def enter_unit(community: Community, actor: Actor, unit: Organisation) -> None:
    with once("unit_exists", _("There is already a unit with this name or code.")):
        unit.save(force_insert=True)
    write_about_unit(
        verb=verbs.FOUNDED,
        community=community,
        organisation=unit,
        actor=actor,
        kind=unit.kind,
        parent=unit.parent.ref if unit.parent else None,
    )


def read_uscc(raw: str) -> str:
    code = "".join(raw.split()).upper()
    if code and not valid_uscc(code):
        raise RuleNotMet(
            "uscc_wrong",
            _("The credit code has 18 signs and a check sign; this one does not add up."),
            field="uscc",
        )
    return code


@transaction.atomic
def bring_in_organisation(
    *,
    community: Community,
    actor: Actor,
    organisation: Organisation,
    role: str = PresenceRole.PARTNER,
    society: str = "",
    since: dt.date | None = None,
    contact_name: str = "",
    contact_phone: str = "",
) -> Presence:
    """A unit that exists begins to work in this community."""
    check(actor, community)
    if society:
        word("society", society, Society)
    row = Presence(
        community=community,
        organisation=organisation,
        role=word("role", role, PresenceRole),
        society=society,
        contact_name=line("contact_name", contact_name, 60),
        contact_phone=line("contact_phone", contact_phone, 40),
        since=begins(community, since),
        written_at=clock.now(),
    )
    with once("presence_exists", ALREADY):
        row.save(force_insert=True)
    write_record(
        verb=verbs.CAME,
        community_id=community.id,
        obj=row,
        actor=actor,
        organisation=organisation.id,
        role=role,
        since=row.since,
    )
    return row


@transaction.atomic
def end_presence(*, actor: Actor, presence: Presence, until: dt.date | None = None) -> None:
    community = presence.community
    check(actor, community)
    end_row(presence, until or clock.today(community))
    write_record(
        verb=verbs.WENT,
        community_id=community.id,
        obj=presence,
        actor=actor,
        organisation=presence.organisation_id,
        until=presence.until,
    )


@transaction.atomic
def change_contact(
    *, actor: Actor, presence: Presence, contact_name: str = "", contact_phone: str = ""
) -> None:
    """Whom staff call at the unit; the record says that it changed, not who it was."""
    check(actor, presence.community)
    Presence.objects.filter(community_id=presence.community_id, id=presence.id).update(
        contact_name=line("contact_name", contact_name, 60),
        contact_phone=line("contact_phone", contact_phone, 40),
    )
    write_record(
        verb=verbs.CONTACT_CHANGED,
        community_id=presence.community_id,
        obj=presence,
        actor=actor,
        organisation=presence.organisation_id,
    )


@transaction.atomic
def change_organisation(
    *, community: Community, actor: Actor, organisation: Organisation, **facts: str
) -> None:
    """Correct name, telephone, address or description of a body that works only here."""
    check(actor, community)
    check_ours(community, organisation)
    unknown = facts.keys() - LENGTHS.keys()
    if unknown:
        raise KeyError(f"an organisation has no {', '.join(sorted(unknown))}")
    clean = clean_facts(facts)
    changed = [key for key, value in clean.items() if getattr(organisation, key) != value]
    if not changed:
        return
    for key in changed:
        setattr(organisation, key, clean[key])
    with once("unit_exists", _("There is already a unit with this name or code.")):
        organisation.save(update_fields=changed)
    write_about_unit(
        verb=verbs.CHANGED,
        community=community,
        organisation=organisation,
        actor=actor,
        fields=sorted(changed),
    )


def check_ours(community: Community, organisation: Organisation) -> None:
    if organisation.home_id == community.id:
        return
    here = Presence.objects.filter(
        community_id=community.id, organisation=organisation, until__isnull=True
    ).exists()
    if organisation.home_id is not None or not here:
        raise RuleNotMet("not_our_unit", _("This unit belongs to another community."))


@transaction.atomic
def close_organisation(
    *,
    community: Community,
    actor: Actor,
    organisation: Organisation,
    on: dt.date | None = None,
) -> None:
    """The community's own body ends: its presences end and no list offers it any more."""
    check(actor, community)
    if organisation.home_id != community.id:
        raise RuleNotMet("not_our_unit", _("This unit belongs to another community."))
    day = on or clock.today(community)
    for row in Presence.objects.filter(
        community_id=community.id, organisation=organisation, until__isnull=True
    ):
        end_presence(actor=actor, presence=row, until=day)
    Organisation.objects.filter(id=organisation.id).update(active=False)
    organisation.active = False
    write_about_unit(
        verb=verbs.CLOSED, community=community, organisation=organisation, actor=actor, on=day
    )


def check_party(organisation: Organisation) -> None:
    if organisation.kind not in PARTY_KINDS:
        raise RuleNotMet("not_a_party_body", _("Please choose a party committee, branch or group."))
