"""The role matrix: every permission against every role, from the register itself."""

from collections.abc import Sequence
from dataclasses import dataclass

from linli.kernel.access.actor import Role
from linli.kernel.access.permissions import PERMISSIONS, Permission, all_rows

COLUMNS = (
    Role.ANYONE,
    Role.RESIDENT,
    Role.GRID_WORKER,
    Role.COMMITTEE,
    Role.CHIEF,
    Role.PARTNER,
    Role.STREET,
    Role.DISTRICT,
    Role.SYSTEM_ADMIN,
    Role.SECURITY_ADMIN,
    Role.AUDIT_ADMIN,
    Role.PROGRAM,
)


@dataclass(frozen=True)
class Line:
    """`cells`, one a column: "all", "part" (narrowed by grid, unit, person, scope …) or ""."""

    permission: Permission
    cells: tuple[str, ...]


def matrix() -> dict[str, list[Line]]:
    """Lines by app, both in alphabetical order."""
    found: dict[str, list[Line]] = {}
    for key in sorted(PERMISSIONS):
        permission = PERMISSIONS[key]
        app = key.partition(".")[0]
        found.setdefault(app, []).append(Line(permission, _cells(permission)))
    return found


def _cells(permission: Permission) -> tuple[str, ...]:
    return tuple(_cell(permission, role) for role in COLUMNS)


def _cell(permission: Permission, role: str) -> str:
    reach = permission.roles.get(role)
    if reach is None:
        return ""
    return "all" if reach is all_rows else "part"


def as_markdown(names: Sequence[str]) -> str:
    """The matrix as tables of a document; `names` are the heads of the columns."""
    parts = []
    for app, lines in matrix().items():
        head = ["permission", "what it allows", *names, "second factor"]
        parts += [f"## {app}", "", _row(head), _row(["---"] * len(head))]
        parts += [_row(_described(line)) for line in lines]
        parts.append("")
    return "\n".join(parts)


SIGNS = {"all": "●", "part": "◐", "": ""}


def _described(line: Line) -> list[str]:
    factor = "yes" if line.permission.second_factor else ""
    signs = [SIGNS[cell] for cell in line.cells]
    return [f"`{line.permission.key}`", str(line.permission.says), *signs, factor]


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
