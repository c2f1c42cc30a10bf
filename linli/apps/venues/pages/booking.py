"""Booking a room, my bookings, and one booking with what can be done now."""

import datetime as dt
import uuid
from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from linli.apps.organisations.public import Team, teams_of, teams_of_person
from linli.apps.venues.choices import LIVING, State
from linli.apps.venues.forms.booking import BookingForm, DeskBookingForm
from linli.apps.venues.models import Room
from linli.apps.venues.operations import (
    book,
)
from linli.apps.venues.operations.presence import EARLY
from linli.apps.venues.queries.bookings import (
    Line,
    booking_of,
    line_of,
    own_lines,
    rivals_of,
    whole_booking,
)
from linli.apps.venues.queries.grid import ceil_slot
from linli.apps.venues.queries.ground import protocols_for, room_of
from linli.apps.venues.queries.occupied import state_now
from linli.apps.venues.queries.standing import allowance
from linli.apps.venues.queries.things import things_with
from linli.apps.venues.rules import BOOK, BOOKINGS, DECIDE, FOR_OTHERS
from linli.kernel import clock
from linli.kernel.access.permissions import holds, require
from linli.kernel.errors import Conflict, NotAllowed, RuleNotMet
from linli.web.asked import Asked, show

HOUR = dt.timedelta(hours=1)


def new_booking(request: HttpRequest, slug: str, room_id: uuid.UUID) -> HttpResponse:
    """The time came with the tap before; what is left is how many people, and one button."""
    asked = cast(Asked, request)
    require(asked.actor, BOOK, asked.community.id)
    room = room_of(asked.community, room_id)
    typed = request.POST if request.method == "POST" else None
    form = _form(asked, room, typed)
    conflicts: list[dict[str, Any]] = []
    if typed is not None and form.is_valid():
        try:
            made = book(community=asked.community, actor=asked.actor, wanted=form.wanted())
        except (RuleNotMet, Conflict, NotAllowed) as refusal:
            field = FIELDS.get(str(refusal.data.get("field", "")), "")
            form.refuse(refusal.detail, field)
            conflicts = _dated(refusal.data.get("conflicts", []))
        else:
            messages.success(request, _said(made.id, asked))
            return redirect("venues:booking", slug=slug, booking_id=made.id)
    context = {
        "room": room,
        "form": form,
        "conflicts": conflicts if len(conflicts) > 1 or form["every"].value() else [],
        "protocols": protocols_for(room),
        "staff": holds(asked.actor, FOR_OTHERS, asked.community.id),
        "waits": room.needs_approval and not holds(asked.actor, DECIDE, asked.community.id),
    }
    return show(request, "venues/book.html", context, 422 if form.errors else 200)


FIELDS = {"starts_at": "begins", "ends_at": "ends"}


def _said(booking_id: uuid.UUID, asked: Asked) -> str:
    line = line_of(whole_booking(asked.community, booking_id), clock.now())
    if line.state == State.PENDING:
        return _("Asked for. The centre decides and tells you; nothing is booked until then.")
    return _("Booked. Check in when you are there, else it is set free after 15 minutes.")


def _dated(named: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [each | {"starts": dt.datetime.fromisoformat(each["starts_at"])} for each in named]


def _form(asked: Asked, room: Room, typed: Any) -> BookingForm:
    community = asked.community
    staff = holds(asked.actor, FOR_OTHERS, community.id)
    kind = DeskBookingForm if staff else BookingForm
    start = _start(asked)
    minutes = asked.GET.get("minutes", "60")
    lasts = dt.timedelta(minutes=int(minutes)) if minutes in {"90", "120", "180"} else HOUR
    begin = {
        "day": start.date(),
        "begins": start.time(),
        "ends": (start + lasts).time(),
        "expected": min(10, room.capacity),
        "accepted": [],
    }
    return kind(
        community,
        typed,
        initial=begin,
        room=room,
        teams=_teams(asked, staff),
        items=things_with(community, room),
        protocols=protocols_for(room),
    )


def _start(asked: Asked) -> dt.datetime:
    """The time of the tap; without one, the next full quarter."""
    community = asked.community
    try:
        found = dt.datetime.fromisoformat(asked.GET.get("start", ""))
        if found.tzinfo is None:
            found = found.replace(tzinfo=community.zone)
    except ValueError:
        found = ceil_slot(clock.now())
    return clock.local(found, community)


def _teams(asked: Asked, staff: bool) -> list[tuple[str, str]]:
    community = asked.community
    if staff:
        return [(str(team.id), team.name) for team in teams_of(community)[:300]]
    person = asked.actor.person_in(community.id)
    if person is None:
        return []
    found = {row.team_id: row.team.name for row in teams_of_person(community, person)}
    led = Team.objects.filter(community_id=community.id, leader_id=person, until__isnull=True)
    found |= {team.id: team.name for team in led}
    return [(str(key), name) for key, name in found.items()]


def mine(request: HttpRequest, slug: str) -> HttpResponse:
    """My bookings: those that come first, then what was."""
    asked = cast(Asked, request)
    require(asked.actor, BOOKINGS, asked.community.id)
    lines = own_lines(asked.actor, asked.community)
    context = {
        "coming": [line for line in lines if line.state in LIVING],
        "past": [line for line in lines if line.state not in LIVING],
    }
    return show(request, "venues/mine.html", context)


def one_booking(request: HttpRequest, slug: str, booking_id: uuid.UUID) -> HttpResponse:
    asked = cast(Asked, request)
    community = asked.community
    require(asked.actor, BOOKINGS, community.id)
    booking_of(asked.actor, community, booking_id)
    line = line_of(whole_booking(community, booking_id), clock.now())
    decides = holds(asked.actor, DECIDE, community.id)
    context = {
        "line": line,
        "booking": line.booking,
        "room": line.booking.room,
        "dates": [(date, State(state_now(date, clock.now()))) for date in line.dates],
        "decides": decides,
        "rivals": rivals_of(community, line.dates) if decides else [],
        "living": line.state in LIVING,
        "can_check_in": _can_check_in(line),
        "allowance": _allowance(asked, line),
    }
    return show(request, "venues/booking.html", context)


def _can_check_in(line: Line) -> bool:
    if line.state != State.APPROVED or line.next is None:
        return False
    return line.next.starts_at - EARLY <= clock.now()


def _allowance(asked: Asked, line: Line) -> Any:
    if line.booking.booked_for_kind != "team" or line.next is None:
        return None
    team = uuid.UUID(line.booking.booked_for_id)
    return allowance(
        asked.community, team, clock.local(line.next.starts_at, asked.community).date()
    )
