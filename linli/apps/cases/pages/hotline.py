"""The orders that came from the hotline, and the way to bring in more."""

from typing import cast

from django.http import HttpRequest, HttpResponse

from linli.apps.cases.operations.hotline import MAY
from linli.apps.cases.queries.hotline import hotline_orders
from linli.kernel.access.permissions import require
from linli.web.asked import Asked, show


def hotline(request: HttpRequest, slug: str) -> HttpResponse:
    asked = cast(Asked, request)
    require(asked.actor, MAY, asked.community.id)
    rows = hotline_orders(asked.community, asked.actor)
    return show(request, "cases/hotline.html", {"rows": rows})
