"""What everybody sees: the honours, the notices, and how to nominate."""

import uuid
from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from linli.apps.archive.forms import NominationForm, ObjectionForm
from linli.apps.archive.operations import (
    agree_to_nomination,
    decline_nomination,
    nominate,
    raise_objection,
)
from linli.apps.archive.queries import honour_wall, open_kinds, public_honour, public_notice
from linli.apps.archive.rules import NOMINATE, OBJECT, SEE
from linli.kernel.access.permissions import holds
from linli.kernel.errors import RuleNotMet
from linli.web.acting import Act, act_page
from linli.web.addresses import url
from linli.web.asked import Asked, show


def honours(request: HttpRequest, slug: str) -> HttpResponse:
    asked = cast(Asked, request)
    home = asked.community.id
    kinds = open_kinds(asked.community)
    context = {
        "wall": honour_wall(asked.community),
        "kinds": kinds,
        "may_nominate": bool(kinds) and holds(asked.actor, NOMINATE, home),
        "may_see": holds(asked.actor, SEE, home),
    }
    return show(request, "archive/honours.html", context)


def honour(request: HttpRequest, slug: str, honour_id: uuid.UUID) -> HttpResponse:
    asked = cast(Asked, request)
    row = public_honour(asked.community, honour_id)
    return show(request, "archive/honour.html", {"row": row})


def notice(request: HttpRequest, slug: str, nomination_id: uuid.UUID) -> HttpResponse:
    asked = cast(Asked, request)
    row = public_notice(asked.community, nomination_id)
    may_object = holds(asked.actor, OBJECT, asked.community.id)
    typed = request.POST if request.method == "POST" else None
    form = ObjectionForm(asked.community, typed)
    if typed is not None and form.is_valid() and _objected(asked, row.id, form):
        return redirect("archive:notice", slug=slug, nomination_id=row.id)
    context = {"row": row, "form": form, "may_object": may_object}
    return show(request, "archive/notice.html", context, 422 if form.errors else 200)


def _objected(asked: Asked, nomination_id: uuid.UUID, form: ObjectionForm) -> bool:
    try:
        raise_objection(
            community=asked.community,
            actor=asked.actor,
            nomination_id=nomination_id,
            **form.cleaned_data,
        )
    except RuleNotMet as refusal:
        form.refuse(refusal.detail, str(refusal.data.get("field", "")))
        return False
    said = _t("Thank you. The committee decides about it before anything is granted.")
    messages.success(asked, said)
    return True


def _nominate(asked: Asked, _none: Any, given: dict[str, Any]) -> None:
    kind_id = uuid.UUID(given.pop("kind_id"))
    nominate(community=asked.community, actor=asked.actor, kind_id=kind_id, **given)


new_nomination = act_page(
    Act(
        title=_("Nominate a good neighbour"),
        button=_("Nominate"),
        form=NominationForm,
        run=_nominate,
        back=lambda asked, _none: url("archive:honours", slug=asked.community.slug),
        done=_("Thank you. The person is asked first; nothing is shown before they agree."),
        permission=NOMINATE,
        frame="web/base.html",
    )
)


@require_POST
def my_answer(request: HttpRequest, slug: str, nomination_id: uuid.UUID) -> HttpResponse:
    """The nominee's own yes or no, from the page of one's own matters."""
    asked = cast(Asked, request)
    given: dict[str, Any] = {
        "community": asked.community,
        "actor": asked.actor,
        "nomination_id": nomination_id,
    }
    if request.POST.get("answer") == "yes":
        agree_to_nomination(**given)
        said = _t("Thank you for agreeing. Your name is shown when the public notice begins.")
    else:
        decline_nomination(**given)
        said = _t("As you wish. Nothing of it is shown.")
    messages.success(request, said)
    return redirect("people:me", slug=slug)
