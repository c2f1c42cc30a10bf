"""What a register is: its columns, and what its app does with rows."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise

from linli.kernel.access.actor import Actor
from linli.kernel.community import Community

Text = str | Promise
Read = Callable[[str], Any]


class CannotRead(ValueError):
    """A cell that cannot be taken: `reason` says in the reader's language what would do."""

    def __init__(self, reason: Text) -> None:
        super().__init__(str(reason))
        self.reason = reason


@dataclass(frozen=True)
class Column:
    """`says` stands in the row of explanations. `other_names` are headers people also use.

    `read` turns a cell that is not empty into a value, or raises CannotRead. `once`: two rows
    of one file must not have the same value. `exported` False keeps a column out of exports.
    """

    key: str
    label: Text
    says: Text
    read: Read = str
    required: bool = False
    once: bool = False
    exported: bool = True
    other_names: tuple[str, ...] = ()
    choices: Sequence[Text] = ()
    width: int = 16


@dataclass(frozen=True, slots=True)
class Row:
    """`line` as the spreadsheet shows it. `values` holds only cells that are not empty."""

    line: int
    values: dict[str, Any]

    def get(self, key: str, default: Any = None) -> Any:
        return self.values.get(key, default)


@dataclass(frozen=True, slots=True)
class Fault:
    line: int
    column: str
    reason: Text


class Verdict:
    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


@dataclass(frozen=True)
class Judged:
    """`verdicts` by line; a line with a fault has none."""

    verdicts: dict[int, str] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)


@dataclass(frozen=True)
class Step:
    """One chunk of an import, inside its transaction. `memory` is what `prepare` gave."""

    community: Community
    actor: Actor
    run_id: Any
    memory: Any = None


@dataclass(frozen=True)
class Register:
    """`prepare` loads once per pass what every row needs (an index of places, say).

    `apply` writes rows and returns a trace (JSON) from which `revert` restores what was before;
    `free` raises a Refusal when something else depends on what these traces, oldest first, made.
    """

    key: str
    label: Text
    columns: tuple[Column, ...]
    import_permission: str
    export_permission: str
    prepare: Callable[[Community], Any]
    judge: Callable[[Any, Sequence[Row]], Judged]
    apply: Callable[[Step, Sequence[Row]], dict[str, Any]]
    revert: Callable[[Step, dict[str, Any]], None]
    free: Callable[[Step, Sequence[dict[str, Any]]], None]
    rows: Callable[[Community, Actor], Iterable[dict[str, str]]]
    back: str = ""  # url name of the page it belongs to
    chunk: int = 1000
    """New rows in one transaction; fewer where a row is an act of its own."""
    at_once: int = 2000
    """Rows that a page imports while its reader waits; more are left to the worker."""


REGISTERS: dict[str, Register] = {}


def register(one: Register) -> Register:
    if one.key in REGISTERS:
        raise ValueError(f"register {one.key} is defined twice")
    REGISTERS[one.key] = one
    return one
