"""One activity for everybody, and signing up on its page."""

import uuid
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from linli.apps.activities.forms.signing_up import SignUpForm
from linli.apps.activities.queries.own import signed_among
from linli.apps.activities.queries.picturing import public_photos
from linli.apps.activities.queries.saying import audience_words, date_state, when
from linli.apps.activities.queries.showing import Line, Shown, shown
from linli.apps.activities.rules.permissions import ORGANISE
from linli.apps.participation.public import (
    Ages,
    GatheringState,
    ages_for,
    family_people,
    questions_of,
    sign_up,
)
from linli.apps.people.public import Person
from linli.kernel.access.permissions import holds
from linli.kernel.errors import Conflict, NotAllowed, NotKnown, NotSeen, RuleNotMet
from linli.web.addresses import url
from linli.web.asked import Asked, show
from linli.web.qr import full_address, qr_svg


def activity_page(request: HttpRequest, slug: str, activity_id: uuid.UUID) -> HttpResponse:
    asked = cast(Asked, request)
    seen = shown(asked.community, asked.actor, activity_id)
    line = seen.chosen(request.GET.get("date", ""))
    return _page(asked, seen, line)


def poster(request: HttpRequest, slug: str, activity_id: uuid.UUID) -> HttpResponse:
    """A sheet for the notice board: what, when, where, and the code to sign up."""
    asked = cast(Asked, request)
    seen = shown(asked.community, asked.actor, activity_id)
    address = full_address(
        request, url("activities:activity", slug=slug, activity_id=seen.activity.id)
    )
    context = _context(asked, seen, seen.chosen("")) | {"qr": qr_svg(address), "address": address}
    return show(request, "activities/activity_poster.html", context)


@require_POST
def sign_ups(
    request: HttpRequest, slug: str, activity_id: uuid.UUID, session_id: uuid.UUID
) -> HttpResponse:
    asked = cast(Asked, request)
    seen = shown(asked.community, asked.actor, activity_id)
    line = next((each for each in seen.lines if each.session.id == session_id), None)
    if line is None:
        raise NotSeen()
    if asked.actor.person_in(asked.community.id) is None:
        _refuse(asked)
    page = SignUpPage(asked, seen, line, request.POST)
    done = page.send() if page.form.is_valid() else None
    return done or _page(asked, seen, line, page, 422)


def _refuse(asked: Asked) -> None:
    if not asked.actor.known:
        raise NotKnown("sign_in_needed", _("Please sign in first."))
    raise NotAllowed(
        "no_person", _("Your log-in belongs to no resident here. Ask the desk to connect it.")
    )


class SignUpPage:
    """The form for one date, with the family of the reader."""

    def __init__(self, asked: Asked, seen: Shown, line: Line, typed: Any = None) -> None:
        self.asked, self.line = asked, line
        community, gathering = asked.community, line.seats
        me = asked.actor.person_in(community.id)
        self.family = family_people(community, me) if me else []
        self.there = signed_among(community, [gathering.id], self.family)
        self.ages = ages_for(community, gathering)
        free = [each for each in self.family if (gathering.id, each.id) not in self.there]
        self.children = [each for each in free if self.ages.needs_consent(each)]
        self.form = SignUpForm(
            [(each, _label(each, me, self.ages)) for each in free],
            questions_of(community, seen.activity.id),
            typed,
        )
        self.free = free

    @property
    def tickets(self) -> list[tuple[str, uuid.UUID]]:
        """Who of the family is signed up already, with the receipt."""
        names = {each.id: each.name for each in self.family}
        return [(names[person], row.id) for (_gathering, person), row in self.there.items()]

    def send(self) -> HttpResponse | None:
        """The redirect to the receipt, or None with the refusal under its field."""
        try:
            row = sign_up(
                community=self.asked.community,
                actor=self.asked.actor,
                gathering_id=self.line.seats.id,
                subject_id=uuid.UUID(self.form.cleaned_data["who"]),
                party=self.form.party(),
                answers=self.form.answers(),
            )
        except (RuleNotMet, Conflict, NotAllowed) as refusal:
            self.form.refuse(refusal.detail, str(refusal.data.get("field", "")))
            return None
        return redirect("activities:ticket", slug=self.asked.community.slug, sign_up_id=row.id)


def _label(person: Person, me: uuid.UUID | None, ages: Ages) -> str:
    age = ages.of(person)
    years = ngettext("%(n)s year old", "%(n)s years old", age) % {"n": age} if age else ""
    name = _("myself, %(name)s") % {"name": person.name} if person.id == me else person.name
    return _("%(name)s, %(years)s") % {"name": name, "years": years} if years else name


def _page(
    asked: Asked, seen: Shown, line: Line | None, page: SignUpPage | None = None, status: int = 200
) -> HttpResponse:
    me = asked.actor.person_in(asked.community.id)
    if page is None and line is not None and me is not None and _open(seen, line):
        page = SignUpPage(asked, seen, line)
    return show(
        asked, "activities/activity.html", _context(asked, seen, line) | {"page": page}, status
    )


def _open(seen: Shown, line: Line) -> bool:
    """Whether somebody could sign up here at all; the window is told by the operation."""
    return (
        seen.activity.needs_sign_up
        and line.seats.state == GatheringState.OPEN
        and line.session.ends_at > seen.moment
    )


def _context(asked: Asked, seen: Shown, line: Line | None) -> dict[str, Any]:
    gathering = line.seats if line else None
    over = seen.held and not seen.coming
    return {
        "photos": public_photos(asked.community, seen.activity.id) if over else [],
        "seen": seen,
        "activity": seen.activity,
        "line": line,
        "said": {each.session.id: date_state(each, seen.moment) for each in seen.lines},
        "when": when(line) if line else "",
        "audience": audience_words(gathering) if gathering else "",
        "open": line is not None and _open(seen, line),
        "may_organise": holds(asked.actor, ORGANISE, asked.community.id),
        "is_resident": asked.actor.person_in(asked.community.id) is not None,
    }
