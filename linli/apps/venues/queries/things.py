"""Things, loans and faults, as lists and pages show them."""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from linli.apps.venues.models import Fault, Item, ItemSlot, Loan, Room
from linli.kernel import clock
from linli.kernel.community import Community


@dataclass(frozen=True)
class Thing:
    """`state`: here, lent, broken or retired. `uses` counts loans and bookings with it."""

    item: Item
    state: str
    loan: Loan | None
    faults: list[Fault]
    uses: int
    late: bool


def items_of(community: Community, kind: str, *, text: str = "") -> QuerySet[Item]:
    rows = Item.objects.filter(community_id=community.id, kind=kind, retired_at__isnull=True)
    if text.strip():
        said = text.strip()
        rows = rows.filter(Q(name__icontains=said) | Q(author__icontains=said) | Q(code=said))
    return rows.select_related("room", "venue").order_by("code", "id")


def things_of(community: Community, items: Sequence[Item]) -> list[Thing]:
    """Who has each of them and what is broken: four statements for any number."""
    ids = [item.id for item in items]
    loans = Loan.objects.filter(
        community_id=community.id, item_id__in=ids, returned_at__isnull=True
    )
    lent = {loan.item_id: loan for loan in loans}
    broken: dict[uuid.UUID | None, list[Fault]] = {}
    for fault in open_faults(community).filter(item_id__in=ids):
        broken.setdefault(fault.item_id, []).append(fault)
    uses = _uses(community, ids)
    today = clock.today(community)
    return [_thing(item, lent.get(item.id), broken.get(item.id, []), uses, today) for item in items]


def _uses(community: Community, ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, int]:
    loans = Loan.objects.filter(community_id=community.id, item_id__in=ids)
    counted = {row["item_id"]: row["n"] for row in loans.values("item_id").annotate(n=Count("id"))}
    slots = ItemSlot.objects.filter(community_id=community.id, item_id__in=ids)
    dates = slots.values("item_id").annotate(n=Count("occurrence_id", distinct=True))
    for row in dates:
        counted[row["item_id"]] = counted.get(row["item_id"], 0) + row["n"]
    return counted


def _thing(
    item: Item,
    loan: Loan | None,
    faults: list[Fault],
    uses: dict[uuid.UUID, int],
    today: dt.date,
) -> Thing:
    state = "here"
    if any(fault.unusable for fault in faults):
        state = "broken"
    if loan is not None:
        state = "lent"
    if item.retired_at is not None:
        state = "retired"
    late = loan is not None and loan.due_on < today
    return Thing(item, state, loan, faults, uses.get(item.id, 0), late)


def things_with(community: Community, room: Room) -> list[Item]:
    """What can go with a booking of the room: lendable equipment of its venue that is whole."""
    rows = Item.objects.filter(
        Q(room_id=room.id) | Q(room__isnull=True),
        community_id=community.id,
        venue_id=room.venue_id,
        kind="equipment",
        retired_at__isnull=True,
    ).exclude(faults__unusable=True, faults__mended_at__isnull=True)
    return list(rows.order_by("code", "id")[:40])


def open_faults(community: Community) -> QuerySet[Fault]:
    rows = Fault.objects.filter(community_id=community.id, mended_at__isnull=True)
    return rows.select_related("room", "item")


def loans_out(community: Community) -> QuerySet[Loan]:
    rows = Loan.objects.filter(community_id=community.id, returned_at__isnull=True)
    return rows.select_related("item").order_by("due_on", "id")
