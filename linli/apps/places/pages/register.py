"""The register of places for staff: find, look at, add, change, close."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from linli.apps.places.choices import PlaceKind
from linli.apps.places.forms.grids import CoverageForm
from linli.apps.places.forms.places import BuildingForm, ClosingForm, PlaceForm, kinds_inside
from linli.apps.places.models import Place
from linli.apps.places.operations import (
    add_building,
    add_place,
    change_place,
    close_place,
    cover_place,
)
from linli.apps.places.pages.shared import (
    blame,
    editor,
    may_edit,
    page_of,
    place_here,
    staff,
)
from linli.apps.places.public import assets_of, building_card, find_place, register_counts
from linli.apps.places.queries.counting import estates_with_counts
from linli.apps.places.queries.listing import (
    children_of,
    coverage_story,
    outside_estates,
    search_register,
    stair_rows,
)
from linli.apps.places.rules.drafting import version_of
from linli.kernel import clock
from linli.kernel.errors import Conflict, Malformed, Refusal
from linli.kernel.panels import Scene, fill_panels
from linli.kernel.texts import clean_line
from linli.web.asked import Asked, show


def register(request: HttpRequest, slug: str) -> HttpResponse:
    """Estates and what stands outside of them; with a search, whatever matches."""
    if request.method == "POST":
        return _add(request, slug)
    asked = staff(request)
    typed = clean_line(asked.GET.get("q", ""))[:120]
    kind = asked.GET.get("kind", "")
    context: dict[str, Any] = {
        "typed": typed,
        "kind": kind if kind in PlaceKind.values else "",
        "kinds": PlaceKind.choices,
        "may_edit": may_edit(asked),
        "counts": register_counts(asked.community),
        "hit": None,
        "page": None,
    }
    if typed or context["kind"]:
        context["hit"] = find_place(asked.community, typed).place if typed else None
        rows = search_register(asked.community, typed, kind).select_related("grid")
        context["page"] = page_of(rows, asked.GET.get("page", ""))
    else:
        context["estates"] = estates_with_counts(asked.community)
        context["outside"] = list(outside_estates(asked.community)[:100])
    return show(request, "places/register.html", context)


def add(request: HttpRequest, slug: str) -> HttpResponse:
    """What to add is chosen first; then the form of its kind."""
    asked = editor(request)
    parent = _parent(asked, asked.GET)
    kind = asked.GET.get("kind", "")
    if kind not in dict(kinds_inside(parent)):
        context = {"parent": parent, "choices": kinds_inside(parent)}
        return show(request, "places/add_choose.html", context)
    return _form_page(asked, kind, parent, _new_form(kind))


def _add(request: HttpRequest, slug: str) -> HttpResponse:
    asked = editor(request)
    parent, kind = _parent(asked, asked.POST), asked.POST.get("kind", "")
    if kind not in PlaceKind.values:
        raise Malformed("kind_unknown", _("There is no such kind of place."))
    form = _new_form(kind, asked.POST)
    if not form.is_valid():
        return _form_page(asked, kind, parent, form, 422)
    said: dict[str, Any] = {
        "community": asked.community,
        "name": form.cleaned_data["name"],
        "details": form.details,
        "actor": asked.actor,
    }
    try:
        if isinstance(form, BuildingForm):
            made = add_building(estate=parent, shape=form.shape, **said)
        else:
            made = add_place(kind=kind, parent=parent, **said)
    except Refusal as refusal:
        return _form_page(asked, kind, parent, form, blame(form, refusal))
    messages.success(request, _("%(place)s is in the register.") % {"place": made.full_name})
    return _to_place(slug, made)


def _new_form(kind: str, typed: Any = None) -> PlaceForm:
    return BuildingForm(typed) if kind == PlaceKind.BUILDING else PlaceForm(kind, typed)


def _form_page(
    asked: Asked, kind: str, parent: Place | None, form: PlaceForm, status: int = 200
) -> HttpResponse:
    context = {"kind": kind, "label": PlaceKind(kind).label, "parent": parent, "form": form}
    return show(asked, "places/place_form.html", {**context, "place": None, "seen": ""}, status)


def _parent(asked: Asked, said: Any) -> Place | None:
    typed = said.get("parent", "")
    if not typed:
        return None
    try:
        return place_here(asked, uuid.UUID(typed))
    except ValueError as trouble:
        raise Malformed("id_wrong", _("This address is not complete.")) from trouble


def place(request: HttpRequest, slug: str, place_id: uuid.UUID) -> HttpResponse:
    asked = staff(request)
    found = place_here(asked, place_id)
    return _place_page(asked, found)


def _place_page(asked: Asked, found: Place, status: int = 200, **forms: Any) -> HttpResponse:
    today = clock.today(asked.community)
    floors = found.kind in {PlaceKind.BUILDING, PlaceKind.ENTRANCE}
    scene = Scene(asked.community, asked.actor, thing=found)
    context = {
        "place": found,
        "card": building_card(found),
        "stairs": stair_rows(found) if floors else [],
        "children": [] if floors else children_of(found),
        "story": coverage_story(found),
        "assets": list(assets_of(found).select_related("place")[:100]),
        "may_edit": may_edit(asked) and found.closed_on is None,
        "can_hold": bool(kinds_inside(found)),
        "panels": fill_panels("places.register", scene),
        "covering": CoverageForm(asked.community, initial={"since": today}),
        "closing": ClosingForm(initial={"on": today}),
        **forms,
    }
    return show(asked, "places/register_place.html", context, status)


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, slug: str, place_id: uuid.UUID) -> HttpResponse:
    """A stale page shows what stands now beside what was typed."""
    asked = editor(request)
    found = place_here(asked, place_id)
    form = PlaceForm(found.kind, asked.POST or None, initial=PlaceForm.from_place(found))
    status = 200
    if asked.method == "POST":
        status = 422
        if form.is_valid():
            try:
                _change(asked, found, form)
                messages.success(request, _("Saved."))
                return _to_place(slug, found)
            except Conflict as conflict:
                if conflict.code == "changed_meanwhile":
                    return _edit_page(asked, found, form, conflict, 409)
                status = blame(form, conflict)
            except Refusal as refusal:
                status = blame(form, refusal)
    return _edit_page(asked, found, form, None, status)


def _change(asked: Asked, found: Place, form: PlaceForm) -> None:
    change_place(
        place=found,
        name=form.cleaned_data["name"],
        details=form.details,
        seen=asked.POST.get("seen", "")[:40],
        actor=asked.actor,
    )


def _edit_page(
    asked: Asked, found: Place, form: PlaceForm, conflict: Conflict | None, status: int
) -> HttpResponse:
    now = place_here(asked, found.id)
    typed_again = asked.method == "POST" and conflict is None
    context = {
        "kind": now.kind,
        "label": now.get_kind_display(),
        "parent": now.parent,
        "form": form,
        "place": now,
        "seen": asked.POST.get("seen", "")[:40] if typed_again else version_of(now),
        "conflict": conflict,
        "differs": _differences(now, form) if conflict else [],
    }
    return show(asked, "places/place_form.html", context, status)


def _differences(now: Place, form: PlaceForm) -> list[tuple[Any, Any, Any]]:
    """(label, what stands now, what was typed) for each field that differs."""
    return [
        (form.fields[key].label, getattr(now, key), typed)
        for key, typed in form.cleaned_data.items()
        if (getattr(now, key) or "") != (typed or "")
    ]


@require_POST
def closings(request: HttpRequest, slug: str, place_id: uuid.UUID) -> HttpResponse:
    asked = editor(request)
    found = place_here(asked, place_id)
    form = ClosingForm(asked.POST)
    if not form.is_valid():
        return _place_page(asked, found, 422, closing=form)
    try:
        count = close_place(place=found, on=form.cleaned_data["on"], actor=asked.actor)
    except Refusal as refusal:
        return _place_page(asked, found, blame(form, refusal), closing=form)
    messages.success(request, _("Closed with all in it: %(count)s places.") % {"count": count})
    return _to_place(slug, found)


@require_POST
def coverages(request: HttpRequest, slug: str, place_id: uuid.UUID) -> HttpResponse:
    asked = editor(request)
    found = place_here(asked, place_id)
    form = CoverageForm(asked.community, asked.POST)
    if not form.is_valid():
        return _place_page(asked, found, 422, covering=form)
    since = form.cleaned_data["since"]
    try:
        cover_place(place=found, grid=form.chosen, since=since, actor=asked.actor)
    except Refusal as refusal:
        return _place_page(asked, found, blame(form, refusal), covering=form)
    words = {"place": found.full_name, "grid": form.chosen.name}
    messages.success(request, _("%(place)s now belongs to %(grid)s.") % words)
    return _to_place(slug, found)


def _to_place(slug: str, found: Place) -> HttpResponseRedirect:
    return redirect("places:register_place", slug=slug, place_id=found.id)
