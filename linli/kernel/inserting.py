"""Many new rows at once, without a model instance for each.

`bulk_create` spends most of its time on instances and on the text of its statements. Here rows
are plain values and the database repeats one prepared statement: several times as fast. What it
gives up is what bulk work does not need: signals, and values made by expressions.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.db import connections, models, router

Row = Mapping[str, Any]
Prepare = Callable[[Any], Any]
AS_THEY_ARE = (models.CharField, models.TextField, models.BooleanField, models.IntegerField)


def insert_rows(model: type[models.Model], rows: Sequence[Row]) -> None:
    """Insert rows given by attribute name (`person_id`); what is left out takes its default.

    Texts are stored as they are given: cleaning and checking is done before.
    """
    if not rows:
        return
    connection = connections[router.db_for_write(model)]
    fields = model._meta.concrete_fields
    quote = connection.ops.quote_name
    columns = ", ".join(quote(field.column) for field in fields)
    places = ", ".join(["%s"] * len(fields))
    statement = f"INSERT INTO {quote(model._meta.db_table)} ({columns}) VALUES ({places})"  # noqa: S608  names of our own tables
    prepared = [_column(rows, field, connection) for field in fields]
    with connection.cursor() as cursor:
        cursor.executemany(statement, list(zip(*prepared, strict=True)))


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
