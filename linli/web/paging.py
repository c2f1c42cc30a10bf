"""Pages of a list, by number: for lists that a person leafs through."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from django.db.models import Model, QuerySet
from django.http import HttpRequest

Row = TypeVar("Row", bound=Model)
FARTHEST = 400


@dataclass(frozen=True)
class Page(Generic[Row]):
    rows: list[Row]
    number: int
    pages: int
    total: int


def asked_page(request: HttpRequest) -> int:
    """`?page=`; anything that is no number is the first page."""
    typed = request.GET.get("page", "1")
    return min(max(int(typed), 1), FARTHEST) if typed.isascii() and typed.isdigit() else 1


def page_of(rows: QuerySet[Row], number: int, size: int = 25) -> Page[Row]:
    """Two statements: the count and the rows. A page beyond the last shows the last."""
    total = rows.count()
    pages = max(1, -(-total // size))
    number = min(number, pages)
    return Page(list(rows[(number - 1) * size : number * size]), number, pages, total)
