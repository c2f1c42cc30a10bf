"""A figure asked: its value, its rows, its words in three languages."""

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import FieldError, ValidationError
from django.utils import translation
from django.utils.translation import gettext as _

from linli.apps.bulletins.defaults import Figure
from linli.apps.bulletins.models import FrozenFigure
from linli.apps.bulletins.queries.naming import first_day, names_of
from linli.apps.bulletins.rules.periods import span_of
from linli.apps.bulletins.rules.wording import Said, say
from linli.kernel.community import Community, spoken
from linli.kernel.measures import MEASURES, Exact, Measure, Question, whole

LANGUAGES = ("zh-hans", "zh-hant", "en")
RowCount = tuple[str, Exact]


@dataclass(frozen=True)
class Shown:
    """A figure with its answer, live or frozen. `fault` says why there is none.

    `rows` are the ids behind it with what each adds; they sum up to `value`.
    """

    key: str
    label: dict[str, str]
    value: Exact | None
    wording: dict[str, str]
    measure: str
    version: int
    by: dict[str, str]
    start: dt.date | None
    end: dt.date
    rows: list[RowCount] = field(default_factory=list)
    fault: str = ""
    practice: str = ""

    def __str__(self) -> str:
        return self.said

    @property
    def name(self) -> str:
        return spoken(self.label)

    @property
    def said(self) -> str:
        return spoken(self.wording) if self.wording else _("(no number yet)")

    @property
    def definition(self) -> Measure | None:
        return MEASURES.get(self.measure)

    @property
    def unit(self) -> str:
        return str(self.definition.unit) if self.definition else ""

    @property
    def asked(self) -> str:
        """The question as an address asks it."""
        pairs = [("to", self.end.isoformat())]
        if self.start:
            pairs.insert(0, ("from", self.start.isoformat()))
        pairs += [("only", f"{word}:{member}") for word, member in self.by.items()]
        return urlencode(pairs)


def question_of(community: Community, shown: Shown) -> Question:
    return Question([community], end=shown.end, start=shown.start, by=dict(shown.by))


def ask_figures(
    community: Community, figures: Iterable[Figure], as_of: dt.date
) -> dict[str, Shown]:
    return {figure.key: ask_figure(community, figure, as_of) for figure in figures}


def ask_figure(community: Community, figure: Figure, as_of: dt.date) -> Shown:
    """A figure whose measure is not there, or does not understand it, comes back with a fault."""
    span = span_of(figure.period, as_of, figure.start, figure.end)
    measure = MEASURES.get(figure.measure)
    blank = Shown(
        key=figure.key,
        label=figure.label.names(),
        value=None,
        wording={},
        measure=figure.measure,
        version=measure.version if measure else 0,
        by=dict(figure.by),
        start=span.start,
        end=span.end,
        practice=figure.practice,
    )
    if measure is None:
        return _faulty(blank, _("Nobody defines the measure “%s” here.") % figure.measure)
    if set(figure.by) - set(measure.dimensions) or set(measure.needs) - set(figure.by):
        return _faulty(blank, _("The measure “%s” cannot be asked like that.") % figure.measure)
    question = question_of(community, blank)
    try:
        counted = measure.counted(question)
    except (ValidationError, ValueError, TypeError, FieldError):
        return _faulty(blank, _("The measure “%s” cannot be asked like that.") % figure.measure)
    return _answered(blank, figure, measure, question, counted)


def _answered(
    blank: Shown, figure: Figure, measure: Measure, question: Question, counted: list[Any]
) -> Shown:
    value = whole(round(sum((Decimal(n) for _pk, n in counted), Decimal(0)), 6))
    wording = {}
    for language in LANGUAGES:
        with translation.override(language):
            said = _said(figure, measure, question, [pk for pk, _n in counted])
        wording[language] = say(figure, value, said, language)
    answered = {"value": value, "wording": wording, "rows": [(str(pk), n) for pk, n in counted]}
    return Shown(**{**vars(blank), **answered})


def _said(figure: Figure, measure: Measure, question: Question, ids: list[Any]) -> Said:
    needs_names, needs_day = "{list}" in figure.says.zh, "{day}" in figure.says.zh
    names = names_of(measure, question, ids, figure.names) if needs_names else []
    day = first_day(measure, question, ids, figure.start) if needs_day else ""
    return Said(names, day)


def _faulty(blank: Shown, says: str) -> Shown:
    return Shown(**{**vars(blank), "fault": says})


def frozen(row: FrozenFigure) -> Shown:
    return Shown(
        key=row.key,
        label=row.label,
        value=whole(row.value) if row.value is not None else None,
        wording=row.wording,
        measure=row.measure,
        version=row.measure_version,
        by=row.by,
        start=row.start,
        end=row.end,
        rows=[(key, whole(Decimal(str(n)))) for key, n in row.rows],
        fault="" if row.value is not None else _("This figure had no number when it was frozen."),
    )


@dataclass(frozen=True)
class Difference:
    """Why a figure is another one today: rows that came, went, or count otherwise."""

    was: Shown
    now: Shown
    came: list[str]
    went: list[str]
    otherwise: list[str]
    redefined: bool

    @property
    def differs(self) -> bool:
        return self.was.value != self.now.value or self.redefined


def ask_again(community: Community, was: Shown) -> Difference:
    """The same question, days and all, put to the records of today."""
    measure = MEASURES.get(was.measure)
    now = Shown(**{**vars(was), "value": None, "rows": [], "fault": "", "version": 0})
    if measure is not None:
        counted = measure.counted(question_of(community, was))
        value = whole(round(sum((Decimal(n) for _pk, n in counted), Decimal(0)), 6))
        fresh = {"value": value, "rows": [(str(pk), n) for pk, n in counted]}
        now = Shown(**{**vars(now), **fresh, "version": measure.version})
    before, after = dict(was.rows), dict(now.rows)
    return Difference(
        was,
        now,
        came=[key for key in after if key not in before],
        went=[key for key in before if key not in after],
        otherwise=[key for key, n in after.items() if key in before and before[key] != n],
        redefined=now.version != was.version,
    )


def as_ids(keys: Iterable[str]) -> list[Any]:
    """Ids as the database knows them: mostly uuids, numbers on shared ground."""
    return [int(key) if key.isdecimal() else uuid.UUID(key) for key in keys]
