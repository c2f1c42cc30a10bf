"""The plan of a year beside its dates: lines become activities, or are dropped with a reason."""

import uuid
from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from linli.apps.activities.forms.school import PlanForm
from linli.apps.activities.operations.planning import drop_planned, make_planned, plan_activity
from linli.apps.activities.pages.work.acting import done, organiser
from linli.apps.activities.queries.desk import dates_of_year
from linli.apps.activities.queries.plans import year_plan
from linli.kernel import clock
from linli.kernel.errors import NotSeen, RuleNotMet
from linli.web.addresses import url
from linli.web.asked import Asked, show

FIRST, LAST = 2000, 2100


def year(request: HttpRequest, slug: str) -> HttpResponse:
    """`?year=`; anything else is this year. POST adds a line to it."""
    asked = organiser(cast(Asked, request))
    number = _year(asked)
    form = PlanForm(request.POST if request.method == "POST" else None)
    if form.is_bound and done(
        form,
        lambda: plan_activity(
            community=asked.community, actor=asked.actor, draft=form.draft(number)
        ),
    ):
        messages.success(request, _("It stands in the plan."))
        return redirect(f"{url('activities:year', slug=slug)}?year={number}")
    plan = year_plan(asked.community, number)
    context = {
        "year": number,
        "months": dates_of_year(asked.community, asked.actor, number),
        "plan": plan,
        "festivals": plan.festivals,
        "form": form,
    }
    return show(request, "activities/work/year.html", context, 422 if form.errors else 200)


def _year(asked: Asked) -> int:
    typed = asked.GET.get("year", "")
    known = len(typed) == 4 and typed.isascii() and typed.isdigit()
    if known and FIRST <= int(typed) <= LAST:
        return int(typed)
    return clock.today(asked.community).year


@require_POST
def plan_act(request: HttpRequest, slug: str, item_id: uuid.UUID, noun: str) -> HttpResponse:
    asked = organiser(cast(Asked, request))
    given: dict[str, Any] = {
        "community": asked.community,
        "actor": asked.actor,
        "item_id": item_id,
    }
    if noun == "makings":
        made = make_planned(**given)
        messages.success(request, _("It is a draft now. Give it its dates and announce it."))
        return redirect("activities:activity_work", slug=slug, activity_id=made.id)
    if noun != "drops":
        raise NotSeen()
    try:
        drop_planned(**given, reason=request.POST.get("reason", "")[:200])
        messages.success(request, _("Dropped, with its reason."))
    except RuleNotMet:
        messages.error(request, _("Say why in a few words."))
    return redirect("activities:year", slug=slug)
