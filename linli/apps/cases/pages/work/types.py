"""The editor of case types: a list by group, a page for each, a new version for each change."""

import secrets
from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from linli.apps.cases.forms.work.choosing import TypeForm
from linli.apps.cases.models import CaseType
from linli.apps.cases.public import change_type
from linli.apps.cases.queries.saying import limit_words
from linli.kernel.access.permissions import require
from linli.kernel.errors import Conflict, NotSeen, RuleNotMet
from linli.web.asked import Asked, show

NEW = {
    "response_value": 1,
    "response_unit": "working_day",
    "resolution_value": 5,
    "resolution_unit": "working_day",
    "public": True,
    "duty": "main",
    "kind": "event",
    "lead_unit_kind": "residents_committee",
    "version": 0,
}


def opened(request: HttpRequest) -> Asked:
    asked = cast(Asked, request)
    require(asked.actor, "cases.edit_types", asked.community.id)
    return asked


def types(request: HttpRequest, slug: str) -> HttpResponse:
    asked = opened(request)
    rows = CaseType.objects.filter(community_id=asked.community.id)
    latest: dict[str, CaseType] = {}
    for row in rows.order_by("sequence", "code", "version"):
        latest[row.code] = row
    groups: dict[str, list[CaseType]] = {}
    for row in latest.values():
        groups.setdefault(row.group_name, []).append(row)
    context = {"groups": groups, "count": len(latest), "limit_words": limit_words}
    return show(request, "cases/work/types.html", context)


def _versions(asked: Asked, code: str) -> list[CaseType]:
    rows = CaseType.objects.filter(community_id=asked.community.id, code=code)
    return list(rows.order_by("-version"))


@require_http_methods(["GET", "POST"])
def one_type(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    asked = opened(request)
    versions = _versions(asked, code)
    if not versions:
        raise NotSeen("type_not_found", _("There is no such type."))
    form = TypeForm(request.POST or None, community=asked.community, base=versions[0])
    if request.method == "GET" or not form.is_valid():
        return _show(asked, form, versions, 422 if form.errors else 200)
    return _change(asked, form, code, versions)


@require_http_methods(["GET", "POST"])
def new_type(request: HttpRequest, slug: str) -> HttpResponse:
    asked = opened(request)
    data = request.POST or None
    form = TypeForm(data, community=asked.community, base=None, initial=NEW)
    if request.method == "GET" or not form.is_valid():
        return _show(asked, form, [], 422 if form.errors else 200)
    return _change(asked, form, f"{form.cleaned_data['parent']}.own_{secrets.token_hex(3)}", [])


def _change(asked: Asked, form: TypeForm, code: str, versions: list[CaseType]) -> HttpResponse:
    base = versions[0] if versions else None
    try:
        made = change_type(
            community=asked.community,
            actor=asked.actor,
            code=code,
            version=form.cleaned_data["version"] or 0,
            **form.changes(base),
        )
    except Conflict as refusal:
        form.refuse(refusal.detail)
        again: Any = form.data
        form.data = again = again.copy()
        again["version"] = str(refusal.data.get("version", 0))
        return _show(asked, form, versions, refusal.status)
    except RuleNotMet as refusal:
        form.refuse(refusal.detail, str(refusal.data.get("field", "")))
        return _show(asked, form, versions, refusal.status)
    text = _("Saved as version %(version)s. Cases written down before keep theirs.")
    messages.success(asked, text % {"version": made.version})
    return redirect("cases:type", slug=asked.community.slug, code=code)


def _show(asked: Asked, form: TypeForm, versions: list[CaseType], status: int) -> HttpResponse:
    context: dict[str, Any] = {
        "form": form,
        "base": versions[0] if versions else None,
        "versions": versions,
        "limit_words": limit_words,
        "conflict": status == Conflict.status,
    }
    return show(asked, "cases/work/type.html", context, status)


@require_POST
def switch(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """Take a type off the list, or back onto it: a version like any other."""
    asked = opened(request)
    versions = _versions(asked, code)
    if not versions:
        raise NotSeen("type_not_found", _("There is no such type."))
    change_type(
        community=asked.community,
        actor=asked.actor,
        code=code,
        version=versions[0].version,
        active=not versions[0].active,
    )
    return redirect("cases:type", slug=slug, code=code)
