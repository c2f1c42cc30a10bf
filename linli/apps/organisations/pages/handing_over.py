"""The hand-over pack of a grid: one page to read, one file to keep."""

import uuid
from typing import Any, cast

from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.utils.text import slugify

from linli.apps.organisations.forms.duties import PackForm
from linli.apps.organisations.operations import take_hand_over_pack
from linli.apps.organisations.queries import portrait_of
from linli.apps.organisations.rules import HAND_OVER
from linli.apps.places.public import Grid
from linli.kernel.access.permissions import get_visible, require
from linli.kernel.panels import Scene, fill_panels
from linli.web.asked import Asked, show, show_text


def grid_pack(asked: Asked, key: uuid.UUID) -> dict[str, Any]:
    """The portrait, and what other apps know of the grid: open cases, rounds, people in care."""
    community = asked.community
    require(asked.actor, HAND_OVER, community.id)
    grid = get_visible(asked.actor, HAND_OVER, Grid.objects.all(), community.id, id=key)
    scene = Scene(community, asked.actor, thing=grid)
    return {
        "grid": grid,
        "portrait": portrait_of(community, grid),
        "panels": fill_panels("handover", scene),
    }


def hand_over_page(request: HttpRequest, slug: str, key: uuid.UUID) -> HttpResponse:
    asked = cast(Asked, request)
    context = grid_pack(asked, key)
    form = PackForm(asked.community)
    return show(request, "organisations/handover.html", {**context, "form": form})


def hand_over_file(request: HttpRequest, slug: str, key: uuid.UUID) -> HttpResponse:
    """One file with everything and the styles in it. Taking it is written down with its purpose."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    asked = cast(Asked, request)
    context = grid_pack(asked, key)
    form = PackForm(asked.community, request.POST)
    if not form.is_valid():
        return show(request, "organisations/handover.html", {**context, "form": form}, 422)
    purpose = form.cleaned_data["purpose"]
    take_hand_over_pack(actor=asked.actor, grid=context["grid"], purpose=purpose)
    more = {"styles": styles(), "purpose": purpose, "form": form}
    text = show_text(request, "organisations/handover_file.html", {**context, **more})
    answer = HttpResponse(text)
    name = slugify(f"handover {asked.community.slug} {context['grid'].code}")
    answer["Content-Disposition"] = f'attachment; filename="{name}.html"'
    return answer


def styles() -> str:
    found = finders.find("linli.css")
    if not isinstance(found, str):
        return ""
    with open(found, encoding="utf-8") as sheet:
        return sheet.read()
