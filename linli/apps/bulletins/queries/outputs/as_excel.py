"""The appendix: a sheet of figures, and for each figure a sheet with the rows behind it."""

import io
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from xlsxwriter import Workbook

from linli.apps.bulletins.queries.documents import Document, exact_of
from linli.apps.bulletins.queries.figures import Shown, as_ids, question_of
from linli.apps.bulletins.queries.naming import RowTable, table_of
from linli.apps.bulletins.queries.outputs.links import rows_url
from linli.kernel.community import Community
from linli.kernel.tables import sheet_name

MOST_ROWS = 20_000
CHUNK = 400
WIDTHS = (5, 30, 22, 14, 10, 13, 13, 34, 9, 60)


def appendix(document: Document) -> bytes:
    out = io.BytesIO()
    book = Workbook(out, {"constant_memory": False, "strings_to_formulas": False})
    sheets = [(one, f"{turn}") for turn, one in enumerate(document.figures.values(), start=1)]
    _overview(book, document, sheets)
    for one, name in sheets:
        _rows_sheet(book, document.community, one, name)
    book.close()
    return out.getvalue()


def _overview(book: Any, document: Document, sheets: list[tuple[Shown, str]]) -> None:
    sheet = book.add_worksheet(sheet_name(_("Figures")))
    title = book.add_format({"bold": True, "font_size": 14})
    head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    link = book.add_format({"font_color": document.brand.colours.main, "underline": 1})
    sheet.write_string(0, 0, f"{document.community.name} · {document.title}", title)
    heads = ("", _("Figure"), _("In the text"), _("Exactly"), _("unit"), _("from"), _("to"))
    for at, text in enumerate((*heads, _("Definition"), _("version"), _("Opens at"))):
        sheet.write_string(2, at, text, head)
        sheet.set_column(at, at, WIDTHS[at])
    for line, (one, name) in enumerate(sheets, start=3):
        sheet.write_url(line, 0, f"internal:'{name}'!A1", link, name)
        sheet.write_string(line, 1, one.name, wrap)
        sheet.write_string(line, 2, one.said, wrap)
        _write_number(sheet, line, 3, one)
        sheet.write_string(line, 4, one.unit)
        sheet.write_string(line, 5, one.start.isoformat() if one.start else "")
        sheet.write_string(line, 6, one.end.isoformat())
        sheet.write_string(line, 7, str(one.definition.says) if one.definition else one.fault, wrap)
        sheet.write_number(line, 8, one.version)
        sheet.write_string(line, 9, rows_url(document.community, one))
    sheet.freeze_panes(3, 2)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)


def _write_number(sheet: Any, line: int, at: int, one: Shown) -> None:
    if one.value is None:
        sheet.write_string(line, at, one.fault)
    else:
        sheet.write_number(line, at, float(one.value))


def _rows_sheet(book: Any, community: Community, one: Shown, name: str) -> None:
    sheet = book.add_worksheet(name)
    bold = book.add_format({"bold": True})
    sheet.write_string(0, 0, one.name, bold)
    sheet.write_string(0, 1, f"{one.said}　{_('exactly')} {exact_of(one)} {one.unit}")
    table = rows_behind(community, one)
    adds = dict(one.rows)
    heads = [*table.heads, _("adds"), "id"]
    for at, head in enumerate(heads):
        sheet.write_string(2, at, head, bold)
    sheet.set_column(0, len(heads), 20)
    for line, (key, cells) in enumerate(table.rows[:MOST_ROWS], start=3):
        for at, cell in enumerate(cells):
            sheet.write_string(line, at, cell[:32000])
        sheet.write_number(line, len(cells), float(Decimal(adds.get(key, 1))))
        sheet.write_string(line, len(cells) + 1, key)
    sheet.freeze_panes(3, 0)


def rows_behind(community: Community, one: Shown, most: int = MOST_ROWS) -> RowTable:
    """The rows of a figure that still exist, in the order in which they were counted."""
    if one.definition is None or not one.rows:
        return RowTable([], [])
    ids = as_ids(key for key, _n in one.rows[:most])
    question, found = question_of(community, one), RowTable([], [])
    for at in range(0, len(ids), CHUNK):
        part = table_of(one.definition, question, ids[at : at + CHUNK])
        found = RowTable(part.heads, [*found.rows, *part.rows])
    return found
