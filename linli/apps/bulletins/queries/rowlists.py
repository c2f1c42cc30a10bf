"""A page of rows behind a number, as much of them as the reader may have."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from linli.apps.bulletins.queries.naming import RowTable, table_of
from linli.kernel.access.actor import Actor
from linli.kernel.asking import Cell, check_question, publishable, readable, reads_all
from linli.kernel.community import Community
from linli.kernel.errors import Malformed
from linli.kernel.measures import Exact, Measure, Question

SIZE = 50


@dataclass(frozen=True)
class Asking:
    question: Question
    page: int

    @property
    def params(self) -> dict[str, Any]:
        narrow = [f"{word}:{member}" for word, member in self.question.by.items()]
        start = self.question.start.isoformat() if self.question.start else ""
        return {"from": start, "to": self.question.end.isoformat(), "only": narrow}


@dataclass(frozen=True)
class RowsPage:
    """`open`: the reader may see the rows. `value` is hidden where it would point at somebody."""

    open: bool
    value: Cell
    number: int
    pages: int
    total: int
    table: RowTable
    adds: dict[str, Exact] = field(default_factory=dict)


def read_asking(
    community: Community, measure: Measure, given: Mapping[str, Any], today: dt.date
) -> Asking:
    """Malformed where the days or dimensions make no sense."""
    by: dict[str, str] = {}
    for word in given.getlist("only") if hasattr(given, "getlist") else []:
        dimension, colon, member = word.partition(":")
        if not colon:
            raise Malformed("malformed", "only=<dimension>:<member>", field="only")
        by[dimension] = member[:120]
    question = Question(
        [community], end=_day(given, "to") or today, start=_day(given, "from"), by=by
    )
    check_question(measure, question)
    page = str(given.get("page", "1"))
    return Asking(question, int(page) if page.isdecimal() and len(page) < 7 else 1)


def _day(given: Mapping[str, Any], word: str) -> dt.date | None:
    raw = given.get(word, "")
    if not raw:
        return None
    try:
        return dt.date.fromisoformat(raw)
    except ValueError:
        raise Malformed("not_a_day", _("Write the day as 2024-11-30."), field=word) from None


def rows_page(actor: Actor, community: Community, measure: Measure, asking: Asking) -> RowsPage:
    """Everybody reads what public measures count, but no list of people; staff read all."""
    if not readable(actor, measure, community):
        return RowsPage(False, Cell(None), 1, 1, 0, RowTable([], []))
    try:
        counted = measure.counted(asking.question)
        value = measure.value(asking.question)
    except (ValidationError, ValueError, TypeError):
        raise Malformed(
            "member_not_known", _("There is no such part of this number."), field="only"
        ) from None
    staff = reads_all(actor, measure, community)
    cell = Cell(value) if staff else publishable(value, measure.smallest)
    if cell.hidden or not (staff or _impersonal(measure, asking.question)):
        return RowsPage(False, cell, 1, 1, 0, RowTable([], []))
    pages = max(1, -(-len(counted) // SIZE))
    number = min(max(1, asking.page), pages)
    part = counted[(number - 1) * SIZE : number * SIZE]
    table = table_of(measure, asking.question, [pk for pk, _n in part])
    adds = {str(pk): n for pk, n in part} if measure.quantity else {}
    return RowsPage(True, cell, number, pages, len(counted), table, adds)


def _impersonal(measure: Measure, question: Question) -> bool:
    """Whether rows may be listed for everybody: none of people, homes or their matters."""
    model = measure.drill(question).model
    if model._meta.app_label == "people":
        return False
    names = {each.name for each in model._meta.get_fields()}
    return not names & {"person", "persons", "display_name", "reporter", "subject"}
