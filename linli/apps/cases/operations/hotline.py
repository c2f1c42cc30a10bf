"""Orders of the hotline become cases; a repeat is joined to the first and told its progress."""

import datetime as dt
import hashlib
import uuid
from collections.abc import Collection
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from linli.apps.cases.choices import OPEN_STATES, CaseState, Source
from linli.apps.cases.models import (
    Case,
    ClockRound,
    Dispute,
    DisputeParty,
    HotlineOrder,
    Reporter,
    Step,
    Supervision,
)
from linli.apps.cases.operations.handling import note_progress
from linli.apps.cases.operations.registering import NewCase, register_case
from linli.apps.cases.operations.reporting import PHONE_LOOKUP, ReporterGiven, phone_number
from linli.apps.cases.operations.triage import merge_case
from linli.apps.places.public import find_place
from linli.kernel import cipher, clock
from linli.kernel.access.actor import Actor
from linli.kernel.access.permissions import require
from linli.kernel.community import Community
from linli.kernel.errors import Conflict
from linli.kernel.records.models import Basis
from linli.kernel.timers.running import cancel_timers

MAY = "cases.hotline"
OWN_STEPS = ("register", "merge")


@dataclass(frozen=True)
class Order:
    """One order as the hotline sends it; `number` is the hotline's own."""

    number: str
    text: str
    title: str = ""
    type_code: str = ""
    address: str = ""
    name: str = ""
    phone: str = ""
    received_on: dt.date | None = None
    repeat_of: str = ""

    @property
    def digest(self) -> str:
        said = (self.text, self.title, self.address, self.name, self.phone, self.repeat_of)
        return hashlib.sha256("\x1f".join(said).encode()).hexdigest()


@transaction.atomic
def take_order(*, community: Community, actor: Actor, order: Order) -> HotlineOrder:
    """A new order: a case of its own, joined to the first where it says nothing new.

    It repeats when it names the earlier order, or comes from the same telephone with the same
    words while that case is open.
    """
    require(actor, MAY, community.id)
    first = _first(community, order)
    place = find_place(community, order.address).place if order.address else None
    reporter = None
    if order.name or order.phone:
        reporter = ReporterGiven(name=order.name, phone=order.phone, basis=Basis.STAFF_PHONE)
    case = register_case(
        community=community,
        actor=actor,
        new=NewCase(
            text=order.text,
            title=order.title,
            type_code=order.type_code,
            source=Source.HOTLINE,
            place_id=place.id if place else None,
            place_words=order.address,
            happened_at=_moment(community, order.received_on),
        ),
        reporter=reporter,
    )
    row = HotlineOrder(
        community_id=community.id,
        number=order.number,
        case_id=case.id,
        received_on=order.received_on,
        address=order.address,
        repeat_of=order.repeat_of,
        digest=order.digest,
        came_at=clock.now(),
    )
    row.save(force_insert=True)
    if first is not None and first.confidential == case.confidential:
        merge_case(community=community, actor=actor, case_id=case.id, into=first.id)
    return row


def _moment(community: Community, day: dt.date | None) -> dt.datetime | None:
    return min(clock.day_start(day, community.zone), clock.now()) if day else None


def _first(community: Community, order: Order) -> Case | None:
    """The case that this order repeats, followed to where that one was joined."""
    rows = Case.objects.filter(community_id=community.id).select_related("merged_into")
    found = None
    if order.repeat_of:
        found = rows.filter(
            hotline_orders__number=order.repeat_of, hotline_orders__community_id=community.id
        ).first()
    elif order.phone:
        told = Reporter.objects.filter(
            community_id=community.id,
            phone_hash=cipher.lookup_digest(phone_number(order.phone), PHONE_LOOKUP),
        )
        same = rows.filter(id__in=told.values("case_id"), text=order.text)
        found = same.filter(state__in=OPEN_STATES).order_by("registered_at").first()
    if found is not None and found.merged_into is not None:
        found = found.merged_into
    return None if found is None or found.state == CaseState.ARCHIVED else found


@transaction.atomic
def note_order(*, community: Community, actor: Actor, order: Order) -> str:
    """The hotline says more about an order it has sent: a line in the story. The digest before."""
    require(actor, MAY, community.id)
    rows = HotlineOrder.objects.filter(community_id=community.id, number=order.number)
    row = rows.select_related("case__merged_into").get()
    case = row.case.merged_into or row.case
    if case.state in OPEN_STATES:
        note_progress(
            community=community,
            actor=actor,
            case_id=case.id,
            progress=_t("New from the hotline: %(text)s") % {"text": order.text[:1900]},
            for_reporter=False,
        )
    rows.update(digest=order.digest, address=order.address, repeat_of=order.repeat_of)
    return row.digest


def check_untouched(community: Community, keys: Collection[uuid.UUID]) -> None:
    """Conflict when somebody has begun to work on one of these cases."""
    here = {"community_id": community.id}
    steps = Step.objects.filter(case_id__in=keys, **here).exclude(kind__in=OWN_STEPS)
    strangers = Case.objects.filter(merged_into_id__in=keys, **here).exclude(id__in=keys)
    raised = Supervision.objects.filter(case_id__in=keys, **here)
    parties = DisputeParty.objects.filter(dispute__case_id__in=keys, **here)
    if any(rows.exists() for rows in (steps, strangers, raised, parties)):
        raise Conflict(
            "work_has_begun",
            _("Somebody has begun to work on these orders. They cannot be taken back any more."),
        )


@transaction.atomic
def take_back_orders(*, community: Community, actor: Actor, keys: Collection[uuid.UUID]) -> None:
    """Undo of an import: the cases go as if they had never come; their numbers stay used."""
    require(actor, MAY, community.id)
    check_untouched(community, keys)
    here = {"community_id": community.id}
    disputes = Dispute.objects.filter(case_id__in=keys, **here)
    for key in [*keys, *disputes.values_list("id", flat=True)]:
        cancel_timers(community_id=community.id, object_id=key)
    for model in (HotlineOrder, Step, ClockRound, Reporter):
        model._default_manager.filter(case_id__in=keys, **here).delete()
    disputes.delete()
    cases = Case.objects.filter(id__in=keys, **here)
    cases.filter(merged_into__isnull=False).delete()
    cases.delete()
