import csv
import datetime as dt
import io
import json
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pytest
from django.test import RequestFactory
from django.utils import timezone
from python_calamine import CalamineWorkbook

from linli.kernel.errors import Malformed
from linli.kernel.tables import Column, harmless, sheet_name
from linli.web.downloads import table_asked
from tests.cast import Cast


@dataclass
class Line:
    text: str
    number: Any
    at: dt.datetime | None


COLUMNS = [
    Column[Line]("text", "文字", lambda row: row.text),
    Column[Line]("number", "Number", lambda row: row.number),
    Column[Line]("at", "=When", lambda row: row.at),
]
AT = dt.datetime(2026, 3, 2, 0, 30, tzinfo=dt.UTC)
ROWS = [
    Line('楼道灯 "坏"了, 见图\n二楼', 3, AT),
    Line("=1+1", -4, None),
    Line("@SUM(A1)", Decimal("2.50"), AT),
    Line("+86 20", True, None),
    Line("-2+3", None, None),
    Line("\t=1", 0, None),
]


def asked(kind: str) -> Any:
    with timezone.override("Asia/Shanghai"):
        answer = table_asked(
            RequestFactory().get("/", {"format": kind}), "Cases: a/b", COLUMNS, ROWS
        )
    assert answer is not None
    return answer


def test_csv_opens_in_excel_and_calculates_nothing() -> None:
    body = asked("csv").content
    assert body.startswith(b"\xef\xbb\xbf")
    lines = list(csv.reader(io.StringIO(body.decode("utf-8-sig"), newline="")))
    assert lines == [
        ["文字", "Number", "'=When"],
        ['楼道灯 "坏"了, 见图\n二楼', "3", "2026-03-02 08:30"],
        ["'=1+1", "-4", ""],
        ["'@SUM(A1)", "2.50", "2026-03-02 08:30"],
        ["'+86 20", "✓", ""],
        ["'-2+3", "", ""],
        ["'\t=1", "0", ""],
    ]


def test_excel_holds_text_as_text_and_numbers_as_numbers() -> None:
    answer = asked("xlsx")
    book = CalamineWorkbook.from_filelike(io.BytesIO(answer.content))
    assert book.sheet_names == ["Cases  a b"]
    rows = book.get_sheet_by_index(0).to_python()
    assert rows[0] == ["文字", "Number", "=When"]
    assert rows[2][:2] == ["=1+1", -4]
    assert rows[3][:2] == ["@SUM(A1)", 2.5]
    assert b"<f>" not in answer.content


def test_json_keeps_keys_numbers_and_offsets() -> None:
    body = json.loads(asked("json").content)
    assert body["total"] == 6
    assert body["items"][0] == {
        "text": ROWS[0].text,
        "number": 3,
        "at": "2026-03-02T08:30:00+08:00",
    }
    assert body["items"][2]["number"] == 2.5


def test_a_file_is_named_after_its_list_and_stays_out_of_caches(cast: Cast) -> None:
    answer = asked("csv")
    assert answer["Content-Disposition"].startswith("attachment; filename*=UTF-8''Cases%3A%20a%2Fb")
    assert answer["Cache-Control"] == "private, no-store"


def test_without_a_format_there_is_the_page_and_other_formats_are_refused() -> None:
    factory = RequestFactory()
    assert table_asked(factory.get("/"), "x", COLUMNS, ROWS) is None
    with pytest.raises(Malformed):
        table_asked(factory.get("/", {"format": "pdf"}), "x", COLUMNS, ROWS)


def test_an_empty_list_is_a_table_with_a_head() -> None:
    factory = RequestFactory()
    for kind in ("csv", "xlsx"):
        answer = table_asked(factory.get("/", {"format": kind}), "x", COLUMNS, [])
        assert answer is not None
        assert len(answer.content) > 10


def test_only_what_looks_like_a_formula_is_quoted() -> None:
    kept = ["", "12", "a=b", "2号楼", " =1", "'=1"]
    assert [harmless(cell) for cell in kept] == kept
    assert harmless("＝1＋1") == "'＝1＋1"


def test_sheet_names_fit_excel() -> None:
    assert sheet_name("a" * 40) == "a" * 31
    assert sheet_name("[]:*?/\\") == "Linli"
