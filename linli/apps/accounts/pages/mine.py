"""My account: looks, password, second factor, sessions, keys."""

import uuid
from typing import cast

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST
from django_otp import login as otp_login

from linli.apps.accounts.choices import Due
from linli.apps.accounts.forms import CodeForm, LooksForm, PasswordForm
from linli.apps.accounts.models import Credential
from linli.apps.accounts.operations import (
    begin_second_factor,
    change_password,
    choose_looks,
    close_key,
    confirm_second_factor,
    end_sessions,
    renew_recovery_codes,
)
from linli.apps.accounts.pages.arriving import onward, show_once, somebody, step_done, take_once
from linli.apps.accounts.queries.accounts import keys_of_keeper
from linli.apps.accounts.queries.actors import grant_rows
from linli.apps.accounts.queries.due import codes_left, has_second_factor, waiting_device
from linli.kernel import clock
from linli.kernel.errors import Refusal
from linli.web.asked import Asked, show
from linli.web.middleware import CHOICES, YEAR
from linli.web.qr import qr_svg


@never_cache
@require_http_methods(["GET", "POST"])
def me(request: HttpRequest) -> HttpResponse:
    actor = somebody(request)
    credential = cast(Credential, request.user)
    initial = {"language": credential.language, "large": credential.large}
    form = LooksForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        choose_looks(actor=actor, **form.cleaned_data)
        messages.success(request, _("Kept for all your devices."))
        return _dressed(redirect("accounts:me"), **form.cleaned_data)
    day = clock.now().date()
    context = {
        "form": form,
        "credential": credential,
        "roles": [(row, row.counts(day)) for row in grant_rows(credential.pk)],
        "guarded": has_second_factor(credential.pk),
        "keys": keys_of_keeper(credential.pk),
        "today": day,
    }
    return show(request, "accounts/me.html", context)


def _dressed(response: HttpResponse, *, language: str, large: bool) -> HttpResponse:
    if language:
        response.set_cookie(CHOICES["lang"][0], language, max_age=YEAR, samesite="Lax")
    else:
        response.delete_cookie(CHOICES["lang"][0])
    size = "large" if large else "normal"
    response.set_cookie(CHOICES["size"][0], size, max_age=YEAR, samesite="Lax")
    return response


@never_cache
@sensitive_post_parameters("old", "new", "repeat")
@require_http_methods(["GET", "POST"])
def password(request: HttpRequest) -> HttpResponse:
    actor = somebody(request)
    credential = cast(Credential, request.user)
    form = PasswordForm(request.POST or None)
    status = 200
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            changed = change_password(actor=actor, old=typed["old"], new=typed["new"])
        except Refusal as refusal:
            form.refuse(refusal.detail, str(refusal.data.get("field", "")))
            status = refusal.status
        else:
            update_session_auth_hash(request, changed)
            step_done(request, Due.PASSWORD)
            messages.success(request, _("Your password is changed. Other devices are signed out."))
            return onward(request) if credential.must_change_password else redirect("accounts:me")
    context = {"form": form, "first": credential.must_change_password}
    return show(request, "accounts/password.html", context, status=status)


@never_cache
@require_http_methods(["GET", "POST"])
def second_factor(request: HttpRequest) -> HttpResponse:
    """The state; or, while setting up, the code to scan and the first code to type."""
    actor = somebody(request)
    form = CodeForm(request.POST or None)
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            device, codes = confirm_second_factor(actor=actor, code=form.cleaned_data["code"])
        except Refusal as refusal:
            form.refuse(refusal.detail, str(refusal.data.get("field", "")))
            status = refusal.status
        else:
            otp_login(request, device)
            step_done(request, Due.SET_UP)
            show_once(request, codes=" ".join(codes))
            return redirect("accounts:recovery_codes")
    return show(request, "accounts/second_factor.html", _setting_up(request, form), status=status)


def _setting_up(request: HttpRequest, form: CodeForm) -> dict[str, object]:
    number = cast(Credential, request.user).pk
    guarded = has_second_factor(number)
    device = None if guarded else waiting_device(number)
    secret = device.typed_key if device else ""
    return {
        "form": form,
        "guarded": guarded,
        "left": codes_left(number) if guarded else 0,
        "picture": qr_svg(device.config_url, _("Code for your app")) if device else "",
        "secret": " ".join(secret[at : at + 4] for at in range(0, len(secret), 4)),
        "verified": cast(Asked, request).actor.verified,
        "must": Due.SET_UP in request.session.get("due", []),
    }


@require_POST
def second_factor_begun(request: HttpRequest) -> HttpResponse:
    begin_second_factor(actor=somebody(request))
    return redirect("accounts:second_factor")


@never_cache
@require_http_methods(["GET", "POST"])
def recovery_codes(request: HttpRequest) -> HttpResponse:
    """Ten codes, shown once; POST makes new ones."""
    actor = somebody(request)
    if request.method == "POST":
        show_once(request, codes=" ".join(renew_recovery_codes(actor=actor)))
        return redirect("accounts:recovery_codes")
    codes = take_once(request, "codes").split()
    if not codes:
        return redirect("accounts:second_factor")
    return show(request, "accounts/recovery_codes.html", {"codes": codes})


@require_POST
def sign_outs(request: HttpRequest) -> HttpResponse:
    """Every other device is signed out; this one stays."""
    actor = somebody(request)
    changed = end_sessions(actor=actor, credential_id=actor.credential_id or 0)
    update_session_auth_hash(request, changed)
    messages.success(request, _("All your other devices are signed out."))
    return redirect("accounts:me")


@require_POST
def key_closure(request: HttpRequest, slug: str, key_id: uuid.UUID) -> HttpResponse:
    actor = somebody(request)
    close_key(community=cast(Asked, request).community, actor=actor, key_id=key_id)
    messages.success(request, _("The key opens nothing any more."))
    return redirect("accounts:me")
