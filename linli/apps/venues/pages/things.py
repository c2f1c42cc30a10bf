"""Things and books: who has them, what is broken."""

import uuid
from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from linli.apps.venues.choices import ItemKind
from linli.apps.venues.operations import (
    mend_fault,
    take_back_item,
)
from linli.apps.venues.queries.things import items_of, open_faults, things_of
from linli.apps.venues.rules import DESK, KEEP, SEE
from linli.kernel.access.permissions import holds, require
from linli.kernel.errors import Conflict, RuleNotMet
from linli.web.asked import Asked, show
from linli.web.paging import asked_page, page_of


def things(request: HttpRequest, slug: str) -> HttpResponse:
    """Equipment or books, who has them, what is broken."""
    asked = cast(Asked, request)
    community = asked.community
    require(asked.actor, DESK, community.id)
    kind = ItemKind.BOOK if asked.GET.get("kind") == ItemKind.BOOK else ItemKind.EQUIPMENT
    text = asked.GET.get("q", "")[:60]
    page = page_of(items_of(community, kind, text=text), asked_page(request))
    context = {
        "kind": kind,
        "text": text,
        "page": page,
        "rows": things_of(community, page.rows),
        "faults": list(open_faults(community)[:50]),
        "keeps": holds(asked.actor, KEEP, community.id),
    }
    return show(request, "venues/things.html", context)


def books(request: HttpRequest, slug: str) -> HttpResponse:
    """The book bar for everybody: what is there, and what is out until when."""
    asked = cast(Asked, request)
    require(asked.actor, SEE, asked.community.id)
    text = asked.GET.get("q", "")[:60]
    page = page_of(items_of(asked.community, ItemKind.BOOK, text=text), asked_page(request))
    context = {"text": text, "page": page, "rows": things_of(asked.community, page.rows)}
    return show(request, "venues/books.html", context)


@require_POST
def returns(request: HttpRequest, slug: str, loan_id: uuid.UUID) -> HttpResponse:
    asked = cast(Asked, request)
    try:
        row = take_back_item(community=asked.community, actor=asked.actor, loan_id=loan_id)
    except Conflict as refusal:
        messages.error(request, str(refusal.detail))
        return redirect("venues:things", slug=slug)
    messages.success(request, _("It is back."))
    answer = redirect("venues:things", slug=slug)
    answer["Location"] += f"?kind={row.item.kind}"
    return answer


@require_POST
def repairs(request: HttpRequest, slug: str, fault_id: uuid.UUID) -> HttpResponse:
    asked = cast(Asked, request)
    how = request.POST.get("how", "")
    try:
        mend_fault(community=asked.community, actor=asked.actor, fault_id=fault_id, how=how)
        messages.success(request, _("Mended. Thank you."))
    except (Conflict, RuleNotMet) as refusal:
        messages.error(request, str(refusal.detail))
    return redirect("venues:things", slug=slug)
