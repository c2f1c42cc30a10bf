"""Dates, person-times, persons, heads, hours, outcomes: each defined once, each with its rows.

Counted is what took place (`held`), by the local day of its beginning. A `partner` is every unit
that took part, also as the host. An activity may carry several tags and partners, so parts by
those add up to more than the whole.
"""

from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from linli.apps.activities.choices import UnitRole
from linli.apps.activities.models import ActivityUnit, CourseClass, Outcome, Session
from linli.apps.activities.rules.permissions import ORGANISE
from linli.apps.participation.public import Attendance, GatheringState, Headcount
from linli.kernel.measures import Measure, Question, measure

FEW = 5
DAY = "gathering__sessions__day"


def _dimensions(prefix: str) -> dict[str, str]:
    """How rows reach the activity; `prefix` leads to the session."""
    activity = f"{prefix}activity__"
    return {
        "kind": f"{activity}kind",
        "tag": f"{activity}tags__word",
        "series": f"{activity}series_id",
        "host": "host_id",
        "partner": f"{activity}units__organisation_id",
        "team": f"{activity}team_id",
        "place": f"{prefix}place_id",
        "room": f"{prefix}room_id",
        "activity": f"{prefix}activity_id",
        "session": f"{prefix}id",
        "month": f"{prefix}day__month",
        "community": "community_id",
    }


def _days(question: Question, column: str) -> Q:
    inside = Q(community_id__in=question.ids, **{f"{column}__lte": question.end})
    return inside & Q(**{f"{column}__gte": question.start}) if question.start else inside


def _with_host(rows: "QuerySet[Any]", prefix: str) -> "QuerySet[Any]":
    """The first host of the activity: every row has one at most, so parts by host add up."""
    hosts = ActivityUnit.objects.filter(
        community_id=OuterRef("community_id"),
        activity_id=OuterRef(f"{prefix}activity_id"),
        role=UnitRole.HOST,
    )
    first = Subquery(hosts.order_by("id").values("organisation_id")[:1])
    hosted: QuerySet[Any] = rows.annotate(host_id=first)
    return hosted


def held(question: Question) -> "QuerySet[Session]":
    rows = Session.objects.filter(
        _days(question, "day"), gathering__held=True, gathering__community_id__in=question.ids
    )
    alive = rows.exclude(gathering__state=GatheringState.CANCELLED)
    return _with_host(alive, "")


def with_person_times(question: Question) -> "QuerySet[Session]":
    counted = F("gathering__named") + F("gathering__unnamed")
    return held(question).annotate(person_times=counted)


def _of_sessions(rows: "QuerySet[Any]") -> "QuerySet[Any]":
    """Not of shifts and courses, which are gatherings without a date of their own."""
    alive = rows.filter(gathering__sessions__isnull=False).exclude(
        gathering__state=GatheringState.CANCELLED
    )
    return _with_host(alive, "gathering__sessions__")


def named(question: Question) -> "QuerySet[Attendance]":
    """Of the sessions above, whoever was there by name; undone ones are not counted."""
    rows = Attendance.objects.filter(
        _days(question, DAY), gathering__community_id__in=question.ids, undone_at__isnull=True
    )
    return _of_sessions(rows)


def heads(question: Question) -> "QuerySet[Headcount]":
    rows = Headcount.objects.filter(
        _days(question, DAY), gathering__community_id__in=question.ids, replaced_at__isnull=True
    )
    return _of_sessions(rows)


def outcomes(question: Question) -> "QuerySet[Outcome]":
    return Outcome.objects.filter(_days(question, "day"), replaced_at__isnull=True)


SESSION = _dimensions("")
BY_GATHERING = _dimensions("gathering__sessions__")
BY_OUTCOME = {
    name: column
    for name, column in _dimensions("session__").items()
    if name in ("place", "session", "community")
} | {
    "kind": "activity__kind",
    "tag": "activity__tags__word",
    "series": "activity__series_id",
    "team": "activity__team_id",
    "activity": "activity_id",
    "unit": "unit",
    "what": "what",
    "month": "day__month",
}


def courses(question: Question) -> "QuerySet[CourseClass]":
    lessons = held(question).filter(activity_id=OuterRef("activity_id"))
    return CourseClass.objects.filter(Exists(lessons), community_id__in=question.ids)


COURSE = {
    "kind": "activity__kind",
    "tag": "activity__tags__word",
    "series": "activity__series_id",
    "term": "term_id",
    "community": "community_id",
}

measure(
    Measure(
        key="activities.sessions",
        label=_("sessions held"),
        says=_("Dates of activities that took place in the period, by the day they began."),
        unit=pgettext_lazy("counted activities", "sessions"),
        rows=held,
        dimensions=SESSION,
        public=True,
    )
)
measure(
    Measure(
        key="activities.person_times",
        label=_("person-times"),
        says=_("Everybody at every session: those known by name and those counted without."),
        unit=_("person-times"),
        rows=with_person_times,
        quantity="person_times",
        dimensions=SESSION,
        public=True,
    )
)
measure(
    Measure(
        key="activities.persons",
        label=_("different people"),
        says=_("People known by name who came at least once; nobody is counted twice."),
        unit=_("persons"),
        rows=named,
        distinct="person_id",
        dimensions=BY_GATHERING,
        public=True,
        permission=ORGANISE,
        smallest=FEW,
    )
)
measure(
    Measure(
        key="activities.anonymous",
        label=_("heads counted without names"),
        says=_("Heads that were counted at sessions; zero is a count too."),
        unit=_("person-times"),
        rows=heads,
        quantity="number",
        dimensions=BY_GATHERING | {"category": "category"},
        public=True,
    )
)
measure(
    Measure(
        key="activities.hours",
        label=_("hours of sessions"),
        says=_("How long the sessions that took place lasted together."),
        unit=_("hours"),
        rows=held,
        quantity="minutes",
        per=60,
        dimensions=SESSION,
        public=True,
    )
)
measure(
    Measure(
        key="activities.outcomes",
        label=_("outcomes"),
        says=_("What came of activities, in its own unit: ask for one unit to add it up."),
        unit=_("in its own unit"),
        rows=outcomes,
        quantity="number",
        dimensions=BY_OUTCOME,
        public=True,
    )
)
measure(
    Measure(
        key="activities.courses",
        label=_("courses"),
        says=_("Courses of which at least one lesson took place in the period, each once."),
        unit=_("classes"),
        rows=courses,
        dimensions=COURSE,
        public=True,
    )
)
