"""The pool: work through many, one shelf or filter at a time; search; take the list away."""

import uuid
from typing import Any, cast
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from markupsafe import Markup

from linli.apps.cases.forms.work.pool import CARRIED, PoolForm, carried, read_filter
from linli.apps.cases.operations.desk import drop_filter, export_cases, save_filter
from linli.apps.cases.pages.work.files import CASES
from linli.apps.cases.public import inbox_counts, types_at_hand
from linli.apps.cases.queries.inbox import SHELVES, pool_page, saved_filters
from linli.apps.cases.queries.rows import bar_tone, work_rows
from linli.apps.organisations.public import units_here
from linli.apps.people.public import Asked as PeopleAsked
from linli.apps.people.public import search_people
from linli.apps.places.public import grids_of
from linli.kernel import clock
from linli.kernel.access.permissions import holds, require
from linli.kernel.community import CommunityKind
from linli.kernel.editions import at_hand
from linli.kernel.errors import NotSeen, RuleNotMet
from linli.kernel.tables import CSV, XLSX, as_csv, as_xlsx
from linli.web.asked import Asked, show, show_text

NAMES = {
    "registered": gettext_lazy("new"),
    "to_dispatch": gettext_lazy("to dispatch"),
    "objected": gettext_lazy("objected to"),
    "reopened": gettext_lazy("opened again"),
    "overdue": gettext_lazy("overdue"),
    "to_close": gettext_lazy("to check or close"),
    "to_call_back": gettext_lazy("to call back"),
    "extensions": gettext_lazy("more time asked"),
    "reopen_requests": gettext_lazy("opening again asked"),
    "on_hold": gettext_lazy("on hold"),
}
ORDERS = [
    ("due", gettext_lazy("by deadline")),
    ("new", gettext_lazy("newest first")),
    ("changed", gettext_lazy("last changed first")),
]
LEAST_NAME = 2
MOST_PEOPLE = 6


def opened(request: HttpRequest) -> Asked:
    asked = cast(Asked, request)
    require(asked.actor, "cases.pool", asked.community.id)
    return asked


def pool(request: HttpRequest, slug: str) -> HttpResponse:
    asked = opened(request)
    if asked.community.kind != CommunityKind.COMMUNITY:
        return redirect("cases:street", slug=slug)
    return show(request, "cases/work/pool.html", _context(asked))


def search(request: HttpRequest, slug: str) -> HttpResponse:
    """Number, words, place; and persons, where the searcher may see them. A number opens it."""
    asked = cast(Asked, request)
    if not holds(asked.actor, "cases.pool", asked.community.id):
        require(asked.actor, "cases.orders", asked.community.id)
        return redirect(f"{reverse('cases:orders', kwargs={'slug': slug})}?{_asked_for(asked)}")
    context = _context(asked, searched=True)
    rows = context["page"].rows
    if len(rows) == 1 and rows[0].number == asked.GET.get("q", "").strip().upper():
        return redirect("cases:case", slug=slug, case_id=rows[0].id)
    return show(request, "cases/work/pool.html", context)


def _asked_for(asked: Asked) -> str:
    return urlencode({"q": asked.GET.get("q", "")[:60]})


