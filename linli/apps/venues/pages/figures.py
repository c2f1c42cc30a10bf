"""How rooms are used, with the rows behind each number; the calendar of a venue."""

import datetime as dt
import uuid
from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from linli.apps.venues.choices import HOLDING, State
from linli.apps.venues.models import Occurrence, Strike
from linli.apps.venues.operations import (
    forgive_strike,
)
from linli.apps.venues.queries.bookings import shown_as
from linli.apps.venues.queries.figures import use_of
from linli.apps.venues.queries.ground import venue_of
from linli.apps.venues.rules import DECIDE, FIGURES, SEE
from linli.kernel import clock
from linli.kernel.access.permissions import holds, require
from linli.kernel.errors import Conflict, RuleNotMet
from linli.kernel.ical import TYPE, Entry, feed
from linli.kernel.measures import MEASURES, Question
from linli.web.asked import Asked, show


def figures(request: HttpRequest, slug: str) -> HttpResponse:
    """Use of a month; a room opens into its dates, which add up to the number."""
    asked = cast(Asked, request)
    community = asked.community
    require(asked.actor, FIGURES, community.id)
    first = _month(asked)
    last = (first + dt.timedelta(days=32)).replace(day=1) - dt.timedelta(days=1)
    use = use_of(community, first, last)
    chosen = next((row for row in use.rooms if str(row.room.id) == asked.GET.get("room")), None)
    question = Question([community], last, first, {"room": chosen.room.id} if chosen else {})
    drill = MEASURES["venues.hours_used"].drill(question).select_related("booking")
    context = {
        "use": use,
        "chosen": chosen,
        "drill": list(drill.order_by("starts_at")) if chosen else [],
        "values": {key: MEASURES[f"venues.{key}"].value(question) for key in SHOWN},
        "before": (first - dt.timedelta(days=1)).replace(day=1),
        "after": last + dt.timedelta(days=1),
        "today": clock.today(community),
        "strikes": _strikes(asked),
    }
    return show(request, "venues/figures.html", context)


SHOWN = ("bookings", "uses", "hours_used", "hours_booked", "no_shows")


def _month(asked: Asked) -> dt.date:
    today = clock.today(asked.community)
    try:
        return dt.date.fromisoformat(f"{asked.GET.get('month', '')[:7]}-01")
    except ValueError:
        return today.replace(day=1)


def _strikes(asked: Asked) -> list[Strike]:
    """Not yet forgiven, for those who may forgive them."""
    if not holds(asked.actor, DECIDE, asked.community.id):
        return []
    rows = Strike.objects.filter(community_id=asked.community.id, forgiven_at__isnull=True)
    since = clock.now() - dt.timedelta(days=90)
    rows = rows.filter(at__gt=since).select_related("occurrence__booking", "occurrence__room")
    return list(rows.order_by("-at")[:20])


@require_POST
def forgivings(request: HttpRequest, slug: str, strike_id: uuid.UUID) -> HttpResponse:
    asked = cast(Asked, request)
    why = request.POST.get("why", "")
    try:
        forgive_strike(community=asked.community, actor=asked.actor, strike_id=strike_id, why=why)
        messages.success(request, _("Forgiven."))
    except (Conflict, RuleNotMet) as refusal:
        messages.error(request, str(refusal.detail))
    return redirect("venues:figures", slug=slug)


def venue_feed(request: HttpRequest, slug: str, venue_id: uuid.UUID) -> HttpResponse:
    """Everything in the venue's rooms for a calendar program, people without their names."""
    asked = cast(Asked, request)
    require(asked.actor, SEE, asked.community.id)
    venue = venue_of(asked.community, venue_id)
    since = clock.now() - dt.timedelta(days=30)
    gone = [State.CANCELLED, State.CANCELLED_BY_HOST, State.NO_SHOW]
    rows = Occurrence.objects.filter(
        community_id=asked.community.id,
        room__venue_id=venue.id,
        ends_at__gt=since,
        state__in=[*HOLDING, State.DONE, *gone],
    ).select_related("booking", "room")
    entries = [
        Entry(
            uid=str(date.id),
            starts=date.starts_at,
            ends=date.ends_at,
            title=f"{date.room.name} {shown_as(date.booking) or _('booked')}",
            place=f"{venue.name} {date.room.name}",
            changed_at=date.changed_at,
            version=date.version,
            cancelled=date.state in gone,
        )
        for date in rows.order_by("starts_at", "id")[:2000]
    ]
    return HttpResponse(feed(venue.name, entries), content_type=TYPE)
