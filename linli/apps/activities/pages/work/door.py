"""At the door: search and one tap, heads, the code on the wall; and the paper sheet later."""

import uuid
from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from linli.apps.activities.forms.organising import HeadsForm, SheetForm
from linli.apps.activities.models import Session
from linli.apps.activities.pages.work.acting import done, organiser
from linli.apps.activities.queries.board import board_of, categories, door_of, people_named
from linli.apps.activities.queries.finding import session_of
from linli.apps.participation.public import (
    Method,
    Sheet,
    check_in,
    record_sheet,
    undo_check_in,
    wall_code,
)
from linli.kernel import clock
from linli.kernel.errors import Conflict, Malformed, RuleNotMet
from linli.web.addresses import url
from linli.web.asked import Asked, show
from linli.web.qr import full_address, qr_svg


def _session(asked: Asked, session_id: uuid.UUID) -> Session:
    return session_of(asked.community, asked.actor, session_id)


@never_cache
def check_ins(request: HttpRequest, slug: str, session_id: uuid.UUID) -> HttpResponse:
    """GET searches; POST checks somebody in, or takes it back."""
    asked = organiser(cast(Asked, request))
    session = _session(asked, session_id)
    text = (request.GET.get("q") or "").strip()[:200]
    trouble = _check(asked, session) if request.method == "POST" else ""
    if request.method == "POST" and not trouble:
        return redirect("activities:check_ins", slug=slug, session_id=session_id)
    door = door_of(asked.community, asked.actor, session, text)
    context = {"door": door, "session": session, "text": text, "trouble": trouble}
    context["categories"] = categories()
    return show(request, "activities/work/check_in.html", context, 409 if trouble else 200)


def _check(asked: Asked, session: Session) -> str:
    """What went wrong, or nothing."""
    given: dict[str, Any] = {
        "community": asked.community,
        "actor": asked.actor,
        "gathering_id": session.gathering_id,
        "person_id": _person(asked.POST.get("person", "")),
    }
    try:
        if asked.POST.get("act") == "undo":
            undo_check_in(**given)
            messages.success(asked, _("Taken back."))
            return ""
        answer = check_in(**given, method=asked.POST.get("method") or Method.SEARCH)
    except (Conflict, RuleNotMet) as refusal:
        return str(refusal.detail)
    name = answer.attendance.person.name
    said = _("%(name)s is checked in.")
    if answer.outcome != "checked_in":
        said = _("%(name)s was here already.")
    messages.success(asked, said % {"name": name})
    return ""


def _person(text: str) -> uuid.UUID:
    try:
        return uuid.UUID(text)
    except ValueError:
        raise Malformed("person", _("Choose somebody of the list.")) from None


@require_POST
def headcounts(request: HttpRequest, slug: str, session_id: uuid.UUID) -> HttpResponse:
    asked = organiser(cast(Asked, request))
    session = _session(asked, session_id)
    form = HeadsForm(request.POST)
    taken = done(form, lambda: _record(asked, session, Sheet(heads=form.heads, method="headcount")))
    if taken is None:
        messages.error(request, _("Whole numbers from zero, please; empty says nothing."))
    else:
        messages.success(request, _("Counted: %(n)s heads.") % {"n": taken.heads})
    return redirect("activities:check_ins", slug=slug, session_id=session_id)


def _record(asked: Asked, session: Session, what: Sheet) -> Any:
    return record_sheet(
        community=asked.community,
        actor=asked.actor,
        gathering_id=session.gathering_id,
        sheet=what,
    )


def paper(request: HttpRequest, slug: str, session_id: uuid.UUID) -> HttpResponse:
    """The whole paper list in one form, as often as needed: nobody counts twice."""
    asked = organiser(cast(Asked, request))
    session = _session(asked, session_id)
    board = board_of(asked.community, session)
    people = {
        member.person.id: member.person
        for entry in [*board.expected, *board.open, *board.waiting]
        for member in entry.row.members.all()
        if member.person
    }
    typed = request.POST if request.method == "POST" else None
    form = SheetForm(list(people.values()), typed)
    taken = typed is not None and done(form, lambda: _enter(asked, session, form))
    if taken:
        said = ngettext("%(n)s person entered", "%(n)s people entered", taken.added)
        messages.success(request, said % {"n": taken.added})
        return redirect("activities:date", slug=slug, session_id=session_id)
    context = {"session": session, "form": form, "people": people}
    return show(request, "activities/work/paper.html", context, 422 if form.errors else 200)


def _enter(asked: Asked, session: Session, form: SheetForm) -> Any:
    walked, unknown = people_named(asked.community, asked.actor, session, form.lines)
    if unknown:
        detail = _(
            "Not found, or several of that name: %(names)s. Write the short number, "
            "or count them as heads."
        )
        raise RuleNotMet("unknown", detail % {"names": _(", ").join(unknown)}, field="others")
    people = [*form.people, *(each.id for each in walked)]
    return _record(asked, session, Sheet(people=people, heads=form.heads))


@never_cache
def wall(request: HttpRequest, slug: str, session_id: uuid.UUID) -> HttpResponse:
    """For a screen at the door: a code that is good for half a minute, drawn anew by itself."""
    asked = organiser(cast(Asked, request))
    session = _session(asked, session_id)
    code, until = wall_code(asked.community, session.gathering)
    path = url("activities:wall_check_in", slug=slug, session_id=session.id, code=code)
    address = full_address(request, path)
    seconds = max(1, int((until - clock.now()).total_seconds()) + 1)
    context = {"session": session, "qr": qr_svg(address), "address": address, "seconds": seconds}
    return show(request, "activities/work/wall.html", context)
