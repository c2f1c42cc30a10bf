"""Bodies and duties for programs: what is public for everyone, all of it for its readers."""

import datetime as dt
import uuid
from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _
from ninja import Query, Router, Schema

from linli.apps.organisations.choices import DutyRole, PresenceRole, UnitKind
from linli.apps.organisations.models import Organisation, Post, Responsibility
from linli.apps.organisations.queries import (
    bodies_of,
    duties,
    pledges_of,
    posts_of,
    presences_of,
    unit_here,
    who_is_responsible,
)
from linli.apps.organisations.queries.bodies import Body
from linli.apps.organisations.rules import SEE
from linli.apps.places.public import Grid, Place, find_place, public_place
from linli.kernel import clock
from linli.kernel.access.permissions import holds, require
from linli.kernel.errors import NotSeen, RuleNotMet
from linli.web.api.lists import Listing, PageAsked, paged, whole
from linli.web.asked import Asked

router = Router()


class UnitListed(Schema):
    """A unit and what it is here; `parent_id` makes the tree of party and committee."""

    id: int
    kind: UnitKind
    name: str
    short_name: str
    parent_id: int | None
    role: PresenceRole
    since: dt.date
    public_phone: str
    address: str


class PostShown(Schema):
    id: uuid.UUID
    title: str
    name: str
    since: dt.date
    until: dt.date | None


class PresenceShown(Schema):
    role: PresenceRole
    since: dt.date
    until: dt.date | None


class UnitShown(Schema):
    id: int
    kind: UnitKind
    name: str
    short_name: str
    uscc: str
    parent_id: int | None
    public_phone: str
    address: str
    about: str
    presences: list[PresenceShown]
    posts: list[PostShown]


class DutyShown(Schema):
    """Without grid and place it holds for the whole community."""

    id: uuid.UUID
    role: DutyRole
    called: str
    name: str
    phone: str
    organisation_id: int | None
    grid_id: uuid.UUID | None
    place_id: uuid.UUID | None
    area: str
    line: str
    service_hours: str
    duty_text: str
    since: dt.date
    until: dt.date | None


class PledgeShown(Schema):
    id: uuid.UUID
    organisation_id: int
    text: str
    pledged_on: dt.date
    due_on: dt.date | None
    state: str
    settled_on: dt.date | None


class DutiesAsked(Schema):
    """Those in force `on` a day, today if not said."""

    on: dt.date | None = None
    role: DutyRole | None = None
    grid: uuid.UUID | None = None
    organisation: int | None = None


class WhereAsked(Schema):
    """One of the three, or none of them: who answers for the whole community."""

    place: uuid.UUID | None = None
    grid: uuid.UUID | None = None
    address: str = ""
    on: dt.date | None = None


@router.get("/c/{slug:slug}/organisations", response=Listing[UnitListed])
def organisations(request: Asked, slug: str, on: dt.date | None = None) -> dict[str, Any]:
    """The units at work here on a day; public, like the directory."""
    found = bodies_of(request.community, on=on, public=True)
    listed = [*_tree(found.own), *_tree(each for row in found.others.values() for each in row)]
    return whole(listed)


def _tree(bodies: Iterable[Body]) -> list[dict[str, Any]]:
    shown = []
    for body in bodies:
        names = ("id", "kind", "name", "short_name", "parent_id", "public_phone", "address")
        one = {name: getattr(body.unit, name) for name in names}
        shown.append(one | {"role": body.presence.role, "since": body.presence.since})
        shown += _tree(body.parts)
    return shown


@router.get("/c/{slug:slug}/organisations/{int:key}", response=UnitShown)
def organisation(request: Asked, slug: str, key: int) -> dict[str, Any]:
    """One unit that is or was here, with its posts: the public ones for everyone."""
    home = request.community
    unit: Organisation = unit_here(home, key)
    posts = posts_of(home, unit)
    if not _reads_all(request):
        today = clock.today(home)
        posts = [row for row in posts if row.public and (row.until is None or row.until >= today)]
    names = ("id", "kind", "name", "short_name", "uscc", "parent_id", "public_phone")
    shown = {name: getattr(unit, name) for name in (*names, "address", "about")}
    presences = presences_of(home, unit)
    return shown | {"presences": presences, "posts": [_post(row) for row in posts]}


@router.get("/c/{slug:slug}/organisations/{int:key}/pledges", response=Listing[PledgeShown])
def pledges(request: Asked, slug: str, key: int, page: Query[PageAsked]) -> dict[str, Any]:
    """What a unit promised; for readers of the register."""
    home = request.community
    require(request.actor, SEE, home.id)
    unit = unit_here(home, key)
    rows = pledges_of(home).filter(organisation_id=unit.id)
    return paged(request, rows, page=page, show=lambda found: found, order="id")


@router.get("/c/{slug:slug}/responsibilities", response=Listing[DutyShown])
def responsibilities(
    request: Asked, slug: str, page: Query[PageAsked], asked: Query[DutiesAsked]
) -> dict[str, Any]:
    """All duties in force on a day; for readers of the register."""
    home = request.community
    require(request.actor, SEE, home.id)
    wanted = {"role": asked.role, "grid_id": asked.grid, "organisation_id": asked.organisation}
    narrow = {key: value for key, value in wanted.items() if value is not None}
    rows = duties(home, asked.on).filter(**narrow)
    return paged(request, rows, page=page, show=_duties, order="id")


@router.get("/c/{slug:slug}/responsible", response=Listing[DutyShown])
def responsible(request: Asked, slug: str, asked: Query[WhereAsked]) -> dict[str, Any]:
    """Who answers for a place or a grid on a day, the nearest help first. Everyone may ask; who
    is not to be published is told to readers of the register only.
    """
    home = request.community
    place, grid = _where(request, asked)
    rows = who_is_responsible(
        home, place=place, grid=grid, on=asked.on, public=not _reads_all(request)
    )
    return whole(_duties(rows))


def _where(request: Asked, asked: WhereAsked) -> tuple[Place | None, Grid | None]:
    home = request.community
    if asked.grid:
        grid = Grid.objects.filter(community_id=home.id, id=asked.grid).first()
        if grid is None:
            raise NotSeen("grid_not_found", _("There is no such grid here, or it was closed."))
        return None, grid
    if asked.address:
        typed = find_place(home, asked.address[:300]).place
        if typed is None:
            raise RuleNotMet(
                "address_not_found", _("No place here is known by this."), field="address"
            )
        return typed if _reads_all(request) else public_place(typed), None
    if asked.place is None:
        return None, None
    rows = Place.objects.filter(community_id=home.id).select_related("building", "entrance")
    place = rows.filter(id=asked.place).first()
    if place is None or (not _reads_all(request) and public_place(place).id != place.id):
        raise NotSeen("place_not_found", _("There is no such place here."))
    return place, None


def _reads_all(request: Asked) -> bool:
    return holds(request.actor, SEE, request.community.id)


def _duties(rows: Sequence[Responsibility]) -> list[dict[str, Any]]:
    names = ("id", "role", "called", "organisation_id", "grid_id", "place_id", "line")
    more = ("service_hours", "duty_text", "since", "until")
    return [
        {name: getattr(row, name) for name in (*names, *more)}
        | {"name": row.display_name, "phone": row.public_phone, "area": _area(row)}
        for row in rows
    ]


def _area(row: Responsibility) -> str:
    if row.place is not None:
        return row.place.full_name
    return row.grid.name if row.grid is not None else ""


def _post(row: Post) -> dict[str, Any]:
    names = ("id", "title", "since", "until")
    return {name: getattr(row, name) for name in names} | {"name": row.display_name}
