"""Who asks: a program with a key, a session of the browser, or nobody in particular."""

from collections.abc import Callable
from typing import Any, cast

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from ninja.security import APIKeyCookie, HttpBearer
from ninja.utils import check_csrf

from linli.kernel.access.actor import Actor
from linli.kernel.errors import NotAllowed
from linli.web.asked import Asked, client_address

ReadKey = Callable[[str, str], Actor | None]
SAFE = {"GET", "HEAD", "OPTIONS"}


class BearerKey(HttpBearer):
    """`Authorization: Bearer <key>`. A key that opens nothing is 401, not an anonymous visit.

    `read_key` gets the header and the network address, and raises NotKnown itself.
    """

    def __init__(self, read_key: ReadKey) -> None:
        super().__init__()
        self.read_key = read_key

    def __call__(self, request: HttpRequest) -> Any | None:
        return self.authenticate(request, request.headers.get("Authorization", ""))

    def authenticate(self, request: HttpRequest, token: str) -> Actor | None:
        actor = self.read_key(token, client_address(request))
        if actor is not None:
            cast(Asked, request).actor = actor
        return actor


class SessionOrNobody(APIKeyCookie):
    """The signed-in browser, or an anonymous visitor; what they may do, operations decide.

    A write that comes with a session cookie must carry the CSRF token, like a form.
    """

    param_name = settings.SESSION_COOKIE_NAME

    def _get_key(self, request: HttpRequest) -> str | None:
        # Without ninja's own CSRF check, which would refuse anonymous visitors as well.
        return request.COOKIES.get(self.param_name)

    def authenticate(self, request: HttpRequest, key: str | None) -> bool:
        if key and request.method not in SAFE and check_csrf(request):
            raise NotAllowed("csrf", _("Send a CSRF token or an API key."))
        return True
