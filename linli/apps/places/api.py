"""The ground for programs: grids and doorplates are public, the register is for its readers."""

import datetime as dt
import uuid
from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _
from ninja import Query, Router, Schema

from linli.apps.places.choices import AssetKind, AssetState, PlaceKind
from linli.apps.places.models import Asset, Grid, Place
from linli.apps.places.public import (
    GridSize,
    assets_of,
    current_profile,
    find_grid,
    find_place,
    grid_sizes,
    public_place,
)
from linli.apps.places.rules.permissions import SEE_REGISTER
from linli.kernel.access.permissions import holds, require
from linli.kernel.community import Community
from linli.kernel.errors import NotSeen
from linli.web.api.lists import Listing, PageAsked, paged, whole
from linli.web.asked import Asked

router = Router()
LONGEST_ADDRESS = 300


class PlaceShown(Schema):
    """`parent_id` makes the tree: estate, building, entrance, floor, dwelling."""

    id: uuid.UUID
    kind: PlaceKind
    name: str
    number: str
    full_name: str
    parent_id: uuid.UUID | None
    grid_id: uuid.UUID | None
    longitude: float | None
    latitude: float | None
    closed_on: dt.date | None


class PlaceWhole(PlaceShown):
    other_names: str
    standard_code: str
    built_year: int | None
    floors: int | None
    floors_below: int | None
    has_lift: bool | None


class PlacesAsked(Schema):
    """`parent` gives what stands directly in a place, `top` what stands in none."""

    kind: PlaceKind | None = None
    parent: uuid.UUID | None = None
    estate: uuid.UUID | None = None
    building: uuid.UUID | None = None
    grid: uuid.UUID | None = None
    top: bool = False
    closed: bool = False


class GridShown(Schema):
    """`households` are the dwellings of the register, else the number expected; `size` remarks a
    general grid that is small or large. `boundary` is GeoJSON.
    """

    id: uuid.UUID
    kind: str
    code: str
    name: str
    parent_id: uuid.UUID | None
    buildings: int
    dwellings: int
    shops: int
    households: int
    size: str
    supervision_phone: str
    opened_on: dt.date
    boundary: dict[str, Any] | None


class FoundShown(Schema):
    """`exact`: every part of the address was found. `others` are what could be meant as well."""

    place: PlaceShown | None
    grid_id: uuid.UUID | None
    grid: str
    exact: bool
    others: list[PlaceShown]


class AssetShown(Schema):
    id: uuid.UUID
    kind: AssetKind
    name: str
    sticker: str
    spot: str
    state: AssetState
    place_id: uuid.UUID | None


class FactShown(Schema):
    key: str
    label: str
    text: str
    number: float | None
    about: bool
    unit: str
    as_of: dt.date
    source: str


@router.get("/c/{slug:slug}/places", response=Listing[PlaceShown])
def places(
    request: Asked, slug: str, page: Query[PageAsked], asked: Query[PlacesAsked]
) -> dict[str, Any]:
    """The register, or a branch of its tree; closed places only when asked for."""
    home = request.community
    require(request.actor, SEE_REGISTER, home.id)
    wanted = {
        "kind": asked.kind,
        "parent_id": asked.parent,
        "estate_id": asked.estate,
        "building_id": asked.building,
        "grid_id": asked.grid,
        "parent_id__isnull": True if asked.top else None,
        "closed_on__isnull": None if asked.closed else True,
    }
    narrow = {key: value for key, value in wanted.items() if value is not None}
    rows = Place.objects.filter(community_id=home.id, **narrow)
    return paged(request, rows, page=page, show=lambda found: found, order="full_name")


@router.get("/c/{slug:slug}/places/found", response=FoundShown)
def found(request: Asked, slug: str, address: str) -> dict[str, Any]:
    """The place and the grid of an address as people write it. The public gets the doorplate."""
    home, typed = request.community, address[:LONGEST_ADDRESS]
    seen = find_place(home, typed)
    grid = seen.grid or find_grid(home, typed).grid
    near = [_as_seen(request, each) for each in [seen.place, *seen.alternatives] if each]
    once = list({each.id: each for each in near}.values())
    return {
        "place": once[0] if once else None,
        "grid_id": grid.id if grid else None,
        "grid": grid.name if grid else "",
        "exact": seen.exact,
        "others": once[1:],
    }


@router.get("/c/{slug:slug}/places/{uuid:place_id}", response=PlaceWhole)
def place(request: Asked, slug: str, place_id: uuid.UUID) -> Place:
    """One place. A dwelling or a floor only for readers of the register."""
    return place_seen(request, place_id)


@router.get("/c/{slug:slug}/places/{uuid:place_id}/assets", response=Listing[AssetShown])
def assets(
    request: Asked, slug: str, place_id: uuid.UUID, page: Query[PageAsked]
) -> dict[str, Any]:
    """Public things in use at the place or below it, each with the code of its sticker."""
    rows = assets_of(place_seen(request, place_id))
    return paged(request, rows, page=page, show=_plain, order="name")


@router.get("/c/{slug:slug}/grids", response=Listing[GridShown])
def grids(request: Asked, slug: str) -> dict[str, Any]:
    """All open grids with what they hold; public."""
    return whole([_grid(size) for size in grid_sizes(request.community)])


@router.get("/c/{slug:slug}/grids/{uuid:grid_id}", response=GridShown)
def grid(request: Asked, slug: str, grid_id: uuid.UUID) -> dict[str, Any]:
    """One open grid; public."""
    sizes = grid_sizes(request.community)
    size = next((each for each in sizes if each.grid.id == grid_id), None)
    if size is None:
        raise NotSeen("grid_not_found", _("There is no such grid here, or it was closed."))
    return _grid(size)


@router.get("/c/{slug:slug}/profile", response=Listing[FactShown])
def profile(request: Asked, slug: str, on: dt.date | None = None) -> dict[str, Any]:
    """The community in dated figures with their sources, as of a day; public."""
    names = FactShown.model_fields.keys()
    facts = current_profile(request.community, on)
    return whole([{name: getattr(fact, name) for name in names} for fact in facts])


def place_seen(request: Asked, place_id: uuid.UUID) -> Place:
    rows = Place.objects.filter(community_id=request.community.id).select_related(
        "building", "entrance"
    )
    one = rows.filter(id=place_id).first()
    if one is None or _as_seen(request, one).id != one.id:
        raise NotSeen("place_not_found", _("There is no such place here."))
    return one


def _as_seen(request: Asked, one: Place) -> Place:
    home: Community = request.community
    return one if holds(request.actor, SEE_REGISTER, home.id) else public_place(one)


def _plain(rows: Sequence[Asset]) -> Sequence[Asset]:
    return rows


def _grid(size: GridSize) -> dict[str, Any]:
    one: Grid = size.grid
    names = ("id", "kind", "code", "name", "parent_id", "supervision_phone", "opened_on")
    counts = ("buildings", "dwellings", "shops", "households", "size")
    shown = {name: getattr(one, name) for name in names}
    return shown | {name: getattr(size, name) for name in counts} | {"boundary": one.boundary}
