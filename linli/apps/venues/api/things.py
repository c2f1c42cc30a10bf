"""Equipment and books for programs."""

import uuid
from collections.abc import Sequence
from typing import Any

from ninja import Query, Schema, Status

from linli.apps.people.public import Person
from linli.apps.venues.api import thing_shapes as shapes
from linli.apps.venues.api.rooms import router
from linli.apps.venues.choices import ItemKind
from linli.apps.venues.models import Item
from linli.apps.venues.operations import (
    enter_item,
    lend_item,
    mend_fault,
    report_fault,
    take_back_item,
)
from linli.apps.venues.queries.things import Thing, items_of, loans_out, things_of
from linli.apps.venues.rules import DESK
from linli.kernel.access.permissions import require
from linli.kernel.errors import NotSeen
from linli.web.api.lists import Listing, PageAsked, paged
from linli.web.api.repeats import writes_once
from linli.web.asked import Asked


class ItemsAsked(Schema):
    kind: ItemKind = ItemKind.EQUIPMENT
    q: str = ""


@router.get("/c/{slug:slug}/items", response=Listing[shapes.ItemShown])
def items(
    request: Asked, slug: str, page: Query[PageAsked], asked: Query[ItemsAsked]
) -> dict[str, Any]:
    """Equipment or books with their state; who has them is not said."""
    rows = items_of(request.community, asked.kind, text=asked.q)

    def show(found: Sequence[Item]) -> list[dict[str, Any]]:
        return [_thing(each) for each in things_of(request.community, found)]

    return paged(request, rows, page=page, show=show, order="code")


@router.post("/c/{slug:slug}/items", response={201: shapes.ItemShown})
@writes_once()
def new_item(request: Asked, slug: str, sent: shapes.ItemSent) -> Status[dict[str, Any]]:
    row = enter_item(community=request.community, actor=request.actor, **sent.dict())
    return Status(201, _thing(things_of(request.community, [row])[0]))


@router.get("/c/{slug:slug}/loans", response=Listing[shapes.LoanShown])
def loans(request: Asked, slug: str, page: Query[PageAsked]) -> dict[str, Any]:
    """What is out, with the borrowers; for the desk."""
    require(request.actor, DESK, request.community.id)
    return paged(request, loans_out(request.community), page=page, show=list, order="due_on")


@router.post("/c/{slug:slug}/items/{uuid:item_id}/loans", response={201: shapes.LoanShown})
@writes_once()
def lend(
    request: Asked, slug: str, item_id: uuid.UUID, sent: shapes.LoanSent
) -> Status[dict[str, Any]]:
    require(request.actor, DESK, request.community.id)
    person = None
    if sent.person_id is not None:
        person = Person.objects.filter(
            community_id=request.community.id, id=sent.person_id, erased_at__isnull=True
        ).first()
        if person is None:
            raise NotSeen()
    row = lend_item(
        community=request.community,
        actor=request.actor,
        item_id=item_id,
        person=person,
        borrower=sent.borrower,
        due_on=sent.due_on,
    )
    return Status(201, shapes.LoanShown.from_orm(row).dict())


@router.post("/c/{slug:slug}/loans/{uuid:loan_id}/returns", response={201: shapes.LoanShown})
@writes_once()
def give_back(request: Asked, slug: str, loan_id: uuid.UUID) -> Status[dict[str, Any]]:
    row = take_back_item(community=request.community, actor=request.actor, loan_id=loan_id)
    return Status(201, shapes.LoanShown.from_orm(row).dict())


@router.post("/c/{slug:slug}/rooms/{uuid:room_id}/faults", response={201: shapes.FaultShown})
@writes_once()
def fault(
    request: Asked, slug: str, room_id: uuid.UUID, sent: shapes.FaultSent
) -> Status[dict[str, Any]]:
    row = report_fault(
        community=request.community, actor=request.actor, room_id=room_id, **sent.dict()
    )
    return Status(201, shapes.FaultShown.from_orm(row).dict())


@router.post("/c/{slug:slug}/faults/{uuid:fault_id}/repairs", response={201: shapes.FaultShown})
@writes_once()
def mend(
    request: Asked, slug: str, fault_id: uuid.UUID, sent: shapes.Mended
) -> Status[dict[str, Any]]:
    row = mend_fault(
        community=request.community, actor=request.actor, fault_id=fault_id, how=sent.how
    )
    return Status(201, shapes.FaultShown.from_orm(row).dict())


def _thing(thing: Thing) -> dict[str, Any]:
    names = shapes.ItemShown.model_fields.keys() - {"state", "due_on"}
    due = thing.loan.due_on if thing.loan else None
    return {name: getattr(thing.item, name) for name in names} | {
        "state": thing.state,
        "due_on": due,
    }
