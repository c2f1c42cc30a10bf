"""Honours that stand on a day, and those given in a period."""

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from linli.apps.archive.models import Honour
from linli.kernel.measures import Measure, Question, measure

DIMENSIONS = {
    "holder": "holder",
    "level": "level",
    "sort": "sort",
    "grade": "grade",
    "kind": "kind_id",
    "community": "community_id",
}


def held(question: Question) -> "QuerySet[Any]":
    day = question.end
    valid = Q(valid_until__isnull=True) | Q(valid_until__gte=day)
    kept = Q(revoked_on__isnull=True) | Q(revoked_on__gt=day)
    return Honour.objects.filter(valid & kept, granted_on__lte=day, community_id__in=question.ids)


def given(question: Question) -> "QuerySet[Any]":
    kept = Q(revoked_on__isnull=True) | Q(revoked_on__gt=question.end)
    rows = Honour.objects.filter(kept, granted_on__lte=question.end, community_id__in=question.ids)
    return rows.filter(granted_on__gte=question.start) if question.start else rows


measure(
    Measure(
        "archive.honours",
        _("Honours held"),
        _("Honours of the community and its people that stand on the day: given, valid, kept"),
        _("honours"),
        held,
        kind="as_of",
        dimensions=DIMENSIONS,
        public=True,
    )
)
measure(
    Measure(
        "archive.honours_given",
        _("Honours given"),
        _("Honours given in the period and not revoked by its end"),
        _("honours"),
        given,
        dimensions=DIMENSIONS,
        public=True,
    )
)
