"""Somebody reads the code on the wall: one tap checks in oneself or the family."""

import uuid
from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from linli.apps.activities.queries.finding import session_of
from linli.apps.activities.queries.own import signed_among
from linli.apps.participation.public import OWN, check_in_by_wall_code, family_people
from linli.kernel.access.permissions import require
from linli.kernel.errors import Conflict, Malformed, NotAllowed, RuleNotMet
from linli.web.asked import Asked, show


@never_cache
def wall_check_in(
    request: HttpRequest, slug: str, session_id: uuid.UUID, code: str
) -> HttpResponse:
    asked = cast(Asked, request)
    require(asked.actor, OWN, asked.community.id)
    session = session_of(asked.community, asked.actor, session_id)
    me = asked.actor.person_in(asked.community.id)
    if me is None:
        raise NotAllowed(
            "no_person", _("Your log-in belongs to no resident here. Ask the desk to connect it.")
        )
    trouble = ""
    if request.method == "POST":
        try:
            answer = check_in_by_wall_code(
                community=asked.community,
                actor=asked.actor,
                gathering_id=session.gathering_id,
                code=code,
                person_id=_who(request.POST.get("person", ""), me),
            )
        except (Conflict, RuleNotMet) as refusal:
            trouble = str(refusal.detail)
        else:
            said = _("%(name)s is checked in. Welcome!")
            messages.success(request, said % {"name": answer.attendance.person.name})
            return redirect("activities:activity", slug=slug, activity_id=session.activity_id)
    family = family_people(asked.community, me)
    there = signed_among(asked.community, [session.gathering_id], family)
    people = [each for each in family if each.id == me or (session.gathering_id, each.id) in there]
    context = {"session": session, "people": people, "me": me, "trouble": trouble}
    return show(request, "activities/arriving.html", context, 409 if trouble else 200)


def _who(text: str, me: uuid.UUID) -> uuid.UUID:
    try:
        return uuid.UUID(text) if text else me
    except ValueError:
        raise Malformed("person", _("Choose somebody of the list.")) from None