def _context(asked: Asked, *, searched: bool = False) -> dict[str, Any]:
    community, actor = asked.community, asked.actor
    filters, waiting = read_filter(asked.GET)
    text = asked.GET.get("page", "")
    number = min(int(text), 10_000) if text.isascii() and text.isdigit() and len(text) < 6 else 1
    counts = inbox_counts(community, actor)
    page = pool_page(community, actor, filters, waiting, number, open_cases=counts.open)
    params = carried(asked.GET)
    grids, units = grids_of(community), units_here(community)

    def drawn() -> tuple[PoolForm, Markup]:
        form = PoolForm(asked.GET, types=types_at_hand(community), grids=grids, units=units)
        text = show_text(asked, "cases/work/pool_fields.html", {"form": form})
        return form, Markup(text)  # noqa: S704  drawn by the template engine

    # Unfiltered it is the same for everybody of the community who reads its language.
    offered = (*((grid.id, grid.name) for grid in grids), *((one.id, one.name) for one in units))
    key = ("pool fields", get_language(), offered)
    form, fields = drawn() if asked.GET else at_hand(community.id, key, drawn)
    return {
        "page": page,
        "rows": work_rows(community, page.rows),
        "bar_tone": bar_tone,
        "params": params,
        "query": urlencode(params),
        "shelves": [(name, NAMES[name], getattr(counts, name)) for name in SHELVES],
        "waiting": waiting,
        "chosen": _chosen(form, params),
        "order": filters.order,
        "orders": ORDERS,
        "fields": fields,
        "saved": [] if searched else saved_filters(community, actor),
        "people": _people(asked) if searched else [],
        "searched": searched,
        "as_of": clock.now(),
        "may_register": holds(actor, "cases.register_for_others", community.id),
    }


def _people(asked: Asked) -> list[Any]:
    """Residents of that name, for those who may open the register."""
    text = asked.GET.get("q", "").strip()[:60]
    if len(text) < LEAST_NAME or not holds(asked.actor, "people.view", asked.community.id):
        return []
    found = search_people(asked.actor, asked.community, PeopleAsked(text=text))
    return list(found[:MOST_PEOPLE])


def _chosen(form: PoolForm, params: dict[str, str]) -> list[tuple[str, dict[str, str]]]:
    """Each set filter in words, and the address without it."""
    shown = []
    for name, value in params.items():
        if name in {"order", "waiting"}:
            continue
        rest = {key: each for key, each in params.items() if key != name}
        shown.append((_in_words(form, name, value), rest))
    return shown


def _in_words(form: PoolForm, name: str, value: str) -> str:
    if name == "place":
        return _("one place")
    field = form.fields[name]
    choices = getattr(field, "choices", None)
    if choices:
        return str(dict(choices).get(value, value))
    if name in {"closed", "mine", "supervised"}:
        return str(field.label)
    return f"{field.label}: {value}"


def export(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    """The view as a file: the same filter, no contact data."""
    asked = opened(request)
    if form not in {"csv", "xlsx"}:
        raise NotSeen("not_found", _("There is nothing at this address."))
    filters, waiting = read_filter(asked.GET)
    rows = export_cases(
        community=asked.community,
        actor=asked.actor,
        asked=filters,
        waiting=waiting,
        query=urlencode(carried(asked.GET)),
    )
    title = _("Cases")
    body = as_csv(CASES, rows) if form == "csv" else as_xlsx(title, CASES, rows)
    answer = HttpResponse(body, content_type=CSV if form == "csv" else XLSX)
    day = clock.today(asked.community).isoformat()
    answer["Content-Disposition"] = f'attachment; filename="cases-{slug}-{day}.{form}"'
    return answer


@require_POST
def save(request: HttpRequest, slug: str) -> HttpResponse:
    asked = opened(request)
    kept = {name: asked.POST.get(name, "") for name in CARRIED if asked.POST.get(name)}
    query = urlencode({name: value[:60] for name, value in kept.items()})
    try:
        save_filter(
            community=asked.community,
            actor=asked.actor,
            name=asked.POST.get("name", ""),
            query=query,
        )
    except RuleNotMet as refusal:
        messages.warning(request, str(refusal.detail))
    else:
        messages.success(request, _("Kept. It stands above the list from now on."))
    return redirect(f"{reverse('cases:pool', kwargs={'slug': slug})}?{query}")


@require_POST
def drop(request: HttpRequest, slug: str, filter_id: uuid.UUID) -> HttpResponse:
    asked = opened(request)
    drop_filter(community=asked.community, actor=asked.actor, filter_id=filter_id)
    return redirect("cases:pool", slug=slug)
