"""The list of practical deeds: for everybody to read, for the committee to keep."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from linli.apps.cases.forms import deeds as forms
from linli.apps.cases.operations.deeds import close_deed, lead_deed, list_deed, note_deed
from linli.apps.cases.pages.work.files import DEEDS
from linli.apps.cases.queries.deeds import deed_list, deed_of
from linli.kernel.access.permissions import require
from linli.kernel.errors import Conflict, NotSeen, RuleNotMet
from linli.web.asked import Asked, show
from linli.web.downloads import table_asked

MAY = "cases.deeds"


def _wanted(request: HttpRequest) -> int | None:
    typed = request.GET.get("year", "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) == 4 else None


def public_list(request: HttpRequest, slug: str) -> HttpResponse:
    asked = cast(Asked, request)
    shown = deed_list(asked.community, _wanted(request))
    file = table_asked(request, str(_("Practical deeds")), DEEDS, shown.deeds)
    if file is not None:
        return file
    return show(request, "cases/deeds/public.html", {"list": shown})


def keeping(request: HttpRequest, slug: str) -> HttpResponse:
    asked = cast(Asked, request)
    require(asked.actor, MAY, asked.community.id)
    shown = deed_list(asked.community, _wanted(request))
    return show(request, "cases/deeds/keeping.html", {"list": shown})


@dataclass(frozen=True)
class DeedAct:
    title: str | Promise
    button: str | Promise
    form: type[forms.DeedForm]
    run: Callable[..., object]
    done: str | Promise


NEW = DeedAct(
    title=_("A new deed on the list"),
    button=_("Put it on the list"),
    form=forms.NewDeedForm,
    run=list_deed,
    done=_("It is on the public list with its number."),
)
ACTS: dict[str, DeedAct] = {
    "leads": DeedAct(
        title=_("Who leads it from now on"),
        button=_("Change who leads"),
        form=forms.LeaderForm,
        run=lead_deed,
        done=_("Changed. Who led before stays written."),
    ),
    "notes": DeedAct(
        title=_("News of the deed"),
        button=_("Publish the news"),
        form=forms.NewsForm,
        run=note_deed,
        done=_("Everybody can read it on the list."),
    ),
    "endings": DeedAct(
        title=_("The deed has ended"),
        button=_("Close the deed"),
        form=forms.EndForm,
        run=close_deed,
        done=_("Closed; the result stands on the list."),
    ),
}


def new_deed(request: HttpRequest, slug: str) -> HttpResponse:
    return _act(request, NEW, {})


def act(request: HttpRequest, slug: str, deed_id: uuid.UUID, noun: str) -> HttpResponse:
    return _act(request, ACTS.get(noun), {"deed_id": deed_id})


def _act(request: HttpRequest, wanted: DeedAct | None, keys: dict[str, Any]) -> HttpResponse:
    asked = cast(Asked, request)
    require(asked.actor, MAY, asked.community.id)
    row = deed_of(asked.community, keys["deed_id"]) if keys else None
    if wanted is None:
        raise NotSeen()
    typed: Any = request.POST if request.method == "POST" else None
    form: Any = wanted.form(asked.community, typed)
    if typed is not None and form.is_valid():
        try:
            wanted.run(community=asked.community, actor=asked.actor, **keys, **form.given())
        except (RuleNotMet, Conflict) as refusal:
            form.refuse(refusal.detail, str(refusal.data.get("field", "")))
        else:
            messages.success(request, str(wanted.done))
            return redirect("cases:deeds_kept", slug=asked.community.slug)
    context = {"act": wanted, "form": form, "deed": row}
    return show(request, "cases/deeds/act.html", context, 422 if form.errors else 200)
