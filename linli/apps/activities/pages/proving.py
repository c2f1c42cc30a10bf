"""What anybody may check without signing in: a draw, a certificate; and calendars to subscribe."""

import uuid
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from linli.apps.accounts.public import actor_for
from linli.apps.activities.queries.feeds import feed, person_feed
from linli.apps.activities.queries.finding import CalendarFilter, session_of
from linli.apps.activities.queries.school import CheckedCertificate, check_certificate
from linli.apps.participation.public import proof_of
from linli.kernel.errors import NotSeen
from linli.kernel.ical import TYPE
from linli.kernel.limits import check_limit, count_attempt
from linli.web.asked import Asked, client_address, show
from linli.web.feeds import feed_reader

MINE = "activities.mine"
WRONG, TRIES, MINUTES = "activities.certificate", 10, 15


def calendar_feed(request: HttpRequest, slug: str) -> HttpResponse:
    """All that this reader may see; ?team= and ?kind= narrow it."""
    asked = cast(Asked, request)
    wanted = CalendarFilter(kind=request.GET.get("kind", ""), team_id=_id(request.GET.get("team")))
    name = _("%(community)s: activities") % {"community": asked.community.name}
    return HttpResponse(feed(asked.community, asked.actor, wanted, name), content_type=TYPE)


def _id(text: str | None) -> uuid.UUID | None:
    try:
        return uuid.UUID(text) if text else None
    except ValueError:
        raise NotSeen("not_found", _("There is nothing at this address.")) from None


@never_cache
def my_feed(request: HttpRequest, slug: str, token: str) -> HttpResponse:
    """Of one person; the address holds who reads it and ends with the password."""
    asked = cast(Asked, request)
    reader = feed_reader(token, f"{MINE}:{slug}")
    actor = actor_for(reader, client_address(request)) if reader is not None else None
    person = actor.person_in(asked.community.id) if actor is not None else None
    if actor is None or person is None:
        raise NotSeen("not_found", _("There is nothing at this address."))
    body = person_feed(asked.community, actor, person, _("What I signed up for"))
    return HttpResponse(body, content_type=TYPE)


def draw_proof(request: HttpRequest, slug: str, session_id: uuid.UUID) -> HttpResponse:
    """The draw with everything that is needed to repeat it; no names."""
    asked = cast(Asked, request)
    session = session_of(asked.community, asked.actor, session_id)
    proof = proof_of(session.gathering)
    if proof is None:
        raise NotSeen("not_found", _("There is nothing at this address."))
    return show(request, "activities/draw.html", {"session": session, "proof": proof})


@never_cache
def certificate(request: HttpRequest, slug: str) -> HttpResponse:
    """Whoever holds the paper types its number and code."""
    asked = cast(Asked, request)
    number, code = request.GET.get("number", "")[:40], request.GET.get("code", "")[:40]
    found = _checked(asked, number, code) if number and code else None
    context = {"number": number, "code": code, "found": found, "asked": bool(number and code)}
    return show(request, "activities/certificate.html", context)


def _checked(asked: Asked, number: str, code: str) -> CheckedCertificate | None:
    who = client_address(asked)
    check_limit(what=WRONG, who=who, limit=TRIES, minutes=MINUTES)
    try:
        return check_certificate(asked.community, number, code)
    except NotSeen:
        count_attempt(what=WRONG, who=who)
        return None
