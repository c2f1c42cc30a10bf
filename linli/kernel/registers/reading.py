"""From an uploaded file (xlsx, xls, ods, csv) to lines of text cells under known columns."""

import csv
import datetime as dt
import io
import zipfile
from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from linli.kernel.errors import Malformed
from linli.kernel.registers.cells import in_every_language
from linli.kernel.registers.definition import Column, Register

MOST_BYTES = 12 * 1024 * 1024
MOST_UNPACKED = 400 * 1024 * 1024
MOST_ROWS = 200_000
HEADER_WITHIN = 12
ROUNDED = "\x00rounded"
"""Stands for a number so long that the spreadsheet has lost its last digits."""
Cells = dict[str, str]


def read_lines(content: bytes, register: Register) -> Iterator[tuple[int, Cells]]:
    """(line, cells by column key) of every row that is not empty; Malformed if no table is found.

    Titles above the header and the row of explanations under it are passed over.
    """
    headers = _headers(register)
    positions: dict[int, str] = {}
    explanations = {word for column in register.columns for word in in_every_language(column.says)}
    for line, cells in enumerate(_rows(content), start=1):
        if not positions:
            positions = _match(cells, headers, register)
            if not positions and line >= HEADER_WITHIN:
                break
            continue
        if line - 1 > MOST_ROWS:
            raise Malformed("too_many_rows", _("The file has too many rows. Please split it."))
        found = {key: cells[at] for at, key in positions.items() if at < len(cells) and cells[at]}
        if found and not _explains(found.values(), explanations):
            yield line, found
    if not positions:
        needed = "、".join(str(column.label) for column in register.columns if column.required)
        raise Malformed(
            "no_header",
            _("The first rows hold no header with %(needed)s. Please use the template.")
            % {"needed": needed},
        )


def _headers(register: Register) -> dict[str, str]:
    known: dict[str, str] = {}
    for column in register.columns:
        words = in_every_language(column.label) | {name.casefold() for name in column.other_names}
        known.update(dict.fromkeys(words, column.key))
    return known


def _match(cells: list[str], headers: dict[str, str], register: Register) -> dict[int, str]:
    found: dict[int, str] = {}
    for at, cell in enumerate(cells):
        key = headers.get(cell.rstrip("*＊ ").casefold())
        if key and key not in found.values():
            found[at] = key
    needed = {column.key for column in register.columns if column.required}
    return found if needed <= set(found.values()) else {}


def _explains(cells: Iterable[str], explanations: set[str]) -> bool:
    said = [cell.strip().casefold() in explanations for cell in cells]
    return sum(said) * 2 > len(said)


def _rows(content: bytes) -> Iterator[list[str]]:
    if len(content) > MOST_BYTES:
        raise Malformed("file_too_large", _("The file is larger than 12 MB. Please split it."))
    if content[:2] in (b"PK", b"\xd0\xcf"):
        return _sheet_rows(content)
    return _csv_rows(content)


def _sheet_rows(content: bytes) -> Iterator[list[str]]:
    # Here, so that a process that never reads a table does not carry the reader.
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        if content[:2] == b"PK":
            packed = zipfile.ZipFile(io.BytesIO(content))
            if sum(each.file_size for each in packed.infolist()) > MOST_UNPACKED:
                raise Malformed("file_too_large", _("The file unpacks to more than we can read."))
        sheet = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0)
        skipped = sheet.start[0] if sheet.start else 0
        rows = sheet.iter_rows()
    except (CalamineError, zipfile.BadZipFile, IndexError, ValueError) as trouble:
        raise Malformed("not_a_table", _("This file is not a readable table.")) from trouble
    for _empty in range(skipped):
        yield []
    for row in rows:
        yield [as_text(cell) for cell in row]


def _csv_rows(content: bytes) -> Iterator[list[str]]:
    if b"\x00" in content:
        raise Malformed("not_a_table", _("This file is not a readable table."))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        # What Excel writes as "CSV" on a Chinese Windows.
        text = content.decode("gb18030", errors="replace")
    try:
        for row in csv.reader(io.StringIO(text)):
            yield [_unquoted(cell.strip()) for cell in row]
    except csv.Error as trouble:
        raise Malformed("not_a_table", _("This file is not a readable table.")) from trouble


def _unquoted(cell: str) -> str:
    return cell[1:] if len(cell) > 1 and cell[0] == "'" and cell[1] in "=+-@" else cell


def as_text(cell: Any) -> str:
    """A cell as it would be typed: no ".0" behind whole numbers, days as 2026-03-02."""
    if isinstance(cell, str):
        return cell.strip()
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, int | float):
        whole = int(cell) == cell
        return (ROUNDED if abs(cell) >= 1e15 else str(int(cell))) if whole else repr(cell)
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat() if cell.time() == dt.time.min else cell.isoformat(" ")
    return "" if cell is None else str(cell)


def column_of(register: Register, key: str) -> Column:
    return next(column for column in register.columns if column.key == key)
