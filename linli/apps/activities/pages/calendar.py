"""The public calendar: a list, a week, a sheet for the wall."""

import datetime as dt
from dataclasses import dataclass
from typing import Any, cast

from csp.decorators import csp_replace
from django.http import HttpRequest, HttpResponse

from linli.apps.activities.queries.finding import CalendarFilter
from linli.apps.activities.queries.saying import date_state
from linli.apps.activities.queries.showing import (
    by_day,
    calendar_lines,
    kinds_between,
    week_of,
)
from linli.apps.activities.rules.permissions import ORGANISE
from linli.kernel import clock
from linli.kernel.access.permissions import holds
from linli.web.addresses import url
from linli.web.asked import Asked, show
from linli.web.qr import full_address, qr_svg

LIST_DAYS, WEEK = 28, 7
FARTHEST = dt.timedelta(days=366 * 30)


@dataclass(frozen=True)
class Window:
    """The days on show, and where the neighbouring ones begin."""

    view: str
    first: dt.date
    days: int

    @property
    def last(self) -> dt.date:
        return self.first + dt.timedelta(days=self.days - 1)

    @property
    def before(self) -> dt.date:
        return self.first - dt.timedelta(days=self.days)

    @property
    def after(self) -> dt.date:
        return self.first + dt.timedelta(days=self.days)


def calendar_page(request: HttpRequest, slug: str) -> HttpResponse:
    asked = cast(Asked, request)
    window = _window(asked)
    return show(request, "activities/calendar.html", _context(asked, window))


def poster(request: HttpRequest, slug: str) -> HttpResponse:
    """Seven days on a sheet, with the code of the calendar."""
    asked = cast(Asked, request)
    context = _context(asked, Window("week", _monday(_from(asked)), WEEK))
    address = full_address(request, url("activities:calendar", slug=slug))
    return show(
        request, "activities/poster.html", context | {"qr": qr_svg(address), "address": address}
    )


@csp_replace({"frame-ancestors": ["*"]})  # type: ignore[arg-type]  # a list is taken as well
def embed(request: HttpRequest, slug: str) -> HttpResponse:
    """Only the list, for a frame on the site of a partner."""
    asked = cast(Asked, request)
    window = Window("list", clock.today(asked.community), LIST_DAYS)
    return show(request, "activities/embed.html", _context(asked, window))


def _context(asked: Asked, window: Window) -> dict[str, Any]:
    community, actor = asked.community, asked.actor
    kind, text = asked.GET.get("kind", "")[:20], asked.GET.get("q", "").strip()[:60]
    wanted = CalendarFilter(first=window.first, last=window.last, kind=kind, text=text)
    lines = calendar_lines(community, actor, wanted)
    now = clock.now()
    return {
        "window": window,
        "today": clock.today(community),
        "kind": kind,
        "text": text,
        "kinds": kinds_between(community, actor, window.first, window.last),
        "days": week_of(lines, window.first) if window.view == "week" else by_day(lines),
        "count": len(lines),
        "said": {line.session.id: date_state(line, now) for line in lines},
        "is_resident": actor.person_in(community.id) is not None,
        "may_organise": holds(actor, ORGANISE, community.id),
    }


def _window(asked: Asked) -> Window:
    first = _from(asked)
    if asked.GET.get("view") == "week":
        return Window("week", _monday(first), WEEK)
    return Window("list", first, LIST_DAYS)


def _from(asked: Asked) -> dt.date:
    """`?from=`; what is no day near our time is today."""
    today = clock.today(asked.community)
    try:
        day = dt.date.fromisoformat(asked.GET.get("from", ""))
    except ValueError:
        return today
    return day if abs(day - today) < FARTHEST else today


def _monday(day: dt.date) -> dt.date:
    return day - dt.timedelta(days=day.weekday())
