"""Grids for staff: sizes with remarks, gaps, boundaries, coverage."""

import datetime as dt
import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from linli.apps.places.choices import PlaceKind
from linli.apps.places.forms.grids import BoundaryForm, GridForm
from linli.apps.places.forms.places import ClosingForm
from linli.apps.places.models import Grid, GridCoverage, Place
from linli.apps.places.operations import (
    change_grid,
    close_grid,
    cover_places,
    open_grid,
    redraw_grid,
)
from linli.apps.places.pages.shared import blame, editor, grid_here, may_edit, staff
from linli.apps.places.public import coverage_gaps, grid_map, grid_sizes
from linli.apps.places.queries.listing import buildings_to_cover, grid_rows
from linli.apps.places.rules.boundary import read_boundary
from linli.kernel import clock
from linli.kernel.errors import Refusal, RuleNotMet
from linli.kernel.registers.cells import read_date
from linli.kernel.registers.definition import CannotRead
from linli.web.asked import Asked, show

MOST_AT_ONCE = 400


def grids(request: HttpRequest, slug: str) -> HttpResponse:
    if request.method == "POST":
        return _open(request, slug)
    asked = staff(request)
    context = {
        "sizes": grid_sizes(asked.community),
        "gaps": coverage_gaps(asked.community),
        "map": grid_map(asked.community),
        "may_edit": may_edit(asked),
    }
    return show(request, "places/grids.html", context)


def new_grid(request: HttpRequest, slug: str) -> HttpResponse:
    asked = editor(request)
    form = GridForm(asked.community, initial={"opened_on": clock.today(asked.community)})
    return show(request, "places/grid_form.html", {"form": form, "grid": None})


def _open(request: HttpRequest, slug: str) -> HttpResponse:
    asked = editor(request)
    form, status = GridForm(asked.community, asked.POST), 422
    if form.is_valid():
        try:
            made = open_grid(
                community=asked.community, actor=asked.actor, parent=form.whole, **form.said
            )
            messages.success(request, _("%(grid)s is open.") % {"grid": made.name})
            return redirect("places:register_grid", slug=slug, grid_id=made.id)
        except Refusal as refusal:
            status = blame(form, refusal)
    return show(request, "places/grid_form.html", {"form": form, "grid": None}, status)


def grid(request: HttpRequest, slug: str, grid_id: uuid.UUID) -> HttpResponse:
    asked = staff(request)
    return _grid_page(asked, grid_here(asked, grid_id))


def _grid_page(asked: Asked, one: Grid, status: int = 200, **forms: Any) -> HttpResponse:
    sizes = {size.grid.id: size for size in grid_sizes(asked.community)}
    size = sizes.get(one.id)
    edits = may_edit(asked) and one.closed_on is None
    story = GridCoverage.objects.filter(community_id=one.community_id, grid_id=one.id)
    context = {
        "grid": one,
        "size": size,
        "rows": grid_rows(one, [part.grid for part in size.parts] if size else []),
        "story": list(story.select_related("place").order_by("-since", "-id")[:200]),
        "free": buildings_to_cover(asked.community, one) if edits else [],
        "map": grid_map(asked.community, one.id) if one.boundary else None,
        "may_edit": edits,
        "today": clock.today(asked.community),
        "boundary": BoundaryForm(initial=BoundaryForm.from_grid(one)),
        "closing": ClosingForm(initial={"on": clock.today(asked.community)}),
        "chosen": set(),
        "trouble": "",
        **forms,
    }
    return show(asked, "places/register_grid.html", context, status)


@require_http_methods(["GET", "POST"])
def edit_grid(request: HttpRequest, slug: str, grid_id: uuid.UUID) -> HttpResponse:
    asked = editor(request)
    one = grid_here(asked, grid_id)
    start = GridForm.from_grid(one)
    form = GridForm(asked.community, asked.POST or None, fresh=False, initial=start)
    status = 200
    if asked.method == "POST":
        status = 422
        if form.is_valid():
            try:
                change_grid(grid=one, actor=asked.actor, **form.said)
                messages.success(request, _("Saved."))
                return redirect("places:register_grid", slug=slug, grid_id=one.id)
            except Refusal as refusal:
                status = blame(form, refusal)
    return show(request, "places/grid_form.html", {"form": form, "grid": one}, status)


@require_POST
def boundaries(request: HttpRequest, slug: str, grid_id: uuid.UUID) -> HttpResponse:
    asked = editor(request)
    one = grid_here(asked, grid_id)
    form = BoundaryForm(asked.POST)
    if form.is_valid():
        try:
            shape = read_boundary(form.cleaned_data["boundary"])
            redraw_grid(grid=one, boundary=shape, actor=asked.actor)
            messages.success(request, _("The boundary is drawn."))
            return redirect("places:register_grid", slug=slug, grid_id=one.id)
        except Refusal as refusal:
            return _grid_page(asked, one, blame(form, refusal), boundary=form)
    return _grid_page(asked, one, 422, boundary=form)


@require_POST
def grid_closings(request: HttpRequest, slug: str, grid_id: uuid.UUID) -> HttpResponse:
    asked = editor(request)
    one = grid_here(asked, grid_id)
    form = ClosingForm(asked.POST)
    if form.is_valid():
        try:
            close_grid(grid=one, on=form.cleaned_data["on"], actor=asked.actor)
            messages.success(request, _("%(grid)s is closed.") % {"grid": one.name})
            return redirect("places:grids", slug=slug)
        except Refusal as refusal:
            return _grid_page(asked, one, blame(form, refusal), closing=form)
    return _grid_page(asked, one, 422, closing=form)


@require_POST
def grid_coverages(request: HttpRequest, slug: str, grid_id: uuid.UUID) -> HttpResponse:
    """Give the buildings that were ticked to this grid, all or none."""
    asked = editor(request)
    one = grid_here(asked, grid_id)
    chosen = set(asked.POST.getlist("building")[:MOST_AT_ONCE])
    try:
        places, since = _buildings(asked, chosen), _since(asked)
        count = cover_places(places=places, grid=one, since=since, actor=asked.actor)
    except Refusal as refusal:
        if refusal.status not in {409, 422}:
            raise
        return _grid_page(asked, one, refusal.status, chosen=chosen, trouble=refusal.detail)
    words = {"grid": one.name, "count": count}
    messages.success(request, _("%(grid)s has %(count)s more buildings.") % words)
    return redirect("places:register_grid", slug=slug, grid_id=one.id)


def _buildings(asked: Asked, chosen: set[str]) -> list[Place]:
    ids = []
    for word in chosen:
        try:
            ids.append(uuid.UUID(word))
        except ValueError:
            continue
    rows = Place.objects.filter(
        community_id=asked.community.id, kind=PlaceKind.BUILDING, id__in=ids, closed_on__isnull=True
    )
    found = list(rows)
    if not found:
        raise RuleNotMet("nothing_chosen", _("Tick at least one building."))
    return found


def _since(asked: Asked) -> dt.date:
    try:
        return read_date(asked.POST.get("since", ""))
    except CannotRead as trouble:
        raise RuleNotMet("day_wrong", trouble.reason) from trouble
