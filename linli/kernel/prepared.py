"""Statements that every request asks, compiled once: the ORM's text-making costs more than they do.

    @prepared
    def _by_slug() -> QuerySet[Community]:
        return Community.objects.filter(slug=Slot("slug"))

    _by_slug(slug="jinxing")

The function is called once a process (once for each choice of its arguments, which are constants
of the code); what differs from request to request stands in slots. The rows are those that the
query set would give: instances, with what `select_related` brings, tuples or dictionaries.
"""

import datetime as dt
import uuid
from collections.abc import Callable, Hashable, Sequence
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from django.db import connections, models, router
from django.db.models.expressions import Expression
from django.db.models.query import (  # type: ignore[attr-defined]  # the stubs miss the last
    FlatValuesListIterable,
    ModelIterable,
    ValuesIterable,
    get_related_populators,
)

Row = TypeVar("Row")
Read = Callable[[Sequence[Any]], Any]

if TYPE_CHECKING:  # the stubs make it generic, the class is not
    QuerySet = models.QuerySet[Any, Row]
else:
    QuerySet = models.QuerySet


class Slot(Expression):
    """A place in a prepared statement, filled in by name each time."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name

    def as_sql(self, _compiler: Any, _connection: Any) -> tuple[str, list[Any]]:
        return "%s", [self]


class Prepared(Generic[Row]):
    def __init__(self, build: "Callable[..., models.QuerySet[Any, Row]]") -> None:
        self.build = build
        self.__doc__ = build.__doc__
        self._plans: dict[tuple[str, Hashable], _Plan] = {}

    def __call__(self, *shape: Hashable, **values: Any) -> list[Row]:
        """The rows; `shape` are the constants that the statement is built from."""
        rows: list[Row] = self._plan(shape).run(values)
        return rows

    def first(self, *shape: Hashable, **values: Any) -> Row | None:
        found = self(*shape, **values)
        return found[0] if found else None

    def _plan(self, shape: tuple[Hashable, ...]) -> "_Plan":
        key = (router.db_for_read(models.Model), shape)
        if key not in self._plans:
            self._plans[key] = _Plan(self.build(*shape))
        return self._plans[key]


def prepared(build: "Callable[..., models.QuerySet[Any, Row]]") -> Prepared[Row]:
    return Prepared(build)


def totals(rows: "models.QuerySet[Any, Any]", **sums: Any) -> Any:
    """Sums over all rows as a query set of one dictionary; what `aggregate` asks, to prepare."""
    asked: Any = rows.order_by().annotate(**sums).values(*sums)
    asked.query.group_by = None
    return asked


def number_of(rows: "models.QuerySet[Any, Any]") -> Any:
    """What `count` asks, as a query set of one number."""
    asked: Any = (
        rows.order_by().annotate(counted=models.Count("*")).values_list("counted", flat=True)
    )
    asked.query.group_by = None
    return asked


class _Plan:
    """The text of one statement, where its slots are, and how its rows are read."""

    def __init__(self, rows: Any) -> None:
        self.using = rows.db
        compiler = rows.query.get_compiler(using=self.using)
        self.sql, params = compiler.as_sql()
        self.params = list(params)
        columns = [each[0] for each in compiler.select]
        connection = connections[self.using]
        self.converters = [
            (place, each, column)
            for place, (each, column) in compiler.get_converters(columns).items()
        ]
        self.read = _reading(rows, compiler)
        self.native_uuid = connection.features.has_native_uuid_field

    def run(self, values: dict[str, Any]) -> list[Any]:
        connection = connections[self.using]
        given = [
            self._plain(values[each.name], connection) if each.__class__ is Slot else each
            for each in self.params
        ]
        with connection.cursor() as cursor:
            cursor.execute(self.sql, given)
            found = cursor.fetchall()
        read, converters = self.read, self.converters
        return [read(_converted(row, converters, connection)) for row in found]

    def _plain(self, value: Any, connection: Any) -> Any:
        """As the database's driver takes it; what a field would do, known from the value."""
        kind = value.__class__
        if kind is uuid.UUID:
            return value if self.native_uuid else value.hex
        if kind is dt.datetime:
            return connection.ops.adapt_datetimefield_value(value)
        if kind is dt.date:
            return connection.ops.adapt_datefield_value(value)
        return value


def _converted(row: Sequence[Any], converters: list[Any], connection: Any) -> Sequence[Any]:
    if not converters:
        return row
    values = list(row)
    for place, each, column in converters:
        value = values[place]
        for convert in each:
            value = convert(value, column, connection)
        values[place] = value
    return values


def _reading(rows: Any, compiler: Any) -> Read:
    kind = rows._iterable_class
    if kind is ModelIterable:
        return _instances(rows.db, compiler)
    if kind is FlatValuesListIterable:
        return lambda row: row[0]
    if kind is ValuesIterable:
        query = rows.query
        names = list(query.selected or (*query.values_select, *query.annotation_select))
        return lambda row: dict(zip(names, row, strict=True))
    return tuple


def _instances(using: str, compiler: Any) -> Read:
    plan, select = compiler.klass_info, compiler.select
    make = plan["model"].from_db
    first, last = plan["select_fields"][0], plan["select_fields"][-1] + 1
    names = [each[0].target.attname for each in select[first:last]]
    populators = get_related_populators(plan, select, using)
    annotated = list(compiler.annotation_col_map.items())

    def read(row: Sequence[Any]) -> Any:
        made = make(using, names, row[first:last])
        for each in populators:
            each.populate(row, made)
        for name, place in annotated:
            setattr(made, name, row[place])
        return made

    return read
