"""Pages of the committee: plan against done, and the desk where bulletins are written."""

import uuid
from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from linli.apps.bulletins.choices import BulletinState
from linli.apps.bulletins.defaults import as_plain, pack_slugs, pack_text
from linli.apps.bulletins.defaults.writing import brand_text
from linli.apps.bulletins.forms import BrandForm, PublishForm, ReportForm, TextForm
from linli.apps.bulletins.operations.brands import load_brand, report_item
from linli.apps.bulletins.operations.bulletins import (
    publish_bulletin,
    rewrite_bulletin,
    start_bulletin,
    withdraw_bulletin,
)
from linli.apps.bulletins.queries.brands import brand_history, brand_of
from linli.apps.bulletins.queries.bulletins import bulletin_by_id, bulletins_for_staff
from linli.apps.bulletins.queries.documents import document_of, exact_of
from linli.apps.bulletins.queries.drawing import seal
from linli.apps.bulletins.queries.outputs.links import rows_path
from linli.apps.bulletins.queries.pillars import pillar_boards
from linli.apps.bulletins.rules import PUBLISH, REPORT, SEE, SET_BRAND, WRITE
from linli.kernel import clock
from linli.kernel.access.permissions import holds, require
from linli.kernel.community import spoken
from linli.kernel.errors import Conflict, RuleNotMet
from linli.web.asked import Asked, show


def board(request: HttpRequest, slug: str) -> HttpResponse:
    """Plan against done, pillar by pillar."""
    asked = cast(Asked, request)
    require(asked.actor, SEE, asked.community.id)
    today = clock.today(asked.community)
    brand = brand_of(asked.community, today)
    context = {
        "brand": brand,
        "boards": pillar_boards(asked.community, brand, today) if brand else [],
        "seals": {one.key: seal(one.seal, one.colour, 34) for one in brand.pillars}
        if brand
        else {},
        "today": today,
        "exact": exact_of,
        "path": lambda shown: rows_path(asked.community, shown),
        "may_report": holds(asked.actor, REPORT, asked.community.id),
        "may_set": holds(asked.actor, SET_BRAND, asked.community.id),
    }
    return show(request, "bulletins/board.html", context)


@require_POST
def reports(request: HttpRequest, slug: str) -> HttpResponse:
    asked = cast(Asked, request)
    require(asked.actor, REPORT, asked.community.id)
    form = ReportForm(request.POST)
    if not form.is_valid():
        raise RuleNotMet("report_wrong", _("Say which item, and keep the note short."))
    report_item(community=asked.community, actor=asked.actor, **form.cleaned_data)
    messages.success(request, _("Written down."))
    return redirect("bulletins:board", slug=slug)


def desk(request: HttpRequest, slug: str) -> HttpResponse:
    """All bulletins of the community; POST begins one from a text of the brand."""
    asked = cast(Asked, request)
    require(asked.actor, SEE, asked.community.id)
    if request.method == "POST":
        row = start_bulletin(
            community=asked.community, actor=asked.actor, key=request.POST.get("key", "")[:60]
        )
        return redirect("bulletins:editor", slug=slug, bulletin_id=row.id)
    context = {
        "rows": bulletins_for_staff(asked.community),
        "brand": brand_of(asked.community),
        "may_write": holds(asked.actor, WRITE, asked.community.id),
    }
    return show(request, "bulletins/desk.html", context)


def editor(request: HttpRequest, slug: str, bulletin_id: uuid.UUID) -> HttpResponse:
    """The text on one side, what it says today on the other."""
    asked = cast(Asked, request)
    require(asked.actor, SEE, asked.community.id)
    row = bulletin_by_id(asked.community, asked.actor, bulletin_id)
    if row.state != BulletinState.DRAFT:
        return redirect("bulletins:bulletin", slug=slug, key=row.slug)
    typed = request.POST if request.method == "POST" else None
    first = {
        "title": spoken(row.title),
        "text": spoken(row.text),
        "period": row.period,
        "version": row.version,
    }
    form = TextForm(typed, initial=first)
    if typed is not None and form.is_valid() and _kept(asked, row.id, form):
        messages.success(request, _("Kept. The numbers beside it are of today."))
        return redirect("bulletins:editor", slug=slug, bulletin_id=row.id)
    return _show_editor(asked, row, form)


