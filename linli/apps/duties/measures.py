"""Routines on a day, and what became of each time they fell due."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from linli.apps.duties.models import DutyDue, Plan
from linli.kernel.dated import in_force
from linli.kernel.measures import Measure, Question, measure


def plans(question: Question) -> "QuerySet[Any]":
    return Plan.objects.filter(in_force(question.end), community_id__in=question.ids)


def dues(question: Question) -> "QuerySet[Any]":
    rows = DutyDue.objects.filter(community_id__in=question.ids, last_day__lte=question.end)
    return rows.filter(last_day__gte=question.start) if question.start else rows


measure(
    Measure(
        "duties.plans",
        _("Routines"),
        _("Routines with a rhythm of their own that are in force on the day"),
        pgettext_lazy("unit", "routines"),
        plans,
        kind="as_of",
        dimensions={
            "tag": "tag",
            "rhythm": "rhythm",
            "place": "place_id",
            "team": "team_id",
            "community": "community_id",
        },
        public=True,
    )
)
measure(
    Measure(
        "duties.dues",
        _("Routines that fell due"),
        _("Times a routine fell due in the period, by what became of it"),
        pgettext_lazy("unit", "times"),
        dues,
        dimensions={
            "state": "state",
            "plan": "plan_id",
            "tag": "plan__tag",
            "rhythm": "plan__rhythm",
            "place": "plan__place_id",
            "community": "community_id",
        },
        public=True,
    )
)
