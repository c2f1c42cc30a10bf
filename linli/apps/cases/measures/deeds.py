"""Practical deeds of the list: taken on, and done."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from linli.apps.cases.choices import DeedState
from linli.apps.cases.models import Deed
from linli.kernel.measures import Measure, Question, measure

DIMENSIONS = {"state": "state", "source": "source", "year": "year", "community": "community_id"}


def listed(question: Question) -> "QuerySet[Deed]":
    rows = Deed.objects.filter(community_id__in=question.ids, listed_on__lte=question.end)
    return rows.filter(listed_on__gte=question.start) if question.start else rows


def done(question: Question) -> "QuerySet[Deed]":
    rows = Deed.objects.filter(
        community_id__in=question.ids, state=DeedState.DONE, closed_on__lte=question.end
    )
    return rows.filter(closed_on__gte=question.start) if question.start else rows


measure(
    Measure(
        key="cases.deeds",
        label=_("practical deeds listed"),
        says=_("Deeds put on the public list in the period."),
        unit=_("practical deeds"),
        rows=listed,
        dimensions=DIMENSIONS,
        public=True,
    )
)
measure(
    Measure(
        key="cases.deeds_done",
        label=_("practical deeds done"),
        says=_("Deeds of the public list that were done in the period."),
        unit=_("practical deeds"),
        rows=done,
        dimensions=DIMENSIONS,
        public=True,
    )
)
