"""Disputes by outcome and by the channel they came through; agreements that hold."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from linli.apps.cases.models import Dispute, DisputeFollowUp
from linli.apps.cases.queries.disputes import SETTLED_CODES
from linli.kernel.measures import Measure, Question, measure

DISPUTES = _("disputes")
DIMENSIONS = {
    "kind": "kind",
    "outcome": "outcome",
    "channel": "case__source",
    "level": "case__settled_level",
    "found_by": "case__found_by",
    "community": "community_id",
}


def _within(column: str, question: Question) -> Q:
    start, end = question.bounds()
    inside = Q(community_id__in=question.ids, **{f"{column}__lt": end})
    return inside & Q(**{f"{column}__gte": start}) if start else inside


def opened(question: Question) -> "QuerySet[Dispute]":
    rows = Dispute.objects.filter(_within("case__registered_at", question))
    return rows.filter(case__merged_into__isnull=True)


def settled(question: Question) -> "QuerySet[Dispute]":
    rows = Dispute.objects.filter(_within("settled_at", question), outcome__in=SETTLED_CODES)
    return rows.filter(case__merged_into__isnull=True)


def kept(question: Question) -> "QuerySet[DisputeFollowUp]":
    return DisputeFollowUp.objects.filter(_within("asked_at", question), kept__isnull=False)


measure(
    Measure(
        key="cases.disputes",
        label=_("disputes taken up"),
        says=_("Disputes written down in the period; joined ones count once."),
        unit=DISPUTES,
        rows=opened,
        dimensions={key: DIMENSIONS[key] for key in ("kind", "channel", "found_by", "community")},
    )
)
measure(
    Measure(
        key="cases.disputes_settled",
        label=_("disputes settled"),
        says=_(
            "Disputes that ended in the period by grid, community, people's mediation or court; "
            "withdrawn ones do not count."
        ),
        unit=DISPUTES,
        rows=settled,
        dimensions=DIMENSIONS,
    )
)
measure(
    Measure(
        key="cases.dispute_follow_ups",
        label=_("follow-ups asked"),
        says=_("Times somebody asked whether what was agreed is kept, and had an answer."),
        unit=_("follow-ups"),
        rows=kept,
        dimensions={"kept": "kept", "community": "community_id"},
    )
)
