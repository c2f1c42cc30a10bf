"""Strict reading of the packaged TOML files into frozen dataclasses.

The shape is the schema: an unknown key, a missing key, a wrong type or a blank text is refused with
the file and the place of the fault, so that a slip in the data never reaches a community.
"""

from __future__ import annotations

import tomllib
import types
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from importlib.resources import files
from typing import Annotated, Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

Shape = TypeVar("Shape")

# A text that may stay blank; every other text must say something.
Blankable = Annotated[str, "blankable"]


class DefaultsError(ValueError):
    """The packaged defaults contradict themselves; the message names file and place."""


def read_file(name: str, shape: type[Shape]) -> Shape:
    text = files(__package__).joinpath(name).read_text(encoding="utf-8")
    return read_text(text, shape, where=name)


def read_text(text: str, shape: type[Shape], *, where: str) -> Shape:
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        raise DefaultsError(f"{where}: {fault}") from fault
    return _build(shape, raw, where)


def _build(shape: type[Shape], raw: object, where: str) -> Shape:
    table = _expect(dict, raw, where)
    wanted = {field.name: field for field in fields(shape)}  # type: ignore[arg-type]  # always a dataclass
    unknown = sorted(set(table) - set(wanted))
    if unknown:
        raise DefaultsError(f"{where}: unknown key {unknown[0]!r}")
    hints = get_type_hints(shape, include_extras=True)
    values: dict[str, Any] = {}
    for name, field in wanted.items():
        if name in table:
            values[name] = _convert(hints[name], table[name], f"{where}.{name}")
        elif field.default is MISSING and field.default_factory is MISSING:
            raise DefaultsError(f"{where}: {name!r} is missing")
    return shape(**values)


def _convert(hint: Any, raw: object, where: str) -> Any:
    if hint in _PLAIN:
        return _PLAIN[hint](raw, where)
    if is_dataclass(hint):
        return _build(hint, raw, where)  # type: ignore[arg-type]  # a class, never an instance
    return _CONTAINERS[get_origin(hint)](hint, raw, where)


def _expect(kind: type[Shape], raw: object, where: str) -> Shape:
    # bool is an int to Python, yet `value = true` is no number.
    if not isinstance(raw, kind) or (kind is int and isinstance(raw, bool)):
        raise DefaultsError(f"{where}: expected {kind.__name__}, found {raw!r}")
    return raw


def _read_string(raw: object, where: str) -> str:
    value = _expect(str, raw, where)
    if not value.strip():
        raise DefaultsError(f"{where}: blank")
    if value != value.strip():
        raise DefaultsError(f"{where}: blanks around the text")
    return value


def _read_option(hint: Any, raw: object, where: str) -> Any:
    (inner,) = (choice for choice in get_args(hint) if choice is not type(None))
    return _convert(inner, raw, where)


def _read_literal(hint: Any, raw: object, where: str) -> object:
    if raw not in get_args(hint):
        raise DefaultsError(f"{where}: {raw!r} is none of {', '.join(get_args(hint))}")
    return raw


def _read_list(hint: Any, raw: object, where: str) -> tuple[Any, ...]:
    inner = get_args(hint)[0]
    rows = _expect(list, raw, where)
    return tuple(_convert(inner, row, f"{where}[{_label(row, n)}]") for n, row in enumerate(rows))


def _label(row: object, number: int) -> str:
    """What an editor can search for: the row's own code, else its number."""
    return str(row.get("code", number)) if isinstance(row, dict) else str(number)


def _read_table(hint: Any, raw: object, where: str) -> Mapping[str, Any]:
    inner = get_args(hint)[1]
    table = _expect(dict, raw, where)
    rows = {key: _convert(inner, row, f"{where}.{key}") for key, row in table.items()}
    return types.MappingProxyType(rows)


_PLAIN: dict[Any, Callable[[object, str], Any]] = {
    str: _read_string,
    Blankable: lambda raw, where: _expect(str, raw, where),
    int: lambda raw, where: _expect(int, raw, where),
    bool: lambda raw, where: _expect(bool, raw, where),
    date: lambda raw, where: _expect(date, raw, where),
}

_CONTAINERS: dict[Any, Callable[[Any, object, str], Any]] = {
    Union: _read_option,
    types.UnionType: _read_option,
    Literal: _read_literal,
    tuple: _read_list,
    Mapping: _read_table,
}
