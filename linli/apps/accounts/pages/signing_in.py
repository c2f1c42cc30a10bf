"""Coming in and going out."""

from typing import cast

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST
from django_otp import login as otp_login

from linli.apps.accounts.choices import KEPT, Due
from linli.apps.accounts.forms import CodeForm, SignInForm
from linli.apps.accounts.operations import try_password, verify_second_factor
from linli.apps.accounts.pages.arriving import (
    begin_session,
    hats,
    only_place,
    onward,
    place_of,
    somebody,
    step_done,
)
from linli.kernel.access.actor import Role
from linli.kernel.community import Community
from linli.kernel.errors import Refusal
from linli.web.asked import Asked, client_address, show
from linli.web.kept import inside, kept, labelled


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    asked = cast(Asked, request)
    if request.method == "GET" and asked.actor.known:
        return redirect(inside(request.GET.get("next", "")) or "accounts:hats")
    form = SignInForm(request.POST or None)
    status = 200
    if request.method == "POST":
        status = 401
        if form.is_valid():
            try:
                tried = try_password(**form.cleaned_data, address=client_address(request))
            except Refusal as refusal:
                form.refuse(refusal.detail)
                status = refusal.status
            else:
                if tried.credential is not None:
                    return begin_session(request, tried.credential)
                form.refuse(_not_right(tried.left))
    return show(request, "accounts/login.html", _around(request, form), status=status)


def _not_right(left: int) -> str:
    sentence = _("The log-in name or the password is not right.")
    more = ngettext("You can try %(left)s more time.", "You can try %(left)s more times.", left)
    return f"{sentence} {more % {'left': left}}" if left else sentence


def _around(request: HttpRequest, form: SignInForm) -> dict[str, object]:
    wished = inside(request.POST.get("next") or request.GET.get("next", ""))
    sealed = request.POST.get("kept", "")
    return {
        "form": form,
        "next": wished,
        "kept": sealed if kept(sealed) else "",
        "desk": _desk(wished),
    }


def _desk(wished: str) -> Community | None:
    """Who helps: the community of the page that was wanted, or the only one there is."""
    parts = wished.split("/")
    known = Community.objects.exclude(phone="")
    if len(parts) > 2 and parts[1] == "c":
        return known.filter(slug=parts[2]).first()
    found = list(known[:2])
    return found[0] if len(found) == 1 else None


@never_cache
@require_http_methods(["GET", "POST"])
def second_factor_asked(request: HttpRequest) -> HttpResponse:
    """The code of somebody whose password was right."""
    actor = somebody(request)
    form = CodeForm(request.POST or None)
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            device = verify_second_factor(actor=actor, code=form.cleaned_data["code"])
        except Refusal as refusal:
            form.refuse(refusal.detail, str(refusal.data.get("field", "")))
            status = refusal.status
        else:
            otp_login(request, device)
            request.session.cycle_key()
            step_done(request, Due.SECOND_FACTOR)
            return onward(request)
    return show(request, "accounts/second_factor_asked.html", {"form": form}, status=status)


@never_cache
def again(request: HttpRequest) -> HttpResponse:
    """What was typed before the session expired, as a form to look at and send."""
    somebody(request)
    found = kept(request.session.pop(KEPT, ""))
    if found is None:
        return onward(request)
    context = {"typed": labelled(found.typed), "action": found.action, "again": True}
    return show(request, "web/stale.html", context)


ICONS = {
    Role.RESIDENT: "home",
    Role.GRID_WORKER: "pin",
    Role.COMMITTEE: "inbox",
    Role.CHIEF: "flag",
    Role.PARTNER: "wrench",
    Role.STREET: "route",
    Role.DISTRICT: "bldg",
    Role.SYSTEM_ADMIN: "users",
    Role.SECURITY_ADMIN: "lock",
    Role.AUDIT_ADMIN: "search",
}


@never_cache
@require_http_methods(["GET", "POST"])
def choose_hat(request: HttpRequest) -> HttpResponse:
    """As what, and where: one account, several roles."""
    actor = somebody(request)
    rows = hats(actor.credential_id or 0)
    if request.method == "POST":
        chosen = next((row for row in rows if str(row.id) == request.POST.get("hat")), None)
        return redirect(place_of(request, chosen) if chosen else "accounts:hats")
    there = "" if "all" in request.GET else only_place(request, rows)
    if there:
        return redirect(there)
    return show(request, "accounts/hats.html", {"hats": rows, "icons": ICONS})


@never_cache
def unfinished(request: HttpRequest) -> HttpResponse:
    """Back to what is still due."""
    somebody(request)
    return onward(request)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    logout(request)
    return redirect("web:start")
