"""Administrators: accounts and their roles."""

import datetime as dt
import uuid
from collections.abc import Iterable
from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from linli.apps.accounts.choices import NARROWED_BY, OFFERS, ROLES
from linli.apps.accounts.forms import AccountForm, EndForm, RoleForm
from linli.apps.accounts.models import Credential
from linli.apps.accounts.operations import (
    approve_role,
    close_credential,
    end_role,
    give_role,
    is_locked,
    open_credential,
    reset_password,
)
from linli.apps.accounts.pages.arriving import show_once, take_once
from linli.apps.accounts.pages.layout import homes_in, places, show_admin
from linli.apps.accounts.queries.accounts import (
    account_seen,
    accounts_seen,
    roles_of,
    roles_waiting,
)
from linli.apps.accounts.queries.due import has_second_factor
from linli.apps.accounts.rules import reach, require_somewhere
from linli.kernel import clock
from linli.kernel.community import Community
from linli.kernel.errors import Refusal
from linli.kernel.tables import Column
from linli.web.asked import Asked
from linli.web.downloads import table_asked
from linli.web.paging import asked_page, page_of

COLUMNS: list[Column[Credential]] = [
    Column("name", gettext_lazy("Name of the person"), lambda row: row.name),
    Column("login", gettext_lazy("Log-in name"), lambda row: row.login),
    Column("opened", gettext_lazy("Opened"), lambda row: row.created_at),
    Column("closed", gettext_lazy("Closed"), lambda row: row.closed_at),
]


@require_safe
def first(request: HttpRequest) -> HttpResponse:
    """The first page this administrator may open."""
    require_somewhere(cast(Asked, request).actor, "accounts.roles_matrix")
    return redirect(places(request)[0].href)


@require_safe
def menu(request: HttpRequest) -> HttpResponse:
    require_somewhere(cast(Asked, request).actor, "accounts.roles_matrix")
    return show_admin(request, "accounts/menu.html", {})


@require_safe
def accounts(request: HttpRequest) -> HttpResponse:
    actor = cast(Asked, request).actor
    homes = require_somewhere(actor, "accounts.list")
    typed, role = request.GET.get("q", "").strip()[:60], request.GET.get("role", "")
    found = accounts_seen(homes, typed, role)
    file = table_asked(request, _("Accounts"), COLUMNS, found)
    if file is not None:
        return file
    page = page_of(found, asked_page(request))
    context = {
        "page": page,
        "roles": roles_of(homes, [row.pk for row in page.rows]),
        "params": {"q": typed, "role": role},
        "known_roles": ROLES,
        "today": clock.now().date(),
        "may_open": bool(reach(actor, "accounts.manage")),
    }
    return show_admin(request, "accounts/list.html", context)


@require_http_methods(["GET", "POST"])
def new_account(request: HttpRequest) -> HttpResponse:
    actor = cast(Asked, request).actor
    homes = homes_in(require_somewhere(actor, "accounts.manage"))
    form = AccountForm(request.POST or None, homes=homes)
    status = 200
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        home = next(home for home in homes if home.slug == typed["community"])
        try:
            made, given = open_credential(
                actor=actor,
                login=typed["login"],
                name=typed["name"],
                email=typed["email"],
                community=home,
            )
        except Refusal as refusal:
            form.refuse(refusal.detail, str(refusal.data.get("field", "")))
            status = refusal.status
        else:
            show_once(request, password=given)
            return redirect("accounts:admin_account", credential_id=made.pk)
    return show_admin(request, "accounts/new.html", {"form": form}, status=status)


