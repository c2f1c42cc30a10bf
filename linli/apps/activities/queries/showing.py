"""What pages show of dates: the calendar of some days, one activity with its dates."""

import datetime as dt
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Prefetch
from django.utils.functional import Promise

from linli.apps.activities.choices import ActivityKind
from linli.apps.activities.models import Activity, ActivityUnit, Session
from linli.apps.activities.queries.finding import (
    CalendarFilter,
    calendar,
    sessions_seen,
)
from linli.apps.activities.queries.finding import place_of as place_of_date
from linli.apps.activities.rules.permissions import SEE
from linli.apps.participation.public import Gathering, SeatCounts, seat_counts
from linli.kernel import clock
from linli.kernel.access.actor import Actor
from linli.kernel.access.permissions import get_visible
from linli.kernel.community import Community

MOST_ROWS = 300
NOBODY = SeatCounts()


@dataclass(frozen=True)
class Line:
    """A date as a row of a list. `waiting` are parties in the queue."""

    session: Session
    waiting: int = 0

    @property
    def activity(self) -> Activity:
        return self.session.activity

    @property
    def seats(self) -> Gathering:
        """Whose seats are taken by signing up: of lessons the list of the whole class."""
        return self.session.gathering.enrolment or self.session.gathering

    @property
    def title(self) -> str:
        return self.session.title or self.activity.title

    @property
    def place(self) -> str:
        return place_of(self.session, self.activity)

    @property
    def moment(self) -> dt.datetime:
        return self.session.starts_at


def place_of(session: Session, activity: Activity) -> str:
    """Of the date, else of the activity."""
    said = place_of_date(session)
    if said or activity.place is None:
        return said or activity.place_words
    return activity.place_words or activity.place.full_name


@dataclass(frozen=True)
class Day:
    day: dt.date
    lines: list[Line]


def lines_of(community: Community, sessions: Iterable[Session]) -> list[Line]:
    """With the length of each queue; the queue is asked for only where it can exist."""
    rows = list(sessions)
    lines = [Line(each) for each in rows]
    full = {line.seats.id for line in lines if line.seats.free == 0}
    counts = seat_counts(community, full) if full else {}
    return [Line(line.session, counts.get(line.seats.id, NOBODY).waiting) for line in lines]


def calendar_lines(community: Community, actor: Actor, asked: CalendarFilter) -> list[Line]:
    rows = calendar(community, actor, asked).select_related(
        "activity__place", "gathering__enrolment"
    )
    return lines_of(community, rows[:MOST_ROWS])


def by_day(lines: Sequence[Line]) -> list[Day]:
    days: dict[dt.date, list[Line]] = {}
    for line in lines:
        days.setdefault(line.session.day, []).append(line)
    return [Day(day, rows) for day, rows in days.items()]


def week_of(lines: Sequence[Line], monday: dt.date) -> list[Day]:
    """All seven days, the empty ones too."""
    found = {each.day: each.lines for each in by_day(lines)}
    days = [monday + dt.timedelta(days=number) for number in range(7)]
    return [Day(day, found.get(day, [])) for day in days]


def kinds_between(
    community: Community, actor: Actor, first: dt.date, last: dt.date
) -> list[tuple[str, str | Promise]]:
    """The kinds that have dates in these days, in the order of the list of kinds."""
    rows = sessions_seen(community, actor).filter(day__gte=first, day__lte=last)
    there = set(rows.order_by().values_list("activity__kind", flat=True).distinct())
    return [(kind.value, kind.label) for kind in ActivityKind if kind.value in there]


def next_lines(community: Community, actor: Actor, count: int = 3) -> list[Line]:
    """What comes next, for the first page: not over, not cancelled."""
    rows = calendar(community, actor, CalendarFilter(first=clock.today(community), cancelled=False))
    coming = rows.filter(ends_at__gt=clock.now()).select_related(
        "activity__place", "gathering__enrolment"
    )
    return lines_of(community, coming[:count])


@dataclass(frozen=True)
class Shown:
    """An activity with everything its page says."""

    activity: Activity
    lines: list[Line]
    moment: dt.datetime

    @property
    def coming(self) -> list[Line]:
        return [line for line in self.lines if line.session.ends_at > self.moment]

    @property
    def past(self) -> list[Line]:
        return [line for line in self.lines if line.session.ends_at <= self.moment]

    @property
    def person_times(self) -> int:
        return sum(line.session.gathering.person_times for line in self.lines if self._held(line))

    @property
    def held(self) -> int:
        return sum(1 for line in self.lines if self._held(line))

    @staticmethod
    def _held(line: Line) -> bool:
        return line.session.gathering.held

    def chosen(self, key: str) -> Line | None:
        """The date that was asked for, else the first that can still be come to."""
        alive = [line for line in self.coming if line.session.gathering.state != "cancelled"]
        for line in self.coming:
            if str(line.session.id) == key:
                return line
        return alive[0] if alive else next(iter(self.coming), None)


def shown(community: Community, actor: Actor, activity_id: uuid.UUID) -> Shown:
    """A fixed number of statements for any number of dates."""
    rows = Activity.objects.select_related("series", "team", "place").prefetch_related(
        Prefetch("units", ActivityUnit.objects.select_related("organisation")),
        "tags",
        "speakers",
    )
    activity = get_visible(actor, SEE, rows, community.id, id=activity_id)
    sessions = Session.objects.filter(
        community_id=community.id, activity_id=activity.id
    ).select_related("gathering__enrolment", "place", "room__venue")
    lines = lines_of(community, _with_activity(activity, sessions))
    return Shown(activity, lines, clock.now())


def _with_activity(activity: Activity, sessions: Iterable[Session]) -> list[Session]:
    rows = list(sessions)
    for each in rows:
        each.activity = activity
    return rows


__all__ = [
    "Day",
    "Line",
    "Shown",
    "by_day",
    "calendar_lines",
    "kinds_between",
    "lines_of",
    "next_lines",
    "place_of",
    "shown",
    "week_of",
]
