"""Who acts: puts an Actor on the request, read lazily, so a public page asks nothing."""

from collections.abc import Callable
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from linli.apps.accounts.queries import actor_for
from linli.kernel.access.actor import Actor
from linli.web.asked import Asked, client_address


class WhoActs:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        def read() -> Actor:
            return actor_for(request.user, address=client_address(request))

        cast(Asked, request).actor = cast(Actor, SimpleLazyObject(read))
        return self.get_response(request)
