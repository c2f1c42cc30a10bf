"""The three rates with their two numbers and what was left out, each number a list of cases."""

import datetime as dt
from dataclasses import dataclass
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from linli.apps.cases.forms.work.pool import read_day, read_number
from linli.apps.cases.measures import RateLine, rate_table
from linli.apps.cases.models import Case, CaseType
from linli.apps.cases.pages.work.files import CASES, rate_columns
from linli.apps.cases.queries.lists import as_rows
from linli.apps.cases.queries.rows import work_rows
from linli.apps.organisations.public import Organisation
from linli.kernel import clock
from linli.kernel.access.permissions import require, visible
from linli.kernel.community import Community, CommunityKind
from linli.kernel.errors import NotSeen
from linli.kernel.measures import MEASURES, Question
from linli.web.asked import Asked, show
from linli.web.downloads import table_asked

DIMENSIONS = {"organisation": "unit", "type": "type"}
MOST = 200


@dataclass(frozen=True)
class Period:
    start: dt.date
    end: dt.date

    @property
    def params(self) -> dict[str, str]:
        return {"start": self.start.isoformat(), "end": self.end.isoformat()}


def period_of(given: Any, today: dt.date) -> Period:
    """The days asked for; this month where nothing or nonsense was asked."""
    start = read_day(given.get("start", "")) or today.replace(day=1)
    end = read_day(given.get("end", "")) or _last_day(today)
    return Period(min(start, end), max(start, end))


def _last_day(day: dt.date) -> dt.date:
    return (day.replace(day=28) + dt.timedelta(days=4)).replace(day=1) - dt.timedelta(days=1)


def periods(today: dt.date) -> list[tuple[str, Period]]:
    month = today.replace(day=1)
    before = (month - dt.timedelta(days=1)).replace(day=1)
    return [
        (_("this month"), Period(month, _last_day(today))),
        (_("last month"), Period(before, _last_day(before))),
        (_("this year"), Period(today.replace(month=1, day=1), today.replace(month=12, day=31))),
    ]


def rates(request: HttpRequest, slug: str) -> HttpResponse:
    asked = _opened(request)
    community = asked.community
    today = clock.today(community)
    period = period_of(asked.GET, today)
    question = Question([community], end=period.end, start=period.start)
    units = rate_table(question, "organisation")
    kinds = rate_table(question, "type")
    whole = rate_table(question)[0]
    by_unit = _named(units, _unit_names(units), _("no unit (the grid itself)"))
    by_kind = _named(kinds, _type_names(community, kinds), "")
    everything = [(community.name, whole), *by_unit, *by_kind]
    file = table_asked(request, _("The three rates"), rate_columns(whole), everything)
    if file is not None:
        return file
    context = {
        "period": period,
        "periods": periods(today),
        "whole": whole,
        "units": by_unit,
        "kinds": by_kind,
        "label": lambda key: str(MEASURES[key].label),
        "as_of": clock.now(),
        "is_community": community.kind == CommunityKind.COMMUNITY,
    }
    return show(request, "cases/work/rates.html", context)


def _opened(request: HttpRequest) -> Asked:
    asked = cast(Asked, request)
    require(asked.actor, "cases.rates", asked.community.id)
    return asked


def _unit_names(lines: list[RateLine]) -> dict[Any, str]:
    wanted = [line.member for line in lines if line.member]
    return dict(Organisation.objects.filter(id__in=wanted).values_list("id", "name"))


def _type_names(community: Community, lines: list[RateLine]) -> dict[Any, str]:
    wanted = [line.member for line in lines]
    rows = CaseType.objects.filter(community_id=community.id, code__in=wanted)
    return {row.code: row.name for row in rows.order_by("version")}


def _named(lines: list[RateLine], names: dict[Any, str], nobody: str) -> list[tuple[str, RateLine]]:
    """In the order of their names: no ranking."""
    named = [(names.get(line.member, nobody or str(line.member)), line) for line in lines]
    return sorted(named, key=lambda pair: pair[0])


def drill(request: HttpRequest, slug: str) -> HttpResponse:
    """The cases behind one number."""
    asked = _opened(request)
    key = asked.GET.get("measure", "")
    if not key.startswith("cases.due") or key not in MEASURES:
        raise NotSeen("measure_not_found", _("There is no such number."))
    community = asked.community
    period = period_of(asked.GET, clock.today(community))
    by: dict[str, Any] = {}
    unit = asked.GET.get("unit", "")
    if unit:
        by["organisation"] = None if unit == "none" else read_number(unit)
    if asked.GET.get("type"):
        by["type"] = asked.GET["type"][:60]
    question = Question([community], end=period.end, start=period.start, by=by)
    counted = MEASURES[key].drill(question)
    seen = visible(asked.actor, "cases.see", Case.objects.all(), community.id)
    rows = as_rows(seen.filter(id__in=counted.values("id")).order_by("registered_at")[:MOST])
    file = table_asked(request, str(MEASURES[key].label), CASES, rows)
    if file is not None:
        return file
    context = {
        "measure": MEASURES[key],
        "period": period,
        "count": MEASURES[key].value(question),
        "rows": work_rows(community, rows),
    }
    return show(request, "cases/work/drill.html", context)
