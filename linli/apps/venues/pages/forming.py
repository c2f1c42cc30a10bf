"""One page for every act of keeping: a short form, one operation, and back to its list."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise

from linli.apps.venues.forms.base import RoomsForm
from linli.apps.venues.queries.ground import room_of
from linli.apps.venues.rules import KEEP
from linli.kernel.access.permissions import require
from linli.kernel.errors import Conflict, RuleNotMet
from linli.web.asked import Asked, show

View = Callable[..., HttpResponse]


@dataclass(frozen=True)
class Act:
    """`find` loads what is acted on, `run` calls one operation, `back` is a page's name."""

    title: str | Promise
    button: str | Promise
    form: type[RoomsForm]
    run: Callable[[Asked, Any, Any], Any]
    done: str | Promise
    find: Callable[[Asked, uuid.UUID], Any] | None = None
    start: Callable[[Any], dict[str, Any]] | None = None
    back: str = "venues:set_up"
    permission: str = KEEP
    danger: bool = False


def act_page(act: Act) -> View:
    def view(request: HttpRequest, slug: str, **keys: uuid.UUID) -> HttpResponse:
        asked = cast(Asked, request)
        require(asked.actor, act.permission, asked.community.id)
        subject = act.find(asked, *keys.values()) if act.find else None
        typed = request.POST if request.method == "POST" else None
        start = act.start(subject) if act.start else None
        form = act.form(asked.community, typed, subject=subject, initial=start)
        if typed is not None and form.is_valid():
            try:
                act.run(asked, subject, form)
            except (RuleNotMet, Conflict) as refusal:
                form.refuse(refusal.detail, str(refusal.data.get("field", "")))
            else:
                messages.success(request, str(act.done))
                return redirect(act.back, slug=slug)
        context = {"act": act, "form": form, "subject": subject}
        return show(request, "venues/form.html", context, 422 if form.errors else 200)

    return view


def who(asked: Asked) -> dict[str, Any]:
    return {"community": asked.community, "actor": asked.actor}


def room_here(asked: Asked, key: uuid.UUID) -> Any:
    return room_of(asked.community, key)
