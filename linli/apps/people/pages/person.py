"""One person's page, and the acts on it: each is a form with its operation."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from linli.apps.people import operations as do
from linli.apps.people.forms import acts as forms
from linli.apps.people.models import Person
from linli.apps.people.pages.shared import blame, here, may_do, person_here, staff
from linli.apps.people.queries import agreements, know, masked_document, masked_phone
from linli.apps.people.rules import permissions as may
from linli.kernel import clock
from linli.kernel.catalogue import Text
from linli.kernel.errors import NotSeen, Refusal
from linli.kernel.panels import Scene, fill_panels
from linli.web.asked import Asked, show


@dataclass(frozen=True)
class PageAct:
    """`person_key` is what the operation calls the person."""

    form: type[forms.Act]
    operation: Callable[..., Any]
    done: Text
    permission: str = may.EDIT
    person_key: str = "person_id"


ACTS = {
    "phones": PageAct(forms.PhoneForm, do.add_phone, _("The telephone is noted.")),
    "phone-removals": PageAct(forms.PhoneRemoval, do.remove_phone, _("The telephone is gone.")),
    "documents": PageAct(forms.DocumentForm, do.add_identity, _("The document is noted.")),
    "residences": PageAct(forms.MoveInForm, do.move_in, _("The move is noted.")),
    "residence-ends": PageAct(forms.MoveOutForm, do.move_out, _("The move is noted.")),
    "households": PageAct(
        forms.HouseholdForm,
        do.form_household,
        _("The household has begun."),
        person_key="head_id",
    ),
    "memberships": PageAct(forms.JoinForm, do.join_household, _("The household has grown.")),
    "membership-ends": PageAct(forms.LeaveForm, do.leave_household, _("This is noted.")),
    "ties": PageAct(forms.TieForm, do.tie_people, _("The tie is noted.")),
    "tie-ends": PageAct(forms.TieEnd, do.end_tie, _("The tie has ended.")),
    "tags": PageAct(forms.TagForm, do.tag_person, _("The word is noted.")),
    "tag-ends": PageAct(forms.TagEnd, do.untag_person, _("The word is gone.")),
    "consents": PageAct(forms.ConsentForm, do.give_consent, _("The consent is noted.")),
    "withdrawals": PageAct(
        forms.OwnConsentForm, do.withdraw_consent, _("The consent is withdrawn.")
    ),
    "cards": PageAct(forms.CardForm, do.issue_card, _("The card is ready to print."), may.CARDS),
    "card-revocations": PageAct(
        forms.Act, do.revoke_card, _("The card opens nothing any more."), may.CARDS
    ),
    "deaths": PageAct(forms.DeathForm, do.note_death, _("The death is noted.")),
    "requests": PageAct(forms.RequestForm, do.request_data, _("The request is noted.")),
    "erasures": PageAct(forms.EraseForm, do.erase_person, _("The person is erased."), may.ERASE),
}


@never_cache
def person(request: HttpRequest, slug: str, person_id: uuid.UUID) -> HttpResponse:
    asked = staff(request)
    return _page(asked, person_here(asked, person_id))


@never_cache
@require_POST
def act(request: HttpRequest, slug: str, person_id: uuid.UUID, name: str) -> HttpResponse:
    """POST to a noun: reads the form of the act, does it, comes back to the person."""
    chosen = ACTS.get(name)
    if chosen is None:
        raise NotSeen("not_found", _("There is nothing at this address."))
    asked = staff(request, chosen.permission)
    found = person_here(asked, person_id)
    form = chosen.form(request.POST, **here(asked))
    if not form.is_valid():
        return _page(asked, found, 422, bound={name: form})
    try:
        chosen.operation(**here(asked), **{chosen.person_key: found.id}, **form.said())
    except Refusal as refusal:
        return _page(asked, found, blame(form, refusal), bound={name: form})
    messages.success(request, str(chosen.done))
    if name == "erasures":
        return redirect("people:people", slug=slug)
    return redirect("people:person", slug=slug, person_id=person_id)


@never_cache
@require_POST
def views(request: HttpRequest, slug: str, person_id: uuid.UUID) -> HttpResponse:
    """A number in full, on this one answer only; it is not kept in any page or address."""
    asked = staff(request, may.UNMASK)
    found = person_here(asked, person_id)
    form = forms.UnmaskForm(request.POST, **here(asked))
    if not form.is_valid():
        return _page(asked, found, 422, bound={"views": form})
    try:
        plain = do.unmask(**here(asked), person_id=found.id, **form.said())
    except Refusal as refusal:
        return _page(asked, found, blame(form, refusal), bound={"views": form})
    return _page(asked, found, shown={form.cleaned_data["row_id"]: plain})


def _page(
    asked: Asked,
    found: Person,
    status: int = 200,
    shown: dict[uuid.UUID, str] | None = None,
    bound: dict[str, forms.Act] | None = None,
) -> HttpResponse:
    known, today, bound = know(found), clock.today(asked.community), bound or {}
    scene = Scene(asked.community, asked.actor, thing=found)
    fresh = {
        name.replace("-", "_"): bound.get(name) or one.form(**here(asked), auto_id=f"{name}_%s")
        for name, one in ACTS.items()
    }
    context = {
        "person": found,
        "known": known,
        "age": age_on(found, today),
        "today": today,
        "forms": fresh,
        "open": next(iter(bound), ""),
        "trouble": unseen_errors(bound),
        "unmask": bound.get("views") or forms.UnmaskForm(**here(asked)),
        "shown": shown or {},
        "masked_document": masked_document,
        "masked_phone": masked_phone,
        "agreements": agreements(found),
        "panels": fill_panels("people.person", scene),
        "may_edit": may_do(asked, may.EDIT),
        "may_unmask": may_do(asked, may.UNMASK),
        "may_card": may_do(asked, may.CARDS),
        "may_erase": may_do(asked, may.ERASE),
    }
    return show(asked, "people/person.html", context, status)


def unseen_errors(bound: dict[str, forms.Act]) -> list[str]:
    """Errors of acts that are one button, with no field to show them under."""
    buttons = (forms.RowForm, forms.OwnConsentForm)
    return [
        str(error)
        for form in bound.values()
        if isinstance(form, buttons) or type(form) is forms.Act
        for errors in form.errors.values()
        for error in errors
    ]


def age_on(person: Person, today: Any) -> int | None:
    born = person.birth_date
    if born is None:
        return None
    end = person.deceased_on or today
    return int(end.year - born.year - ((end.month, end.day) < (born.month, born.day)))
