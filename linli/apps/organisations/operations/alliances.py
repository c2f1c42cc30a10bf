"""Alliances, pairs and joint bodies: founding, joining, calling together, minutes."""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from linli.apps.organisations.choices import AllianceKind, CallState
from linli.apps.organisations.models import (
    Alliance,
    AllianceMember,
    BodyAttendance,
    BodyCall,
    BodyMinutes,
    Organisation,
)
from linli.apps.organisations.operations import verbs
from linli.apps.organisations.operations.ground import (
    begins,
    check,
    end_row,
    line,
    once,
    paragraphs,
    word,
)
from linli.kernel import clock
from linli.kernel.access.actor import Actor
from linli.kernel.community import Community
from linli.kernel.errors import Conflict
from linli.kernel.records.writing import write_record


@transaction.atomic
def found_alliance(
    *,
    community: Community,
    actor: Actor,
    kind: str,
    name: str,
    purpose: str = "",
    since: dt.date | None = None,
    members: Sequence[Organisation] = (),
) -> Alliance:
    check(actor, community)
    body = Alliance(
        community=community,
        kind=word("kind", kind, AllianceKind),
        name=line("name", name, 120, least=1),
        purpose=line("purpose", purpose, 400),
        since=begins(community, since),
        written_at=clock.now(),
    )
    with once("alliance_exists", _("There is already one of that kind with this name.")):
        body.save(force_insert=True)
    write_record(
        verb=verbs.ALLIANCE_FOUNDED,
        community_id=community.id,
        obj=body,
        actor=actor,
        kind=kind,
        since=body.since,
    )
    for unit in members:
        join_alliance(actor=actor, alliance=body, organisation=unit, since=body.since)
    return body


@transaction.atomic
def end_alliance(*, actor: Actor, alliance: Alliance, until: dt.date | None = None) -> None:
    community = alliance.community
    check(actor, community)
    end_row(alliance, until or clock.today(community))
    write_record(
        verb=verbs.ALLIANCE_ENDED,
        community_id=community.id,
        obj=alliance,
        actor=actor,
        until=alliance.until,
    )


@transaction.atomic
def join_alliance(
    *,
    actor: Actor,
    alliance: Alliance,
    organisation: Organisation,
    seat: str = "",
    since: dt.date | None = None,
) -> AllianceMember:
    community = alliance.community
    check(actor, community)
    row = AllianceMember(
        community=community,
        alliance=alliance,
        organisation=organisation,
        seat=line("seat", seat, 60),
        since=begins(community, since),
        written_at=clock.now(),
    )
    with once("already_joined", _("This unit has a seat there already.")):
        row.save(force_insert=True)
    write_record(
        verb=verbs.ALLIANCE_JOINED,
        community_id=community.id,
        obj=alliance,
        actor=actor,
        organisation=organisation.id,
        since=row.since,
    )
    return row


@transaction.atomic
def leave_alliance(*, actor: Actor, member: AllianceMember, until: dt.date | None = None) -> None:
    community = member.community
    check(actor, community)
    end_row(member, until or clock.today(community))
    write_record(
        verb=verbs.ALLIANCE_LEFT,
        community_id=community.id,
        obj=member.alliance,
        actor=actor,
        organisation=member.organisation_id,
        until=member.until,
    )


@transaction.atomic
def call_body(
    *, actor: Actor, alliance: Alliance, agenda: str, meets_at: dt.datetime, where: str = ""
) -> BodyCall:
    community = alliance.community
    check(actor, community)
    call = BodyCall.objects.create(
        community=community,
        alliance=alliance,
        agenda=line("agenda", agenda, 400, least=1),
        meets_at=meets_at,
        where=line("where", where, 120),
        written_at=clock.now(),
    )
    write_record(
        verb=verbs.BODY_CALLED,
        community_id=community.id,
        obj=call,
        actor=actor,
        alliance=alliance.id,
        meets_at=meets_at,
    )
    return call


def move_call(call: BodyCall, state: str) -> None:
    moved = BodyCall.objects.filter(
        community_id=call.community_id, id=call.id, state=CallState.CALLED
    ).update(state=state)
    if not moved:
        raise Conflict("wrong_state", _("This meeting was held or called off already."))
    call.state = state


@transaction.atomic
def call_off_body(*, actor: Actor, call: BodyCall) -> None:
    check(actor, call.community)
    move_call(call, CallState.CANCELLED)
    write_record(
        verb=verbs.BODY_CALLED_OFF,
        community_id=call.community_id,
        obj=call,
        actor=actor,
        alliance=call.alliance_id,
    )


@transaction.atomic
def write_minutes(
    *,
    actor: Actor,
    call: BodyCall,
    text: str,
    decided: str = "",
    attended: Sequence[Organisation] = (),
) -> BodyMinutes:
    """The meeting was held: what was said, what was decided, which units were there."""
    check(actor, call.community)
    move_call(call, CallState.HELD)
    minutes = BodyMinutes.objects.create(
        community_id=call.community_id,
        call=call,
        text=paragraphs("text", text, 8000, least=1),
        decided=paragraphs("decided", decided, 2000),
        written_at=clock.now(),
    )
    BodyAttendance.objects.bulk_create(
        BodyAttendance(community_id=call.community_id, call=call, organisation=unit)
        for unit in dict.fromkeys(attended)
    )
    write_record(
        verb=verbs.MINUTES_WRITTEN,
        community_id=call.community_id,
        obj=call,
        actor=actor,
        alliance=call.alliance_id,
        units=sorted(unit.id for unit in attended),
    )
    return minutes
