"""The reporter's own pages: receipt, how far it is, an opinion, a word to add."""

import uuid
from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from linli.apps.cases.choices import CaseState
from linli.apps.cases.flow import FLOW
from linli.apps.cases.forms.following import AddForm, QueryForm, RatingForm
from linli.apps.cases.forms.reporting import field_of
from linli.apps.cases.models import Case
from linli.apps.cases.public import (
    Followed,
    add_words,
    by_query_code,
    follow_own,
    my_cases,
    rate_case,
)
from linli.apps.cases.queries.photos import photos_of
from linli.apps.cases.queries.saying import dressed, say_next, state_tone
from linli.apps.cases.queries.tracks import clocks_of
from linli.apps.organisations.public import DutyRole, Responsibility, who_is_responsible
from linli.kernel import clock
from linli.kernel.community import spoken
from linli.kernel.errors import NotKnown, NotSeen, Refusal
from linli.web.asked import Asked, show
from linli.web.qr import full_address, qr_svg

REMEMBERED = 8


def _followed(asked: Asked, code: str) -> Followed:
    return by_query_code(community=asked.community, actor=asked.actor, code=code)


def _key(asked: Asked) -> str:
    return f"cases_{asked.community.slug}"


@never_cache
def receipt(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    asked = cast(Asked, request)
    followed = _followed(asked, code)
    _remember(asked, followed.own.query_code)
    return show(request, "cases/receipt.html", _receipt(asked, followed))


@never_cache
def receipt_sheet(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    asked = cast(Asked, request)
    return show(request, "cases/receipt_sheet.html", _receipt(asked, _followed(asked, code)))


def _receipt(asked: Asked, followed: Followed) -> dict[str, Any]:
    case, slug = followed.own, asked.community.slug
    path = reverse("cases:follow", kwargs={"slug": slug, "code": case.query_code})
    notice = case.type.emergency_notice
    return {
        "case": case,
        "code": case.query_code,
        "place": case.place.full_name if case.place else case.place_words,
        "qr": qr_svg(full_address(asked, path), _("Code of this report")),
        "address": full_address(asked, reverse("cases:query", kwargs={"slug": slug})),
        "notice": spoken(notice["text"]) if notice else "",
    }


def _remember(asked: Asked, code: str) -> None:
    known = [each for each in asked.session.get(_key(asked), []) if each != code]
    asked.session[_key(asked)] = [code, *known][:REMEMBERED]


@require_http_methods(["GET", "POST"])
@never_cache
def query(request: HttpRequest, slug: str) -> HttpResponse:
    asked = cast(Asked, request)
    if request.method == "GET":
        return _show_query(asked, QueryForm(), 200)
    form = QueryForm(request.POST)
    if not form.is_valid():
        return _show_query(asked, form, 422)
    try:
        found = _followed(asked, form.cleaned_data["code"])
    except NotSeen as refusal:
        form.refuse(refusal.detail, "code")
        return _show_query(asked, form, 404)
    except Refusal as refusal:
        form.refuse(refusal.detail)
        return _show_query(asked, form, refusal.status)
    _remember(asked, found.own.query_code)
    return redirect("cases:follow", slug=slug, code=found.own.query_code)


def _show_query(asked: Asked, form: QueryForm, status: int) -> HttpResponse:
    mine = my_cases(asked.community, asked.actor) if asked.actor.known else []
    return show(
        asked,
        "cases/query.html",
        {
            "form": form,
            "codes": asked.session.get(_key(asked), []),
            "mine": [(row, *state_tone(row.state)) for row in mine],
        },
        status=status,
    )


@never_cache
def follow(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    asked = cast(Asked, request)
    return _show_followed(asked, _followed(asked, code), RatingForm(), AddForm())


def _show_followed(
    asked: Asked, followed: Followed, rating: RatingForm, adding: AddForm, status: int = 200
) -> HttpResponse:
    case, own, now = followed.case, followed.own, clock.now()
    unit = case.lead.name if case.lead_id and case.lead else case.worker_name
    rated = followed.rated()
    tone, sign = state_tone(case.state)
    photos = photos_of(asked.community, case)
    return show(
        asked,
        "cases/follow.html",
        {
            "case": own,
            "code": own.query_code,
            "place": own.place.full_name if own.place else own.place_words,
            "state_words": CaseState(case.state).label,
            "tone": tone,
            "sign": sign,
            "merged": followed.joined,
            "clocks": clocks_of(asked.community, case, followed.pauses(), now),
            "story": [dressed(line) for line in reversed(followed.story())],
            "photos": photos,
            "ahead": say_next(case.state, unit),
            "unit": unit,
            "hands": _hands(asked, own),
            "rated": rated,
            "can_rate": _can_rate(followed) and rated is None,
            "rate_form": rating,
            "can_add": case.state != CaseState.ARCHIVED,
            "add_form": adding,
        },
        status=status,
    )


def _hands(asked: Asked, case: Case) -> list[Responsibility]:
    """Who answers for this place, as it is published."""
    if not case.grid_id:
        return []
    return who_is_responsible(
        asked.community, grid=case.grid, public=True, roles=[DutyRole.GRID_WORKER]
    )[:2]


@never_cache
def mine(request: HttpRequest, slug: str, case_id: uuid.UUID) -> HttpResponse:
    """The same page for a signed-in resident, who needs no number."""
    asked = cast(Asked, request)
    followed = follow_own(community=asked.community, actor=asked.actor, case_id=case_id)
    return _show_followed(asked, followed, RatingForm(), AddForm())


def _can_rate(followed: Followed) -> bool:
    return followed.reporter is not None and followed.case.state in FLOW.moves["rate"].sources


@require_POST
@never_cache
def ratings(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    asked = cast(Asked, request)
    followed, form = _followed(asked, code), RatingForm(request.POST)
    if followed.reporter is None:
        raise NotKnown("no_reporter", _("Nobody was noted as reporter of this case."))
    if not form.is_valid():
        return _show_followed(asked, followed, form, AddForm(), 422)
    try:
        rate_case(
            community=asked.community,
            actor=asked.actor,
            reporter=followed.reporter,
            solved=form.answer("solved"),
            satisfied=form.answer("satisfied"),
            rating_words=form.cleaned_data["words"],
        )
    except Refusal as refusal:
        form.refuse(refusal.detail)
        return _show_followed(asked, _followed(asked, code), form, AddForm(), refusal.status)
    messages.success(request, _("Thank you. What you said is written down."))
    return redirect("cases:follow", slug=slug, code=code)


@require_POST
@never_cache
def additions(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    asked = cast(Asked, request)
    followed, form = _followed(asked, code), AddForm(request.POST, request.FILES)
    if not form.is_valid():
        return _show_followed(asked, followed, RatingForm(), form, 422)
    try:
        add_words(
            community=asked.community,
            actor=asked.actor,
            case=followed.case,
            reporter=followed.reporter,
            text=form.cleaned_data["text"],
            photos=form.cleaned_data["photos"],
        )
    except Refusal as refusal:
        form.refuse(refusal.detail, field_of(refusal))
        return _show_followed(asked, followed, RatingForm(), form, refusal.status)
    messages.success(request, _("Added. Those who handle it see it at once."))
    return redirect("cases:follow", slug=slug, code=code)
