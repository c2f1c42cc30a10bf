"""The security administrator: lock-outs, second factors, the rule about them, keys."""

import uuid
from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from linli.apps.accounts.choices import OFFERS
from linli.apps.accounts.forms import KeyForm, RuleForm
from linli.apps.accounts.operations import (
    close_key,
    end_sessions,
    give_key,
    lift_lock,
    remove_second_factor,
    set_second_factor_rule,
)
from linli.apps.accounts.pages.arriving import show_once, take_once
from linli.apps.accounts.pages.layout import homes_in, show_admin
from linli.apps.accounts.queries.accounts import keys_seen, lock_outs
from linli.apps.accounts.rules import require_somewhere, second_factor_here
from linli.kernel import clock
from linli.kernel.community import Community
from linli.kernel.errors import Refusal
from linli.web.asked import Asked


@require_http_methods(["GET", "POST"])
def security(request: HttpRequest) -> HttpResponse:
    """Who was locked out, and who must give a second factor; POST sets the rule."""
    actor = cast(Asked, request).actor
    ids = require_somewhere(actor, "accounts.secure")
    homes = homes_in(ids)
    initial = {"effective_from": clock.now().date(), "community": homes[0].slug}
    form = RuleForm(request.POST or None, homes=homes, initial=initial)
    status = 200
    if request.method == "POST" and form.is_valid():
        typed = dict(form.cleaned_data)
        home = next(home for home in homes if home.slug == typed.pop("community"))
        try:
            set_second_factor_rule(community=home, actor=actor, **typed)
        except Refusal as refusal:
            form.refuse(refusal.detail, str(refusal.data.get("field", "")))
            status = refusal.status
        else:
            messages.success(request, _("The rule is kept. It is asked at the next sign-in."))
            return redirect("accounts:admin_security")
    context = {
        "form": form,
        "locked": lock_outs(ids),
        "rules": [(home, second_factor_here(home)) for home in homes[:40]],
    }
    return show_admin(request, "accounts/security.html", context, status=status)


@require_POST
def lock_lifting(request: HttpRequest, credential_id: int) -> HttpResponse:
    lift_lock(actor=cast(Asked, request).actor, credential_id=credential_id)
    messages.success(request, _("The lock is lifted."))
    return redirect("accounts:admin_account", credential_id=credential_id)


@require_POST
def factor_removal(request: HttpRequest, credential_id: int) -> HttpResponse:
    remove_second_factor(actor=cast(Asked, request).actor, credential_id=credential_id)
    messages.success(request, _("The second factor is taken back; the person sets up a new one."))
    return redirect("accounts:admin_account", credential_id=credential_id)


@require_POST
def sessions_ending(request: HttpRequest, credential_id: int) -> HttpResponse:
    end_sessions(actor=cast(Asked, request).actor, credential_id=credential_id)
    messages.success(request, _("All devices of this account are signed out."))
    return redirect("accounts:admin_account", credential_id=credential_id)


@never_cache
@require_http_methods(["GET", "POST"])
def keys(request: HttpRequest) -> HttpResponse:
    """All keys here; POST gives one and shows it once."""
    actor = cast(Asked, request).actor
    ids = require_somewhere(actor, "accounts.secure")
    homes = homes_in(ids)
    form = KeyForm(request.POST or None, homes=homes, units=_units(homes))
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            secret = _give(request, form.cleaned_data, homes)
        except Refusal as refusal:
            form.refuse(refusal.detail, str(refusal.data.get("field", "")))
            status = refusal.status
        else:
            show_once(request, key=secret)
            return redirect("accounts:admin_keys")
    context = {
        "form": form,
        "keys": keys_seen(ids),
        "secret": take_once(request, "key"),
        "today": clock.now().date(),
    }
    return show_admin(request, "accounts/keys.html", context, status=status)


def _units(homes: list[Community]) -> list[tuple[str, str]]:
    offer = OFFERS.get("organisation_id")
    return list(offer(homes)) if offer else []


def _give(request: HttpRequest, typed: dict[str, Any], homes: list[Community]) -> str:
    _row, secret = give_key(
        community=next(home for home in homes if home.slug == typed["community"]),
        actor=cast(Asked, request).actor,
        name=typed["name"],
        keeper_login=typed["keeper"],
        scopes=typed["scopes"],
        until=typed["until"],
        organisation_id=int(typed["organisation"]) if typed["organisation"] else None,
    )
    return secret


@require_POST
def admin_key_closure(request: HttpRequest, slug: str, key_id: uuid.UUID) -> HttpResponse:
    asked = cast(Asked, request)
    close_key(community=asked.community, actor=asked.actor, key_id=key_id)
    messages.success(request, _("The key opens nothing any more."))
    return redirect("accounts:admin_keys")
