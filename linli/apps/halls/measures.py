"""Halls and their sides on a day; meetings, resolutions and promises of a period."""

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from linli.apps.halls.choices import CommitmentState, MeetingState, ResolutionState
from linli.apps.halls.models import Commitment, Hall, HallSide, Meeting, Resolution
from linli.kernel.dated import in_force
from linli.kernel.measures import Measure, Question, measure


def halls(question: Question) -> "QuerySet[Any]":
    return Hall.objects.filter(in_force(question.end), community_id__in=question.ids)


def sides(question: Question) -> "QuerySet[Any]":
    return HallSide.objects.filter(
        in_force(question.end), in_force(question.end, "hall__"), community_id__in=question.ids
    )


def meetings(question: Question) -> "QuerySet[Any]":
    start, end = question.bounds()
    rows = Meeting.objects.filter(
        community_id__in=question.ids, state=MeetingState.HELD, meets_at__lt=end
    )
    return rows.filter(meets_at__gte=start) if start else rows


def resolutions(question: Question) -> "QuerySet[Any]":
    rows = Resolution.objects.filter(
        ~Q(state=ResolutionState.WITHDRAWN),
        community_id__in=question.ids,
        decided_on__lte=question.end,
    )
    return rows.filter(decided_on__gte=question.start) if question.start else rows


def kept(question: Question) -> "QuerySet[Any]":
    rows = Commitment.objects.filter(
        community_id__in=question.ids,
        state=CommitmentState.DONE,
        settled_on__lte=question.end,
    )
    return rows.filter(settled_on__gte=question.start) if question.start else rows


OF_HALL = {"hall": "hall_id", "hall_kind": "hall__kind", "community": "community_id"}

measure(
    Measure(
        "halls.halls",
        _("Halls"),
        _("Halls open on the day"),
        _("halls"),
        halls,
        kind="as_of",
        dimensions={"kind": "kind", "community": "community_id"},
        public=True,
    )
)
measure(
    Measure(
        "halls.sides",
        _("Sides of the hall"),
        _("How many different sides sit in the halls on the day"),
        _("sides"),
        sides,
        kind="as_of",
        distinct="kind",
        dimensions={**OF_HALL, "kind": "kind"},
        public=True,
    )
)
measure(
    Measure(
        "halls.meetings",
        _("Meetings of halls"),
        _("Meetings that were held in the period and have their minutes"),
        _("meetings"),
        meetings,
        dimensions=OF_HALL,
        public=True,
    )
)
measure(
    Measure(
        "halls.resolutions",
        _("Resolutions"),
        _("Resolutions of the period that were not withdrawn"),
        _("resolutions"),
        resolutions,
        dimensions={**OF_HALL, "tag": "tag", "state": "state"},
        public=True,
    )
)
measure(
    Measure(
        "halls.commitments_kept",
        _("Promises kept"),
        _("Promises of resolutions that were settled as done in the period, with evidence"),
        _("promises"),
        kept,
        dimensions={
            "hall": "resolution__hall_id",
            "tag": "resolution__tag",
            "organisation": "organisation_id",
            "community": "community_id",
        },
        public=True,
    )
)
