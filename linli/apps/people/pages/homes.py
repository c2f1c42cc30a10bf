"""Households, cards, the words of the dictionary, requests that wait for an answer."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from linli.apps.people.choices import EntryKind, RequestState
from linli.apps.people.forms.acts import AnswerForm, EntryForm
from linli.apps.people.models import DataRequest, Household
from linli.apps.people.operations import answer_data_request, set_entry
from linli.apps.people.pages.shared import blame, here, may_do, person_here, staff
from linli.apps.people.queries import dictionary, members_of, people_for
from linli.apps.people.queries.cards import card_token, person_by_card
from linli.apps.people.rules import permissions as may
from linli.kernel import clock
from linli.kernel.errors import NotSeen, Refusal
from linli.kernel.panels import Scene, fill_panels
from linli.web.asked import Asked, show
from linli.web.qr import full_address, qr_svg


@never_cache
def household(request: HttpRequest, slug: str, household_id: uuid.UUID) -> HttpResponse:
    """Seen by whoever sees one of its members."""
    asked = staff(request)
    found = (
        Household.objects.filter(community_id=asked.community.id, id=household_id)
        .select_related("dwelling")
        .first()
    )
    members = members_of(found) if found else []
    seen = set(
        people_for(asked.actor, asked.community)
        .filter(id__in=[member.person_id for member in members])
        .values_list("id", flat=True)
    )
    if found is None or not seen:
        raise NotSeen("household_not_found", _("There is no such household."))
    scene = Scene(asked.community, asked.actor, thing=found)
    context = {
        "household": found,
        "members": [(member, member.person_id in seen) for member in members],
        "panels": fill_panels("people.household", scene),
        "may_edit": may_do(asked, may.EDIT),
    }
    return show(request, "people/household.html", context)


@never_cache
def card(request: HttpRequest, slug: str, person_id: uuid.UUID) -> HttpResponse:
    """The card in force, to print and cut."""
    asked = staff(request, may.CARDS)
    found = person_here(asked, person_id, may.CARDS)
    held = found.cards.filter(revoked_on__isnull=True).first()
    if held is None:
        raise NotSeen("card_not_found", _("There is no card in force."))
    path = reverse("people:scan", kwargs={"slug": slug, "token": card_token(held)})
    code = qr_svg(full_address(request, path), _("Code of the card"))
    return show(request, "people/card.html", {"person": found, "card": held, "code": code})


@never_cache
def scan(request: HttpRequest, slug: str, token: str) -> HttpResponse:
    """Where the code on a card leads: staff come to the person, nobody else anywhere."""
    asked = staff(request, may.CARDS)
    found = person_by_card(asked.actor, asked.community, token)
    return redirect("people:person", slug=slug, person_id=found.id)


@never_cache
@require_http_methods(["GET", "POST"])
def words(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """The editor of one dictionary; the form at its top adds or changes a word."""
    asked = staff(request, may.DICTIONARY)
    if kind not in EntryKind.values:
        raise NotSeen("not_found", _("There is nothing at this address."))
    rows = dictionary(asked.community, kind)
    if request.method == "GET":
        chosen = next((row for row in rows if row.code == request.GET.get("code")), None)
        initial = {}
        if chosen is not None:
            spoken = {key.replace("-", "_"): name for key, name in chosen.names.items()}
            initial = {
                "code": chosen.code,
                "sensitive": chosen.sensitive,
                "active": chosen.active,
                **spoken,
            }
        form = EntryForm(**here(asked), initial=initial)
        return _words(asked, kind, form, 200)
    form, status = EntryForm(request.POST, **here(asked)), 422
    if form.is_valid():
        sort = next((row.sort for row in rows if row.code == form.cleaned_data["code"]), 100)
        try:
            set_entry(
                **here(asked),
                kind=kind,
                code=form.cleaned_data["code"],
                names=form.names(),
                sensitive=form.cleaned_data["sensitive"],
                active=form.cleaned_data["active"],
                sort=sort,
            )
        except Refusal as refusal:
            status = blame(form, refusal)
        else:
            messages.success(request, _("Saved."))
            return redirect("people:words", slug=slug, kind=kind)
    return _words(asked, kind, form, status)


def _words(asked: Asked, kind: str, form: EntryForm, status: int) -> HttpResponse:
    context = {
        "kind": kind,
        "kinds": EntryKind.choices,
        "rows": dictionary(asked.community, kind),
        "form": form,
    }
    return show(asked, "people/words.html", context, status)


@never_cache
def requests(request: HttpRequest, slug: str) -> HttpResponse:
    asked = staff(request, may.ANSWER)
    rows = DataRequest.objects.filter(community_id=asked.community.id).select_related("person")
    waiting = list(rows.filter(state=RequestState.OPEN).order_by("due_at")[:100])
    answered = list(rows.exclude(state=RequestState.OPEN).order_by("-answered_at")[:25])
    context = {
        "waiting": waiting,
        "answered": answered,
        "now": clock.now(),
        "form": AnswerForm(**here(asked)),
    }
    return show(request, "people/requests.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, slug: str, request_id: uuid.UUID) -> HttpResponse:
    asked = staff(request, may.ANSWER)
    wanted = (
        DataRequest.objects.filter(community_id=asked.community.id, id=request_id)
        .select_related("person")
        .first()
    )
    if wanted is None:
        raise NotSeen("request_not_found", _("There is no such request."))
    form, status = AnswerForm(request.POST or None, **here(asked)), 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                answer_data_request(**here(asked), request_id=wanted.id, **form.cleaned_data)
            except Refusal as refusal:
                status = blame(form, refusal)
            else:
                messages.success(request, _("The answer is sent."))
                return redirect("people:requests", slug=slug)
    context = {"wanted": wanted, "form": form, "now": clock.now()}
    return show(request, "people/answer.html", context, status)
