"""Record the statements of one request, for the count and for the twin's plan."""

import datetime as dt
import json
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection

Statement = tuple[str, list[Any]]


@contextmanager
def recorded() -> Iterator[list[Statement]]:
    """Every statement sent meanwhile, with its parameters as the driver takes them."""
    kept: list[Statement] = []

    def keep(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        kept.append((sql, list(params or [])))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(keep):
        yield kept


def plan(writes: list[Statement], reads: list[Statement], unique: list[str]) -> str:
    """The twin's plan as JSON: write statements, the longest read, what must be fresh each time."""
    embedded = connection.vendor == "sqlite"
    changing = [(sql, _plain(p)) for sql, p in writes if sql.startswith(("INSERT", "UPDATE"))]
    longest = max(reads, key=lambda one: len(one[0]))
    made = {
        "sqlite": str(connection.settings_dict["NAME"]) if embedded else "",
        "writes": [(_driver(sql, embedded), params) for sql, params in changing],
        "read": (_driver(longest[0], embedded), _plain(longest[1])),
        "unique": unique,
        "keys": sorted(_new_keys(changing)),
    }
    return json.dumps(made, ensure_ascii=False)


def _driver(sql: str, embedded: bool) -> str:
    return sql.replace("%s", "?") if embedded else sql


def _plain(params: list[Any]) -> list[Any]:
    return [_value(value) for value in params]


def _value(value: Any) -> Any:
    if isinstance(value, uuid.UUID | dt.datetime | dt.date):
        return str(value)
    if hasattr(value, "obj"):  # psycopg's wrapper around JSON
        return json.dumps(value.obj, ensure_ascii=False)
    return value


def _new_keys(statements: list[Statement]) -> set[str]:
    """Ids that these INSERTs made: the value standing where the column list says "id"."""
    found: set[str] = set()
    for sql, params in statements:
        if not sql.startswith("INSERT"):
            continue
        columns = sql.split("(", 1)[1].split(")", 1)[0].replace('"', "").split(", ")
        if "id" in columns:
            for start in range(0, len(params), len(columns)):
                found.add(str(params[start + columns.index("id")]))
    return found
