"""How rows of any app are called and shown under a figure: names of people are masked.

Rows of apps that are not listed here show those of their fields that everybody knows.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language

from linli.apps.bulletins.rules.row_columns import COLUMNS, DAYS, FAMILIAR, MASKED, NAMES, WORDS
from linli.apps.people.public import mask_name
from linli.kernel.community import spoken
from linli.kernel.measures import Measure, Question


@dataclass(frozen=True)
class RowTable:
    heads: list[str]
    rows: list[tuple[str, list[str]]]


def field_at(model: Any, path: str) -> "models.Field[Any, Any] | None":
    """The field a path such as place__full_name leads to; None where it leads nowhere."""
    found: Any = None
    for word in path.split("__"):
        if model is None:
            return None
        try:
            found = model._meta.get_field(word)
        except FieldDoesNotExist:
            return None
        model = getattr(found, "related_model", None)
    return found if isinstance(found, models.Field) else None


def columns_of(model: type[models.Model]) -> list[tuple[str, str]]:
    """Pairs of a heading and a path, of paths that exist."""
    label = model._meta.label_lower
    wanted = COLUMNS.get(label) or FAMILIAR
    return [(word, path) for word, path in wanted if _path(model, path)]


def _path(model: Any, path: str) -> str:
    if model._meta.label_lower == "people.person" and path == "person__name":
        return "name"
    return path if field_at(model, path) else ""


def table_of(measure: Measure, question: Question, ids: Sequence[Any]) -> RowTable:
    """The rows with these ids, as everybody who may drill sees them."""
    rows = measure.drill(question).filter(pk__in=ids).order_by("pk")
    columns = columns_of(rows.model)
    paths = [_path(rows.model, path) for _word, path in columns]
    fields = [field_at(rows.model, path) for path in paths]
    masked = [path in MASKED for _word, path in columns]
    found = rows.values_list("pk", *paths)
    shown = [
        (str(pk), [_cell(*each) for each in zip(fields, masked, values, strict=True)])
        for pk, *values in found
    ]
    return RowTable([str(WORDS[word]) for word, _path_ in columns], shown)


def _cell(field: Any, masked: bool, value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, dict):
        return spoken(value)
    if isinstance(value, dt.datetime):
        return f"{timezone.localtime(value):%Y-%m-%d %H:%M}"
    if masked:
        return mask_name(str(value))
    return str(dict(field.flatchoices).get(value, value)) if field and field.choices else str(value)


def names_of(measure: Measure, question: Question, ids: Sequence[Any], path: str) -> list[str]:
    """What the rows are called, each name once, in the order in which they were counted."""
    rows = measure.drill(question)
    path = path or NAMES.get(rows.model._meta.label_lower) or _first_name(rows.model)
    field = field_at(rows.model, path)
    if field is None:
        return []
    found = rows.filter(pk__in=ids).order_by("pk").values_list(path, flat=True)
    masked = path in MASKED
    return list(dict.fromkeys(_cell(field, masked, value) for value in found if value))


def _first_name(model: type[models.Model]) -> str:
    words = ("title", "activity__title", "name", "label", "display_name")
    return next((word for word in words if field_at(model, word)), "")


def first_day(
    measure: Measure, question: Question, ids: Sequence[Any], fixed: dt.date | None
) -> str:
    """The day of the first row, as one says it: 3月25日."""
    day = fixed
    if day is None and ids:
        rows = measure.drill(question)
        path = next((word for word in DAYS if field_at(rows.model, word)), "")
        values = rows.filter(pk__in=ids).order_by(path).values_list(path, flat=True) if path else []
        first = next(iter(values), None)
        day = timezone.localtime(first).date() if isinstance(first, dt.datetime) else first
    return said_day(day) if day else ""


def said_day(day: dt.date) -> str:
    if (get_language() or "").startswith("en"):
        return date_format(day, "j F")
    return f"{day.month}月{day.day}日"
