"""The rows behind a number, and what every number means."""

from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from linli.apps.bulletins.queries.naming import columns_of, table_of
from linli.apps.bulletins.queries.rowlists import Asking, read_asking, rows_page
from linli.kernel import clock
from linli.kernel.asking import readable
from linli.kernel.errors import NotSeen
from linli.kernel.measures import MEASURES, RATIOS, Measure
from linli.kernel.tables import Column
from linli.web.asked import Asked, show
from linli.web.downloads import table_asked


def rows(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """What a number counts, and its rows for those who may see them."""
    asked = cast(Asked, request)
    measure = MEASURES.get(key)
    if measure is None:
        raise NotSeen("measure_not_found", _("There is no such number."))
    asking = read_asking(asked.community, measure, asked.GET, clock.today(asked.community))
    page = rows_page(asked.actor, asked.community, measure, asking)
    if page.open and asked.GET.get("format"):
        file = _file(request, measure, asking)
        if file is not None:
            return file
    allowed = readable(asked.actor, measure, asked.community)
    context = {
        "measure": measure,
        "asking": asking,
        "page": page,
        "params": asking.params,
        "readable": allowed,
    }
    shut = 403 if asked.actor.known else 401
    return show(request, "bulletins/rows.html", context, 200 if allowed else shut)


def _file(request: HttpRequest, measure: Measure, asking: Asking) -> HttpResponse | None:
    ids = [pk for pk, _n in measure.counted(asking.question)]
    heads = [word for word, _path in columns_of(measure.drill(asking.question).model)]
    found: list[tuple[str, list[str]]] = []
    for at in range(0, len(ids), 400):
        found += table_of(measure, asking.question, ids[at : at + 400]).rows
    columns: list[Column[Any]] = [
        Column(head, head, _picked(turn)) for turn, head in enumerate(heads)
    ]
    columns.append(Column("id", "id", lambda row: row[0]))
    return table_asked(request, str(measure.label), columns, found)


def _picked(turn: int) -> Any:
    return lambda row: row[1][turn]


def dictionary(request: HttpRequest, slug: str) -> HttpResponse:
    """Every measure with its meaning: made from the definitions themselves."""
    shelves: dict[str, list[Any]] = {}
    for key in sorted({*MEASURES, *RATIOS}):
        one: Any = MEASURES.get(key) or RATIOS[key]
        shelves.setdefault(key.partition(".")[0], []).append(one)
    asked = cast(Asked, request)
    opened = {key for key, one in MEASURES.items() if readable(asked.actor, one, asked.community)}
    context = {"shelves": shelves, "total": len(MEASURES) + len(RATIOS), "opened": opened}
    return show(request, "bulletins/dictionary.html", context)
