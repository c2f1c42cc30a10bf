"""The receipt of a sign-up with what can be done about it, and the list of one's own."""

import uuid
from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from linli.apps.activities.pages.proving import MINE
from linli.apps.activities.queries.own import (
    Ticket,
    consents_in,
    my_tickets,
    party_names,
    ticket_of,
)
from linli.apps.activities.queries.saying import ticket_state
from linli.apps.participation.public import (
    OWN,
    accept_offer,
    give_consent,
    revoke_consent,
    withdraw,
)
from linli.kernel.access.permissions import require
from linli.kernel.errors import NotSeen
from linli.web.addresses import url
from linli.web.asked import Asked, show
from linli.web.feeds import feed_token
from linli.web.qr import full_address


def mine(request: HttpRequest, slug: str) -> HttpResponse:
    asked = cast(Asked, request)
    require(asked.actor, OWN, asked.community.id)
    past = request.GET.get("show") == "past"
    tickets = my_tickets(asked.community, asked.actor, past=past)
    context = {
        "tickets": tickets,
        "said": {each.row.id: ticket_state(each) for each in tickets},
        "past": past,
        "me": asked.actor.person_in(asked.community.id),
        "feed": _feed(asked, slug),
    }
    return show(request, "activities/mine.html", context)


def _feed(asked: Asked, slug: str) -> str:
    """The address of one's own dates for a calendar program; nothing for programs."""
    if asked.actor.person_in(asked.community.id) is None or not asked.user.is_authenticated:
        return ""
    token = feed_token(asked.user, f"{MINE}:{slug}")
    return full_address(asked, url("activities:my_feed", slug=slug, token=token))


def ticket(request: HttpRequest, slug: str, sign_up_id: uuid.UUID) -> HttpResponse:
    asked = cast(Asked, request)
    found = _ticket(asked, sign_up_id)
    context = {
        "ticket": found,
        "said": ticket_state(found),
        "names": party_names(asked.community, found.row),
        "minors": consents_in(asked.community, found),
        "me": asked.actor.person_in(asked.community.id),
        "at": url("activities:ticket", slug=slug, sign_up_id=sign_up_id),
        "own": True,
    }
    return show(request, "activities/ticket.html", context)


def _ticket(asked: Asked, sign_up_id: uuid.UUID) -> Ticket:
    require(asked.actor, OWN, asked.community.id)
    return ticket_of(asked.community, asked.actor, sign_up_id)


@require_POST
def withdrawals(request: HttpRequest, slug: str, sign_up_id: uuid.UUID) -> HttpResponse:
    asked = cast(Asked, request)
    found = _ticket(asked, sign_up_id)
    withdraw(community=asked.community, actor=asked.actor, participation_id=found.row.id)
    messages.success(request, _("You have given the place back. Thank you for saying so in time."))
    return redirect("activities:ticket", slug=slug, sign_up_id=sign_up_id)


@require_POST
def acceptances(request: HttpRequest, slug: str, sign_up_id: uuid.UUID) -> HttpResponse:
    asked = cast(Asked, request)
    found = _ticket(asked, sign_up_id)
    accept_offer(community=asked.community, actor=asked.actor, participation_id=found.row.id)
    messages.success(request, _("The place is yours. See you there!"))
    return redirect("activities:ticket", slug=slug, sign_up_id=sign_up_id)


@require_POST
def consents(
    request: HttpRequest, slug: str, sign_up_id: uuid.UUID, person_id: uuid.UUID
) -> HttpResponse:
    """`kind`: attend or photo."""
    asked = cast(Asked, request)
    found = _of_party(asked, sign_up_id, person_id)
    give_consent(
        community=asked.community,
        actor=asked.actor,
        about_id=found.activity_id,
        person_id=person_id,
        kind=request.POST.get("kind", "attend"),
    )
    messages.success(request, _("Your agreement is written down. You can take it back any time."))
    return redirect("activities:ticket", slug=slug, sign_up_id=sign_up_id)


@require_POST
def consent_revocations(
    request: HttpRequest, slug: str, sign_up_id: uuid.UUID, person_id: uuid.UUID
) -> HttpResponse:
    asked = cast(Asked, request)
    found = _of_party(asked, sign_up_id, person_id)
    revoke_consent(
        community=asked.community,
        actor=asked.actor,
        about_id=found.activity_id,
        person_id=person_id,
        kind=request.POST.get("kind", "attend"),
    )
    messages.success(request, _("Your agreement is taken back, from now on."))
    return redirect("activities:ticket", slug=slug, sign_up_id=sign_up_id)


def _of_party(asked: Asked, sign_up_id: uuid.UUID, person_id: uuid.UUID) -> Ticket:
    found = _ticket(asked, sign_up_id)
    if all(each.person.id != person_id for each in consents_in(asked.community, found)):
        raise NotSeen()
    return found