@never_cache
@require_http_methods(["GET", "POST"])
def account(request: HttpRequest, credential_id: int) -> HttpResponse:
    """One account: its roles with their days; POST gives a role."""
    actor = cast(Asked, request).actor
    seen = require_somewhere(actor, "accounts.list")
    credential = account_seen(seen, credential_id)
    homes = homes_in(reach(actor, "accounts.manage"))
    form = RoleForm(
        request.POST or None,
        homes=homes,
        narrow=_offered(homes),
        initial={"since": clock.now().date()},
    )
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            _give(request, credential, form.cleaned_data, homes)
        except Refusal as refusal:
            form.refuse(refusal.detail, str(refusal.data.get("field", "")))
            status = refusal.status
        else:
            return redirect("accounts:admin_account", credential_id=credential_id)
    context = _about(request, credential, seen) | {"form": form if homes else None}
    return show_admin(request, "accounts/account.html", context, status=status)


def _about(request: HttpRequest, credential: Credential, seen: frozenset[int]) -> dict[str, Any]:
    actor = cast(Asked, request).actor
    day = clock.now().date()
    rows = roles_of(seen, [credential.pk]).get(credential.pk, [])
    return {
        "credential": credential,
        "roles": [(row, row.counts(day)) for row in rows],
        "today": day,
        "labels": dict(_offered({row.community for row in rows})),
        "own": actor.credential_id == credential.pk,
        "guarded": has_second_factor(credential.pk),
        "locked": is_locked(credential),
        "password": take_once(request, "password"),
        "may_manage": bool(reach(actor, "accounts.manage")),
        "may_secure": bool(reach(actor, "accounts.secure")),
    }


def _offered(homes: Iterable[Community]) -> list[tuple[str, str]]:
    """Grids and organisations by their names, as the apps above offer them."""
    wanted = list(homes)
    return [
        (f"{field}={value}", label)
        for field, offer in OFFERS.items()
        for value, label in offer(wanted)
    ]


def _give(
    request: HttpRequest, credential: Credential, typed: dict[str, Any], homes: list[Community]
) -> None:
    field, _sign, value = typed["narrow"].partition("=")
    narrow: dict[str, Any] = {field: value} if NARROWED_BY.get(typed["role"]) == field else {}
    if "grid_id" in narrow:
        narrow["grid_id"] = uuid.UUID(narrow["grid_id"])
    row = give_role(
        community=next(home for home in homes if home.slug == typed["community"]),
        actor=cast(Asked, request).actor,
        credential_id=credential.pk,
        role=typed["role"],
        since=typed["since"],
        until=typed["until"],
        **narrow,
    )
    if row.pending:
        messages.info(request, _("The role begins when a security administrator approves it."))
    else:
        messages.success(request, _("The role is given."))


@require_POST
def role_ending(
    request: HttpRequest, credential_id: int, slug: str, grant_id: uuid.UUID
) -> HttpResponse:
    asked = cast(Asked, request)
    form = EndForm(request.POST)
    until: dt.date | None = form.cleaned_data["until"] if form.is_valid() else None
    end_role(community=asked.community, actor=asked.actor, grant_id=grant_id, until=until)
    messages.success(request, _("The role ends."))
    return redirect("accounts:admin_account", credential_id=credential_id)


@require_safe
def approvals(request: HttpRequest) -> HttpResponse:
    homes = require_somewhere(cast(Asked, request).actor, "accounts.secure")
    return show_admin(request, "accounts/approvals.html", {"waiting": roles_waiting(homes)})


@require_POST
def role_approval(request: HttpRequest, slug: str, grant_id: uuid.UUID) -> HttpResponse:
    asked = cast(Asked, request)
    approve_role(community=asked.community, actor=asked.actor, grant_id=grant_id)
    messages.success(request, _("Approved: the role counts now."))
    return redirect("accounts:admin_approvals")


@require_POST
def new_password(request: HttpRequest, credential_id: int) -> HttpResponse:
    actor = cast(Asked, request).actor
    given = reset_password(actor=actor, credential_id=credential_id)
    show_once(request, password=given)
    return redirect("accounts:admin_account", credential_id=credential_id)


@require_POST
def account_closure(request: HttpRequest, credential_id: int) -> HttpResponse:
    close_credential(actor=cast(Asked, request).actor, credential_id=credential_id)
    messages.success(request, _("The account is closed."))
    return redirect(reverse("accounts:admin_account", args=[credential_id]))
