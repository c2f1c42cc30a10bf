"""What can be counted of cases, and the three rates by their versioned definitions.

The base of the rates are the orders of the first clock round whose resolution date falls in the
period: a reopened case keeps its first answer, so that a bad one cannot be washed away, and a
joined case counts once, with its main case. By unit and type, never by person.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast

from django.db.models import F, Q, QuerySet
from django.utils.functional import Promise, lazy
from django.utils.translation import gettext_lazy as _

from linli.apps.cases.choices import CaseState
from linli.apps.cases.defaults import RateDefinition, Text, load_rates
from linli.apps.cases.models import Case
from linli.apps.cases.operations.catalogue import plain
from linli.kernel.community import Community, spoken
from linli.kernel.measures import MEASURES, RATIOS, Measure, Question, Ratio, measure, ratio

CASES = _("cases")
DIMENSIONS = {
    "type": "type__code",
    "group": "type__parent",
    "kind": "type__kind",
    "source": "source",
    "found_by": "found_by",
    "organisation": "lead_id",
    "level": "settled_level",
    "community": "community_id",
}
PLACED = {**DIMENSIONS, "grid": "grid_id"}
OF_RATES = {
    "type": "type__code",
    "group": "type__parent",
    "kind": "type__kind",
    "organisation": "unit",
    "community": "community_id",
}


def _counted(question: Question) -> "QuerySet[Case]":
    rows = Case.objects.filter(community_id__in=question.ids)
    return rows.exclude(state=CaseState.MERGED)


def _within(column: str, question: Question) -> Q:
    start, end = question.bounds()
    inside = Q(**{f"{column}__lt": end})
    return inside & Q(**{f"{column}__gte": start}) if start else inside


def registered(question: Question) -> "QuerySet[Case]":
    return _counted(question).filter(_within("registered_at", question))


def closed(question: Question) -> "QuerySet[Case]":
    return _counted(question).filter(_within("closed_at", question))


def settled(question: Question) -> "QuerySet[Case]":
    return closed(question).exclude(settled_level="")


def reopened(question: Question) -> "QuerySet[Case]":
    """Cases of which a later round began in the period."""
    rows = _counted(question).filter(
        _within("rounds__started_at", question),
        rounds__number__gt=1,
        rounds__community_id__in=question.ids,
    )
    return rows.distinct()


def due(question: Question) -> "QuerySet[Case]":
    """Orders whose resolution date (first round) falls in the period."""
    rows = _counted(question).filter(
        _within("rounds__resolution_due", question),
        rounds__number=1,
        rounds__community_id__in=question.ids,
    )
    return rows.annotate(
        unit=F("rounds__organisation_id"),
        answer_due=F("rounds__response_due"),
        answered_at=F("rounds__responded_at"),
        ended_at=F("rounds__closed_at"),
        was_reached=F("rounds__reached"),
        was_solved=F("rounds__solved"),
        was_satisfied=F("rounds__satisfied"),
    )


COUNTED = Q(rate_excluded=False)
SETS: dict[str, Q] = {
    "all_but_excluded": COUNTED,
    "contacted_in_time": COUNTED & Q(answered_at__lte=F("answer_due")),
    "solved": COUNTED & Q(was_solved=True),
    "not_solved": COUNTED & Q(was_solved=False),
    "satisfied": COUNTED & Q(was_satisfied=True),
    "not_satisfied": COUNTED & Q(was_satisfied=False),
    "excluded": Q(rate_excluded=True),
    "unreachable": COUNTED & Q(was_reached=False, was_solved__isnull=True),
    "open": COUNTED & Q(ended_at__isnull=True),
    "unrated": COUNTED
    & Q(ended_at__isnull=False, was_satisfied__isnull=True)
    & ~Q(was_reached=False, was_solved__isnull=True),
    "not_asked_yet": COUNTED
    & Q(ended_at__isnull=False, was_reached__isnull=True, was_solved__isnull=True),
}


def _due_and(which: Q) -> Callable[[Question], "QuerySet[Case]"]:
    def rows(question: Question) -> "QuerySet[Case]":
        return due(question).filter(which)

    return rows


def say(text: Text) -> Promise:
    """A text of the definitions in the reader's language, when it is shown."""
    names = plain(text)
    return cast(Promise, lazy(lambda: spoken(names), str)())


