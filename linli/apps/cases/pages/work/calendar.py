"""The working calendar: the year's days off and make-up days, and the hours of the community."""

import datetime as dt
from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from linli.apps.cases.forms.work.calendar import HoursForm, YearForm
from linli.apps.cases.operations.choosing import choose_hours, enter_year
from linli.kernel import clock
from linli.kernel.access.permissions import holds, require
from linli.kernel.calendar import CalendarYear, Day, days_between, intervals_of
from linli.kernel.errors import Conflict, RuleNotMet
from linli.web.asked import Asked, show


@require_http_methods(["GET", "POST"])
def calendar(request: HttpRequest, slug: str) -> HttpResponse:
    """One page, two forms: `what` says which one was sent."""
    asked = cast(Asked, request)
    if not holds(asked.actor, "cases.edit_calendar", asked.community.id):
        require(asked.actor, "cases.edit_types", asked.community.id)
    year_form, hours_form, status = (
        YearForm(initial=_next_year()),
        HoursForm(initial=_hours(asked)),
        200,
    )
    if request.method == "POST":
        sent = request.POST.get("what", "")
        if sent == "year":
            year_form = YearForm(request.POST)
            answer = _enter_year(asked, year_form)
        else:
            hours_form = HoursForm(request.POST)
            answer = _choose_hours(asked, hours_form)
        if isinstance(answer, HttpResponse):
            return answer
        status = answer
    return _show(asked, year_form, hours_form, status)


def _enter_year(asked: Asked, form: YearForm) -> HttpResponse | int:
    if not form.is_valid():
        return 422
    given = form.cleaned_data
    try:
        moved = enter_year(
            community=asked.community,
            actor=asked.actor,
            year=given["year"],
            source=given["source"],
            free=given["free"],
            worked=given["worked"],
        )
    except (RuleNotMet, Conflict) as refusal:
        form.refuse(refusal.detail, str(refusal.data.get("field", "")))
        return refusal.status
    text = _("The year is entered. %(n)s deadlines that rested on a guess are now firm.")
    messages.success(asked, text % {"n": moved})
    return redirect("cases:calendar", slug=asked.community.slug)


def _choose_hours(asked: Asked, form: HoursForm) -> HttpResponse | int:
    if not form.is_valid():
        return 422
    try:
        choose_hours(
            community=asked.community,
            actor=asked.actor,
            effective_from=form.cleaned_data["day"],
            intervals=form.spans(),
        )
    except (RuleNotMet, Conflict) as refusal:
        field = str(refusal.data.get("field", ""))
        form.refuse(refusal.detail, "day" if field == "from" else field)
        return refusal.status
    messages.success(asked, _("Written down. It holds from that day on."))
    return redirect("cases:calendar", slug=asked.community.slug)


def _next_year() -> dict[str, Any]:
    last = CalendarYear.objects.order_by("-year").values_list("year", flat=True).first()
    return {"year": last + 1 if last else clock.now().year}


def _hours(asked: Asked) -> dict[str, Any]:
    today = clock.today(asked.community)
    spans = intervals_of(asked.community, today)
    first, last = spans[0], spans[-1]
    return {
        "morning_from": f"{first.start:%H:%M}",
        "morning_to": f"{first.end:%H:%M}",
        "afternoon_from": f"{last.start:%H:%M}",
        "afternoon_to": f"{last.end:%H:%M}",
        "day": today,
    }


def _show(asked: Asked, year: YearForm, hours: HoursForm, status: int) -> HttpResponse:
    today = clock.today(asked.community)
    text = asked.GET.get("year", "")
    shown = int(text) if text.isascii() and text.isdigit() and len(text) == 4 else today.year
    shown = min(max(shown, 2004), 2100)
    days = days_between(asked.community, dt.date(shown, 1, 1), dt.date(shown, 12, 31))
    context = {
        "year_form": year,
        "hours_form": hours,
        "may_year": holds(asked.actor, "cases.edit_calendar", asked.community.id),
        "may_hours": holds(asked.actor, "cases.choose_policies", asked.community.id),
        "shown": shown,
        "known": all(day.known for day in days),
        "exceptions": _exceptions(days),
        "months": _months(days),
        "hours": intervals_of(asked.community, today),
        "years": list(CalendarYear.objects.order_by("-year")[:4]),
        "today": today,
    }
    return show(asked, "cases/work/calendar.html", context, status)


def _exceptions(days: list[Day]) -> list[Day]:
    """Weekdays off and worked weekends: what the notice changed."""
    return [day for day in days if day.is_workday == (day.date.weekday() >= 5)]


def _months(days: list[Day]) -> list[tuple[str, list[list[Day | None]]]]:
    """Twelve sheets, each of weeks from Monday to Sunday."""
    sheets = []
    for month in range(1, 13):
        own: list[Day | None] = [day for day in days if day.date.month == month]
        first = days[0].date.replace(month=month, day=1).weekday()
        cells = [*([None] * first), *own]
        cells += [None] * (-len(cells) % 7)
        weeks = [cells[n : n + 7] for n in range(0, len(cells), 7)]
        sheets.append(
            (_("%(month)s/%(year)s") % {"month": month, "year": days[0].date.year}, weeks)
        )
    return sheets
