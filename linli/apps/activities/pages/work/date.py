"""The board of one date: sign-ups, the queue, adding people, seats, moving, cancelling."""

import uuid
from collections.abc import Callable
from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from linli.apps.activities.forms.organising import AddForm, CapacityForm, MoveForm
from linli.apps.activities.models import Session
from linli.apps.activities.operations.calling import sign_up_caller
from linli.apps.activities.operations.sessions import cancel_session, move_session
from linli.apps.activities.pages.work.acting import done, organiser
from linli.apps.activities.queries.board import board_of
from linli.apps.activities.queries.finding import session_of
from linli.apps.participation.public import (
    Participation,
    Party,
    change_capacity,
    excuse,
    sign_up,
    sign_ups,
    withdraw,
)
from linli.apps.people.public import Asked as AskedPeople
from linli.apps.people.public import search_people
from linli.kernel import clock
from linli.kernel.errors import NotSeen
from linli.web.asked import Asked, show

FOUND = 8


def _session(asked: Asked, session_id: uuid.UUID) -> Session:
    return session_of(asked.community, asked.actor, session_id)


def date_board(request: HttpRequest, slug: str, session_id: uuid.UUID) -> HttpResponse:
    asked = organiser(cast(Asked, request))
    session = _session(asked, session_id)
    context = {
        "board": board_of(asked.community, session),
        "session": session,
        "capacity": CapacityForm(initial={"capacity": session.gathering.capacity}),
        "now": clock.now(),
    }
    return show(request, "activities/work/date.html", context)


def sheet(request: HttpRequest, slug: str, session_id: uuid.UUID) -> HttpResponse:
    """To print: the expected with a field to sign, the queue, empty lines for walk-ins."""
    asked = organiser(cast(Asked, request))
    board = board_of(asked.community, _session(asked, session_id))
    return show(request, "activities/work/sheet.html", {"board": board, "session": board.session})


def adding(request: HttpRequest, slug: str, session_id: uuid.UUID) -> HttpResponse:
    asked = organiser(cast(Asked, request))
    session = _session(asked, session_id)
    text = request.GET.get("q", "").strip()[:60]
    wanted = AskedPeople(text=text)
    found = list(search_people(asked.actor, asked.community, wanted)[:FOUND]) if text else []
    typed = request.POST if request.method == "POST" else None
    form = AddForm(found, typed, initial={"name": text})
    row = typed is not None and done(form, lambda: _add(asked, session, form))
    if row:
        messages.success(request, _said(row))
        return redirect("activities:date", slug=slug, session_id=session.id)
    context = {"session": session, "form": form, "text": text, "found": found}
    return show(request, "activities/work/adding.html", context, 422 if form.errors else 200)


def _add(asked: Asked, session: Session, form: AddForm) -> Participation:
    given = form.cleaned_data
    common = {
        "community": asked.community,
        "actor": asked.actor,
        "gathering_id": session.gathering.enrolment_id or session.gathering_id,
        "door": given["door"],
        "wait": given["wait"],
        "over_capacity_reason": given["over_capacity_reason"],
    }
    chosen = form.chosen
    if chosen is None:
        return sign_up_caller(
            name=given["name"], phone=given["phone"], guests=form.guest_names, **common
        )
    return sign_up(subject_id=chosen, party=Party(guests=form.guest_names), **common)


def _said(row: Participation) -> str:
    if row.state == "confirmed":
        return _("Signed up; there is a place.")
    return _("Written down: %(state)s.") % {"state": row.get_state_display()}


Act = Callable[..., Any]
ACTS: dict[str, tuple[Act, str | Promise]] = {
    "withdrawals": (withdraw, gettext_lazy("Withdrawn; the next one moves up.")),
    "excuses": (excuse, gettext_lazy("Excused.")),
}


@require_POST
def sign_up_act(
    request: HttpRequest, slug: str, session_id: uuid.UUID, sign_up_id: uuid.UUID, noun: str
) -> HttpResponse:
    asked = organiser(cast(Asked, request))
    session = _session(asked, session_id)
    row = sign_ups(session.gathering.enrolment or session.gathering).filter(id=sign_up_id).first()
    if row is None or noun not in ACTS:
        raise NotSeen()
    act, said = ACTS[noun]
    act(community=asked.community, actor=asked.actor, participation_id=row.id)
    messages.success(request, str(said))
    return redirect("activities:date", slug=slug, session_id=session_id)


@require_POST
def capacities(request: HttpRequest, slug: str, session_id: uuid.UUID) -> HttpResponse:
    asked = organiser(cast(Asked, request))
    session = _session(asked, session_id)
    form = CapacityForm(request.POST)
    row = done(
        form,
        lambda: change_capacity(
            community=asked.community,
            actor=asked.actor,
            gathering_id=session.gathering_id,
            capacity=form.cleaned_data["capacity"],
        ),
    )
    if row is None:
        messages.error(request, _("A whole number from 1, or empty for no limit."))
    else:
        messages.success(request, _("The number of places is changed. Who waits moves up."))
    return redirect("activities:date", slug=slug, session_id=session_id)


def moves(request: HttpRequest, slug: str, session_id: uuid.UUID) -> HttpResponse:
    asked = organiser(cast(Asked, request))
    session = _session(asked, session_id)
    begin, end = (
        clock.local(each, asked.community) for each in (session.starts_at, session.ends_at)
    )
    typed = request.POST if request.method == "POST" else None
    form = MoveForm(
        asked.community,
        typed,
        initial={"day": begin.date(), "begins": begin.time(), "ends": end.time()},
    )
    if typed is not None and done(
        form,
        lambda: move_session(
            community=asked.community,
            actor=asked.actor,
            session_id=session.id,
            starts_at=form.at("begins"),
            ends_at=form.at("ends"),
        ),
    ):
        messages.success(request, _("Moved. All who are signed up are told once."))
        return redirect("activities:date", slug=slug, session_id=session_id)
    context = {
        "activity": session.activity,
        "form": form,
        "title": _("Move this date"),
        "button": _("Move it and tell everybody"),
        "danger": False,
    }
    return show(request, "activities/work/form.html", context, 422 if form.errors else 200)


@require_POST
def date_cancellations(request: HttpRequest, slug: str, session_id: uuid.UUID) -> HttpResponse:
    asked = organiser(cast(Asked, request))
    session = _session(asked, session_id)
    cancel_session(community=asked.community, actor=asked.actor, session_id=session.id)
    messages.success(request, _("This date is cancelled. All who were signed up are told once."))
    return redirect("activities:date", slug=slug, session_id=session_id)
