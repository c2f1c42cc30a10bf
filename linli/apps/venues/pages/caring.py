"""Closures with who is affected, things and books, figures with their rows, calendars."""

import datetime as dt
import uuid
from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from linli.apps.venues.choices import HOLDING, ItemKind, State
from linli.apps.venues.forms.keeping import ClosureForm
from linli.apps.venues.models import Closure, Occurrence, Strike
from linli.apps.venues.operations import (
    close_room,
    forgive_strike,
    lift_closure,
    mend_fault,
    take_back_item,
)
from linli.apps.venues.queries.bookings import affected_by, shown_as
from linli.apps.venues.queries.figures import use_of
from linli.apps.venues.queries.ground import room_of, venue_of
from linli.apps.venues.queries.things import items_of, open_faults, things_of
from linli.apps.venues.rules import DECIDE, DESK, FIGURES, KEEP, SEE
from linli.kernel import clock
from linli.kernel.access.permissions import holds, require
from linli.kernel.errors import Conflict, RuleNotMet
from linli.kernel.ical import TYPE, Entry, feed
from linli.kernel.measures import MEASURES, Question
from linli.web.asked import Asked, show
from linli.web.paging import asked_page, page_of


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