def _define(
    key: str, label: Any, says: Any, rows: Callable[[Question], "QuerySet[Case]"], **more: Any
) -> None:
    measure(Measure(key=key, label=label, says=says, unit=CASES, rows=rows, **more))


_define(
    "cases.registered",
    _("cases registered"),
    _("Cases written down in the period; joined ones count once, with their main case."),
    registered,
    dimensions=PLACED,
)
_define(
    "cases.closed",
    _("cases closed"),
    _("Cases answered, declined or closed in the period and not opened again."),
    closed,
    dimensions=PLACED,
)
_define(
    "cases.settled_at_level",
    _("cases settled, by level"),
    _("Where a case was settled: grid, community, street, district, or outside."),
    settled,
    dimensions=PLACED,
)
_define(
    "cases.reopened",
    _("cases opened again"),
    _("Cases of which the reporter said “not solved” and that were opened again."),
    reopened,
    dimensions=DIMENSIONS,
)
_define(
    "cases.due",
    _("orders due"),
    _("Cases whose resolution date falls in the period, left-out ones included."),
    due,
    dimensions=OF_RATES,
)

UNIONS = {
    ("all_but_excluded",): "cases.due.all_but_excluded",
    ("solved", "not_solved"): "cases.due.solved_or_not",
    ("satisfied", "not_satisfied"): "cases.due.rated",
}
NOT_ASKED = Text(zh_Hans="已办结，尚未回访", zh_Hant="已辦結，尚未回訪", en="Closed, not asked yet")


def _define_rates() -> None:
    catalogue = load_rates()
    for name, text in {**catalogue.sets, **catalogue.apart, "not_asked_yet": NOT_ASKED}.items():
        _define(
            f"cases.due.{name}", say(text), say(text), _due_and(SETS[name]), dimensions=OF_RATES
        )
    for sets, key in UNIONS.items():
        if key in MEASURES:
            continue
        joined = Q()
        for name in sets:
            joined |= SETS[name]
        rate = next(one for one in catalogue.rates if one.denominator_counts == sets)
        _define(
            key, say(rate.denominator), say(rate.denominator), _due_and(joined), dimensions=OF_RATES
        )
    for rate in newest(catalogue.rates):
        ratio(
            Ratio(
                key=f"cases.{rate.key}",
                label=say(rate.names),
                says=say(rate.exclusions),
                numerator=f"cases.due.{rate.numerator_counts[0]}",
                denominator=UNIONS[rate.denominator_counts],
                apart=tuple(f"cases.due.{name}" for name in apart_of(rate)),
                version=rate.version,
            )
        )


def newest(rates: tuple[RateDefinition, ...]) -> list[RateDefinition]:
    """Per key the definition with the highest version."""
    found: dict[str, RateDefinition] = {}
    for rate in sorted(rates, key=lambda one: one.version):
        found[rate.key] = rate
    return list(found.values())


def apart_of(rate: RateDefinition) -> list[str]:
    """What is listed apart; closed but not yet asked would else be missing from the sum."""
    names = list(rate.listed_apart)
    return [*names, "not_asked_yet"] if "unreachable" in names else names


_define_rates()


@dataclass(frozen=True)
class Rate:
    """A rate as it is shown: with its two numbers and everything left out, each a drill."""

    key: str
    label: str
    says: str
    version: int
    numerator: int
    denominator: int
    apart: dict[str, int]
    numerator_key: str
    denominator_key: str

    @property
    def percent(self) -> float | None:
        return round(100 * self.numerator / self.denominator, 1) if self.denominator else None


RATE_KEYS = ("cases.response_rate", "cases.resolution_rate", "cases.satisfaction_rate")


def rates_of(
    communities: list[Community],
    start: dt.date,
    end: dt.date,
    **by: Any,
) -> list[Rate]:
    """The three rates of a period; `by` narrows to a type, group, kind or organisation."""
    question = Question(communities, end=end, start=start, by=by)
    return [_rate(RATIOS[key], question) for key in RATE_KEYS]


def _rate(one: Ratio, question: Question) -> Rate:
    return Rate(
        key=one.key,
        label=str(one.label),
        says=str(one.says),
        version=one.version,
        numerator=int(MEASURES[one.numerator].value(question)),
        denominator=int(MEASURES[one.denominator].value(question)),
        apart={key: int(MEASURES[key].value(question)) for key in one.apart},
        numerator_key=one.numerator,
        denominator_key=one.denominator,
    )
