"""My grid, a grid's public page and its sheet for the notice board. No log-in."""

import uuid
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from linli.apps.places.models import Grid, Place
from linli.apps.places.public import GridSize, find_grid, grid_map, grid_sizes, public_place
from linli.apps.places.queries.listing import grid_rows, plate_line
from linli.kernel import clock
from linli.kernel.errors import NotSeen
from linli.kernel.panels import Scene, fill_panels
from linli.web.asked import Asked, show
from linli.web.qr import full_address, qr_svg


def my_grid(request: HttpRequest, slug: str) -> HttpResponse:
    """Find the grid by address; below, all grids."""
    asked = cast(Asked, request)
    typed = asked.GET.get("q", "")[:300]
    found = find_grid(asked.community, typed) if typed.strip() else None
    seen = public_place(found.place) if found and found.place else None
    context = {
        "typed": typed,
        "found": found,
        "place": seen,
        "others": _once([public_place(each) for each in found.alternatives], seen) if found else [],
        "panels": responsible(asked, seen, found.grid if found else None),
        "sizes": grid_sizes(asked.community),
        "map": grid_map(asked.community, found.grid.id if found and found.grid else None),
    }
    return show(request, "places/my_grid.html", context)


def grid(request: HttpRequest, slug: str, grid_id: uuid.UUID) -> HttpResponse:
    asked = cast(Asked, request)
    one = open_grid_here(asked, grid_id)
    scanned = _scanned(asked)
    context = {
        "grid": one,
        "place": scanned,
        "panels": responsible(asked, scanned, one),
        "map": grid_map(asked.community, one.id),
        "on": clock.today(asked.community),
        "qr": code_of(asked, reverse("places:grid", args=[slug, one.id])),
        **_belongings(asked, one),
    }
    return show(request, "places/grid.html", context)


def sheet(request: HttpRequest, slug: str, grid_id: uuid.UUID) -> HttpResponse:
    """One A3 page to print and hang up."""
    asked = cast(Asked, request)
    one = open_grid_here(asked, grid_id)
    around = _belongings(asked, one)
    scene = Scene(asked.community, asked.actor, thing=one, public=True)
    context = {
        "grid": one,
        "panels": fill_panels("places.sheet", scene),
        "map": grid_map(asked.community, one.id),
        "on": clock.today(asked.community),
        "plates": plate_line(around["rows"]),
        "qr": code_of(asked, reverse("places:grid", args=[slug, one.id])),
        **around,
    }
    return show(request, "places/sheet.html", context)


def open_grid_here(asked: Asked, grid_id: uuid.UUID) -> Grid:
    rows = Grid.objects.filter(community_id=asked.community.id, closed_on__isnull=True)
    found = rows.filter(id=grid_id).first()
    if found is None:
        raise NotSeen("grid_not_found", _("There is no such grid here, or it was closed."))
    return found


def responsible(asked: Asked, place: Place | None, one: Grid | None) -> list[Any]:
    """Panels of the apps above: who is responsible for the place, or for the grid as a whole."""
    if place is not None:
        return fill_panels("places.place", Scene(asked.community, asked.actor, place, public=True))
    if one is not None:
        return fill_panels("places.grid", Scene(asked.community, asked.actor, one, public=True))
    return []


def code_of(asked: Asked, path: str) -> dict[str, str]:
    address = full_address(asked, path)
    return {"address": address, "svg": qr_svg(address, _("QR code of this page"))}


def _belongings(asked: Asked, one: Grid) -> dict[str, Any]:
    sizes = {size.grid.id: size for size in grid_sizes(asked.community)}
    size = sizes.get(one.id) or GridSize(one)
    inside = [part.grid for part in size.parts]
    return {"size": size, "rows": grid_rows(one, inside)}


def _scanned(asked: Asked) -> Place | None:
    """The place whose code led here, if it is one of this community."""
    try:
        wanted = uuid.UUID(asked.GET.get("place", ""))
    except ValueError:
        return None
    found = Place.objects.filter(community_id=asked.community.id, id=wanted).first()
    return public_place(found) if found else None


def _once(places: list[Place], but: Place | None) -> list[Place]:
    kept = {place.id: place for place in places if but is None or place.id != but.id}
    return list(kept.values())
