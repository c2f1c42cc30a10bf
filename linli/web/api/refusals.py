"""Every refusal as {"code", "detail", "data"} with its status, whoever raised it."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy as _
from ninja import NinjaAPI
from ninja.errors import HttpError, Throttled, ValidationError

from linli.kernel.errors import Immutable, Malformed, NotKnown, NotSeen, Refusal, SlowDown
from linli.web import errors


def install(api: NinjaAPI) -> None:
    api.add_exception_handler(Refusal, _refused)
    api.add_exception_handler(ValidationError, _not_valid)
    api.add_exception_handler(HttpError, _http_error)
    api.add_exception_handler(Http404, _not_found)
    api.add_exception_handler(Exception, _broken)


def _refused(request: HttpRequest, refusal: Any) -> HttpResponse:
    return errors.answer(request, refusal)


def _not_valid(request: HttpRequest, trouble: Any) -> HttpResponse:
    fields = [
        {"field": _name(one["loc"]), "problem": one["msg"], "kind": one["type"]}
        for one in trouble.errors
    ]
    refusal = Malformed(
        "malformed",
        _("Some of what was sent cannot be read: see the fields."),
        field=fields[0]["field"] if fields else "",
        fields=fields,
    )
    return errors.answer(request, refusal)


def _name(place: tuple[Any, ...]) -> str:
    """("body", "payload", "name") gives "name"; ("query", "limit") gives "limit"."""
    inner = place[2:] if place[0] in {"body", "form"} and len(place) > 2 else place[1:]
    return ".".join(str(part) for part in inner) or str(place[0])


def _http_error(request: HttpRequest, trouble: Any) -> HttpResponse:
    refusal: Refusal
    if isinstance(trouble, Throttled):
        refusal = SlowDown("too_many_attempts", _("Too many requests. Please wait a little."))
    elif trouble.status_code == 401:
        refusal = NotKnown("sign_in_needed", _("Please sign in first."))
    else:
        refusal = Malformed("malformed", _("The request cannot be read. Send JSON."))
        refusal.status = trouble.status_code
    return errors.answer(request, refusal)


def _not_found(request: HttpRequest, _trouble: Any) -> HttpResponse:
    return errors.not_found(request)


def _broken(_request: HttpRequest, trouble: Any) -> HttpResponse:
    raise trouble  # to Django's handler, which logs it and answers `internal`


def no_such_path(request: HttpRequest, rest: str = "") -> HttpResponse:
    return errors.answer(request, NotSeen("not_found", _("There is nothing at this address.")))


def in_json(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Around a path of the API: a method that it does not have is answered in JSON as well.

    What is answered depends on who asks, so no cache on the way may keep it.
    """

    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        given = view(request, *args, **kwargs)
        given.headers.setdefault("Cache-Control", "private, no-cache")
        if given.status_code != 405 or given.get("Content-Type", "").startswith("application/json"):
            return given
        methods = given.get("Allow", "")
        refusal = Immutable(
            "method_not_allowed", _("This address does not take that."), methods=methods
        )
        refused = errors.answer(request, refusal)
        refused["Allow"] = methods
        return refused

    answer.csrf_exempt = True  # type: ignore[attr-defined]  # who.py checks it, for sessions only
    return answer
