"""TOML tables read into frozen dataclasses, strictly: a misspelt key is an error with its path."""

import dataclasses
import tomllib
import types
import typing
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

T = TypeVar("T")

FOLDER = Path(__file__).parent


class ContentError(ValueError):
    """A content file does not have the shape that its reader expects."""


def load(name: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))


@cache
def _hints(cls: Any) -> dict[str, Any]:
    return typing.get_type_hints(cls)


def _needed(field: "dataclasses.Field[Any]") -> bool:
    return field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING


def shape(cls: type[T], table: Any, where: str) -> T:
    if not isinstance(table, dict):
        raise ContentError(f"{where}: a table is expected")
    fields = {field.name: field for field in dataclasses.fields(cls)}  # type: ignore[arg-type]
    if unknown := table.keys() - fields.keys():
        raise ContentError(f"{where}: unknown {sorted(unknown)}")
    if missing := {n for n, f in fields.items() if _needed(f)} - table.keys():
        raise ContentError(f"{where}: missing {sorted(missing)}")
    hints = _hints(typing.cast("typing.Hashable", cls))
    return cls(**{key: _value(hints[key], value, f"{where}.{key}") for key, value in table.items()})


def _value(hint: Any, value: Any, where: str) -> Any:
    origin = typing.get_origin(hint)
    if origin is types.UnionType:
        inner = [part for part in typing.get_args(hint) if part is not type(None)]
        return _value(inner[0], value, where) if len(inner) == 1 else value
    if origin is tuple:
        part = typing.get_args(hint)[0]
        return tuple(_value(part, item, f"{where}[{i}]") for i, item in enumerate(value))
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        return shape(hint, value, where)
    return _plain(hint, value, where)


def _plain(hint: Any, value: Any, where: str) -> Any:
    if hint is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if hint is date and isinstance(value, datetime):
        raise ContentError(f"{where}: a date without a time is expected")
    if isinstance(hint, type) and not isinstance(value, hint):
        raise ContentError(f"{where}: {hint.__name__} is expected, not {value!r}")
    return value
