"""The staff's desk of honours: nominations in hand, the register, the kinds, one file each."""

import uuid
from typing import cast

from django.http import HttpRequest, HttpResponse

from linli.apps.archive.queries import (
    ended,
    honour_for,
    honours_for,
    kinds_with_counts,
    nomination_file,
    nominations_for,
)
from linli.apps.archive.rules import CONSENT, EDIT, NOMINATE, OBJECT
from linli.kernel import clock
from linli.kernel.access.permissions import holds
from linli.web.asked import Asked, show
from linli.web.paging import asked_page, page_of

SHELVES = ("nominations", "honours", "decided", "kinds")


def desk(request: HttpRequest, slug: str) -> HttpResponse:
    asked = cast(Asked, request)
    home, actor = asked.community, asked.actor
    shelf = request.GET.get("shelf", "")
    shelf = shelf if shelf in SHELVES else SHELVES[0]
    context = {
        "shelf": shelf,
        "today": clock.today(home),
        "may_edit": holds(actor, EDIT, home.id),
        "may_nominate": holds(actor, NOMINATE, home.id),
        "kinds": kinds_with_counts(home, actor),
        "page": None,
        "nominations": [],
    }
    if shelf == "honours":
        context["page"] = page_of(honours_for(home, actor), asked_page(request))
    elif shelf in {"nominations", "decided"}:
        rows = nominations_for(home, actor, living=shelf == "nominations")
        context["nominations"] = list(rows[:200])
    return show(request, "archive/desk.html", context)


def nomination(request: HttpRequest, slug: str, nomination_id: uuid.UUID) -> HttpResponse:
    asked = cast(Asked, request)
    home, actor = asked.community, asked.actor
    file = nomination_file(home, actor, nomination_id)
    context = {
        "file": file,
        "row": file.nomination,
        "ripe": ended(file.nomination, clock.today(home)),
        "may_edit": holds(actor, EDIT, home.id),
        "may_consent": holds(actor, CONSENT, home.id),
        "may_object": holds(actor, OBJECT, home.id),
    }
    return show(request, "archive/nomination.html", context)


def honour(request: HttpRequest, slug: str, honour_id: uuid.UUID) -> HttpResponse:
    asked = cast(Asked, request)
    row = honour_for(asked.community, asked.actor, honour_id)
    context = {"row": row, "may_edit": holds(asked.actor, EDIT, asked.community.id)}
    return show(request, "archive/file.html", context)
