"""What units promise and do; what they offer and what the community needs."""

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from linli.apps.organisations.choices import PledgeState, ResourceKind, Society
from linli.apps.organisations.models import (
    Alliance,
    DeedSociety,
    Need,
    Organisation,
    Pledge,
    PledgeDeed,
    Resource,
)
from linli.apps.organisations.operations import verbs
from linli.apps.organisations.operations.ground import begins, check, end_row, line, word
from linli.apps.organisations.rules import EDIT, OWN
from linli.apps.places.public import Grid
from linli.kernel import clock
from linli.kernel.access.actor import Actor
from linli.kernel.access.permissions import get_visible, holds
from linli.kernel.community import Community
from linli.kernel.errors import Conflict, RuleNotMet
from linli.kernel.records.writing import write_record


@transaction.atomic
def pledge(
    *,
    community: Community,
    actor: Actor,
    organisation: Organisation,
    text: str,
    alliance: Alliance | None = None,
    grid: Grid | None = None,
    pledged_on: dt.date | None = None,
    due_on: dt.date | None = None,
    public: bool = True,
) -> Pledge:
    check(actor, community, alliance, grid)
    day = begins(community, pledged_on)
    if due_on and due_on < day:
        raise RuleNotMet(
            "due_before_pledged", _("The day it is due lies before the pledge."), field="due_on"
        )
    row = Pledge.objects.create(
        community=community,
        organisation=organisation,
        alliance=alliance,
        grid=grid,
        text=line("text", text, 400, least=1),
        pledged_on=day,
        due_on=due_on,
        public=public,
        written_at=clock.now(),
    )
    write_record(
        verb=verbs.PLEDGED,
        community_id=community.id,
        obj=row,
        actor=actor,
        organisation=organisation.id,
        alliance=row.alliance_id,
        due_on=due_on,
    )
    return row


@transaction.atomic
def settle_pledge(
    *,
    actor: Actor,
    pledge: Pledge,
    state: str,
    on: dt.date | None = None,
    note: str = "",
) -> None:
    """Kept or withdrawn, once; what was done is written as deeds."""
    community = pledge.community
    check(actor, community)
    if word("state", state, PledgeState) == PledgeState.OPEN:
        raise RuleNotMet("unknown_choice", _("Please choose one of the list."), field="state")
    day = on or clock.today(community)
    settled = Pledge.objects.filter(
        community_id=community.id, id=pledge.id, state=PledgeState.OPEN
    ).update(state=state, settled_on=day, settled_note=line("note", note, 200))
    if not settled:
        raise Conflict("already_settled", _("This pledge is settled already."))
    pledge.state = state
    write_record(
        verb=verbs.PLEDGE_SETTLED,
        community_id=community.id,
        obj=pledge,
        actor=actor,
        organisation=pledge.organisation_id,
        state=state,
        on=day,
    )


@transaction.atomic
def record_deed(
    *,
    actor: Actor,
    pledge: Pledge,
    what: str,
    happened_on: dt.date | None = None,
    quantity: Decimal | None = None,
    unit: str = "",
    societies: Sequence[str] = (),
) -> PledgeDeed:
    """What was done, by the community's staff or by the unit that pledged."""
    community = pledge.community
    if not holds(actor, EDIT, community.id):
        check(actor, community, pledge, key=OWN)
        get_visible(actor, OWN, Pledge.objects.all(), community.id, id=pledge.id)
    day = happened_on or clock.today(community)
    if day > clock.today(community):
        raise RuleNotMet(
            "not_yet", _("A deed is written when it is done; this day is to come."), field="on"
        )
    deed = PledgeDeed.objects.create(
        community=community,
        pledge=pledge,
        what=line("what", what, 400, least=1),
        happened_on=day,
        quantity=quantity,
        unit=line("unit", unit, 20),
        written_at=clock.now(),
    )
    took_part = sorted({word("societies", each, Society) for each in societies})
    DeedSociety.objects.bulk_create(
        DeedSociety(community=community, deed=deed, society=each) for each in took_part
    )
    write_record(
        verb=verbs.DEED_RECORDED,
        community_id=community.id,
        obj=pledge,
        actor=actor,
        deed=deed.id,
        organisation=pledge.organisation_id,
        on=day,
        societies=took_part,
    )
    return deed


@transaction.atomic
def offer_resource(
    *,
    community: Community,
    actor: Actor,
    organisation: Organisation,
    kind: str,
    text: str,
    since: dt.date | None = None,
) -> Resource:
    check(actor, community)
    row = Resource.objects.create(
        community=community,
        organisation=organisation,
        kind=word("kind", kind, ResourceKind),
        text=line("text", text, 200, least=1),
        since=begins(community, since),
        written_at=clock.now(),
    )
    write_record(
        verb=verbs.RESOURCE_OFFERED,
        community_id=community.id,
        obj=row,
        actor=actor,
        organisation=organisation.id,
        kind=kind,
    )
    return row


@transaction.atomic
def end_resource(*, actor: Actor, resource: Resource, until: dt.date | None = None) -> None:
    community = resource.community
    check(actor, community)
    end_row(resource, until or clock.today(community))
    write_record(
        verb=verbs.RESOURCE_ENDED,
        community_id=community.id,
        obj=resource,
        actor=actor,
        organisation=resource.organisation_id,
        until=resource.until,
    )


@transaction.atomic
def raise_need(
    *,
    community: Community,
    actor: Actor,
    kind: str,
    text: str,
    raised_on: dt.date | None = None,
) -> Need:
    check(actor, community)
    row = Need.objects.create(
        community=community,
        kind=word("kind", kind, ResourceKind),
        text=line("text", text, 200, least=1),
        raised_on=begins(community, raised_on),
        written_at=clock.now(),
    )
    write_record(verb=verbs.NEED_RAISED, community_id=community.id, obj=row, actor=actor, kind=kind)
    return row


@transaction.atomic
def meet_need(*, actor: Actor, need: Need, pledge: Pledge, on: dt.date | None = None) -> None:
    """A pledge takes a need; the first one counts."""
    community = need.community
    check(actor, community, pledge)
    day = on or clock.today(community)
    met = Need.objects.filter(community_id=community.id, id=need.id, met_on__isnull=True).update(
        met_on=day, pledge=pledge
    )
    if not met:
        raise Conflict("already_met", _("Somebody has taken this need already."))
    write_record(
        verb=verbs.NEED_MET,
        community_id=community.id,
        obj=need,
        actor=actor,
        pledge=pledge.id,
        on=day,
    )
