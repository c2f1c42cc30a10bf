"""Rooms, bookings, and how long rooms were really used.

What a measure counts is so at the moment of asking, whether or not the worker has said so: a date
to which nobody came is no use of the room, one that ran to its end is.
"""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from linli.apps.venues.choices import State
from linli.apps.venues.models import Occurrence, Room
from linli.apps.venues.queries.occupied import lapsed
from linli.apps.venues.rules import FIGURES
from linli.kernel import clock
from linli.kernel.measures import Measure, Question, Ratio, measure, ratio

DIMENSIONS = {
    "room": "room_id",
    "venue": "room__venue_id",
    "kind": "room__kind",
    "booked_for": "booking__booked_for_kind",
    "party": "booking__booked_for_id",
    "state": "state",
    "community": "community_id",
}
RAN = Q(state__in=[State.CHECKED_IN, State.DONE])
STAYS = Q(state=State.APPROVED, release_at__isnull=True)


def _in_period(question: Question) -> "QuerySet[Occurrence]":
    start, end = question.bounds()
    rows = Occurrence.objects.filter(community_id__in=question.ids, starts_at__lt=end)
    return rows.filter(starts_at__gte=start) if start else rows


def rooms(question: Question) -> "QuerySet[Room]":
    """Rooms there were at the end of the last day."""
    rows = Room.objects.filter(community_id__in=question.ids)
    return rows.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=question.end))


def bookings(question: Question) -> "QuerySet[Occurrence]":
    """Dates granted in the period, whatever became of them later."""
    return _in_period(question).exclude(state__in=[State.PENDING, State.REJECTED])


def uses(question: Question) -> "QuerySet[Occurrence]":
    return _in_period(question).filter(RAN | STAYS, ends_at__lte=clock.now())


def booked_minutes(question: Question) -> "QuerySet[Occurrence]":
    given_up = [State.PENDING, State.REJECTED, State.CANCELLED, State.CANCELLED_BY_HOST]
    return _in_period(question).exclude(state__in=given_up).filter(ends_at__lte=clock.now())


def no_shows(question: Question) -> "QuerySet[Occurrence]":
    return _in_period(question).filter(Q(state=State.NO_SHOW) | lapsed(clock.now()))


MINUTES = _("minutes")
HOURS = _("hours")
measure(
    Measure(
        key="venues.rooms",
        label=_("rooms"),
        says=_("Rooms that the community had at the end of the last day, composed ones too."),
        unit=_("rooms"),
        rows=rooms,
        kind="as_of",
        dimensions={"venue": "venue_id", "kind": "kind", "community": "community_id"},
        public=True,
    )
)
for key, label, says, unit, rows, quantity in (
    (
        "venues.bookings",
        _("bookings of rooms"),
        _("Dates granted whose beginning lies in the period; each date of a series counts."),
        _("bookings"),
        bookings,
        "",
    ),
    (
        "venues.uses",
        _("uses of rooms"),
        _("Dates of the period at which somebody came, or which an activity held."),
        _("times"),
        uses,
        "",
    ),
    (
        "venues.hours_used",
        _("hours in which rooms were used"),
        _(
            "From the beginning until people left, of dates to which somebody came. Hours only "
            "booked do not count."
        ),
        HOURS,
        uses,
        "used_minutes",
    ),
    (
        "venues.hours_booked",
        _("hours booked"),
        _("Hours of dates that were granted, not given up, and are over, used or not."),
        HOURS,
        booked_minutes,
        "minutes",
    ),
    (
        "venues.no_shows",
        _("bookings to which nobody came"),
        _("Dates that were set free because nobody checked in."),
        _("times"),
        no_shows,
        "",
    ),
):
    measure(
        Measure(
            key=key,
            label=label,
            says=says,
            unit=unit,
            rows=rows,
            quantity=quantity,
            per=60 if quantity else 1,
            dimensions=DIMENSIONS,
            permission=FIGURES,
        )
    )
ratio(
    Ratio(
        key="venues.kept_hours",
        label=_("hours used of hours booked"),
        says=_("How much of what was booked was really used."),
        numerator="venues.hours_used",
        denominator="venues.hours_booked",
        apart=("venues.no_shows",),
    )
)
