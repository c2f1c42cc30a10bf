"""Lists in pages: {"items", "total", "next"}, the same rows once each while new ones come in.

The cursor holds the last row's place (sort value and id), so a page costs the same at the end
as at the beginning. It is signed and belongs to one address with its filters.
"""

import datetime as dt
import json
import uuid
from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar

from django.core import signing
from django.core.exceptions import ValidationError
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from ninja import Field, Schema

from linli.kernel.errors import Malformed

Item = TypeVar("Item")
Row = TypeVar("Row", bound=Model)
APART = {"cursor", "limit"}


class Listing(Schema, Generic[Item]):
    """`next` is the `cursor` of the next page, null on the last one."""

    items: list[Item]
    total: int
    next: str | None = None


class PageAsked(Schema):
    limit: int = Field(25, ge=1, le=100, description="Rows on one page.")
    cursor: str = Field("", max_length=600, description="`next` of the page before.")


def paged(
    request: HttpRequest,
    rows: QuerySet[Row],
    *,
    page: PageAsked,
    show: Callable[[Sequence[Row]], Sequence[Any]],
    order: str = "-id",
) -> dict[str, Any]:
    """One page of `rows`. `order` is a column without nulls, "-" for downwards; id breaks ties.

    `show` turns the rows of the page into items, all at once, so that it can look things up in
    one statement. Malformed `cursor_broken` for a cursor that was not made for this list.
    """
    column, down = order.lstrip("-"), order.startswith("-")
    after, total = _read(request, rows.model, column, page.cursor)
    found = rows if after is None else rows.filter(_beyond(column, down, after))
    mark = "-" if down else ""
    taken = list(found.order_by(order, f"{mark}pk")[: page.limit + 1])
    shown, more = taken[: page.limit], len(taken) > page.limit
    if total is None:
        total = rows.count() if more or after is not None else len(shown)
    last = shown[-1] if more else None
    return {
        "items": list(show(shown)),
        "total": total,
        "next": None if last is None else _write(request, getattr(last, column), last.pk, total),
    }


def first_page(
    request: HttpRequest,
    rows: Sequence[Any],
    *,
    page: PageAsked,
    total: Callable[[], int],
    shown: Callable[[Any], dict[str, Any]],
    order: str,
) -> HttpResponse:
    """`paged` for the page that is asked most: one row more than it shows was read already.

    `shown` gives items as JSON has them: a schema of 25 rows costs more than reading them.
    """
    taken, more = rows[: page.limit], len(rows) > page.limit
    number = total() if more else len(taken)
    last = taken[-1] if more else None
    answer = {
        "items": [shown(row) for row in taken],
        "total": number,
        "next": None
        if last is None
        else _write(request, getattr(last, order.lstrip("-")), last.id, number),
    }
    body = json.dumps(answer, ensure_ascii=False, separators=(",", ":"))
    return HttpResponse(body, content_type="application/json; charset=utf-8")


def whole(items: Sequence[Any]) -> dict[str, Any]:
    """The same envelope around a list that is short by its nature."""
    return {"items": list(items), "total": len(items), "next": None}


def _beyond(column: str, down: bool, after: tuple[Any, Any]) -> Q:
    value, key = after
    word = "lt" if down else "gt"
    if column in {"id", "pk"}:
        return Q(**{f"pk__{word}": key})
    return Q(**{f"{column}__{word}": value}) | Q(**{column: value, f"pk__{word}": key})


def _salt(request: HttpRequest) -> str:
    asked = sorted((k, v) for k, v in request.GET.lists() if k not in APART)
    return f"cursor:{request.path}:{asked}"


def _write(request: HttpRequest, value: Any, key: Any, total: int) -> str:
    parts = [_plain(value), _plain(key), total]
    return signing.dumps(parts, salt=_salt(request), compress=True)


def _plain(value: Any) -> Any:
    if isinstance(value, dt.datetime | dt.date):
        return value.isoformat()
    return str(value) if isinstance(value, uuid.UUID) else value


def _read(
    request: HttpRequest, model: type[Model], column: str, cursor: str
) -> tuple[tuple[Any, Any] | None, int | None]:
    if not cursor:
        return None, None
    try:
        value, key, total = signing.loads(cursor, salt=_salt(request))
        field: Any = model._meta.pk if column == "pk" else model._meta.get_field(column)
        return (field.to_python(value), model._meta.pk.to_python(key)), total
    except (signing.BadSignature, ValidationError, ValueError, TypeError):
        raise Malformed(
            "cursor_broken",
            _("This cursor does not belong to this list. Begin again without it."),
            field="cursor",
        ) from None
