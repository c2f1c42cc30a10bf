"""Public pages of a building, of a sticker and of the community's profile."""

import uuid
from typing import cast
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from linli.apps.places.choices import AssetState, PlaceKind
from linli.apps.places.models import Asset, Place
from linli.apps.places.pages.grids import code_of, responsible
from linli.apps.places.public import (
    assets_of,
    building_card,
    current_profile,
    grids_of,
    places_under,
    public_place,
    register_counts,
)
from linli.kernel import clock
from linli.kernel.errors import NotSeen
from linli.kernel.registers.cells import read_date
from linli.kernel.registers.definition import CannotRead
from linli.kernel.texts import read_code
from linli.web.asked import Asked, show

INSIDE = {
    PlaceKind.ESTATE: (PlaceKind.BUILDING, PlaceKind.SITE, PlaceKind.SHOP),
    PlaceKind.BUILDING: (PlaceKind.ENTRANCE, PlaceKind.SITE, PlaceKind.SHOP),
    PlaceKind.ROAD_NUMBER: (PlaceKind.SHOP,),
}


def place(request: HttpRequest, slug: str, place_id: uuid.UUID) -> HttpResponse:
    """The doorplate's page. A dwelling has none of its own: it leads to its entrance."""
    asked = cast(Asked, request)
    rows = Place.objects.filter(community_id=asked.community.id).select_related("grid", "parent")
    found = rows.filter(id=place_id).first()
    if found is None:
        raise NotSeen("place_not_found", _("There is no such place here."))
    seen = public_place(found)
    if seen.id != found.id:
        return redirect("places:place", slug=slug, place_id=seen.id)
    inside = INSIDE.get(PlaceKind(found.kind), ())
    context = {
        "place": found,
        "card": building_card(found),
        "inside": list(places_under(found, *inside)[:200]) if inside else [],
        "assets": list(assets_of(found)[:50]),
        "panels": responsible(asked, found, None),
        "qr": code_of(asked, reverse("places:place", args=[slug, found.id])),
        "on": clock.today(asked.community),
    }
    return show(request, "places/place.html", context)


def sticker(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """A scanned sticker opens the report form with place and thing filled in."""
    asked = cast(Asked, request)
    rows = Asset.objects.filter(community_id=asked.community.id)
    found = rows.filter(sticker=read_code(code[:40])).first()
    if found is None:
        raise NotSeen(
            "sticker_not_found", _("This sticker is not known here. You can still report.")
        )
    known = {"place": found.place_id}
    if found.state != AssetState.RETIRED:
        known["asset"] = found.id
    query = urlencode({key: value for key, value in known.items() if value})
    home = reverse("web:home", args=[slug])
    return redirect(f"{home}report/?{query}")


def profile(request: HttpRequest, slug: str) -> HttpResponse:
    """The community in dated figures, today or as of a day, beside what the register counts."""
    asked = cast(Asked, request)
    today = clock.today(asked.community)
    try:
        day = min(read_date(asked.GET.get("on", "")), today)
    except CannotRead:
        day = today
    context = {
        "facts": current_profile(asked.community, day),
        "counts": register_counts(asked.community),
        "grids": len(grids_of(asked.community)),
        "day": day,
        "today": today,
    }
    return show(request, "places/profile.html", context)
