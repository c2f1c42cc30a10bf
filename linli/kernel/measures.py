"""What can be counted, defined once: page, export and API ask here and cannot disagree.

A measure is a definition over domain rows. `rows(question)` gives the rows themselves, so that
each number drills down to them; `quantity` names the field to add up where a row is not one.
"""

import datetime as dt
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db.models import Count, F, QuerySet, Sum
from django.utils.functional import Promise

from linli.kernel.community import Community


@dataclass(frozen=True)
class Question:
    """Which communities and which days (inclusive, local dates); `by` narrows dimensions.

    `start` None means from the beginning. For a measure "as of" only `end` counts.
    """

    communities: Sequence[Community]
    end: dt.date
    start: dt.date | None = None
    by: dict[str, Any] = field(default_factory=dict)

    @property
    def ids(self) -> list[int]:
        return [community.id for community in self.communities]

    def bounds(self) -> tuple[dt.datetime | None, dt.datetime]:
        """Half-open moments [start, end) in the first community's zone."""
        zone = self.communities[0].zone
        after = self.end + dt.timedelta(days=1)
        first = dt.datetime.combine(self.start, dt.time.min, zone) if self.start else None
        return first, dt.datetime.combine(after, dt.time.min, zone)


Number = int | float
Exact = int | Decimal
Rows = Callable[[Question], "QuerySet[Any]"]


@dataclass(frozen=True)
class Measure:
    """`kind` "period" counts what happened between two days, "as_of" what is so at the end.

    `per` is how many of `quantity` make one unit: 60 for hours that rows keep in minutes.
    `dimensions` maps a word to the row's field it splits by. `public` numbers are for everyone,
    the others for holders of `permission`. `smallest` is the smallest cell that may be published;
    below it the public sees only "fewer than". `needs` are dimensions without which the number
    means nothing (an area and a year of building cannot be added up).
    """

    key: str
    label: str | Promise
    says: str | Promise
    unit: str | Promise
    rows: Rows
    kind: str = "period"
    quantity: str = ""
    per: int = 1
    distinct: str = ""
    dimensions: dict[str, str] = field(default_factory=dict)
    public: bool = False
    permission: str = "measures.read"
    smallest: int = 0
    version: int = 1
    needs: tuple[str, ...] = ()

    def value(self, question: Question) -> Number:
        return shown(self.exact(question))

    def exact(self, question: Question) -> Exact:
        """The value as it is: an area has decimals."""
        rows = self._asked(question)
        if self.quantity:
            return self._in_units(rows.aggregate(total=Sum(self.quantity))["total"])
        if self.distinct:
            return int(rows.aggregate(total=Count(self.distinct, distinct=True))["total"])
        return rows.count()

    def counted(self, question: Question) -> list[tuple[Any, Exact]]:
        """What each row adds, by its id: they sum up to `exact`. Of rows that say the same
        distinct thing the first stands for it.
        """
        rows = self._asked(question).order_by("pk")
        if self.quantity:
            return [(pk, self._in_units(n)) for pk, n in rows.values_list("pk", self.quantity)]
        if self.distinct:
            firsts: dict[Any, Any] = {}
            for pk, member in rows.values_list("pk", self.distinct):
                if member is not None:
                    firsts.setdefault(member, pk)
            return [(pk, 1) for pk in firsts.values()]
        return [(pk, 1) for pk in rows.values_list("pk", flat=True)]

    def drill(self, question: Question) -> "QuerySet[Any]":
        return self._asked(question)

    def ids(self, question: Question) -> list[uuid.UUID]:
        return list(self._asked(question).order_by("pk").values_list("pk", flat=True))

    def _in_units(self, total: Any) -> Exact:
        return whole(Decimal(total or 0) / self.per)

    def split(self, question: Question, dimension: str) -> dict[Any, Number]:
        """Value per member of a dimension; the parts add up to `value` (not for `distinct`)."""
        column = self.dimensions[dimension]
        total: Any = Count("pk")
        if self.quantity:
            total = Sum(self.quantity)
        if self.distinct:
            total = Count(self.distinct, distinct=True)
        rows = self._asked(question).order_by().values(_part=F(column)).annotate(_total=total)
        return {row["_part"]: shown(self._in_units(row["_total"])) for row in rows}

    def _asked(self, question: Question) -> "QuerySet[Any]":
        rows = self.rows(question)
        narrow = {self.dimensions[word]: value for word, value in question.by.items()}
        return rows.filter(**narrow) if narrow else rows


def whole(value: Any) -> Exact:
    """An int where there is nothing behind the point."""
    if isinstance(value, Decimal) and value != value.to_integral_value():
        return value.normalize()
    return int(value or 0)


def shown(value: Exact) -> Number:
    """For pages and programs: hours that were kept in minutes need no third decimal."""
    return float(round(value, 4)) if isinstance(value, Decimal) else value


@dataclass(frozen=True)
class Ratio:
    """A share of two measures, with what was left out shown apart (never by person)."""

    key: str
    label: str | Promise
    says: str | Promise
    numerator: str
    denominator: str
    apart: tuple[str, ...] = ()
    version: int = 1


MEASURES: dict[str, Measure] = {}
RATIOS: dict[str, Ratio] = {}


def measure(one: Measure) -> Measure:
    if one.key in MEASURES or one.key in RATIOS:
        raise ValueError(f"measure {one.key} is defined twice")
    MEASURES[one.key] = one
    return one


def ratio(one: Ratio) -> Ratio:
    if one.key in RATIOS or one.key in MEASURES:
        raise ValueError(f"ratio {one.key} is defined twice")
    RATIOS[one.key] = one
    return one
