"""What a request is once the middleware has looked at it."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string, select_template

from linli.kernel.access.actor import Actor
from linli.kernel.community import Community


class Asked(HttpRequest):
    """A request with its actor and, under /c/<slug>/, its community."""

    actor: Actor
    community: Community
    large: bool
    theme: str
    request_id: str
    htmx: Any


def show(
    request: HttpRequest,
    template: str | Sequence[str],
    context: dict[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    """Render a page; the same function answers a fragment when htmx asks for one block."""
    names = [template] if isinstance(template, str) else list(template)
    body = select_template(names).render(context or {}, request)
    return HttpResponse(body, status=status)


def show_text(request: HttpRequest, template: str, context: dict[str, Any]) -> str:
    text: str = render_to_string(template, context, request)
    return text


def client_address(request: HttpRequest) -> str:
    """The network address, through as many proxies as the operator trusts."""

    hops = [hop.strip() for hop in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if hop]
    trusted = int(settings.LINLI_TRUSTED_PROXIES)
    if trusted and len(hops) >= trusted:
        return str(hops[-trusted])
    return str(request.META.get("REMOTE_ADDR", ""))
