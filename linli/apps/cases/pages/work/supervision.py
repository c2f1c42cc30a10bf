"""Urges and supervisions that wait for an answer, the hanging list, what is overdue."""

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from linli.apps.cases.choices import SupervisionKind
from linli.apps.cases.forms.work.ending import rung_name
from linli.apps.cases.models import Supervision
from linli.apps.cases.pages.work.files import CASES
from linli.apps.cases.public import supervised
from linli.apps.cases.queries.desks import never_answered
from linli.apps.cases.queries.rows import bar_tone, work_rows
from linli.apps.cases.queries.watching import holds, overdue
from linli.kernel import clock
from linli.kernel.access.permissions import require
from linli.web.asked import Asked, show
from linli.web.downloads import table_asked


@dataclass(frozen=True)
class Waiting:
    row: Supervision
    name: str
    late: bool
    count: int


def supervision(request: HttpRequest, slug: str) -> HttpResponse:
    asked = cast(Asked, request)
    community, actor, now = asked.community, asked.actor, clock.now()
    require(actor, "cases.follow_supervision", community.id)
    late = overdue(community, actor, now)
    file = table_asked(request, _("Overdue"), CASES, late)
    if file is not None:
        return file
    context = {
        "waiting": _by_case(supervised(community, actor), now),
        "never": never_answered(community, actor),
        "holds": holds(community, actor),
        "late": work_rows(community, late),
        "bar_tone": bar_tone,
        "now": now,
    }
    return show(request, "cases/work/supervision.html", context)


def _by_case(rows: list[Supervision], now: dt.datetime) -> list[Waiting]:
    """One line a case: its highest rung stands for all that wait."""
    shelves: dict[uuid.UUID, list[Supervision]] = {}
    for row in rows:
        shelves.setdefault(row.case_id, []).append(row)
    return [_waiting(own, now) for own in shelves.values()]


def _waiting(own: list[Supervision], now: dt.datetime) -> Waiting:
    row = max(own, key=lambda each: (each.kind == SupervisionKind.SUPERVISION, each.due_at))
    late = row.answer_due is not None and row.answer_due < now
    return Waiting(row, rung_name(row.code, row.level), late, len(own))
