"""My account."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from linli.kernel.errors import NotKnown
from linli.web.asked import Asked, show


def me(request: HttpRequest) -> HttpResponse:
    asked = cast(Asked, request)
    if not asked.actor.known:
        raise NotKnown("sign_in_needed", _("Please sign in first."))
    return show(request, "accounts/me.html", {})
