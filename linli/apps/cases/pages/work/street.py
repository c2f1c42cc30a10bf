"""The street's and the district's page: communities side by side, what came up, supervision."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from linli.apps.cases.pages.work.files import STANDINGS
from linli.apps.cases.queries.rows import WorkRow, work_rows
from linli.apps.cases.queries.side_by_side import (
    LEVELS,
    Raised,
    climbed,
    members,
    standings,
    under_supervision,
)
from linli.kernel import clock
from linli.kernel.access.permissions import require
from linli.kernel.community import Community, CommunityKind
from linli.web.asked import Asked, show
from linli.web.downloads import table_asked


def street(request: HttpRequest, slug: str) -> HttpResponse:
    asked = cast(Asked, request)
    above, actor = asked.community, asked.actor
    require(actor, "cases.side_by_side", above.id)
    if above.kind == CommunityKind.COMMUNITY and above.parent is not None:
        return redirect("cases:street", slug=above.parent.slug)
    homes = members(above)
    lines = standings(above, actor, homes)
    file = table_asked(request, _("Communities side by side"), STANDINGS, lines)
    if file is not None:
        return file
    raised = climbed(above, actor, homes)
    watched = under_supervision(above, actor, homes)
    rows = work_rows(above, [one.row for one in [*raised, *watched]])
    context = {
        "lines": lines,
        "levels": LEVELS,
        "tallest": max([came for one in lines for _day, came, _ended in one.months] or [0]) or 1,
        "raised": _with_homes(raised, rows[: len(raised)]),
        "watched": _with_homes(watched, rows[len(raised) :]),
        "as_of": clock.now(),
    }
    return show(request, "cases/work/street.html", context)


def _with_homes(found: list[Raised], rows: list[WorkRow]) -> list[tuple[Community, WorkRow]]:
    return [(one.community, row) for one, row in zip(found, rows, strict=True)]
