"""The check-in page that works without a network, and the worker that keeps it."""

import json
import uuid
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from linli.apps.activities.pages.work.acting import organiser
from linli.apps.activities.queries.board import kiosk_people
from linli.apps.activities.queries.finding import session_of
from linli.web.addresses import static_at, url
from linli.web.asked import Asked, show, show_text

FILES = ("linli.css", "icons.svg", "logo.svg", "js/linli.js", "activities/kiosk.js")


def kiosk(request: HttpRequest, slug: str, session_id: uuid.UUID) -> HttpResponse:
    asked = organiser(cast(Asked, request))
    session = session_of(asked.community, asked.actor, session_id)
    context = {
        "session": session,
        "people": json.dumps(kiosk_people(asked.community, session), ensure_ascii=False),
        "words": json.dumps(_words(), ensure_ascii=False),
        "worker": url("activities:kiosk_worker", slug=slug, session_id=session.id),
        "send_to": f"/api/v1/c/{slug}/sessions/{session.id}/check-in-batches",
    }
    return show(request, "activities/work/kiosk.html", context)


def kiosk_worker(request: HttpRequest, slug: str, session_id: uuid.UUID) -> HttpResponse:
    asked = organiser(cast(Asked, request))
    session = session_of(asked.community, asked.actor, session_id)
    page = url("activities:kiosk", slug=slug, session_id=session.id)
    context = {
        "page": page,
        "name": f"linli-kiosk:{session.id}",
        "files": [static_at(path) for path in FILES],
    }
    text = show_text(request, "activities/work/kiosk_worker.txt", context)
    return HttpResponse(text, content_type="text/javascript; charset=utf-8")


def _words() -> dict[str, str]:
    """What the page says while nobody can ask the server for words."""
    return {
        "here": _("Is here"),
        "nobody": _("Nobody of the list. Scan the card, or count heads later."),
        "noted": _("% is noted."),
        "again": _("% was noted before."),
        "waits": _("waits for the network"),
        "sent": _("sent to the server"),
        "double": _("was checked in already"),
        "refused": _("not taken"),
        "card": _("a card"),
        "online": _("network is there"),
        "offline": _("no network: everything is kept here"),
        "sign_in": _("Sign in again in another window; the list is kept here."),
        "later": _("The server does not answer as it should; the list is kept here."),
        "not_empty": _("Something is not sent yet. Send it or save it as a file first."),
        "emptied": _("This device keeps nothing any more."),
    }
