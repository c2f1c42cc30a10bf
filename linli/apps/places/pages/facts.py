"""The profile's facts and the community's place in the region tree, for staff."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from linli.apps.places.forms.assets import FactForm
from linli.apps.places.models import ProfileFact
from linli.apps.places.operations import state_profile_fact
from linli.apps.places.pages.shared import blame, editor, may_edit, staff
from linli.apps.places.public import current_profile
from linli.apps.places.queries.regions import lineage_of_community
from linli.kernel import clock
from linli.kernel.errors import Refusal
from linli.web.asked import Asked, show


def facts(request: HttpRequest, slug: str) -> HttpResponse:
    if request.method == "POST":
        return _state(request, slug)
    asked = staff(request)
    key = asked.GET.get("key", "")
    return _page(asked, FactForm(initial=_again(asked, key)))


def _again(asked: Asked, key: str) -> dict[str, Any]:
    """A newer figure of a known fact begins with its words."""
    start: dict[str, Any] = {"as_of": clock.today(asked.community)}
    known = {fact.key: fact for fact in current_profile(asked.community)}.get(key)
    if known is not None:
        names = {"name_zh": known.names.get("zh-hans"), "name_en": known.names.get("en")}
        start |= {**names, "key": key, "unit": known.unit, "sequence": known.sequence}
    return start


def _state(request: HttpRequest, slug: str) -> HttpResponse:
    asked = editor(request)
    form, status = FactForm(asked.POST), 422
    if form.is_valid():
        try:
            state_profile_fact(community=asked.community, actor=asked.actor, **form.said)
            messages.success(request, _("Saved. Older figures stay in the history."))
            return redirect("places:facts", slug=slug)
        except Refusal as refusal:
            status = blame(form, refusal)
    return _page(asked, form, status)


def _page(asked: Asked, form: FactForm, status: int = 200) -> HttpResponse:
    history = ProfileFact.objects.filter(community_id=asked.community.id)
    context = {
        "facts": current_profile(asked.community),
        "history": list(history.order_by("-written_at", "-id")[:100]),
        "form": form,
        "may_edit": may_edit(asked),
    }
    return show(asked, "places/facts.html", context, status)


def regions(request: HttpRequest, slug: str) -> HttpResponse:
    """Where the community stands in the region tree, with all its codes."""
    asked = staff(request)
    return show(request, "places/regions.html", {"lines": lineage_of_community(asked.community)})
