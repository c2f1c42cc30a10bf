"""Write down at once what was found or told; with its result, where it is settled already."""

from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from linli.apps.cases.choices import Source
from linli.apps.cases.forms.reporting import new_key
from linli.apps.cases.forms.work.finding import BASES, FindingForm
from linli.apps.cases.forms.work.pool import read_id
from linli.apps.cases.operations.picturing import note_finding
from linli.apps.cases.public import NewCase
from linli.apps.cases.queries.workers import places_near
from linli.kernel.access.actor import Role
from linli.kernel.access.permissions import require
from linli.kernel.errors import Conflict, RuleNotMet
from linli.web.asked import Asked, show


@require_http_methods(["GET", "POST"])
@never_cache
def finding(request: HttpRequest, slug: str) -> HttpResponse:
    asked = cast(Asked, request)
    require(asked.actor, "cases.register_for_others", asked.community.id)
    near = places_near(asked.community, _own_grid(asked))
    if request.method == "GET":
        form = FindingForm(community=asked.community, near=near, initial=_beginning(asked))
        return _show(asked, form, 200)
    form = FindingForm(request.POST, request.FILES, community=asked.community, near=near)
    if not form.is_valid():
        return _show(asked, form, 422)
    try:
        case = note_finding(
            community=asked.community, actor=asked.actor, key=form.cleaned_data["key"], **_new(form)
        )
    except (RuleNotMet, Conflict) as refusal:
        form.refuse(refusal.detail, str(refusal.data.get("field", "")))
        return _show(asked, form, refusal.status)
    return _written(asked, form, case)


def _own_grid(asked: Asked) -> Any:
    grants = asked.actor.in_community(asked.community.id)
    return next((g.grid_id for g in grants if g.role == Role.GRID_WORKER and g.grid_id), None)


def _beginning(asked: Asked) -> dict[str, Any]:
    roles = asked.actor.roles(asked.community.id)
    found = Source.GRID_WORKER if Role.GRID_WORKER in roles else Source.TELEPHONE
    place = read_id(asked.GET.get("place", ""))
    return {"key": new_key(), "source": found.value, "place": str(place) if place else ""}


def _new(form: FindingForm) -> dict[str, Any]:
    given, place = form.cleaned_data, form.spot()
    return {
        "new": NewCase(
            text=given["text"],
            type_code=form.type_named(),
            source=given["source"],
            place_id=place.id if place else None,
            place_words=given["place_words"],
        ),
        "reporter": form.reporter(),
        "result": form.said_result(),
        "settled_how": given["outcome"] or "outcome.done",
        "befores": given["photos"],
        "afters": given["after"] if given["settled"] else [],
    }


def _written(asked: Asked, form: FindingForm, case: dict[str, Any]) -> HttpResponse:
    """A report for somebody leads to its receipt, to read out or print; a finding to today."""
    slug = asked.community.slug
    messages.success(asked, _("Written down as %(number)s.") % {"number": case["number"]})
    if form.cleaned_data["source"] in BASES:
        return redirect("cases:receipt", slug=slug, code=case["query_code"])
    if asked.actor.has_role(asked.community.id, Role.GRID_WORKER):
        return redirect("cases:today", slug=slug)
    return redirect("cases:case", slug=slug, case_id=case["id"])


def _show(asked: Asked, form: FindingForm, status: int) -> HttpResponse:
    context = {"form": form, "told": [source.value for source in BASES]}
    return show(asked, "cases/work/finding.html", context, status)
