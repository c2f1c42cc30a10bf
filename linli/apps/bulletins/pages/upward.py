"""Pages of demands from above, their monthly sheet, and the index of evidence."""

import datetime as dt
import uuid
from contextlib import suppress
from typing import Any, cast
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from linli.apps.bulletins.forms import upward as forms
from linli.apps.bulletins.models import Demand, Programme
from linli.apps.bulletins.operations import demands as keeping
from linli.apps.bulletins.operations import evidence as showing
from linli.apps.bulletins.queries import demands as reading
from linli.apps.bulletins.queries import evidence as finding
from linli.apps.bulletins.rules.upward import KEEP_DEMANDS
from linli.kernel import clock
from linli.kernel.access.permissions import holds, require
from linli.web.acting import Act, act_page, row_of
from linli.web.addresses import url
from linli.web.asked import Asked, show


def _may_keep(asked: Asked) -> bool:
    return holds(asked.actor, KEEP_DEMANDS, asked.community.id)


def demands(request: HttpRequest, slug: str) -> HttpResponse:
    asked = cast(Asked, request)
    today = clock.today(asked.community)
    sheet = reading.month_sheet(asked.community, asked.actor, today)
    context = {"sheet": sheet, "may_keep": _may_keep(asked)}
    return show(request, "bulletins/demands.html", context)


def demand(request: HttpRequest, slug: str, demand_id: uuid.UUID) -> HttpResponse:
    asked = cast(Asked, request)
    page = reading.demand_page(asked.community, asked.actor, demand_id)
    return show(request, "bulletins/demand.html", {"page": page, "may_keep": _may_keep(asked)})


def month(request: HttpRequest, slug: str) -> HttpResponse:
    asked = cast(Asked, request)
    day = clock.today(asked.community)
    with suppress(ValueError):
        day = dt.date.fromisoformat(f"{request.GET.get('month', '')}-01")
    day = day if 2000 <= day.year <= 2100 else clock.today(asked.community)
    sheet = reading.month_sheet(asked.community, asked.actor, day)
    return show(request, "bulletins/demand_sheet.html", {"sheet": sheet})


def programmes(request: HttpRequest, slug: str) -> HttpResponse:
    asked = cast(Asked, request)
    rows = finding.programmes_for(asked.community, asked.actor)
    return show(request, "bulletins/programmes.html", {"rows": rows, "may_keep": _may_keep(asked)})


def programme(request: HttpRequest, slug: str, programme_id: uuid.UUID) -> HttpResponse:
    asked = cast(Asked, request)
    page = finding.programme_page(asked.community, asked.actor, programme_id)
    return show(request, "bulletins/programme.html", {"page": page, "may_keep": _may_keep(asked)})


def parcel(request: HttpRequest, slug: str, programme_id: uuid.UUID) -> HttpResponse:
    """Everything of a programme in one file."""
    asked = cast(Asked, request)
    require(asked.actor, KEEP_DEMANDS, asked.community.id)
    most = finding.MOST_ROWS
    page = finding.programme_page(asked.community, asked.actor, programme_id, most)
    made = finding.evidence_zip(page)
    showing.note_taking(
        actor=asked.actor, programme=page.programme, standards=made.standards, files=made.files
    )
    answer = HttpResponse(made.body, content_type="application/zip")
    name = quote(f"{page.programme.name}.zip")
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}"
    answer["Cache-Control"] = "private, no-store"
    return answer


def here(asked: Asked) -> dict[str, Any]:
    return {"community": asked.community, "actor": asked.actor}


def to_demands(asked: Asked, _none: Any) -> str:
    return url("bulletins:demands", slug=asked.community.slug)


def to_demand(asked: Asked, row: Demand) -> str:
    return url("bulletins:demand", slug=asked.community.slug, demand_id=row.id)


def to_programmes(asked: Asked, _none: Any) -> str:
    return url("bulletins:programmes", slug=asked.community.slug)


def to_programme(asked: Asked, row: Programme) -> str:
    return url("bulletins:programme", slug=asked.community.slug, programme_id=row.id)


def on_demand(operation: Any) -> Any:
    def run(asked: Asked, row: Demand, given: dict[str, Any]) -> None:
        operation(**here(asked), demand_id=row.id, **given)

    return run


def keep(title: Any, button: Any, form: Any, run: Any, **more: Any) -> Any:
    made = Act(title=title, button=button, form=form, run=run, permission=KEEP_DEMANDS, **more)
    return act_page(made)


new_demand = keep(
    _("Enter a demand"),
    _("Enter the demand"),
    forms.DemandForm,
    lambda asked, _none, given: keeping.file_demand(**here(asked), **given),
    back=to_demands,
    done=_("The demand is in the register, with what it costs."),
)
matching = keep(
    _("What answers it already"),
    _("Save"),
    forms.MatchForm,
    on_demand(keeping.match_demand),
    find=row_of(Demand),
    lead=str,
    back=to_demand,
    done=_("Saved."),
)
answering = keep(
    _("It was handed in"),
    _("Write it down"),
    forms.AnswerForm,
    on_demand(keeping.answer_demand),
    find=row_of(Demand),
    start=lambda _asked, row: {"hours": row.hours},
    lead=str,
    back=to_demand,
    done=_("Written down."),
)
ending = keep(
    _("It is demanded no longer"),
    _("End it"),
    forms.EndDemandForm,
    on_demand(keeping.end_demand),
    find=row_of(Demand),
    lead=str,
    back=to_demands,
    done=_("It has ended; what it cost stays."),
    danger=True,
)
new_programme = keep(
    _("A new programme"),
    _("Begin it"),
    forms.ProgrammeForm,
    lambda asked, _none, given: showing.open_programme(**here(asked), **given),
    back=to_programmes,
    done=_("Now enter its standards and say which records show them."),
)
new_standard = keep(
    _("A standard and its evidence"),
    _("Enter the standard"),
    forms.StandardForm,
    lambda asked, row, given: showing.set_standard(**here(asked), programme_id=row.id, **given),
    find=row_of(Programme),
    lead=str,
    back=to_programme,
    done=_("The records that show it stand beside it now."),
)
