from __future__ import annotations

import datetime as dt
import io

import pytest
import xlsxwriter
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from linli.kernel.errors import Malformed
from linli.kernel.registers.cells import one_of, read_date, read_yes
from linli.kernel.registers.checking import read_rows
from linli.kernel.registers.definition import CannotRead, Column, Judged, Register
from linli.kernel.registers.reading import read_lines
from linli.kernel.registers.writing import template
from linli.kernel.tables import harmless

TOYS = Register(
    key="test.toys",
    label="Toys",
    columns=(
        Column("name", "Name", "What it is called", required=True, other_names=("玩具",)),
        Column("bought", "Bought", "The day", read=read_date),
        Column("number", "Number", "Eighteen signs", once=True),
    ),
    import_permission="test.in",
    export_permission="test.out",
    prepare=lambda community: None,
    judge=lambda memory, rows: Judged(),
    apply=lambda step, rows: {},
    revert=lambda step, trace: None,
    free=lambda step, trace: None,
    rows=lambda community, actor: (),
)


def sheet(*rows: list[object]) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    page = book.add_worksheet()
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    for line, row in enumerate(rows):
        for at, cell in enumerate(row):
            page.write(line, at, cell, day if isinstance(cell, dt.date) else None)
    book.close()
    return out.getvalue()


def test_a_title_and_explanations_are_passed_over_and_lines_are_those_of_the_sheet() -> None:
    content = sheet(
        ["List of toys, 2026"],
        ["Number", "玩具*", "Bought"],
        ["Eighteen signs", "What it is called", "The day"],
        ["7", "ball", dt.date(2026, 3, 2)],
        [],
        [12, "kite"],
    )
    assert list(read_lines(content, TOYS)) == [
        (4, {"number": "7", "name": "ball", "bought": "2026-03-02"}),
        (6, {"number": "12", "name": "kite"}),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_csv_is_read_in_the_encodings_that_spreadsheets_write(encoding: str) -> None:
    content = "玩具,Number\n风筝,'=1\n".encode(encoding)
    assert list(read_lines(content, TOYS)) == [(2, {"name": "风筝", "number": "=1"})]


@pytest.mark.parametrize(
    "content", [b"", b"PK\x03\x04 broken", b"a,b\n1,2\n", b"\x00\x01\x02", b"\xd0\xcf broken"]
)
def test_what_is_no_table_of_this_kind_is_refused(content: bytes) -> None:
    with pytest.raises(Malformed):
        list(read_lines(content, TOYS))


def test_every_fault_of_a_row_is_named() -> None:
    lines = [
        (2, {"bought": "yesterday", "number": "1"}),
        (3, {"name": "kite", "number": "2"}),
        (4, {"name": "ball", "number": "2"}),
    ]
    rows, faults = read_rows(TOYS, lines, {})
    assert [row.line for row in rows] == [3]
    assert [(fault.line, fault.column) for fault in faults] == [
        (2, "name"),
        (2, "bought"),
        (4, "number"),
    ]


def test_a_number_rounded_by_the_spreadsheet_is_a_fault() -> None:
    lines = read_lines(sheet(["Name", "Number"], ["kite", 440106199001011234]), TOYS)
    _rows, faults = read_rows(TOYS, lines)
    assert [(fault.line, fault.column) for fault in faults] == [(2, "number")]


@pytest.mark.parametrize(
    "typed", ["2026-03-02", "2026/3/2", "2026.3.2", "2026年3月2日", "20260302", "2026-03-02 00:00"]
)
def test_days_are_read_as_people_write_them(typed: str) -> None:
    assert read_date(typed) == dt.date(2026, 3, 2)


def test_words_are_read_in_any_language_and_by_code() -> None:
    read = one_of({"1": _("yes"), "2": _("no")})
    with translation.override("en"):
        assert [read(" YES "), read("2")] == ["1", "2"]
        with pytest.raises(CannotRead, match="yes / no"):
            read("maybe")
    assert (read_yes("是"), read_yes("否")) == (True, False)


def test_a_template_is_read_as_an_empty_table() -> None:
    assert list(read_lines(template(TOYS), TOYS)) == []


def test_a_formula_leaves_the_house_as_text() -> None:
    assert [harmless(cell) for cell in ("=1+1", "+86", "林小满")] == ["'=1+1", "'+86", "林小满"]