def _kept(asked: Asked, bulletin_id: uuid.UUID, form: Any) -> bool:
    try:
        rewrite_bulletin(
            community=asked.community,
            actor=asked.actor,
            bulletin_id=bulletin_id,
            language=get_language() or "zh-hans",
            **form.cleaned_data,
        )
    except (RuleNotMet, Conflict) as refusal:
        form.refuse(refusal.detail, str(refusal.data.get("field", "")))
        return False
    return True


def _show_editor(asked: Asked, row: Any, form: Any) -> HttpResponse:
    today = clock.today(asked.community)
    context = {
        "row": row,
        "form": form,
        "document": document_of(row, today),
        "exact": exact_of,
        "path": lambda shown: rows_path(asked.community, shown),
        "publish": PublishForm(initial={"as_of": today}),
        "may_write": holds(asked.actor, WRITE, asked.community.id),
        "may_publish": holds(asked.actor, PUBLISH, asked.community.id),
        "today": today,
    }
    return show(asked, "bulletins/editor.html", context, 422 if form.errors else 200)


@require_POST
def publications(request: HttpRequest, slug: str, bulletin_id: uuid.UUID) -> HttpResponse:
    asked = cast(Asked, request)
    require(asked.actor, PUBLISH, asked.community.id)
    form = PublishForm(request.POST)
    day = form.cleaned_data["as_of"] if form.is_valid() else None
    row = publish_bulletin(
        community=asked.community, actor=asked.actor, bulletin_id=bulletin_id, as_of=day
    )
    messages.success(request, _("Published. Its numbers are frozen and stay as they are."))
    return redirect("bulletins:bulletin", slug=slug, key=row.slug)


@require_POST
def withdrawals(request: HttpRequest, slug: str, bulletin_id: uuid.UUID) -> HttpResponse:
    asked = cast(Asked, request)
    require(asked.actor, PUBLISH, asked.community.id)
    withdraw_bulletin(community=asked.community, actor=asked.actor, bulletin_id=bulletin_id)
    messages.success(request, _("Taken back. Everybody else no longer finds it."))
    return redirect("bulletins:desk", slug=slug)


def brand_file(request: HttpRequest, slug: str) -> HttpResponse:
    """The brand as its file, to change and check; nothing is lost when it does not hold."""
    asked = cast(Asked, request)
    require(asked.actor, SET_BRAND, asked.community.id)
    held = brand_of(asked.community)
    faults: list[dict[str, Any]] = []
    typed = request.POST if request.method == "POST" else None
    form = BrandForm(typed, initial={"text": _begin(request, held)})
    if typed is not None and form.is_valid():
        try:
            load_brand(community=asked.community, actor=asked.actor, text=form.cleaned_data["text"])
        except RuleNotMet as refusal:
            faults = list(refusal.data.get("faults", []))
            form.refuse(refusal.detail, "text")
        else:
            messages.success(request, _("This is the community's brand from today on."))
            return redirect("bulletins:brand", slug=slug)
    context = {
        "form": form,
        "faults": faults,
        "packs": pack_slugs(),
        "history": brand_history(asked.community),
        "brand": held,
    }
    return show(request, "bulletins/brand_file.html", context, 422 if form.errors else 200)


def _begin(request: HttpRequest, held: Any) -> str:
    """A model that comes with Linli where one was chosen, else what is in force."""
    chosen = request.GET.get("from", "")
    if chosen in pack_slugs():
        return pack_text(chosen)
    return brand_text(as_plain(held)) if held else ""
