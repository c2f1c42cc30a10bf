"""Error pages that say what happened and what to do next, and keep what was typed."""

import logging
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.utils.translation import gettext as _

from linli.kernel.errors import Malformed, NotKnown, NotSeen, Refusal
from linli.web.asked import show
from linli.web.kept import inside, keep, labelled, typed_in

log = logging.getLogger("linli.web")


def wants_json(request: HttpRequest) -> bool:
    return request.path.startswith(("/api/", "/_test/"))


def answer(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    if wants_json(request):
        return with_headers(JsonResponse(refusal.as_dict(), status=refusal.status), refusal)
    if isinstance(refusal, NotKnown):
        return _ask_to_sign_in(request)
    page = show(request, "web/error.html", {"refusal": refusal}, status=refusal.status)
    return with_headers(page, refusal)


def with_headers(response: HttpResponse, refusal: Refusal) -> HttpResponse:
    """When to come again after 429; how to sign in after 401."""
    if refusal.status == 429:
        response["Retry-After"] = str(int(refusal.data.get("minutes", 1)) * 60)
    if refusal.status == 401:
        response["WWW-Authenticate"] = "Bearer"
    return response


def _ask_to_sign_in(request: HttpRequest) -> HttpResponse:
    if request.headers.get("HX-Request"):
        back = inside(urlsplit(request.headers.get("HX-Current-URL", "")).path)
        return HttpResponse(status=401, headers={"HX-Redirect": _login(back)})
    if request.method in {"GET", "HEAD"}:
        return HttpResponseRedirect(_login(request.get_full_path()))
    came_from = inside(urlsplit(request.headers.get("Referer", "")).path)
    sealed, typed = keep(request), typed_in(request)
    context = {"next": came_from, "kept": sealed, "lost": bool(typed) and not sealed}
    return show(request, "web/signed_out.html", context, status=401)


def _login(back: str) -> str:
    return f"/login/?{urlencode({'next': back})}" if back else "/login/"


def not_found(request: HttpRequest, exception: Any = None) -> HttpResponse:
    return answer(request, NotSeen("not_found", _("There is nothing at this address.")))


def malformed(request: HttpRequest, exception: Any = None) -> HttpResponse:
    detail = _("This could not be read. If it was a large file, choose a smaller one.")
    return answer(request, Malformed("malformed", detail))


def broken(request: HttpRequest) -> HttpResponse:
    refusal = Refusal(
        "internal",
        _("Something broke on our side. What you did before is safe."),
        request_id=getattr(request, "request_id", ""),
    )
    refusal.status = 500
    try:
        return answer(request, refusal)
    except Exception:
        # What broke may be the shell or the database: this page needs neither.
        log.exception("the error page broke as well")
        text = f"{refusal.detail} {refusal.data['request_id']}"
        return HttpResponse(text, status=500, content_type="text/plain; charset=utf-8")


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """An expired page must not lose typed text: it comes back as a form to send again."""
    if wants_json(request):
        body = {"code": "csrf", "detail": _("Send a CSRF token or an API key."), "data": {}}
        return JsonResponse(body, status=403)
    context = {
        "typed": labelled(typed_in(request)),
        "action": request.get_full_path(),
        "again": False,
    }
    return show(request, "web/stale.html", context, status=403)
