"""Which communities stand here, and on which days each of them works."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from ninja import Field, Query, Router, Schema

from linli.kernel import clock
from linli.kernel.calendar import Day, days_between
from linli.kernel.community import Community
from linli.kernel.errors import Malformed
from linli.web.api.lists import Listing, PageAsked, paged, whole
from linli.web.asked import Asked

router = Router(tags=["communities"])
MOST_DAYS = 400


class CommunityShown(Schema):
    slug: str
    code: str
    kind: str
    name: str
    names: dict[str, str]
    parent: str | None
    phone: str
    supervision_phone: str
    address: str
    opened_on: dt.date | None
    time_zone: str


@router.get("/communities", response=Listing[CommunityShown], auth=None)
def communities(request: Asked, page: Query[PageAsked], kind: str = "") -> dict[str, Any]:
    """Communities, streets and districts of this installation; public."""
    rows: QuerySet[Community] = Community.objects.select_related("parent")
    if kind:
        rows = rows.filter(kind=kind)
    return paged(request, rows, page=page, show=_shown, order="id")


@router.get("/c/{slug:slug}", response=CommunityShown, auth=None)
def community(request: Asked, slug: str) -> dict[str, Any]:
    """One community; public."""
    return _shown([request.community])[0]


def _shown(homes: Sequence[Community]) -> list[dict[str, Any]]:
    plain = ("slug", "code", "kind", "name", "names", "phone", "supervision_phone", "address")
    return [
        {name: getattr(home, name) for name in plain}
        | {
            "parent": home.parent.slug if home.parent else None,
            "opened_on": home.opened_on,
            "time_zone": home.time_zone,
        }
        for home in homes
    ]


class HoursShown(Schema):
    start: str
    end: str


class DayShown(Schema):
    """`known` is false where the year's holidays are not entered yet, so the day is a guess."""

    date: dt.date
    is_workday: bool
    known: bool
    note: str
    hours: list[HoursShown]


class DaysAsked(Schema):
    first: dt.date | None = Field(None, alias="from")
    last: dt.date | None = Field(None, alias="to")


@router.get("/c/{slug:slug}/calendar", response=Listing[DayShown], auth=None)
def calendar(request: Asked, slug: str, days: Query[DaysAsked]) -> dict[str, Any]:
    """Working days and hours, shifted holidays included; public. At most 400 days at once."""
    begin = days.first or clock.today(request.community)
    end = days.last or begin + dt.timedelta(days=30)
    if not 0 <= (end - begin).days < MOST_DAYS:
        raise Malformed(
            "days_wrong",
            _("Ask for 1 to %(most)s days, the first one first.") % {"most": MOST_DAYS},
            field="to",
        )
    return whole([_day(day) for day in days_between(request.community, begin, end)])


def _day(day: Day) -> dict[str, Any]:
    hours = [{"start": f"{h.start:%H:%M}", "end": f"{h.end:%H:%M}"} for h in day.hours]
    return {
        "date": day.date,
        "is_workday": day.is_workday,
        "known": day.known,
        "note": day.note,
        "hours": hours,
    }
