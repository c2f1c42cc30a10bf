"""Rounds on screen: the list, one round by building, a result in two taps."""

import uuid
from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from linli.apps.rounds.choices import RowState
from linli.apps.rounds.forms import ResultForm, RoundForm
from linli.apps.rounds.operations import close_round, open_round, record_result
from linli.apps.rounds.queries import round_lines, round_of, row_of, view_round
from linli.apps.rounds.rules import CHECK, OPEN, SEE
from linli.kernel import clock
from linli.kernel.access.permissions import holds, require
from linli.kernel.errors import Conflict, RuleNotMet
from linli.kernel.panels import Scene, fill_panels
from linli.web.asked import Asked, show

STATES = ("open", "finding", "missed", "")


def rounds(request: HttpRequest, slug: str) -> HttpResponse:
    asked = cast(Asked, request)
    require(asked.actor, SEE, asked.community.id)
    closed = request.GET.get("shelf") == "closed"
    context = {
        "lines": round_lines(asked.community, asked.actor, closed=closed),
        "closed": closed,
        "may_open": holds(asked.actor, OPEN, asked.community.id),
    }
    return show(request, "rounds/rounds.html", context)


def new_round(request: HttpRequest, slug: str) -> HttpResponse:
    asked = cast(Asked, request)
    require(asked.actor, OPEN, asked.community.id)
    typed = request.POST if request.method == "POST" else None
    form = RoundForm(asked.community, typed)
    if typed is not None and form.is_valid():
        given = dict(form.cleaned_data)
        within = given.pop("within")
        try:
            made = open_round(
                community=asked.community,
                actor=asked.actor,
                within_id=uuid.UUID(within) if within else None,
                **given,
            )
        except RuleNotMet as refusal:
            form.refuse(refusal.detail, str(refusal.data.get("field", "")))
        else:
            messages.success(request, _("The round is open. Each place waits for its result."))
            return redirect("rounds:round", slug=slug, round_id=made.id)
    return show(request, "rounds/new.html", {"form": form}, 422 if form.errors else 200)


def one_round(request: HttpRequest, slug: str, round_id: uuid.UUID) -> HttpResponse:
    asked = cast(Asked, request)
    require(asked.actor, SEE, asked.community.id)
    view = view_round(asked.community, asked.actor, round_id)
    wanted = request.GET.get("state", "open" if view.to_do else "")
    state = wanted if wanted in STATES else ""
    context = {
        "view": view,
        "state": state,
        "shelves": [
            ("open", _("to do"), view.to_do),
            ("finding", _("findings"), view.findings),
            ("missed", _("missed"), view.missed),
            ("", _("all"), view.total),
        ],
        "overdue": view.round.state == "open" and view.round.due_on < clock.today(asked.community),
        "may_close": holds(asked.actor, OPEN, asked.community.id),
        "panels": fill_panels("rounds.round", Scene(asked.community, asked.actor, view.round)),
    }
    return show(request, "rounds/round.html", context)


def result(request: HttpRequest, slug: str, row_id: uuid.UUID) -> HttpResponse:
    """A form for what needs words; "in order" is one tap on the round's page."""
    asked = cast(Asked, request)
    require(asked.actor, CHECK, asked.community.id)
    row = row_of(asked.community, asked.actor, row_id)
    typed = request.POST if request.method == "POST" else None
    form = ResultForm(typed)
    done = _write(asked, row_id, form) if typed is not None and form.is_valid() else None
    if done is not None:
        return done
    context = {"row": row, "form": form}
    return show(request, "rounds/result.html", context, 422 if form.errors else 200)


def _write(asked: Asked, row_id: uuid.UUID, form: Any) -> HttpResponse | None:
    try:
        row = record_result(
            community=asked.community, actor=asked.actor, row_id=row_id, **form.cleaned_data
        )
    except (RuleNotMet, Conflict) as refusal:
        form.refuse(refusal.detail, str(refusal.data.get("field", "")))
        return None
    said = _("Written down. A case was opened for what you found.")
    if row.state != RowState.FINDING:
        said = _("Written down. On to the next place.")
    messages.success(asked, said)
    return redirect("rounds:round", slug=asked.community.slug, round_id=row.round_id)


@require_POST
def closings(request: HttpRequest, slug: str, round_id: uuid.UUID) -> HttpResponse:
    asked = cast(Asked, request)
    require(asked.actor, SEE, asked.community.id)
    row = round_of(asked.community, asked.actor, round_id)
    close_round(community=asked.community, actor=asked.actor, round_id=row.id)
    messages.success(request, _("The round is closed. What nobody looked at stands as missed."))
    return redirect("rounds:round", slug=slug, round_id=row.id)
