"""Places looked at, findings, and what was missed."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from linli.apps.rounds.choices import RowState
from linli.apps.rounds.models import RoundRow
from linli.kernel.measures import Measure, Question, measure

PLACES = _("places")
DIMENSIONS = {
    "kind": "round__kind",
    "round": "round_id",
    "grid": "grid_id",
    "state": "state",
    "community": "community_id",
}


def _within(column: str, question: Question) -> Q:
    start, end = question.bounds()
    inside = Q(community_id__in=question.ids, **{f"{column}__lt": end})
    return inside & Q(**{f"{column}__gte": start}) if start else inside


def checked(question: Question) -> "QuerySet[RoundRow]":
    rows = RoundRow.objects.filter(_within("happened_at", question))
    return rows.filter(state__in=[RowState.FINE, RowState.FINDING])


def findings(question: Question) -> "QuerySet[RoundRow]":
    rows = RoundRow.objects.filter(_within("happened_at", question))
    return rows.filter(state=RowState.FINDING)


def missed(question: Question) -> "QuerySet[RoundRow]":
    rows = RoundRow.objects.filter(_within("round__closed_at", question))
    return rows.filter(state=RowState.MISSED)


for key, label, says, rows in (
    (
        "rounds.checked",
        _("places looked at"),
        _("Places of a round at which somebody looked in the period, in order or not."),
        checked,
    ),
    ("rounds.findings", _("findings"), _("Places at which a round found something."), findings),
    (
        "rounds.missed",
        _("places missed"),
        _("Places nobody looked at before their round was closed in the period."),
        missed,
    ),
):
    measure(Measure(key=key, label=label, says=says, unit=PLACES, rows=rows, dimensions=DIMENSIONS))
