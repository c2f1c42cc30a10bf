"""Where a sign-in leads: what is still due, then what was wanted, then the place of work."""

from typing import Any, cast

from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from linli.apps.accounts.choices import AWAKE, DUE, KEPT, ONCE, ONWARD, Due
from linli.apps.accounts.models import Credential, GrantRow
from linli.apps.accounts.queries.due import counting_rows, due_steps
from linli.kernel import cipher
from linli.kernel.access.actor import Actor, Role
from linli.kernel.community import Community
from linli.kernel.errors import NotKnown
from linli.web.asked import Asked
from linli.web.kept import inside
from linli.web.middleware import CHOICES, YEAR
from linli.web.nav import nav_for

STEPS = {
    Due.SECOND_FACTOR: "accounts:second_factor_asked",
    Due.PASSWORD: "accounts:password",
    Due.SET_UP: "accounts:second_factor",
}
ADMIN_ROLES = {Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN}


def somebody(request: HttpRequest) -> Actor:
    actor = cast(Asked, request).actor
    if not actor.known:
        raise NotKnown("sign_in_needed", _("Please sign in first."))
    return actor


def begin_session(request: HttpRequest, credential: Credential) -> HttpResponse:
    """A fresh session number, and on to the first thing that is due."""
    login(request, credential)
    session = request.session
    session[AWAKE] = int(timezone.now().timestamp())  # allowed: idleness is real, not test time
    session[DUE] = due_steps(credential)
    session[ONWARD] = inside(request.POST.get("next", ""))
    if request.POST.get("kept"):
        session[KEPT] = request.POST["kept"]
    response = onward(request)
    wear(response, credential)
    return response


def wear(response: HttpResponse, credential: Credential) -> None:
    """The person's own language and size, on this device too."""
    worn = {"lang": credential.language, "size": "large" if credential.large else ""}
    for name, value in worn.items():
        if value:
            response.set_cookie(CHOICES[name][0], value, max_age=YEAR, samesite="Lax")


def step_done(request: HttpRequest, step: Due) -> None:
    left = [each for each in request.session.get(DUE, []) if each != step]
    request.session[DUE] = left


def onward(request: HttpRequest) -> HttpResponse:
    due = request.session.get(DUE)
    if due:
        return redirect(STEPS[Due(due[0])])
    if request.session.get(KEPT):
        return redirect("accounts:again")
    wanted = request.session.pop(ONWARD, "")
    return redirect(wanted or "accounts:hats")


def place_of(request: HttpRequest, row: GrantRow) -> str:
    """Where a role works: the first page its side bar would show."""
    if row.role in ADMIN_ROLES:
        return reverse("accounts:admin")
    return first_page(request, row.community, "mine" if row.role == Role.RESIDENT else "work")


def only_place(request: HttpRequest, rows: list[GrantRow]) -> str:
    """Where somebody of one community goes without being asked; empty where there is a choice.

    Staff who live where they work arrive at their work; their own page stands in its menu.
    """
    if len({row.community_id for row in rows}) != 1:
        return ""
    working = [row for row in rows if row.role != Role.RESIDENT] or rows
    found = {place_of(request, row) for row in working}
    return found.pop() if len(found) == 1 else ""


def first_page(request: HttpRequest, community: Community, area: str) -> str:
    asked = cast(Asked, request)
    asked.community = community
    shown = nav_for(asked, area)
    del asked.community
    return shown[0].href if shown else reverse("web:home", kwargs={"slug": community.slug})


def hats(credential_id: int) -> list[GrantRow]:
    """One a place and role: several grids of one worker are one hat."""
    seen: dict[tuple[int, str], GrantRow] = {}
    for row in counting_rows(credential_id):
        seen.setdefault((row.community_id, row.role), row)
    return list(seen.values())


def show_once(request: HttpRequest, **shown: Any) -> None:
    """Something the next page shows and nobody can open again: a password, a key, codes."""
    request.session[ONCE] = {
        name: cipher.encrypt(str(value), f"once.{name}") for name, value in shown.items()
    }


def take_once(request: HttpRequest, name: str) -> str:
    waiting = request.session.get(ONCE) or {}
    if name not in waiting:
        return ""
    shown = cipher.decrypt(waiting[name], f"once.{name}")
    request.session[ONCE] = {key: value for key, value in waiting.items() if key != name}
    return shown
