"""Closures: first who is affected, then the act."""

import datetime as dt
import uuid
from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from linli.apps.venues.forms.keeping import ClosureForm
from linli.apps.venues.models import Closure, Occurrence
from linli.apps.venues.operations import (
    close_room,
    lift_closure,
)
from linli.apps.venues.queries.bookings import affected_by
from linli.apps.venues.queries.ground import room_of, venue_of
from linli.apps.venues.rules import KEEP
from linli.kernel import clock
from linli.kernel.access.permissions import require
from linli.kernel.errors import Conflict, RuleNotMet
from linli.web.asked import Asked, show


def closures(request: HttpRequest, slug: str) -> HttpResponse:
    """The list, and a form that first shows who is affected and then closes."""
    asked = cast(Asked, request)
    community = asked.community
    require(asked.actor, KEEP, community.id)
    typed = request.POST if request.method == "POST" else None
    form = ClosureForm(community, typed)
    affected: list[Occurrence] | None = None
    if typed is not None and form.is_valid():
        start, end = form.times()
        try:
            affected = _affected(asked, form, start, end)
            if _confirmed(typed, affected):
                done = close_room(
                    **_where(form),
                    community=community,
                    actor=asked.actor,
                    starts_at=start,
                    ends_at=end,
                    reason=form.cleaned_data["reason"],
                    kind=form.cleaned_data["kind"],
                    expected=len(affected),
                )
                messages.success(request, _closed(len(done.bookings)))
                return redirect("venues:closures", slug=slug)
        except (RuleNotMet, Conflict) as refusal:
            form.refuse(refusal.detail, "last_day" if refusal.data.get("field") else "")
    rows = Closure.objects.filter(community_id=community.id, ends_at__gt=clock.now())
    context = {
        "form": form,
        "affected": affected,
        "rows": rows.filter(lifted_at__isnull=True).select_related("room", "venue"),
    }
    return show(request, "venues/closures.html", context, 422 if form.errors else 200)


def _where(form: ClosureForm) -> dict[str, uuid.UUID]:
    return {name: uuid.UUID(key) for name, key in form.place().items()}


def _affected(
    asked: Asked, form: ClosureForm, start: dt.datetime, end: dt.datetime
) -> list[Occurrence]:
    if end <= start:
        said = _("The end lies before the beginning.")
        raise RuleNotMet("ends_before_it_begins", said, field="last_day")
    where = _where(form)
    room_id = where.get("room_id")
    if room_id is not None:
        venue_id = room_of(asked.community, room_id).venue_id
    else:
        venue_id = venue_of(asked.community, where["venue_id"]).id
    return affected_by(asked.community, venue_id, room_id, start, end)


def _confirmed(typed: Any, affected: list[Occurrence]) -> bool:
    """Whoever confirmed saw this many; nobody affected needs no second look."""
    return typed.get("seen", "") == str(len(affected)) or not affected


def _closed(count: int) -> str:
    if not count:
        return _("Closed. Nobody had booked that time.")
    return _("Closed. %(n)s bookings are cancelled and everybody is told.") % {"n": count}


@require_POST
def lifts(request: HttpRequest, slug: str, closure_id: uuid.UUID) -> HttpResponse:
    asked = cast(Asked, request)
    try:
        lift_closure(community=asked.community, actor=asked.actor, closure_id=closure_id)
        messages.success(request, _("Open again. What was cancelled stays cancelled."))
    except Conflict as refusal:
        messages.error(request, str(refusal.detail))
    return redirect("venues:closures", slug=slug)
