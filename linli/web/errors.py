"""Error pages that say what happened and what to do next."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.utils.translation import gettext as _

from linli.kernel.errors import NotKnown, NotSeen, Refusal
from linli.web.asked import show


def wants_json(request: HttpRequest) -> bool:
    return request.path.startswith(("/api/", "/_test/"))


def answer(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    if wants_json(request):
        return JsonResponse(refusal.as_dict(), status=refusal.status)
    if isinstance(refusal, NotKnown) and request.method == "GET":
        return HttpResponseRedirect(f"/login/?{urlencode({'next': request.get_full_path()})}")
    return show(request, "web/error.html", {"refusal": refusal}, status=refusal.status)


def not_found(request: HttpRequest, exception: Any = None) -> HttpResponse:
    return answer(request, NotSeen("not_found", _("There is nothing at this address.")))


def broken(request: HttpRequest) -> HttpResponse:
    refusal = Refusal("internal", _("Something broke on our side. What you did before is safe."))
    refusal.status = 500
    return answer(request, refusal)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """An expired page must not lose typed text: it comes back as a form to send again."""
    if wants_json(request):
        body = {"code": "csrf", "detail": _("Send a CSRF token or an API key."), "data": {}}
        return JsonResponse(body, status=403)
    typed = [
        (name, value)
        for name, values in request.POST.lists()
        if name != "csrfmiddlewaretoken" and "password" not in name
        for value in values
    ]
    return show(
        request, "web/stale.html", {"typed": typed, "action": request.get_full_path()}, status=403
    )
