"""New rows without the ORM's text-making: many at once from plain values, or one instance.

`bulk_create` and `save` spend most of their time on the text of statements that are always the
same. Here the statement of a model is made once, and many rows need no instances: several times
as fast. What it gives up is what new rows here do not need: signals, and values made by
expressions or by the database.
"""

import datetime as dt
import uuid
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any, cast

from django.db import connections, models, router, transaction

Row = Mapping[str, Any]
Prepare = Callable[[Any], Any]
AS_THEY_ARE = (models.CharField, models.TextField, models.BooleanField, models.IntegerField)
PLAIN = {str, int, bool, type(None)}


def insert_rows(model: type[models.Model], rows: Sequence[Row]) -> None:
    """Insert rows given by attribute name (`person_id`); what is left out takes its default.

    Texts are stored as they are given: cleaning and checking is done before.
    """
    if not rows:
        return
    connection = connections[router.db_for_write(model)]
    fields = _given(model)
    statement = _statement(model, connection)
    prepared = [_column(rows, field, connection) for field in fields]
    with connection.cursor() as cursor:
        cursor.executemany(statement, list(zip(*prepared, strict=True)))


def insert_row(row: models.Model, *, once: bool = False) -> None:
    """INSERT one instance whose key was made in Python. `once`: a row that exists already stays."""
    using = router.db_for_write(type(row))
    statement, columns = _plan(type(row), using)
    values = row.__dict__
    params = [prepare(values[name]) for name, prepare in columns]
    if once:
        statement += " ON CONFLICT DO NOTHING"
    connection = connections[using]
    with transaction.mark_for_rollback_on_error(using), connection.cursor() as cursor:
        cursor.execute(statement, params)
    row._state.adding, row._state.db = False, using


def count_up(row: models.Model, column: str, *, of: Sequence[str]) -> int:
    """One more in the counter that the unique `of` names, made by `row` if it is the first.

    One statement, the same for both databases; twins wait for each other's commit.
    """
    using = router.db_for_write(type(row))
    statement, columns = _plan(type(row), using)
    connection = connections[using]
    quote, field_of = connection.ops.quote_name, cast(Any, row._meta.get_field)
    name = quote(field_of(column).column)
    keys = ", ".join(quote(field_of(each).column) for each in of)
    counted = f"{quote(row._meta.db_table)}.{name} + 1"
    statement += f" ON CONFLICT ({keys}) DO UPDATE SET {name} = {counted} RETURNING {name}"
    with transaction.mark_for_rollback_on_error(using), connection.cursor() as cursor:
        values = [prepare(row.__dict__[each]) for each, prepare in columns]
        cursor.execute(statement, values)
        return int(cursor.fetchone()[0])


@cache
def _plan(model: type[models.Model], using: str) -> tuple[str, list[tuple[str, Prepare]]]:
    connection = connections[using]
    columns = [(field.attname, _one(field, connection)) for field in _given(model)]
    return _statement(model, connection), columns


def _given(model: type[models.Model]) -> list[Any]:
    return [each for each in model._meta.concrete_fields if not isinstance(each, models.AutoField)]


def _one(field: Any, connection: Any) -> Prepare:
    """Like `_preparation`, for values as instances hold them: also lazy texts and choices."""
    target = field
    while target.is_relation:
        target = target.target_field

    def carefully(value: Any) -> Any:
        return field.get_db_prep_save(value, connection)

    if isinstance(target, AS_THEY_ARE):
        return lambda value: value if value.__class__ in PLAIN else carefully(value)
    if isinstance(target, models.DateTimeField):  # its own way is the same, with more questions
        adapt = connection.ops.adapt_datetimefield_value
        return lambda value: adapt(value) if _is_aware(value) else carefully(value)
    if isinstance(target, models.UUIDField) and not connection.features.has_native_uuid_field:
        return lambda value: value.hex if value.__class__ is uuid.UUID else carefully(value)
    return carefully


def _is_aware(value: Any) -> bool:
    return value.__class__ is dt.datetime and value.tzinfo is not None


def _statement(model: type[models.Model], connection: Any) -> str:
    quote, fields = connection.ops.quote_name, _given(model)
    columns = ", ".join(quote(field.column) for field in fields)
    places = ", ".join(["%s"] * len(fields))
    return f"INSERT INTO {quote(model._meta.db_table)} ({columns}) VALUES ({places})"  # noqa: S608  names of our own tables


def _column(rows: Sequence[Row], field: Any, connection: Any) -> list[Any]:
    name = field.attname
    if not any(name in row for row in rows):
        default, prepare = field.get_default, _preparation(field, connection)
        return [prepare(default()) for _row in rows] if prepare else [default() for _row in rows]
    default_value = field.get_default()
    values = [row.get(name, default_value) for row in rows]
    prepare = _preparation(field, connection)
    return [prepare(value) for value in values] if prepare else values


def _preparation(field: Any, connection: Any) -> Prepare | None:
    """How the database wants a value of this field; None: as it is."""
    target = field
    while target.is_relation:
        target = target.target_field
    if isinstance(target, AS_THEY_ARE):
        return None
    if isinstance(target, models.UUIDField):
        return None if connection.features.has_native_uuid_field else _hex
    if isinstance(target, models.DateField):  # the same day or moment stands in many rows
        return _Remembered(lambda value: field.get_db_prep_save(value, connection))
    return lambda value: field.get_db_prep_save(value, connection)


def _hex(value: Any) -> Any:
    return None if value is None else value.hex


class _Remembered(dict[Any, Any]):
    def __init__(self, prepare: Prepare) -> None:
        super().__init__()
        self.prepare = prepare

    def __missing__(self, value: Any) -> Any:
        self[value] = self.prepare(value)
        return self[value]

    def __call__(self, value: Any) -> Any:
        return self[value]
