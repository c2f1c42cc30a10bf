"""What a partner unit has to do here, and nothing else."""

from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from linli.apps.cases.pages.work.files import CASES
from linli.apps.cases.queries.orders import orders_of
from linli.apps.cases.queries.rows import work_rows
from linli.apps.organisations.public import Organisation
from linli.kernel.access.permissions import require
from linli.web.asked import Asked, show
from linli.web.downloads import table_asked

# What a unit does next with an order, by its state.
NEXT = {
    "dispatched": "signatures",
    "signed": "contacts",
    "contacted": "results",
    "handling": "results",
    "hung": "resumptions",
}


@never_cache
def orders(request: HttpRequest, slug: str) -> HttpResponse:
    asked = cast(Asked, request)
    community, actor = asked.community, asked.actor
    require(actor, "cases.orders", community.id)
    unit_id = actor.organisation_in(community.id)
    text = asked.GET.get("q", "").strip()[:60]
    found = orders_of(community, actor, unit_id, text)
    everything = [*found.to_do, *found.running, *found.done]
    file = table_asked(request, _("My orders"), CASES, everything)
    if file is not None:
        return file
    rows = work_rows(community, [*found.to_do, *found.running, *found.done])
    first, second = len(found.to_do), len(found.to_do) + len(found.running)
    context: dict[str, Any] = {
        "unit": Organisation.objects.filter(id=unit_id).first() if unit_id else None,
        "text": text,
        "to_do": rows[:first],
        "running": rows[first:second],
        "done": rows[second:],
        "calls": found.calls,
        "next": NEXT,
    }
    return show(request, "cases/work/orders.html", context)
