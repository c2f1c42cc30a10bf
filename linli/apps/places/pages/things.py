"""Public things with stickers, for staff."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from linli.apps.places.choices import AssetKind, AssetState
from linli.apps.places.forms.assets import AssetForm, AssetStateForm, StandingForm
from linli.apps.places.forms.places import ClosingForm
from linli.apps.places.models import Asset
from linli.apps.places.operations import add_asset, mark_asset, move_asset, retire_asset
from linli.apps.places.pages.shared import asset_here, blame, editor, may_edit, page_of, staff
from linli.kernel import clock
from linli.kernel.errors import Refusal
from linli.web.asked import Asked, show
from linli.web.qr import full_address, qr_svg

ON_ONE_SHEET = 60


def assets(request: HttpRequest, slug: str) -> HttpResponse:
    if request.method == "POST":
        return _add(request, slug)
    asked = staff(request)
    kind, state = asked.GET.get("kind", ""), asked.GET.get("state", "")
    rows = Asset.objects.filter(community_id=asked.community.id).select_related("place", "grid")
    rows = rows.filter(state=state) if state in AssetState.values else _not_retired(rows)
    if kind in AssetKind.values:
        rows = rows.filter(kind=kind)
    context = {
        "page": page_of(rows, asked.GET.get("page", "")),
        "kinds": AssetKind.choices,
        "states": AssetState.choices,
        "kind": kind,
        "state": state,
        "today": clock.today(asked.community),
        "may_edit": may_edit(asked),
    }
    return show(request, "places/assets.html", context)


def _not_retired(rows: Any) -> Any:
    return rows.exclude(state=AssetState.RETIRED)


def new_asset(request: HttpRequest, slug: str) -> HttpResponse:
    asked = editor(request)
    form = AssetForm(asked.community, initial={"address": asked.GET.get("address", "")[:120]})
    return show(request, "places/asset_form.html", {"form": form})


def _add(request: HttpRequest, slug: str) -> HttpResponse:
    asked = editor(request)
    form, status = AssetForm(asked.community, asked.POST), 422
    if form.is_valid():
        try:
            made = add_asset(
                community=asked.community, actor=asked.actor, place=form.place, **form.said
            )
            said = _("%(asset)s has the sticker %(code)s.")
            messages.success(request, said % {"asset": made.name, "code": made.sticker})
            return redirect("places:asset", slug=slug, asset_id=made.id)
        except Refusal as refusal:
            status = blame(form, refusal)
    return show(request, "places/asset_form.html", {"form": form}, status)


def asset(request: HttpRequest, slug: str, asset_id: uuid.UUID) -> HttpResponse:
    asked = staff(request)
    return _asset_page(asked, asset_here(asked, asset_id))


def _asset_page(asked: Asked, one: Asset, status: int = 200, **forms: Any) -> HttpResponse:
    today = clock.today(asked.community)
    where = {"address": one.place.full_name if one.place else "", "spot": one.spot}
    known = {"state": one.state, "checked_until": one.checked_until}
    context = {
        "asset": one,
        "code": sticker_of(asked, one),
        "may_edit": may_edit(asked) and one.state != AssetState.RETIRED,
        "moving": StandingForm(asked.community, initial=where),
        "marking": AssetStateForm(initial=known),
        "retiring": ClosingForm(initial={"on": today}),
        "today": today,
        **forms,
    }
    return show(asked, "places/asset.html", context, status)


def sticker_of(asked: Asked, one: Asset) -> dict[str, Any]:
    path = reverse("places:sticker", args=[asked.community.slug, one.sticker])
    return {"asset": one, "svg": qr_svg(full_address(asked, path), one.name)}


@require_POST
def moves(request: HttpRequest, slug: str, asset_id: uuid.UUID) -> HttpResponse:
    asked = editor(request)
    one = asset_here(asked, asset_id)
    form, status = StandingForm(asked.community, asked.POST), 422
    if form.is_valid():
        try:
            spot = form.cleaned_data["spot"]
            move_asset(asset=one, place=form.place, spot=spot, actor=asked.actor)
            messages.success(request, _("Moved. The sticker stays the same."))
            return redirect("places:asset", slug=slug, asset_id=one.id)
        except Refusal as refusal:
            status = blame(form, refusal)
    return _asset_page(asked, one, status, moving=form)


@require_POST
def states(request: HttpRequest, slug: str, asset_id: uuid.UUID) -> HttpResponse:
    asked = editor(request)
    one = asset_here(asked, asset_id)
    form, status = AssetStateForm(asked.POST), 422
    if form.is_valid():
        try:
            mark_asset(asset=one, actor=asked.actor, **form.cleaned_data)
            messages.success(request, _("Saved."))
            return redirect("places:asset", slug=slug, asset_id=one.id)
        except Refusal as refusal:
            status = blame(form, refusal)
    return _asset_page(asked, one, status, marking=form)


@require_POST
def retirements(request: HttpRequest, slug: str, asset_id: uuid.UUID) -> HttpResponse:
    asked = editor(request)
    one = asset_here(asked, asset_id)
    form, status = ClosingForm(asked.POST), 422
    if form.is_valid():
        try:
            retire_asset(asset=one, on=form.cleaned_data["on"], actor=asked.actor)
            messages.success(request, _("Taken out of the register of things in use."))
            return redirect("places:assets", slug=slug)
        except Refusal as refusal:
            status = blame(form, refusal)
    return _asset_page(asked, one, status, retiring=form)


def stickers(request: HttpRequest, slug: str) -> HttpResponse:
    """Sheets of stickers to print and cut, in the order of the list."""
    asked = staff(request)
    rows = _not_retired(Asset.objects.filter(community_id=asked.community.id))
    kind = asked.GET.get("kind", "")
    if kind in AssetKind.values:
        rows = rows.filter(kind=kind)
    page = page_of(rows.select_related("place"), asked.GET.get("page", ""), ON_ONE_SHEET)
    codes = [sticker_of(asked, one) for one in page["rows"]]
    return show(request, "places/stickers.html", {"page": page, "codes": codes, "kind": kind})
