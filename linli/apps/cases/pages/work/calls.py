"""The call list: results to be told and reporters to be asked, on the screen and on paper."""

import uuid
from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from linli.apps.cases.operations.calling import mark_told, open_call_list
from linli.apps.cases.queries.calling import calls_waiting, to_ask
from linli.kernel import clock
from linli.kernel.access.permissions import require
from linli.kernel.errors import Conflict, RuleNotMet
from linli.web.asked import Asked, show


def _opened(request: HttpRequest) -> Asked:
    asked = cast(Asked, request)
    require(asked.actor, "cases.act.call_back", asked.community.id)
    return asked


@never_cache
def calls(request: HttpRequest, slug: str) -> HttpResponse:
    return _show(_opened(request), 200)


def _show(asked: Asked, status: int, **more: Any) -> HttpResponse:
    context = {
        "calls": calls_waiting(asked.community, asked.actor),
        "asks": to_ask(asked.community, asked.actor),
        "now": clock.now(),
        "typed": "",
        "trouble": "",
        **more,
    }
    return show(asked, "cases/work/calls.html", context, status)


@require_POST
@never_cache
def sheet(request: HttpRequest, slug: str) -> HttpResponse:
    """The list with full numbers, to print and cross off."""
    asked = _opened(request)
    why = asked.POST.get("why", "")
    try:
        found = open_call_list(community=asked.community, actor=asked.actor, why=why)
    except RuleNotMet as refusal:
        return _show(asked, refusal.status, typed=why, trouble=str(refusal.detail))
    context = {"calls": found, "now": clock.now(), "why": why}
    return show(request, "cases/work/call_sheet.html", context)


@require_POST
def told(request: HttpRequest, slug: str, notice_id: uuid.UUID) -> HttpResponse:
    asked = _opened(request)
    try:
        mark_told(community=asked.community, actor=asked.actor, notice_id=notice_id)
    except Conflict as refusal:
        messages.warning(request, str(refusal.detail))
    else:
        messages.success(request, _("Noted: it was told."))
    return redirect("cases:calls", slug=slug)
