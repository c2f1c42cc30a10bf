"""The three rates of many units or types at once: one statement, the same definitions."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Q

from linli.apps.cases.measures.counting import RATE_KEYS, SETS, Rate, due
from linli.kernel.measures import MEASURES, RATIOS, Question, Ratio

PREFIX = "cases.due."
UNION = {
    "cases.due.solved_or_not": SETS["solved"] | SETS["not_solved"],
    "cases.due.rated": SETS["satisfied"] | SETS["not_satisfied"],
}


@dataclass(frozen=True)
class RateLine:
    """The rates of one member of a dimension (a unit's id, a type's code); None is the whole."""

    member: Any
    rates: list[Rate]
    due: int


def rate_table(question: Question, dimension: str = "") -> list[RateLine]:
    """A line for each member; without a dimension one line. One statement."""
    counts = {_name(key): Count("pk", filter=_set_of(key)) for key in _keys()}
    rows: Any = due(question)
    narrow = {MEASURES["cases.due"].dimensions[word]: value for word, value in question.by.items()}
    rows = rows.filter(**narrow) if narrow else rows
    if not dimension:
        found = rows.aggregate(every=Count("pk"), **counts)
        return [_line(None, found)]
    column = MEASURES["cases.due"].dimensions[dimension]
    grouped = rows.order_by().values(member=F(column)).annotate(every=Count("pk"), **counts)
    return [_line(row["member"], row) for row in grouped]


def _keys() -> list[str]:
    wanted: dict[str, None] = {}
    for key in RATE_KEYS:
        one = RATIOS[key]
        wanted |= dict.fromkeys((one.numerator, one.denominator, *one.apart))
    return list(wanted)


def _name(key: str) -> str:
    return "n_" + key.removeprefix(PREFIX)


def _set_of(key: str) -> Q:
    return UNION[key] if key in UNION else SETS[key.removeprefix(PREFIX)]


def _line(member: Any, row: dict[str, Any]) -> RateLine:
    rates = [_rate(RATIOS[key], row) for key in RATE_KEYS]
    return RateLine(member, rates, row["every"])


def _rate(one: Ratio, row: dict[str, Any]) -> Rate:
    return Rate(
        key=one.key,
        label=str(one.label),
        says=str(one.says),
        version=one.version,
        numerator=row[_name(one.numerator)],
        denominator=row[_name(one.denominator)],
        apart={key: row[_name(key)] for key in one.apart},
        numerator_key=one.numerator,
        denominator_key=one.denominator,
    )
