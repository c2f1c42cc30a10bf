"""Checks of an administrative code against its level, its parent and its kind.

Lengths and township ranges are those of the national coding rules (GB/T 2260, GB/T 10114).
The ranges of the last three digits are observed, not read in a standard, so they only warn.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

CODE_LENGTHS = {"province": 2, "prefecture": 4, "county": 6, "township": 9, "community": 12}

TOWNSHIP_RANGES = {
    "street": range(1, 100),
    "town": range(100, 200),
    "township": range(200, 400),
    "other": range(400, 600),
}
COMMUNITY_RANGES = {
    "residents_committee": range(1, 200),
    "villagers_committee": range(200, 400),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One remark; `expected` is what the text for people fills in (a length, a prefix, a range)."""

    code: str
    expected: str = ""


@dataclass(frozen=True, slots=True)
class CodeCheck:
    errors: tuple[Finding, ...] = ()
    warnings: tuple[Finding, ...] = ()

    @property
    def is_accepted(self) -> bool:
        return not self.errors


def check_region_code(code: str, *, level: str, parent_code: str = "", kind: str = "") -> CodeCheck:
    """Errors `digits`, `length`, `parent_prefix`, `township_range`, `township_kind`;
    warnings `community_range`, `community_kind`.

    `kind` is a key of the ranges of its level, or empty where it is not known. The parent may
    be any level above: a city without counties is the parent of its townships.
    """
    if not re.fullmatch("[0-9]+", code):
        return CodeCheck(errors=(Finding("digits"),))
    length = CODE_LENGTHS[level]
    if len(code) != length:
        return CodeCheck(errors=(Finding("length", str(length)),))
    errors = [] if code.startswith(parent_code) else [Finding("parent_prefix", parent_code)]
    warnings: list[Finding] = []
    segment = int(code[-3:])
    if level == "township":
        errors += _check_segment(segment, kind, TOWNSHIP_RANGES, "township")
    elif level == "community":
        warnings += _check_segment(segment, kind, COMMUNITY_RANGES, "community")
    return CodeCheck(tuple(errors), tuple(warnings))


def unpadded(code: str, level: str) -> str:
    """The code without the zeros that fill it up to a longer form: `440100000000` is `4401`."""
    length = CODE_LENGTHS[level]
    return code[:length] if not code[length:].strip("0") else code


def _check_segment(segment: int, kind: str, ranges: dict[str, range], prefix: str) -> list[Finding]:
    if kind in ranges:
        allowed, code = ranges[kind], f"{prefix}_kind"
        return [] if segment in allowed else [Finding(code, _spell(allowed))]
    known = range(min(r.start for r in ranges.values()), max(r.stop for r in ranges.values()))
    return [] if segment in known else [Finding(f"{prefix}_range", _spell(known))]


def _spell(allowed: range) -> str:
    return f"{allowed.start:03}–{allowed.stop - 1:03}"
