"""Templates to fill and exports with purpose and watermark, as Excel or CSV."""

import csv
import io
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from xlsxwriter import Workbook

from linli.kernel import clock
from linli.kernel.access.actor import Actor
from linli.kernel.access.permissions import require
from linli.kernel.community import Community
from linli.kernel.errors import RuleNotMet
from linli.kernel.records.models import Basis
from linli.kernel.records.writing import verb, write_record
from linli.kernel.registers.definition import Column, Register
from linli.kernel.registers.models import ExportLog
from linli.kernel.tables import XLSX as XLSX
from linli.kernel.tables import harmless
from linli.kernel.texts import clean_line

EXPORTED = verb("registers.exported", "register", "count")
SHORTEST_PURPOSE = 4
EXCEL_ROWS = 1_048_576
GREEN, SUNK, GREY = "#0b6b4f", "#f1f0ea", "#555555"


def template(register: Register) -> bytes:
    """An empty Excel table: headers, a row of explanations, lists to choose from."""
    out = io.BytesIO()
    book = Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet(str(register.label)[:31])
    plain, head, must, says = _formats(book)
    sheet.set_row(1, 62)
    for at, column in enumerate(register.columns):
        sheet.set_column(at, at, column.width, plain)
        label = str(column.label)
        sheet.write_string(
            0, at, f"{label}*" if column.required else label, must if column.required else head
        )
        sheet.write_string(1, at, str(column.says), says)
        _offer_choices(sheet, at, column)
    sheet.freeze_panes(2, 0)
    book.close()
    return out.getvalue()


def _formats(book: Workbook) -> tuple[Any, Any, Any, Any]:
    # Text everywhere: a number of 18 digits must not be rounded.
    base = {"bold": True, "font_color": "#ffffff", "valign": "vcenter", "num_format": "@"}
    return (
        book.add_format({"num_format": "@"}),
        book.add_format({**base, "bg_color": "#5c6b64"}),
        book.add_format({**base, "bg_color": GREEN}),
        book.add_format(
            {
                "font_color": GREY,
                "bg_color": SUNK,
                "text_wrap": True,
                "valign": "top",
                "num_format": "@",
            }
        ),
    )


def _offer_choices(sheet: Any, at: int, column: Column) -> None:
    words = [str(word) for word in column.choices]
    if words and len(",".join(words)) <= 255:
        sheet.data_validation(
            2, at, 5000, at, {"validate": "list", "source": words, "error_type": "information"}
        )


def export(
    *, actor: Actor, community: Community, register: Register, purpose: str, kind: str = "xlsx"
) -> bytes:
    """The rows that the actor may see, as "xlsx" or "csv"; who, when and what for stand in it."""
    require(actor, register.export_permission, community.id)
    stated = clean_line(purpose)[:200]
    if len(stated) < SHORTEST_PURPOSE:
        raise RuleNotMet(
            "purpose_needed",
            gettext_lazy("Please say what this list is for; it stands on every copy."),
            field="purpose",
        )
    columns = [column for column in register.columns if column.exported]
    rows = list(register.rows(community, actor))
    moment = clock.now()
    with transaction.atomic():
        log = ExportLog.objects.create(
            community_id=community.id,
            register=register.key,
            actor=actor.ref,
            actor_name=actor.name[:60],
            purpose=stated,
            count=len(rows),
            at=moment,
        )
        write_record(
            verb=EXPORTED,
            community_id=community.id,
            obj=log,
            actor=actor,
            basis=Basis.DUTY,
            register=register.key,
            count=len(rows),
        )
    mark = watermark(community, log)
    write = _write_csv if kind == "csv" else _write_sheet
    return write(register, columns, rows, mark)


def watermark(community: Community, log: ExportLog) -> str:
    return _(
        "%(community)s · for: %(purpose)s · taken by %(who)s on %(when)s · not to be passed on"
    ) % {
        "community": community.name,
        "purpose": log.purpose,
        "who": log.actor_name or log.actor,
        "when": clock.local(log.at, community).strftime("%Y-%m-%d %H:%M"),
    }


def _write_sheet(
    register: Register, columns: list[Column], rows: Iterable[dict[str, str]], mark: str
) -> bytes:
    out = io.BytesIO()
    book = Workbook(out, {"constant_memory": True, "strings_to_formulas": False})
    book.set_properties({"title": str(register.label), "comments": mark})
    sheet = book.add_worksheet(str(register.label)[:31])
    plain, head, _must, says = _formats(book)
    sheet.set_footer("&L" + mark.replace("&", "&&")[:240])
    for at, column in enumerate(columns):
        sheet.set_column(at, at, column.width, plain)
    sheet.write_string(0, 0, mark, says)
    for at, column in enumerate(columns):
        sheet.write_string(1, at, str(column.label), head)
    for line, row in enumerate(rows, start=2):
        if line >= EXCEL_ROWS:
            break
        for at, column in enumerate(columns):
            if cell := row.get(column.key):
                sheet.write_string(line, at, cell)
    sheet.freeze_panes(2, 0)
    book.close()
    return out.getvalue()


def _write_csv(
    _register: Register, columns: list[Column], rows: Iterable[dict[str, str]], mark: str
) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([mark])
    writer.writerow([str(column.label) for column in columns])
    for row in rows:
        writer.writerow([harmless(row.get(column.key, "")) for column in columns])
    return out.getvalue().encode("utf-8-sig")
