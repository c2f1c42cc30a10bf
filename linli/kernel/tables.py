"""A list as CSV, Excel or JSON from one definition of its columns."""

import csv
import datetime as dt
import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Generic, TypeVar

from django.utils import timezone
from django.utils.functional import Promise
from xlsxwriter import Workbook

Row = TypeVar("Row")
CSV = "text/csv; charset=utf-8"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMULA_MARKS = frozenset("=+-@\t\r\n＝＋－＠")
MOST_CELL = 32_767  # what Excel takes in one cell
NUMBER = int | float | Decimal


@dataclass(frozen=True)
class Column(Generic[Row]):
    """`key` names it in JSON and never changes; `value` reads it from a row."""

    key: str
    label: str | Promise
    value: Callable[[Row], Any]
    width: int = 18


def as_records(columns: Sequence[Column[Row]], rows: Iterable[Row]) -> list[dict[str, Any]]:
    """For JSON: numbers stay numbers, times are ISO-8601 in the active zone."""
    return [{column.key: plain_value(column.value(row)) for column in columns} for row in rows]


def plain_value(value: Any) -> Any:
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, dt.datetime):
        return timezone.localtime(value).isoformat(timespec="seconds")
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    return str(value)


def as_csv(columns: Sequence[Column[Row]], rows: Iterable[Row]) -> bytes:
    """UTF-8 with a byte-order mark, because Excel reads it as something else without."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([harmless(str(column.label)) for column in columns])
    for row in rows:
        writer.writerow([_csv_cell(column.value(row)) for column in columns])
    return out.getvalue().encode("utf-8-sig")


def _csv_cell(value: Any) -> Any:
    if isinstance(value, NUMBER) and not isinstance(value, bool):
        return value
    return harmless(_text(value))


def harmless(cell: str) -> str:
    """A cell that a spreadsheet would take for a formula gets a quote in front."""
    return f"'{cell}" if cell[:1] in FORMULA_MARKS and cell else cell


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, dt.datetime):
        return f"{timezone.localtime(value):%Y-%m-%d %H:%M}"
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, bool):
        return "✓" if value else ""
    return str(value)


def as_xlsx(title: str, columns: Sequence[Column[Row]], rows: Iterable[Row]) -> bytes:
    """One sheet with a frozen head and filters. Text is written as text, so nothing calculates."""
    out = io.BytesIO()
    book = Workbook(out, {"constant_memory": True, "strings_to_formulas": False})
    sheet = book.add_worksheet(sheet_name(title))
    head = book.add_format({"bold": True, "bottom": 1, "valign": "top"})
    for at, column in enumerate(columns):
        sheet.set_column(at, at, column.width)
        sheet.write_string(0, at, str(column.label), head)
    line = 0
    for line, row in enumerate(rows, start=1):
        for at, column in enumerate(columns):
            _write_cell(sheet, line, at, column.value(row))
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(line, 1), max(len(columns) - 1, 0))
    book.close()
    return out.getvalue()


def _write_cell(sheet: Any, line: int, at: int, value: Any) -> None:
    if isinstance(value, NUMBER) and not isinstance(value, bool):
        sheet.write_number(line, at, value)
    elif text := _text(value):
        sheet.write_string(line, at, text[:MOST_CELL])


def sheet_name(title: str) -> str:
    """Excel allows 31 characters and none of []:*?/\\ in the name of a sheet."""
    kept = "".join(" " if sign in "[]:*?/\\" else sign for sign in title).strip("' ")
    return kept[:31] or "Linli"
