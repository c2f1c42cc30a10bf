"""The listed reasons and the duty list: read, add, switch off."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from linli.apps.cases.choices import Duty, ReasonKind
from linli.apps.cases.forms.work.choosing import DutyForm, ReasonForm, in_languages
from linli.apps.cases.models import DutyItem, Reason
from linli.apps.cases.operations.listing import add_duty, add_reason, switch_duty, switch_reason
from linli.apps.cases.pages.work.types import opened
from linli.kernel.errors import RuleNotMet
from linli.web.asked import Asked, show


@require_http_methods(["GET", "POST"])
def reasons(request: HttpRequest, slug: str) -> HttpResponse:
    asked = opened(request)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            add_reason(
                community=asked.community,
                actor=asked.actor,
                kind=given["kind"],
                names=in_languages(given, "name"),
                told=in_languages(given, "told"),
                door=in_languages(given, "door"),
                phones=given["phones"].split(),
                source=given["source"],
            )
        except RuleNotMet as refusal:
            form.refuse(refusal.detail, str(refusal.data.get("field", "")))
        else:
            messages.success(request, _("Added. It can be chosen from now on."))
            return redirect("cases:reasons", slug=slug)
    rows = list(Reason.objects.filter(community_id=asked.community.id))
    shelves = [
        (str(label), [row for row in rows if row.kind == kind], kind)
        for kind, label in ReasonKind.choices
    ]
    return _show(asked, "cases/work/reasons.html", form, {"shelves": shelves})


@require_http_methods(["GET", "POST"])
def duties(request: HttpRequest, slug: str) -> HttpResponse:
    asked = opened(request)
    form = DutyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            add_duty(
                community=asked.community,
                actor=asked.actor,
                role=given["role"],
                names=in_languages(given, "name"),
                basis=given["basis"],
                door=in_languages(given, "door"),
                source=given["source"],
            )
        except RuleNotMet as refusal:
            form.refuse(refusal.detail, str(refusal.data.get("field", "")))
        else:
            messages.success(request, _("Added. A refusal can cite it from now on."))
            return redirect("cases:duties", slug=slug)
    rows = list(DutyItem.objects.filter(community_id=asked.community.id))
    shelves = [
        (str(label), [row for row in rows if row.role == role], role)
        for role, label in Duty.choices
    ]
    return _show(asked, "cases/work/duties.html", form, {"shelves": shelves})


def _show(asked: Asked, template: str, form: forms.Form, more: dict[str, Any]) -> HttpResponse:
    status = 422 if form.errors else 200
    return show(asked, template, {"form": form, **more}, status)


@require_POST
def switching_reason(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    asked = opened(request)
    on = request.POST.get("active") == "on"
    switch_reason(community=asked.community, actor=asked.actor, code=code, active=on)
    return redirect("cases:reasons", slug=slug)


@require_POST
def switching_duty(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    asked = opened(request)
    on = request.POST.get("active") == "on"
    switch_duty(community=asked.community, actor=asked.actor, code=code, active=on)
    return redirect("cases:duties", slug=slug)
