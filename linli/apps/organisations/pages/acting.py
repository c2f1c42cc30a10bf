"""One page for every act: a short form, an operation, and back to where it belongs."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise

from linli.apps.organisations.forms.base import CommunityForm
from linli.apps.organisations.rules import EDIT
from linli.kernel.access.permissions import require
from linli.kernel.errors import Conflict, NotSeen, RuleNotMet
from linli.kernel.tenancy import CommunityModel
from linli.web.asked import Asked, show

View = Callable[..., HttpResponse]
Find = Callable[[Asked, Any], Any]


@dataclass(frozen=True)
class Act:
    """`find` loads what is acted on from the address; `run` calls one operation; `back` says
    where the reader goes afterwards and where "cancel" leads. `start` fills the form. Fields
    in `more` are folded away until somebody wants them.
    """

    title: str | Promise
    button: str | Promise
    form: type[CommunityForm]
    run: Callable[[Asked, Any, dict[str, Any]], Any]
    back: Callable[[Asked, Any], str]
    done: str | Promise
    find: Find | None = None
    start: Callable[[Asked, Any], dict[str, Any]] | None = None
    ready: Callable[[Any, Asked, Any], None] | None = None
    lead: Callable[[Any], str] | None = None
    permission: str = EDIT
    danger: bool = False
    more: tuple[str, ...] = ()


def act_page(act: Act) -> View:
    def view(request: HttpRequest, slug: str, key: Any = None) -> HttpResponse:
        asked = cast(Asked, request)
        require(asked.actor, act.permission, asked.community.id)
        subject = act.find(asked, key) if act.find else None
        start = act.start(asked, subject) if act.start else None
        typed = request.POST if request.method == "POST" else None
        form = act.form(asked.community, typed, subject=subject, initial=start)
        if act.ready:
            act.ready(form, asked, subject)
        back = act.back(asked, subject)
        if typed is not None and form.is_valid():
            try:
                act.run(asked, subject, form.cleaned_data)
            except (RuleNotMet, Conflict) as refusal:
                form.refuse(refusal.detail, str(refusal.data.get("field", "")))
            else:
                messages.success(request, str(act.done))
                return redirect(back)
        lead = act.lead(subject) if act.lead else ""
        context = {
            "act": act,
            "form": form,
            "back": back,
            "lead": lead,
            "folded": folded(act, form),
        }
        return show(request, "organisations/form.html", context, 422 if form.errors else 200)

    return view


def folded(act: Act, form: CommunityForm) -> bool:
    """Closed while nothing stands in the fields that are folded away."""
    return not any(form[name].errors or form[name].value() for name in act.more)


def row_of(model: type[CommunityModel]) -> Find:
    """Loads a row of this community by the id in the address."""

    def find(asked: Asked, key: uuid.UUID) -> Any:
        rows: Any = model._default_manager
        found = rows.filter(community_id=asked.community.id, id=key).first()
        if found is None:
            raise NotSeen()
        return found

    return find
