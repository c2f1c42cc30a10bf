"""Figures of a period from the registered measures, each with the dates behind it."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from linli.apps.activities.choices import ActivityKind
from linli.apps.activities.models import Series
from linli.apps.activities.pages.work.acting import organiser
from linli.apps.organisations.public import Team
from linli.apps.venues.public import Room
from linli.kernel import clock
from linli.kernel.community import Community
from linli.kernel.measures import MEASURES, Question
from linli.web.asked import Asked, show
from linli.web.paging import asked_page, page_of

TOTALS = ("sessions", "person_times", "persons", "anonymous", "hours")
Names = Callable[[Community], dict[Any, str | Promise]]


def _rows_of(model: Any) -> Names:
    def read(community: Community) -> dict[Any, str | Promise]:
        rows = model._default_manager.filter(community_id=community.id)
        return dict(rows.values_list("id", "name"))

    return read


def _kinds(_community: Community) -> dict[Any, str | Promise]:
    return {each.value: each.label for each in ActivityKind}


def _months(_community: Community) -> dict[Any, str | Promise]:
    return {number: _("Month %(n)s") % {"n": number} for number in range(1, 13)}


WAYS: dict[str, tuple[str | Promise, Names]] = {
    "kind": (gettext_lazy("by kind"), _kinds),
    "month": (gettext_lazy("by month"), _months),
    "team": (gettext_lazy("by team"), _rows_of(Team)),
    "series": (gettext_lazy("by series"), _rows_of(Series)),
    "room": (gettext_lazy("by room"), _rows_of(Room)),
}


@dataclass(frozen=True)
class Part:
    value: str
    label: str | Promise
    sessions: Any
    person_times: Any


def figures(request: HttpRequest, slug: str) -> HttpResponse:
    asked = organiser(cast(Asked, request))
    question, by = _question(asked), _way(asked)
    totals = [(MEASURES[f"activities.{key}"], key) for key in TOTALS]
    context = {
        "question": question,
        "by": by,
        "ways": [(key, label) for key, (label, _names) in WAYS.items()],
        "totals": [(one.label, one.value(question), one.unit, one.says) for one, _key in totals],
        "parts": _parts(asked.community, question, by),
        "outcomes": _outcomes(question),
    }
    return show(request, "activities/work/figures.html", context)


def figure_dates(request: HttpRequest, slug: str) -> HttpResponse:
    """The rows behind a number: they add up to it."""
    asked = organiser(cast(Asked, request))
    question, by = _question(asked), _way(asked)
    value = asked.GET.get("value", "")
    names = WAYS[by][1](asked.community)
    key = next((each for each in names if str(each) == value), None)
    if value:
        question = Question(question.communities, question.end, question.start, by={by: key})
    measure = MEASURES["activities.person_times"]
    rows = measure.drill(question).select_related("activity", "gathering").order_by("starts_at")
    context = {
        "question": question,
        "by": by,
        "value": value,
        "label": names.get(key, "") if value else "",
        "total": measure.value(question),
        "page": page_of(rows, asked_page(request)),
    }
    return show(request, "activities/work/figure_dates.html", context)


def _question(asked: Asked) -> Question:
    """`?from=` and `?to=`; this year where they are no days."""
    today = clock.today(asked.community)
    first = _day(asked.GET.get("from", "")) or today.replace(month=1, day=1)
    last = _day(asked.GET.get("to", "")) or today
    return Question([asked.community], max(first, last), min(first, last))


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


def _way(asked: Asked) -> str:
    by = asked.GET.get("by", "kind")
    return by if by in WAYS else "kind"


def _parts(community: Community, question: Question, by: str) -> list[Part]:
    """Largest first; what belongs to none of them stands last, so that the sum is whole."""
    names = WAYS[by][1](community)
    dates = MEASURES["activities.sessions"].split(question, by)
    came = MEASURES["activities.person_times"].split(question, by)
    parts = [
        Part(str(key or ""), names.get(key, _("none of them")), dates[key], came.get(key, 0))
        for key in dates
    ]
    if by == "month":
        return sorted(parts, key=lambda each: int(each.value or 0))
    return sorted(parts, key=lambda each: (not each.value, -each.person_times, each.value))


def _outcomes(question: Question) -> list[tuple[str, str, int]]:
    rows = MEASURES["activities.outcomes"].drill(question)
    found: dict[tuple[str, str], int] = {}
    for what, unit, number in rows.values_list("what", "unit", "number"):
        found[what, unit] = found.get((what, unit), 0) + number
    return [(what, unit, number) for (what, unit), number in sorted(found.items())]
