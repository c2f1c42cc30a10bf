"""`?format=csv`, `xlsx` or `json` on a list page: the same rows, all of them, as a file."""

from collections.abc import Iterable, Sequence
from typing import TypeVar
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext_lazy as _

from linli.kernel import clock
from linli.kernel.errors import Malformed
from linli.kernel.tables import CSV, XLSX, Column, as_csv, as_records, as_xlsx

Row = TypeVar("Row")
FORMATS = ("csv", "xlsx", "json")


def table_asked(
    request: HttpRequest, title: str, columns: Sequence[Column[Row]], rows: Iterable[Row]
) -> HttpResponse | None:
    """The list as a file when the address asks for one, else None: then show the page.

    Call it with the rows of every page, as the reader may see them. Malformed for other formats.
    """
    wanted = request.GET.get("format", "")
    if not wanted:
        return None
    if wanted not in FORMATS:
        raise Malformed(
            "format_not_known",
            _("A list comes as csv, xlsx or json."),
            field="format",
            formats=list(FORMATS),
        )
    if wanted == "json":
        items = as_records(columns, rows)
        return JsonResponse({"items": items, "total": len(items), "next": None})
    if wanted == "csv":
        response = HttpResponse(as_csv(columns, rows), content_type=CSV)
    else:
        response = HttpResponse(as_xlsx(title, columns, rows), content_type=XLSX)
    name = quote(f"{title} {clock.now():%Y-%m-%d}.{wanted}", safe="")
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}"
    response["Cache-Control"] = "private, no-store"
    return response


def file_answer(content: bytes, kind: str, name: str) -> HttpResponse:
    """A made file to keep, under a name that may hold Chinese."""
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name, safe='')}"
    response["Cache-Control"] = "private, no-store"
    return response
