"""Say what is wrong: three short steps, without an account, without JavaScript."""

import uuid
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from linli.apps.cases.forms.reporting import STEPS, ReportForm, field_of, new_key
from linli.apps.cases.models import CaseType
from linli.apps.cases.public import (
    NewCase,
    guess_code,
    report_matter,
    similar_cases,
    types_at_hand,
)
from linli.apps.cases.queries.saying import limit_words, row_words
from linli.apps.places.public import Asset, Found, Place, find_place, public_place
from linli.kernel.errors import Refusal
from linli.kernel.limits import check_limit, count_attempt
from linli.web.asked import Asked, show

ICONS = {
    "hazard": "alert",
    "facility": "bldg",
    "water": "drop",
    "environment": "bin",
    "order": "car",
    "property": "key",
    "dispute": "users",
    "need": "hand",
    "tip": "lock",
    "voice": "chat",
    "outside": "more",
}
REPORTS_IN_AN_HOUR = 120  # many phones share one address of their carrier


@require_http_methods(["GET", "POST"])
def report(request: HttpRequest, slug: str) -> HttpResponse:
    asked = cast(Asked, request)
    types = types_at_hand(asked.community)
    if request.method == "GET":
        form = ReportForm(types=types, step="what", initial=_beginning(asked))
        return _show(asked, form, "what")
    step = request.POST.get("step", "what")
    step = step if step in STEPS else "what"
    form = ReportForm(_data(request), request.FILES, types=types, step=step)
    if request.POST.get("go") == "back":
        return _show(asked, form, STEPS[max(STEPS.index(step) - 1, 0)])
    if not form.is_valid():
        return _show(asked, form, form.faulty_step or step, status=422)
    if step != "contact":
        return _next(asked, form, step)
    return _send(asked, form)


def _data(request: HttpRequest) -> Any:
    data = request.POST.copy()
    data.setdefault("channel", "code")
    if "public" not in data and data.get("step") != "contact":
        data["public"] = "on"
    return data


def _beginning(asked: Asked) -> dict[str, Any]:
    """From a sticker or a place's page the place is filled in already."""
    start: dict[str, Any] = {"key": new_key(), "channel": "code", "public": True}
    place = _place(asked, asked.GET.get("place", ""))
    if place is not None:
        start |= {"place": str(place.id), "place_words": place.full_name}
    asset = _uuid(asked.GET.get("asset", ""))
    if asset and Asset.objects.filter(community_id=asked.community.id, id=asset).exists():
        start["asset"] = str(asset)
    return start


def _next(asked: Asked, form: ReportForm, step: str) -> HttpResponse:
    if step == "where" and not asked.POST.get("sure"):
        found = find_place(asked.community, form.cleaned_data["place_words"])
        if form.cleaned_data["place_words"] and not found.exact and not _chosen(form, found):
            return _show(asked, form, "where", found=found)
    return _show(asked, form, STEPS[STEPS.index(step) + 1])


def _chosen(form: ReportForm, found: Found) -> bool:
    """A place picked from the suggestions stays picked; typed anew it is looked up again."""
    picked = form.cleaned_data["place"]
    return bool(picked) and any(picked == each.id for each in _choices(found))


def _choices(found: Found) -> list[Place]:
    return [each for each in [found.place, *found.alternatives] if each is not None]


def _send(asked: Asked, form: ReportForm) -> HttpResponse:
    given = form.cleaned_data
    check_limit(what="report", who=asked.actor.address, limit=REPORTS_IN_AN_HOUR, minutes=60)
    place = _settled_place(asked, form)
    try:
        case = report_matter(
            community=asked.community,
            actor=asked.actor,
            key=given["key"] or new_key(),
            new=NewCase(
                text=given["text"] or form.groups.get(given["group"], ""),
                type_code=given["type"] or _guess(asked, form),
                place_id=place.id if place else None,
                place_words=form.place_text(),
                asset_id=given["asset"],
                public=given["public"],
            ),
            reporter=form.reporter(),
            photos=given["photos"],
        )
    except Refusal as refusal:
        form.refuse(refusal.detail, field_of(refusal))
        return _show(asked, form, form.faulty_step or "contact", status=refusal.status)
    count_attempt(what="report", who=asked.actor.address)
    return redirect("cases:receipt", slug=asked.community.slug, code=case["query_code"])


def _guess(asked: Asked, form: ReportForm) -> str:
    """Within the chosen group the type that the words point to; none: the words decide alone."""
    group = form.cleaned_data["group"]
    inside = [each.code for each in form.types if each.parent == group]
    if len(inside) < 2:
        return "".join(inside)
    return guess_code(asked.community, form.cleaned_data["text"], group)


def _settled_place(asked: Asked, form: ReportForm) -> Place | None:
    picked = _place(asked, str(form.cleaned_data["place"] or ""))
    if picked is not None:
        return picked
    words = form.cleaned_data["place_words"]
    return find_place(asked.community, words).place if words else None


def _place(asked: Asked, text: str) -> Place | None:
    key = _uuid(text)
    if key is None:
        return None
    return Place.objects.filter(
        community_id=asked.community.id, id=key, closed_on__isnull=True
    ).first()


def _uuid(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None


def _type_named(asked: Asked, form: ReportForm) -> CaseType | None:
    code = form.typed("type") or (_guess(asked, form) if form.is_valid() else "")
    return next((each for each in form.types if each.code == code), None)


def _show(
    asked: Asked, form: ReportForm, step: str, *, found: Found | None = None, status: int = 200
) -> HttpResponse:
    context: dict[str, Any] = {
        "form": form,
        "step": step,
        "steps": [
            ("what", _("What is it")),
            ("where", _("Where")),
            ("contact", _("Photo and contact")),
        ],
        "icons": ICONS,
        "hidden": form.hidden_for(step),
    }
    if step == "where":
        context |= _where(asked, form, found)
    if step == "contact":
        context |= {"kind": _type_named(asked, form), "limit_words": limit_words}
    return show(asked, "cases/report.html", context, status=status)


def _where(asked: Asked, form: ReportForm, found: Found | None) -> dict[str, Any]:
    text = form.typed("text")
    picked = _place(asked, form.typed("place"))
    alike = similar_cases(asked.community, text=text, place_id=picked.id if picked else None)
    return {
        "choices": [public_place(each) for each in _choices(found)] if found else [],
        "looked": found is not None,
        "picked": picked,
        "similar": [(each.row, row_words(each.row)) for each in alike],
    }
