"""Deadlines as a calendar to subscribe to: numbers and times only, never words of a case.

The address holds a signed token of the reader, because a calendar program cannot sign in. It
ends when the reader changes the password or loses the role.
"""

import datetime as dt
from typing import cast

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from linli.apps.accounts.public import Credential, actor_for
from linli.apps.cases.queries.deadlines import Deadline, deadlines_of
from linli.kernel.access.permissions import holds, require
from linli.kernel.errors import NotSeen
from linli.kernel.ical import TYPE, Entry, feed
from linli.web.asked import Asked, client_address, show
from linli.web.qr import full_address

SALT = "linli.cases.deadlines"
KEYS = ("cases.today", "cases.pool", "cases.orders")
REMIND = dt.timedelta(hours=2)


@never_cache
def subscribe(request: HttpRequest, slug: str) -> HttpResponse:
    asked = cast(Asked, request)
    if not any(holds(asked.actor, key, asked.community.id) for key in KEYS):
        require(asked.actor, "cases.pool", asked.community.id)
    token = signing.dumps([asked.community.id, asked.user.pk, _mark(asked.user)], salt=SALT)
    path = reverse("cases:deadlines_feed", kwargs={"slug": slug, "token": token})
    rows = deadlines_of(asked.community, asked.actor)
    context = {"address": full_address(asked, path), "rows": rows}
    return show(request, "cases/work/deadlines.html", context)


def _mark(user: object) -> str:
    return cast(Credential, user).get_session_auth_hash()[:20]


@never_cache
def feed_of(request: HttpRequest, slug: str, token: str) -> HttpResponse:
    asked = cast(Asked, request)
    try:
        home, pk, mark = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        raise NotSeen("not_found", _("There is nothing at this address.")) from None
    user = Credential.objects.filter(pk=pk, is_active=True).first()
    if home != asked.community.id or user is None or _mark(user) != mark:
        raise NotSeen("not_found", _("There is nothing at this address."))
    actor = actor_for(user, client_address(request))
    rows = deadlines_of(asked.community, actor)
    name = _("%(community)s: deadlines") % {"community": asked.community.name}
    entries = [_entry(asked, row) for row in rows]
    return HttpResponse(feed(name, entries), content_type=TYPE)


def _entry(asked: Asked, row: Deadline) -> Entry:
    path = reverse("cases:case", kwargs={"slug": asked.community.slug, "case_id": row.case_id})
    return Entry(
        uid=f"case-{row.case_id}-{row.which}",
        starts=row.due,
        title=f"{row.number} {row.says}",
        changed_at=row.changed_at,
        text=row.kind,
        link=full_address(asked, path),
        version=row.version,
        cancelled=row.over,
        remind_before=REMIND,
    )
