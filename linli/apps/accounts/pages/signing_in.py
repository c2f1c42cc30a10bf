"""Coming in and going out."""

from django.contrib.auth import authenticate, login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from linli.apps.accounts.forms import SignInForm
from linli.web.asked import show


def safe_next(request: HttpRequest) -> str:
    """Where to go after signing in: an address of this installation, nothing else."""
    wished = str(request.POST.get("next") or request.GET.get("next") or "")
    safe = url_has_allowed_host_and_scheme(wished, allowed_hosts=None)
    return wished if safe and wished.startswith("/") else ""


@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    form = SignInForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        found = authenticate(
            request,
            username=form.cleaned_data["login"],
            password=form.cleaned_data["password"],
        )
        if found is not None:
            login(request, found)
            return redirect(safe_next(request) or "/")
        form.refuse(_("The log-in name or the password is not right."), "password")
    status = 200 if request.method == "GET" else 401
    return show(
        request, "accounts/login.html", {"form": form, "next": safe_next(request)}, status=status
    )


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    logout(request)
    return redirect("/")
