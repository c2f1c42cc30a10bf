"""Reading and checking a list of regions (CSV or JSON) before anything is stored."""

import csv
import datetime as dt
import io
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from linli.apps.places.choices import RegionLevel
from linli.apps.places.models import Region, RegionCode
from linli.apps.places.regions_check import CODE_LENGTHS, check_region_code, unpadded
from linli.kernel.community import Community
from linli.kernel.errors import Malformed
from linli.kernel.texts import clean_line

COLUMNS = (
    "level",
    "code",
    "name",
    "short_name",
    "parent_code",
    "kind",
    "valid_from",
    "valid_to",
    "replaced_by_code",
    "source",
    "community",
)
SAYS: dict[str, str | Promise] = {
    "level": _("The level is one of province, prefecture, county, township, community."),
    "name": _("The name is missing or longer than 80 characters."),
    "digits": _("The code has digits only."),
    "length": _("The code of this level has %(expected)s digits."),
    "parent_prefix": _("The code begins with its parent's, %(expected)s."),
    "township_range": _("Digits 7 to 9 are %(expected)s."),
    "township_kind": _("Digits 7 to 9 of this kind are %(expected)s."),
    "community_range": _("Digits 10 to 12 are mostly %(expected)s."),
    "community_kind": _("Digits 10 to 12 of this kind are mostly %(expected)s."),
    "parent": _("The parent %(expected)s is neither in this list nor known."),
    "no_parent": _("No parent is named or known; the region stands alone."),
    "twice": _("This code stands in line %(expected)s already."),
    "day": _("A day is written like 2026-03-01."),
    "order": _("The last day is before the first."),
}


@dataclass(frozen=True)
class Remark:
    """`line` counts from 1, the heading not counted."""

    line: int
    column: str
    code: str
    expected: str = ""

    @property
    def says(self) -> str:
        return str(SAYS[self.code]) % {"expected": self.expected}


@dataclass
class RegionRow:
    level: str
    code: str
    name: str
    short_name: str = ""
    parent_code: str = ""
    kind: str = ""
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None
    replaced_by_code: str = ""
    source: str = ""
    community: str = ""


@dataclass
class RegionCheck:
    rows: list[RegionRow] = field(default_factory=list)
    errors: list[Remark] = field(default_factory=list)
    warnings: list[Remark] = field(default_factory=list)


def read_region_rows(content: bytes) -> list[dict[str, str]]:
    """The rows of a CSV (heading in the first line) or of a JSON list; UTF-8 or GB 18030."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            text = content.decode("gb18030")
        except UnicodeDecodeError as trouble:
            raise Malformed("not_text", _("This file is neither UTF-8 nor GB 18030.")) from trouble
    if text.lstrip()[:1] in {"[", "{"}:
        return _json_rows(text)
    return [
        {str(key).strip().lower(): str(value or "") for key, value in row.items() if key}
        for row in csv.DictReader(io.StringIO(text))
    ]


def _json_rows(text: str) -> list[dict[str, str]]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as trouble:
        raise Malformed("not_json", _("This file is not readable JSON.")) from trouble
    found = found.get("regions") if isinstance(found, dict) else found
    if not isinstance(found, list) or not all(isinstance(row, dict) for row in found):
        raise Malformed("not_rows", _("A list of regions is expected."))
    return [{str(k): "" if v is None else str(v) for k, v in row.items()} for row in found]


def check_regions(
    raw_rows: Iterable[Mapping[str, str]], known_codes: Iterable[str] = ()
) -> RegionCheck:
    """Every remark by line: errors keep a list from being loaded, warnings do not."""
    check, lines = RegionCheck(), list(enumerate(raw_rows, 1))
    codes = set(known_codes) | {_code(raw) for _line, raw in lines}
    seen: dict[str, int] = {}
    for line, raw in lines:
        row = _read(line, raw, check)
        if row is None:
            continue
        row.parent_code = _parent(row, raw.get("parent_code", "").strip(), codes)
        if not row.parent_code and row.level != RegionLevel.PROVINCE:
            check.warnings.append(Remark(line, "parent_code", "no_parent"))
        found = check_region_code(
            row.code, level=row.level, parent_code=row.parent_code, kind=row.kind
        )
        check.errors += [Remark(line, "code", each.code, each.expected) for each in found.errors]
        check.warnings += [
            Remark(line, "code", each.code, each.expected) for each in found.warnings
        ]
        if row.parent_code and row.parent_code not in codes:
            check.errors.append(Remark(line, "parent_code", "parent", row.parent_code))
        if row.code in seen:
            check.errors.append(Remark(line, "code", "twice", str(seen[row.code])))
        seen.setdefault(row.code, line)
        check.rows.append(row)
    return check


def _read(line: int, raw: Mapping[str, str], check: RegionCheck) -> RegionRow | None:
    level, name = raw.get("level", "").strip().lower(), clean_line(raw.get("name", ""))
    if level not in RegionLevel.values:
        check.errors.append(Remark(line, "level", "level"))
        return None
    if not 1 <= len(name) <= 80:
        check.errors.append(Remark(line, "name", "name"))
    row = RegionRow(
        level=level,
        code=_code(raw),
        name=name[:80],
        short_name=clean_line(raw.get("short_name", ""))[:40],
        kind=raw.get("kind", "").strip(),
        replaced_by_code=raw.get("replaced_by_code", "").strip(),
        source=clean_line(raw.get("source", ""))[:120],
        community=raw.get("community", "").strip(),
    )
    row.valid_from = _day(line, raw, "valid_from", check)
    row.valid_to = _day(line, raw, "valid_to", check)
    if row.valid_from and row.valid_to and row.valid_to < row.valid_from:
        check.errors.append(Remark(line, "valid_to", "order"))
    return row


def _code(raw: Mapping[str, str]) -> str:
    """Lists pad codes with zeros up to twelve digits; the short form is kept."""
    code, level = raw.get("code", "").strip(), raw.get("level", "").strip().lower()
    return unpadded(code, level) if level in CODE_LENGTHS else code


def _parent(row: RegionRow, said: str, codes: set[str]) -> str:
    """The parent's code as said, else the longest beginning of the code that is another's."""
    if said:
        return next(
            (said[:n] for n in CODE_LENGTHS.values() if len(said) > n and not said[n:].strip("0")),
            said,
        )
    lengths = [n for n in CODE_LENGTHS.values() if n < CODE_LENGTHS[row.level]]
    return next((row.code[:n] for n in reversed(lengths) if row.code[:n] in codes), "")


def _day(line: int, raw: Mapping[str, str], column: str, check: RegionCheck) -> dt.date | None:
    text = raw.get(column, "").strip()
    if not text:
        return None
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        check.errors.append(Remark(line, column, "day"))
        return None


@dataclass(frozen=True)
class RegionLine:
    """A region with its codes; a code without a last day is in force."""

    region: Region
    codes: list[RegionCode]


def lineage_of_community(community: Community) -> list[RegionLine]:
    """From the province down to the community itself: two statements."""
    above = "parent__" * (len(RegionLevel) - 1)
    own = (
        Region.objects.filter(community_id=community.id)
        .select_related(above.removesuffix("__"))
        .first()
    )
    chain: list[Region] = []
    while own is not None:
        chain.insert(0, own)
        own = own.parent
    codes: dict[int, list[RegionCode]] = {}
    for code in RegionCode.objects.filter(region__in=chain).order_by("scheme", "-valid_from"):
        codes.setdefault(code.region_id, []).append(code)
    return [RegionLine(region, codes.get(region.pk, [])) for region in chain]
