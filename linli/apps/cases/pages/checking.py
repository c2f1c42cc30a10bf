"""From one finding to a round over everything alike."""

import uuid
from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from linli.apps.cases.forms.checking import CheckRoundForm
from linli.apps.cases.operations.checking import open_check_round
from linli.apps.cases.queries.desks import get_case
from linli.apps.rounds.public import OPEN
from linli.kernel.access.permissions import require
from linli.kernel.errors import RuleNotMet
from linli.web.asked import Asked, show


def check_round(request: HttpRequest, slug: str, case_id: uuid.UUID) -> HttpResponse:
    asked = cast(Asked, request)
    require(asked.actor, OPEN, asked.community.id)
    case = get_case(asked.community, asked.actor, case_id)
    typed = request.POST if request.method == "POST" else None
    form = CheckRoundForm(case, typed)
    if typed is not None and form.is_valid():
        given = dict(form.cleaned_data)
        within = given.pop("within")
        try:
            made = open_check_round(
                community=asked.community,
                actor=asked.actor,
                case_id=case.id,
                within_id=uuid.UUID(within) if within else None,
                **given,
            )
        except RuleNotMet as refusal:
            form.refuse(refusal.detail, str(refusal.data.get("field", "")))
        else:
            messages.success(request, _("The round is open. Each place waits for its result."))
            return redirect("rounds:round", slug=slug, round_id=made.id)
    context = {"form": form, "case": case}
    return show(request, "cases/check_round.html", context, 422 if form.errors else 200)
