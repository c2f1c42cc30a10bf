"""Request number, language and size, community by address, refusals into answers."""

import logging
import uuid
from collections.abc import Callable
from typing import Any, cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation.trans_real import parse_accept_lang_header

from linli.kernel.community import community_by_slug
from linli.kernel.editions import enter_edition, leave_edition
from linli.kernel.errors import Malformed, Refusal
from linli.web import errors
from linli.web.asked import Asked

Next = Callable[[HttpRequest], HttpResponse]
YEAR = 365 * 24 * 3600
CHOICES = {
    "lang": ("linli_language", {code for code, _ in settings.LANGUAGES}),
    "size": ("linli_size", {"large", "normal"}),
    "theme": ("linli_theme", {"light", "dark", "auto"}),
}


class RequestId:
    """Each answer carries a number that a person can name when something went wrong."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        cast(Asked, request).request_id = uuid.uuid4().hex[:12]
        response = self.get_response(request)
        response["X-Request-Id"] = cast(Asked, request).request_id
        return response


class Language:
    """The browser's wish first, then the reader's own choice, kept in a cookie.

    `?lang=`, `?size=` and `?theme=` work on every address and without JavaScript.
    """

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        asked = cast(Asked, request)
        chosen = {
            name: request.GET[name]
            for name, (_cookie, allowed) in CHOICES.items()
            if request.GET.get(name) in allowed
        }
        language = chosen.get("lang") or request.COOKIES.get("linli_language", "")
        if language not in CHOICES["lang"][1]:
            language = wished_language(request.META.get("HTTP_ACCEPT_LANGUAGE", ""))
        asked.large = (chosen.get("size") or request.COOKIES.get("linli_size")) == "large"
        theme = chosen.get("theme") or request.COOKIES.get("linli_theme", "auto")
        asked.theme = theme if theme in CHOICES["theme"][1] else "auto"
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        for name, value in chosen.items():
            response.set_cookie(CHOICES[name][0], value, max_age=YEAR, samesite="Lax")
        return response


def wished_language(header: str) -> str:
    """zh-TW, zh-HK and zh-Hant read traditional; other Chinese and the unknown simplified."""
    for wish, _quality in parse_accept_lang_header(header[:500].lower()):
        if wish.startswith("zh"):
            hant = any(mark in wish for mark in ("hant", "tw", "hk", "mo"))
            return "zh-hant" if hant else "zh-hans"
        if wish.startswith("en"):
            return "en"
    return "zh-hans"


def refuse_nul(request: HttpRequest) -> None:
    """No text that a person types holds the character nought, and PostgreSQL keeps none."""
    if "%00" in request.META.get("QUERY_STRING", "") or "\x00" in request.path_info:
        raise Malformed("not_text", _("This address cannot be read."))


class Refusals:
    """Puts the community of the address on the request, and turns a Refusal into its answer."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response
        self.log = logging.getLogger("linli.web")

    def __call__(self, request: HttpRequest) -> HttpResponse:
        try:
            return self.get_response(request)
        finally:
            timezone.deactivate()
            leave_edition()

    def process_view(
        self, request: HttpRequest, _view: Any, _args: Any, kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        slug = kwargs.get("slug")
        try:
            refuse_nul(request)
            if slug is None:
                return None
            asked = cast(Asked, request)
            asked.community = community_by_slug(slug)
            timezone.activate(asked.community.zone)
            enter_edition(asked.community)
        except Refusal as refusal:
            return errors.answer(request, refusal)
        return None

    def process_exception(self, request: HttpRequest, trouble: Exception) -> HttpResponse | None:
        if isinstance(trouble, Refusal):
            return errors.answer(request, trouble)
        return None
