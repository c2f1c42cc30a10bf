"""Urges and supervisions that wait for an answer, the hanging list, what is overdue."""

from typing import cast

from django.http import HttpRequest, HttpResponse

from linli.apps.cases.forms.work.ending import rung_name
from linli.apps.cases.public import supervised
from linli.apps.cases.queries.rows import bar_tone, work_rows
from linli.apps.cases.queries.watching import holds, overdue
from linli.kernel import clock
from linli.kernel.access.permissions import require
from linli.web.asked import Asked, show


def supervision(request: HttpRequest, slug: str) -> HttpResponse:
    asked = cast(Asked, request)
    community, actor, now = asked.community, asked.actor, clock.now()
    require(actor, "cases.follow_supervision", community.id)
    context = {
        "waiting": [
            (
                row,
                rung_name(row.code, row.level),
                row.answer_due is not None and row.answer_due < now,
            )
            for row in supervised(community, actor)
        ],
        "holds": holds(community, actor),
        "late": work_rows(community, overdue(community, actor, now)),
        "bar_tone": bar_tone,
        "now": now,
    }
    return show(request, "cases/work/supervision.html", context)
