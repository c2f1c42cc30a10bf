"""Signing up with a name and a telephone, and the receipt that is found by its address."""

import uuid
from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from linli.apps.activities.forms.signing_up import VisitorForm
from linli.apps.activities.models import Session
from linli.apps.activities.operations.calling import sign_up_visitor
from linli.apps.activities.queries.finding import session_of
from linli.apps.activities.queries.own import Ticket, consents_in, party_names, ticket_of
from linli.apps.activities.queries.saying import ticket_state
from linli.apps.activities.rules.visitors import read_receipt, receipt_token, visitor
from linli.apps.participation.public import Participation, accept_offer, withdraw
from linli.kernel.access.actor import Actor
from linli.kernel.errors import Conflict, NotAllowed, NotSeen, RuleNotMet
from linli.kernel.limits import check_limit, count_attempt
from linli.web.addresses import url
from linli.web.asked import Asked, show

IN_AN_HOUR = 20


@never_cache
def visitors(
    request: HttpRequest, slug: str, activity_id: uuid.UUID, session_id: uuid.UUID
) -> HttpResponse:
    asked = cast(Asked, request)
    session = session_of(asked.community, asked.actor, session_id)
    if session.activity_id != activity_id or not session.activity.open_door:
        raise NotSeen()
    form = VisitorForm(request.POST if request.method == "POST" else None)
    row = _send(asked, form, session) if form.is_bound and form.is_valid() else None
    if row is not None:
        token = receipt_token(row.id, row.subject_id)
        return redirect("activities:visitor", slug=slug, token=token)
    context = {"session": session, "form": form}
    return show(request, "activities/visiting.html", context, 422 if form.errors else 200)


def _send(asked: Asked, form: VisitorForm, session: Session) -> Participation | None:
    check_limit(what="activities", who=asked.actor.address, limit=IN_AN_HOUR, minutes=60)
    count_attempt(what="activities", who=asked.actor.address)
    try:
        return sign_up_visitor(
            community=asked.community,
            actor=asked.actor,
            session=session,
            name=form.cleaned_data["name"],
            phone=form.cleaned_data["phone"],
            guests=form.guest_names,
        )
    except (RuleNotMet, Conflict, NotAllowed) as refusal:
        form.refuse(refusal.detail, str(refusal.data.get("field", "")))
        return None


@never_cache
def receipt(request: HttpRequest, slug: str, token: str) -> HttpResponse:
    asked = cast(Asked, request)
    found, _actor = _found(asked, token)
    context = {
        "ticket": found,
        "said": ticket_state(found),
        "names": party_names(asked.community, found.row),
        "minors": consents_in(asked.community, found),
        "me": found.row.subject_id,
        "at": url("activities:visitor", slug=slug, token=token),
        "own": False,
    }
    return show(request, "activities/ticket.html", context)


def _found(asked: Asked, token: str) -> tuple[Ticket, Actor]:
    sign_up_id, person_id = read_receipt(token)
    actor = visitor(asked.community, person_id, asked.actor.address)
    return ticket_of(asked.community, actor, sign_up_id), actor


@require_POST
def receipt_withdrawals(request: HttpRequest, slug: str, token: str) -> HttpResponse:
    asked = cast(Asked, request)
    found, actor = _found(asked, token)
    withdraw(community=asked.community, actor=actor, participation_id=found.row.id)
    messages.success(request, _("You have given the place back. Thank you for saying so in time."))
    return redirect("activities:visitor", slug=slug, token=token)


@require_POST
def receipt_acceptances(request: HttpRequest, slug: str, token: str) -> HttpResponse:
    asked = cast(Asked, request)
    found, actor = _found(asked, token)
    accept_offer(community=asked.community, actor=actor, participation_id=found.row.id)
    messages.success(request, _("The place is yours. See you there!"))
    return redirect("activities:visitor", slug=slug, token=token)
