"""My information: see it, copy it, correct it, withdraw, ask for deletion, see who looked."""

import datetime as dt
import uuid
from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from linli.apps.people import operations as do
from linli.apps.people.choices import Channel
from linli.apps.people.forms import acts as forms
from linli.apps.people.models import Person
from linli.apps.people.pages.person import PageAct, age_on, unseen_errors
from linli.apps.people.pages.shared import blame, here
from linli.apps.people.queries import (
    agreements,
    know,
    masked_document,
    masked_phone,
    people_for,
    person_for,
)
from linli.apps.people.queries.copying import copy_of
from linli.apps.people.rules import permissions as may
from linli.kernel import clock
from linli.kernel.errors import NotKnown, NotSeen, Refusal
from linli.kernel.panels import Scene, fill_panels
from linli.web.asked import Asked, show


def _agree_online(**said: Any) -> None:
    do.give_consent(**said, channel=Channel.ONLINE)


ACTS = {
    "phones": PageAct(forms.PhoneForm, do.add_phone, gettext_lazy("Your telephone is noted.")),
    "phone-removals": PageAct(
        forms.PhoneRemoval, do.remove_phone, gettext_lazy("The telephone is gone.")
    ),
    "consents": PageAct(
        forms.OwnConsentForm, _agree_online, gettext_lazy("Thank you. You can end this any time.")
    ),
    "withdrawals": PageAct(
        forms.OwnConsentForm, do.withdraw_consent, gettext_lazy("This has ended.")
    ),
    "requests": PageAct(
        forms.RequestForm,
        do.request_data,
        gettext_lazy("We have your request and will answer by the day shown."),
    ),
    "card-revocations": PageAct(
        forms.Act, do.revoke_card, gettext_lazy("The card opens nothing any more.")
    ),
}


@never_cache
def me(request: HttpRequest, slug: str) -> HttpResponse:
    """My own page; without a person behind the account, what can be done about it."""
    asked = cast(Asked, request)
    if not asked.actor.known:
        raise NotKnown("sign_in_needed", _("Please sign in first."))
    person_id = asked.actor.person_in(asked.community.id)
    if person_id is None:
        scene = Scene(asked.community, asked.actor)
        return show(request, "people/no_person.html", {"panels": fill_panels("mine", scene)})
    return _page(asked, person_for(asked.actor, asked.community, person_id, may.OWN))


@never_cache
def someone(request: HttpRequest, slug: str, person_id: uuid.UUID) -> HttpResponse:
    """The page of a ward: seen by the guardian."""
    asked = _known(request)
    return _page(asked, person_for(asked.actor, asked.community, person_id, may.OWN))


@never_cache
@require_POST
def act(request: HttpRequest, slug: str, person_id: uuid.UUID, name: str) -> HttpResponse:
    asked, chosen = _known(request), ACTS.get(name)
    if chosen is None:
        raise NotSeen("not_found", _("There is nothing at this address."))
    found = person_for(asked.actor, asked.community, person_id, may.OWN)
    form = chosen.form(request.POST, **here(asked))
    if not form.is_valid():
        return _page(asked, found, 422, **{name: form})
    try:
        chosen.operation(**here(asked), person_id=found.id, **form.said())
    except Refusal as refusal:
        return _page(asked, found, blame(form, refusal), **{name: form})
    messages.success(request, str(chosen.done))
    return redirect("people:someone", slug=slug, person_id=person_id)


@never_cache
@require_POST
def copies(request: HttpRequest, slug: str, person_id: uuid.UUID) -> HttpResponse:
    """Everything that is known, in full, to keep: as a file for programs or a page to print."""
    asked = _known(request)
    found = do.take_copy(**here(asked), person_id=person_id)
    whole = copy_of(found)
    if request.POST.get("as") == "json":
        answer = JsonResponse(whole, json_dumps_params={"ensure_ascii": False, "indent": 1})
        answer["Content-Disposition"] = 'attachment; filename="my-information.json"'
        return answer
    context = {"person": found, "whole": whole, "at": clock.now()}
    return show(request, "people/copy.html", context)


def _known(request: HttpRequest) -> Asked:
    asked = cast(Asked, request)
    if not asked.actor.known:
        raise NotKnown("sign_in_needed", _("Please sign in first."))
    return asked


def _page(asked: Asked, found: Person, status: int = 200, **bound: forms.Act) -> HttpResponse:
    mine = asked.actor.person_in(asked.community.id)
    today: dt.date = clock.today(asked.community)
    wards = [one for one in people_for(asked.actor, asked.community, may.OWN) if one.id != mine]
    context = {
        "person": found,
        "known": know(found),
        "age": age_on(found, today),
        "is_me": found.id == mine,
        "wards": wards[:12],
        "forms": {
            name.replace("-", "_"): bound.get(name) or one.form(**here(asked), auto_id=f"{name}_%s")
            for name, one in ACTS.items()
        },
        "open": next(iter(bound), ""),
        "trouble": unseen_errors(bound),
        "agreements": agreements(found),
        "masked_document": masked_document,
        "masked_phone": masked_phone,
        "panels": fill_panels("mine", Scene(asked.community, asked.actor, thing=found)),
    }
    return show(asked, "people/me.html", context, status)
