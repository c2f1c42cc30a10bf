"""The numbers a community chooses, each from a day on and with its source."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from linli.apps.cases.choices import SupervisionKind
from linli.apps.cases.defaults import load_supervision
from linli.apps.cases.forms.work.choosing import LadderForm, PolicyForm
from linli.apps.cases.operations.catalogue import plain
from linli.apps.cases.operations.choosing import choose_policy
from linli.apps.cases.pages.work.types import opened
from linli.apps.cases.queries.policies import Chosen, chosen_policies
from linli.kernel import clock
from linli.kernel.access.permissions import holds, require
from linli.kernel.community import spoken
from linli.kernel.errors import Conflict, NotSeen, RuleNotMet
from linli.web.asked import show

CHOOSE = "cases.choose_policies"


def policies(request: HttpRequest, slug: str) -> HttpResponse:
    asked = opened(request)
    context = {
        "rows": chosen_policies(asked.community),
        "today": clock.today(asked.community),
        "may_choose": holds(asked.actor, CHOOSE, asked.community.id),
        "rung_label": rung_label,
    }
    return show(request, "cases/work/policies.html", context)


@require_http_methods(["GET", "POST"])
def one_policy(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    asked = opened(request)
    require(asked.actor, CHOOSE, asked.community.id)
    rows = {row.kind.key: row for row in chosen_policies(asked.community)}
    chosen = rows.get(key)
    if chosen is None or not (chosen.is_number or chosen.is_ladder):
        raise NotSeen("policy_not_found", _("There is no such rule to choose."))
    form = _form(chosen, request, {"value": chosen.value, "day": clock.today(asked.community)})
    status = 422 if form.errors else 200
    if request.method == "POST" and form.is_valid():
        try:
            choose_policy(
                community=asked.community,
                actor=asked.actor,
                key=key,
                value=form.value() if isinstance(form, LadderForm) else form.cleaned_data["value"],
                effective_from=form.cleaned_data["day"],
                source=form.cleaned_data["source"],
            )
        except (RuleNotMet, Conflict) as refusal:
            form.refuse(refusal.detail, _field(refusal.data))
            status = refusal.status
        else:
            messages.success(request, _("Written down. It holds from that day on."))
            return redirect("cases:policies", slug=slug)
    context: dict[str, Any] = {
        "form": form,
        "chosen": chosen,
        "parts": form.parts() if isinstance(form, LadderForm) else [],
        "rung_label": rung_label,
    }
    return show(request, "cases/work/policy.html", context, status)


def rung_label(code: str, kind: str) -> str:
    """The name a rung has in the packaged ladder, else its kind."""
    named = {step.code: step.names for step in load_supervision().steps}
    return spoken(plain(named[code])) if code in named else str(SupervisionKind(kind).label)


def _form(chosen: Chosen, request: HttpRequest, start: dict[str, Any]) -> PolicyForm | LadderForm:
    data = request.POST if request.method == "POST" else None
    if chosen.is_ladder:
        return LadderForm(data, rungs=chosen.value, initial={"day": start["day"]})
    return PolicyForm(data, initial=start)


def _field(data: dict[str, Any]) -> str:
    return {"from": "day"}.get(data.get("field", ""), str(data.get("field", "")))
