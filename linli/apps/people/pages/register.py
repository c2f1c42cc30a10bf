"""The register of residents: find, register, correct."""

import uuid

from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from linli.apps.people.choices import ResidenceKind
from linli.apps.people.forms.registering import CorrectForm, RegisterForm
from linli.apps.people.models import Person, PersonTag
from linli.apps.people.operations import correct_person, register_person
from linli.apps.people.pages.shared import blame, here, may_do, person_here, staff
from linli.apps.people.queries import Asked as Wanted
from linli.apps.people.queries import dictionary, homes_of, search_people
from linli.apps.people.rules import permissions as may
from linli.apps.places.public import find_place, grids_of
from linli.kernel.errors import Conflict, Refusal
from linli.kernel.texts import clean_line
from linli.web.asked import Asked, show
from linli.web.paging import asked_page, page_of


@never_cache
@require_http_methods(["GET", "POST"])
def people(request: HttpRequest, slug: str) -> HttpResponse:
    if request.method == "POST":
        return _search_by_post(request)
    return _list(staff(request), "")


def _search_by_post(request: HttpRequest) -> HttpResponse:
    """A number must not stand in an address, so a search is a POST that shows the list."""
    asked = staff(request)
    return _list(asked, clean_line(asked.POST.get("text", ""))[:60])


def _list(asked: Asked, text: str) -> HttpResponse:
    said = asked.POST if asked.method == "POST" else asked.GET
    place_typed = clean_line(said.get("place", ""))[:120]
    place = find_place(asked.community, place_typed).place if place_typed else None
    tag = _uuid(said.get("tag", ""))
    kind = said.get("kind", "")
    grid = _uuid(said.get("grid", ""))
    wanted = Wanted(
        text=text,
        place_id=place.id if place else None,
        entry_id=tag,
        kind=kind if kind in ResidenceKind.values else "",
        grid_id=grid,
    )
    rows = search_people(asked.actor, asked.community, wanted)
    rows = rows.prefetch_related(
        Prefetch(
            "tags",
            PersonTag.objects.filter(
                community_id=asked.community.id, until__isnull=True
            ).select_related("entry"),
        )
    )
    page = page_of(rows, asked_page(asked))
    return show(
        asked,
        "people/people.html",
        {
            "page": page,
            "homes": homes_of(asked.community, [person.id for person in page.rows]),
            "text": text,
            "place_typed": place_typed,
            "place": place,
            "missed": bool(place_typed) and place is None,
            "tag": tag,
            "kind": wanted.kind,
            "grid": grid,
            "tags": [entry for entry in dictionary(asked.community) if not entry._state.adding],
            "kinds": ResidenceKind.choices,
            "grids": grids_of(asked.community),
            "may_edit": may_do(asked, may.EDIT),
            "may_import": may_do(asked, may.IMPORT),
            "may_export": may_do(asked, may.EXPORT),
            "may_answer": may_do(asked, may.ANSWER),
            "params": {"place": place_typed, "tag": tag, "kind": wanted.kind, "grid": grid},
        },
    )


def _uuid(typed: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(typed)
    except ValueError:
        return None


@never_cache
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest, slug: str) -> HttpResponse:
    asked = staff(request, may.EDIT)
    if request.method == "GET":
        place = clean_line(asked.GET.get("place", ""))[:120]
        form = RegisterForm(**here(asked), initial={"address": place})
        return show(request, "people/new.html", {"form": form})
    form = RegisterForm(request.POST, **here(asked))
    status = 422
    if form.is_valid():
        try:
            person = register_person(**here(asked), draft=form.draft())
        except Refusal as refusal:
            status = blame(form, refusal)
        else:
            messages.success(request, _("%(name)s is in the register.") % {"name": person.name})
            return redirect("people:person", slug=slug, person_id=person.id)
    return show(request, "people/new.html", {"form": form}, status)


@never_cache
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, slug: str, person_id: uuid.UUID) -> HttpResponse:
    asked = staff(request, may.EDIT)
    person = person_here(asked, person_id, may.EDIT)
    if request.method == "GET":
        form = CorrectForm(**here(asked), initial=CorrectForm.values_of(person))
        return show(request, "people/edit.html", {"form": form, "person": person, "clash": []})
    form = CorrectForm(request.POST, **here(asked))
    status, clash = 422, list[tuple[str, str, str]]()
    if form.is_valid():
        try:
            correct_person(**here(asked), person_id=person.id, changes=form.changes, was=form.was)
        except Conflict as refusal:
            status, fresh = 409, person_here(asked, person_id, may.EDIT)
            form, clash = _both(asked, form, fresh, refusal)
        except Refusal as refusal:
            status = blame(form, refusal)
        else:
            messages.success(request, _("Saved."))
            return redirect("people:person", slug=slug, person_id=person.id)
    context = {"form": form, "person": person, "clash": clash}
    return show(request, "people/edit.html", context, status)


def _both(
    asked: Asked, form: CorrectForm, person: Person, refusal: Conflict
) -> tuple[CorrectForm, list[tuple[str, str, str]]]:
    """Both versions of what two people changed; sending the form again then lets it hold."""
    now, typed = CorrectForm.values_of(person), asked.POST.copy()
    clash = []
    for key in refusal.data.get("fields", []):
        label = str(form.fields[key].label)
        clash.append((label, str(now[key] or "—"), str(form.cleaned_data[key] or "—")))
        typed[f"was_{key}"] = str(now[key] or "")
    again = CorrectForm(typed, **here(asked))
    again.refuse(refusal.detail)
    return again, clash
