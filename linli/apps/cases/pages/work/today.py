"""The grid worker's day on a phone: what is due, what is new, what lies on the way."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache

from linli.apps.cases.choices import CaseState
from linli.apps.cases.public import today_of
from linli.apps.cases.queries.desks import to_look_at
from linli.apps.cases.queries.rows import work_rows
from linli.apps.cases.queries.saying import state_tone
from linli.apps.places.public import Grid
from linli.kernel import clock
from linli.kernel.access.actor import Role
from linli.kernel.access.permissions import require
from linli.kernel.panels import Scene, fill_panels
from linli.web.asked import Asked, show

SHOWS = ("", "due", "new", "others")
CARDS = 12
STOPPED = (CaseState.HUNG, CaseState.OBJECTED, CaseState.REPORTED_DONE, CaseState.CHECKED)


@never_cache
def today(request: HttpRequest, slug: str) -> HttpResponse:
    asked = cast(Asked, request)
    community, actor = asked.community, asked.actor
    require(actor, "cases.today", community.id)
    found = today_of(community, actor)
    only = asked.GET.get("show", "")
    only = only if only in SHOWS else ""
    waiting = work_rows(community, [*found.due, *found.new, *found.others])
    due = waiting[: len(found.due)]
    new = waiting[len(found.due) : found.count]
    others = waiting[found.count :]
    checks = to_look_at(community, actor)
    context = {
        "grid": _own_grid(asked),
        "now": clock.now(),
        "only": only,
        "due": due if only in ("", "due") else [],
        "new": new if only in ("", "new") else [],
        "others": others if only in ("", "others") else [],
        "counts": {"due": len(due), "new": len(new), "others": len(others)},
        "checks": [(row, *state_tone(row.state)) for row in checks],
        "cards": CARDS,
        "stopped": STOPPED,
        "panels": fill_panels("today", Scene(community, actor)),
    }
    return show(request, "cases/work/today.html", context)


def _own_grid(asked: Asked) -> Grid | None:
    grants = asked.actor.in_community(asked.community.id)
    own = next((g.grid_id for g in grants if g.role == Role.GRID_WORKER and g.grid_id), None)
    if own is None:
        return None
    return Grid.objects.filter(community_id=asked.community.id, id=own).first()
