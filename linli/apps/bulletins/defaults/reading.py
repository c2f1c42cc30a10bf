"""A brand file into its shape: every fault with its place in the file, none of them silent."""

import datetime as dt
import tomllib
import types
import typing
from contextlib import suppress
from dataclasses import MISSING, dataclass, fields, is_dataclass
from typing import Any

from linli.apps.bulletins.defaults.brand import Brand, Words

NARROWING = dict[str, str]


@dataclass(frozen=True)
class Fault:
    """`where` such as "figures[3].measure"; `hard` faults keep a file from being loaded."""

    where: str
    says: str
    hard: bool = True

    def __str__(self) -> str:
        return f"{self.where or 'file'}: {self.says}"


@dataclass(frozen=True)
class Read:
    brand: Brand | None
    faults: list[Fault]

    @property
    def hard(self) -> list[Fault]:
        return [fault for fault in self.faults if fault.hard]


class _Wrong(Exception):
    """Already among the faults."""


def read_brand(text: str) -> Read:
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as trouble:
        return Read(None, [Fault("", f"not TOML: {trouble}")])
    return shape_brand(raw)


def shape_brand(raw: dict[str, Any]) -> Read:
    faults: list[Fault] = []
    try:
        made = _shaped(Brand, raw, "", faults)
    except _Wrong:
        made = None
    return Read(made if not faults else None, faults)


def _shaped(kind: Any, raw: Any, where: str, faults: list[Fault]) -> Any:
    if kind is Words and isinstance(raw, str):
        return Words(raw, raw, raw)
    if not isinstance(raw, dict):
        raise _refused(faults, where, "a table was expected here")
    known = [each.name for each in fields(kind)]
    for word in raw.keys() - set(known):
        faults.append(Fault(_at(where, word), f"unknown word; known: {', '.join(known)}"))
    before = len(faults)
    given = _given(kind, raw, where, faults)
    for name in _needed(kind) - raw.keys():
        faults.append(Fault(_at(where, name), "is missing"))
    if len(faults) > before:
        raise _Wrong
    return kind(**given)


def _given(kind: Any, raw: dict[str, Any], where: str, faults: list[Fault]) -> dict[str, Any]:
    """What the file says of it; narrowing that is not there narrows nothing."""
    found: dict[str, Any] = {}
    for name, hint in typing.get_type_hints(kind).items():
        if name in raw:
            with suppress(_Wrong):
                found[name] = _value(hint, raw[name], _at(where, name), faults)
        elif hint == NARROWING:
            found[name] = {}
    return found


def _needed(kind: Any) -> set[str]:
    hints = typing.get_type_hints(kind)
    return {
        each.name
        for each in fields(kind)
        if each.default is MISSING and hints[each.name] != NARROWING
    }


def _value(kind: Any, raw: Any, where: str, faults: list[Fault]) -> Any:
    if isinstance(kind, types.UnionType):
        kind = next(one for one in typing.get_args(kind) if one is not type(None))
    if is_dataclass(kind):
        return _shaped(kind, raw, where, faults)
    if typing.get_origin(kind) is tuple:
        return _several(typing.get_args(kind)[0], raw, where, faults)
    if typing.get_origin(kind) is dict:
        return _narrowing(raw, where, faults)
    if kind is dt.date and isinstance(raw, str):
        raw = _day(raw)
    if not isinstance(raw, kind) or (kind is int and isinstance(raw, bool)):
        raise _refused(faults, where, f"should be {_called(kind)}")
    return raw


def _day(raw: str) -> dt.date | str:
    """Kept copies are JSON, in which a day is a text."""
    try:
        return dt.date.fromisoformat(raw)
    except ValueError:
        return raw


def _several(kind: Any, raw: Any, where: str, faults: list[Fault]) -> tuple[Any, ...]:
    if not isinstance(raw, list):
        raise _refused(faults, where, "a list was expected here")
    found = []
    for turn, each in enumerate(raw):
        try:
            found.append(_value(kind, each, f"{where}[{turn}]", faults))
        except _Wrong:
            continue
    return tuple(found)


def _narrowing(raw: Any, where: str, faults: list[Fault]) -> dict[str, str]:
    if not isinstance(raw, dict) or not all(isinstance(one, str | bool) for one in raw.values()):
        raise _refused(faults, where, 'should be words by dimension: { kind = "lecture" }')
    return {word: str(one) for word, one in raw.items()}


def _refused(faults: list[Fault], where: str, says: str) -> _Wrong:
    faults.append(Fault(where, says))
    return _Wrong()


def _at(where: str, word: str) -> str:
    return f"{where}.{word}" if where else word


def _called(kind: Any) -> str:
    words = {str: "a text", int: "a whole number", dt.date: "a day, 2024-11-30"}
    return words.get(kind, str(kind))
