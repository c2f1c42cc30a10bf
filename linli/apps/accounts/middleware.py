"""Who acts: puts an Actor on the request, read lazily, so a public page asks nothing."""

from collections.abc import Callable
from typing import Any, cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from linli.apps.accounts.choices import AWAKE, DUE, VERIFIED_BY_TEST
from linli.apps.accounts.public import actor_for
from linli.kernel.access.actor import Actor
from linli.web.asked import Asked, client_address
from linli.web.errors import wants_json

FREE = {
    "accounts:login",
    "accounts:unfinished",
    "accounts:logout",
    "accounts:second_factor_asked",
    "accounts:second_factor",
    "accounts:second_factor_begun",
    "accounts:password",
    "accounts:feedback",
    "web:privacy",
    "web:accessibility",
}
"""What somebody may open who has not finished signing in."""


class WhoActs:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        def read() -> Actor:
            return read_actor(request)

        cast(Asked, request).actor = cast(Actor, SimpleLazyObject(read))
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            stay_awake(request)
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, _view: Any, _args: Any, _kwargs: Any
    ) -> HttpResponse | None:
        if settings.SESSION_COOKIE_NAME not in request.COOKIES or wants_json(request):
            return None
        match = request.resolver_match
        if not request.session.get(DUE) or (match and match.view_name in FREE):
            return None
        return redirect("accounts:unfinished")


def read_actor(request: HttpRequest) -> Actor:
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return Actor.anonymous(client_address(request))
    by_test = settings.LINLI_TEST_MODE and bool(request.session.get(VERIFIED_BY_TEST))
    return actor_for(
        request.user,
        client_address(request),
        verified=by_test,
        unfinished=bool(request.session.get(DUE)),
    )


def stay_awake(request: HttpRequest) -> None:
    """Prolong a session that is used, at most ten times in its idle time: no write per request.

    Without a mark (programs of tests) a session lasts its time and is not prolonged.
    """
    marked = request.session.get(AWAKE)
    moment = int(timezone.now().timestamp())  # allowed: idleness is real, not test time
    if marked is not None and moment - marked > settings.SESSION_COOKIE_AGE / 10:
        request.session[AWAKE] = moment
