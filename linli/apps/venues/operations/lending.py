"""Equipment and books: what is there, who has it, what is broken."""

import datetime as dt
import uuid
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from linli.apps.people.public import Person
from linli.apps.venues.choices import (
    FAULT_MENDED,
    FAULT_REPORTED,
    ITEM_ENTERED,
    ITEM_RETIRED,
    LENT,
    RETURNED,
    ItemKind,
)
from linli.apps.venues.models import Fault, Item, ItemSlot, Loan
from linli.apps.venues.operations.wording import line
from linli.apps.venues.queries.ground import room_of, venue_of
from linli.apps.venues.rules import BOOK, DESK, KEEP
from linli.kernel import clock
from linli.kernel.access.actor import Actor
from linli.kernel.access.permissions import require
from linli.kernel.community import Community
from linli.kernel.errors import Conflict, NotSeen, RuleNotMet
from linli.kernel.records.models import Basis
from linli.kernel.records.writing import write_record

LOAN_DAYS = {ItemKind.BOOK.value: 30, ItemKind.EQUIPMENT.value: 7}


@transaction.atomic
def enter_item(
    *,
    community: Community,
    actor: Actor,
    venue_id: uuid.UUID,
    code: str,
    name: str,
    kind: str = ItemKind.EQUIPMENT,
    room_id: uuid.UUID | None = None,
    author: str = "",
    note: str = "",
    lendable: bool = True,
) -> Item:
    """One thing or one copy with the code that stands on it."""
    require(actor, KEEP, community.id)
    venue = venue_of(community, venue_id)
    if kind not in ItemKind.values:
        raise RuleNotMet("unknown_kind", _("Choose a kind of the list."), field="kind")
    if room_id is not None and room_of(community, room_id).venue_id != venue.id:
        raise NotSeen()
    row = Item(
        community_id=community.id,
        venue_id=venue.id,
        room_id=room_id,
        kind=kind,
        code=line(code, field="code", most=20, least=1).upper(),
        name=line(name, field="name", most=120, least=1),
        author=line(author, field="author", most=80),
        note=line(note, field="note", most=200),
        lendable=lendable,
        entered_at=clock.now(),
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise Conflict("code_taken", _("Another thing has this code."), field="code") from None
    _note(ITEM_ENTERED, actor, row, kind=kind, room=room_id)
    return row


@transaction.atomic
def retire_item(*, community: Community, actor: Actor, item_id: uuid.UUID) -> Item:
    """Lost, given away, worn out. Conflict while it is lent."""
    require(actor, KEEP, community.id)
    row = _item(community, item_id)
    _touch(row)
    if Loan.objects.filter(
        community_id=community.id, item_id=row.id, returned_at__isnull=True
    ).exists():
        raise Conflict("thing_lent", _("It is lent out; take it back first."))
    rows = Item.objects.filter(community_id=community.id, id=row.id, retired_at__isnull=True)
    rows.update(retired_at=clock.now())
    _note(ITEM_RETIRED, actor, row)
    row.refresh_from_db()
    return row


@transaction.atomic
def lend_item(
    *,
    community: Community,
    actor: Actor,
    item_id: uuid.UUID,
    due_on: dt.date | None = None,
    person: Person | None = None,
    borrower: str = "",
) -> Loan:
    """Hand it over. Conflict 409 `thing_lent`, `thing_broken`, `thing_occupied`."""
    require(actor, DESK, community.id)
    item = _item(community, item_id)
    _touch(item)
    name = line(person.name if person else borrower, field="borrower", most=60, least=1)
    if person is not None and person.community_id != community.id:
        raise NotSeen()
    day = due_on or clock.today(community) + dt.timedelta(days=LOAN_DAYS[item.kind])
    _check_loan(community, item, day)
    row = Loan(
        community_id=community.id,
        item_id=item.id,
        person_id=person.id if person else None,
        borrower=name,
        lent_at=clock.now(),
        due_on=day,
        lent_by=actor.ref,
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise Conflict("thing_lent", _("It is lent out; take it back first.")) from None
    _note(LENT, actor, row, subject=row.person_id, item=item.id, due=day)
    return row


def _check_loan(community: Community, item: Item, due_on: dt.date) -> None:
    if not item.lendable:
        raise RuleNotMet("not_lent", _("This thing stays in the house."), field="item")
    if due_on < clock.today(community):
        raise RuleNotMet("in_the_past", _("This day has passed."), field="due_on")
    open_loans = Loan.objects.filter(community_id=community.id, item_id=item.id)
    if open_loans.filter(returned_at__isnull=True).exists():
        raise Conflict("thing_lent", _("It is lent out; take it back first."))
    if Fault.objects.filter(
        community_id=community.id, item_id=item.id, unusable=True, mended_at__isnull=True
    ).exists():
        raise Conflict("thing_broken", _("This thing is broken."))
    end = clock.day_start(due_on + dt.timedelta(days=1), community.zone)
    wanted = ItemSlot.objects.filter(
        community_id=community.id, item_id=item.id, slot_start__gte=clock.now(), slot_start__lt=end
    ).order_by("slot_start")
    first = wanted.values_list("slot_start", flat=True).first()
    if first is not None:
        raise Conflict(
            "thing_occupied",
            _("It goes with a booking before that day. Choose an earlier day."),
            field="due_on",
            wanted_at=clock.local(first, community).isoformat(),
        )


@transaction.atomic
def take_back_item(*, community: Community, actor: Actor, loan_id: uuid.UUID) -> Loan:
    require(actor, DESK, community.id)
    rows = Loan.objects.filter(community_id=community.id, id=loan_id)
    row = rows.first()
    if row is None:
        raise NotSeen()
    now = clock.now()
    if not rows.filter(returned_at__isnull=True).update(returned_at=now, returned_to=actor.ref):
        raise Conflict("wrong_state", _("This is back already."))
    late = clock.today(community) > row.due_on
    _note(RETURNED, actor, row, subject=row.person_id, item=row.item_id, late=late)
    row.refresh_from_db()
    return row


@transaction.atomic
def report_fault(
    *,
    community: Community,
    actor: Actor,
    words: str,
    room_id: uuid.UUID | None = None,
    item_id: uuid.UUID | None = None,
    unusable: bool = False,
) -> Fault:
    """Whoever may book may say what is broken."""
    require(actor, BOOK, community.id)
    if room_id is None and item_id is None:
        raise RuleNotMet("missing_room", _("Say what is broken."), field="item")
    room = room_of(community, room_id) if room_id else None
    item = _item(community, item_id) if item_id else None
    row = Fault(
        community_id=community.id,
        room_id=room.id if room else (item.room_id if item else None),
        item_id=item.id if item else None,
        words=line(words, field="words", most=500, least=2),
        unusable=unusable,
        reported_at=clock.now(),
        reported_by=actor.ref,
    )
    row.save(force_insert=True)
    _note(FAULT_REPORTED, actor, row, basis=Basis.SELF, room=row.room_id, item=row.item_id)
    return row


@transaction.atomic
def mend_fault(*, community: Community, actor: Actor, fault_id: uuid.UUID, how: str = "") -> Fault:
    require(actor, DESK, community.id)
    rows = Fault.objects.filter(community_id=community.id, id=fault_id)
    row = rows.first()
    if row is None:
        raise NotSeen()
    done = rows.filter(mended_at__isnull=True).update(
        mended_at=clock.now(),
        mended_by=actor.ref,
        mended_how=line(how, field="how", most=200),
    )
    if not done:
        raise Conflict("wrong_state", _("This is mended already."))
    _note(FAULT_MENDED, actor, row)
    row.refresh_from_db()
    return row


def _item(community: Community, item_id: uuid.UUID) -> Item:
    row = Item.objects.filter(
        community_id=community.id, id=item_id, retired_at__isnull=True
    ).first()
    if row is None:
        raise NotSeen()
    return row


def _touch(item: Item) -> None:
    """Have the thing alone until the end of the transaction."""
    rows = Item.objects.filter(community_id=item.community_id, id=item.id)
    rows.update(touched=F("touched") + 1)


def _note(
    verb: str,
    actor: Actor,
    row: Item | Loan | Fault,
    *,
    subject: uuid.UUID | None = None,
    basis: str = Basis.DUTY,
    **payload: Any,
) -> None:
    write_record(
        verb=verb,
        community_id=row.community_id,
        obj=row,
        actor=actor,
        subject=subject,
        basis=basis,
        **payload,
    )
