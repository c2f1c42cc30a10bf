"""Pages of routines: what everybody sees, today's board, and the days of one routine."""

import datetime as dt
import uuid
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from linli.apps.duties import forms, operations
from linli.apps.duties.models import DutyDue, Plan
from linli.apps.duties.queries import duty_board, plan_lines, plan_page
from linli.apps.duties.rules import EDIT, REPORT
from linli.kernel import clock
from linli.kernel.access.permissions import holds
from linli.web.acting import Act, act_page, row_of
from linli.web.addresses import url
from linli.web.asked import Asked, show


def routines(request: HttpRequest, slug: str) -> HttpResponse:
    asked = cast(Asked, request)
    lines = plan_lines(asked.community, public=True)
    context = {"lines": lines, "today": clock.today(asked.community)}
    return show(request, "duties/routines.html", context)


def _rights(asked: Asked) -> dict[str, bool]:
    home, actor = asked.community.id, asked.actor
    return {"may_edit": holds(actor, EDIT, home), "may_report": holds(actor, REPORT, home)}


def board(request: HttpRequest, slug: str) -> HttpResponse:
    asked = cast(Asked, request)
    found = duty_board(asked.community, asked.actor)
    return show(request, "duties/board.html", {"board": found, **_rights(asked)})


def plan(request: HttpRequest, slug: str, plan_id: uuid.UUID) -> HttpResponse:
    asked = cast(Asked, request)
    today = clock.today(asked.community)
    page = plan_page(asked.community, asked.actor, plan_id, _month(request, today))
    context = {"page": page, "today": today, **_rights(asked)}
    return show(request, "duties/plan.html", context)


def _month(request: HttpRequest, today: dt.date) -> dt.date:
    try:
        month = dt.date.fromisoformat(f"{request.GET.get('month', '')}-01")
    except ValueError:
        return today
    return month if 2000 <= month.year <= today.year + 1 else today


def to_board(asked: Asked, _none: Any) -> str:
    return url("duties:board", slug=asked.community.slug)


def to_plan(asked: Asked, row: DutyDue) -> str:
    return url("duties:plan", slug=asked.community.slug, plan_id=row.plan_id)


def here(asked: Asked) -> dict[str, Any]:
    return {"community": asked.community, "actor": asked.actor}


def on_due(operation: Any) -> Any:
    def run(asked: Asked, row: DutyDue, given: dict[str, Any]) -> None:
        operation(**here(asked), due_id=row.id, **given)

    return run


def named(row: DutyDue) -> str:
    return f"{row.plan.title} · {row.last_day}"


new_plan = act_page(
    Act(
        title=_("A new routine"),
        button=_("Begin it"),
        form=forms.PlanForm,
        run=lambda asked, _none, given: operations.open_plan(**here(asked), **given),
        back=to_board,
        done=_("It is in the plan; its days stand on the board."),
        permission=EDIT,
        more=("theme", "team", "due_by"),
    )
)
ending = act_page(
    Act(
        title=_("The routine ends"),
        button=_("End it"),
        form=forms.EndForm,
        find=row_of(Plan),
        lead=str,
        run=lambda asked, row, given: operations.end_plan(**here(asked), plan_id=row.id, **given),
        back=to_board,
        done=_("It has ended; what was done stays."),
        permission=EDIT,
        danger=True,
    )
)
report = act_page(
    Act(
        title=_("It was done"),
        button=_("Write it down"),
        form=forms.ReportForm,
        find=row_of(DutyDue, "plan"),
        lead=named,
        run=on_due(operations.report_duty),
        back=to_board,
        done=_("Written down."),
        permission=REPORT,
    )
)
waiver = act_page(
    Act(
        title=_("It was not needed"),
        button=_("Write it down"),
        form=forms.ReasonForm,
        find=row_of(DutyDue, "plan"),
        lead=named,
        run=on_due(operations.waive_duty),
        back=to_board,
        done=_("Written down; it counts apart, not as done."),
        permission=REPORT,
    )
)
excuse = act_page(
    Act(
        title=_("Excuse it"),
        button=_("Excuse it"),
        form=forms.ReasonForm,
        find=row_of(DutyDue, "plan"),
        lead=named,
        run=on_due(operations.excuse_duty),
        back=to_plan,
        done=_("Excused, with its reason."),
        permission=EDIT,
    )
)
