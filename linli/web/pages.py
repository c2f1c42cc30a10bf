"""Pages that belong to no app: the start, the menu on phones, privacy, accessibility."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from linli.kernel.community import Community, CommunityKind
from linli.kernel.errors import NotKnown, NotSeen
from linli.kernel.panels import Scene, fill_panels
from linli.web import wording
from linli.web.asked import Asked, show
from linli.web.nav import nav_for


def start(request: HttpRequest) -> HttpResponse:
    """One community: its page. Several: choose, grouped by street."""
    homes = list(
        Community.objects.filter(kind=CommunityKind.COMMUNITY).select_related("parent__parent")
    )
    if len(homes) == 1:
        return redirect("web:home", slug=homes[0].slug)
    return show(request, "web/start.html", {"homes": homes})


def home(request: HttpRequest, slug: str) -> HttpResponse:
    """The community's public page: panels of the apps, the public board first."""
    asked = cast(Asked, request)
    scene = Scene(asked.community, asked.actor, public=True)
    return show(request, "web/home.html", {"panels": fill_panels("home", scene)})


def menu(request: HttpRequest, slug: str) -> HttpResponse:
    """Everything the side bar holds, for phones. Those without work here do not see it."""
    asked = cast(Asked, request)
    if not asked.actor.known:
        raise NotKnown("sign_in_needed", _("Please sign in first."))
    if not asked.actor.in_community(asked.community.id):
        raise NotSeen("not_found", _("There is nothing here, or nothing you can see."))
    return show(request, "web/menu.html", {"items": nav_for(request, "work")})


def work(request: HttpRequest, slug: str) -> HttpResponse:
    """The address of the work alone leads to the first page of the reader's side bar."""
    asked = cast(Asked, request)
    if not asked.actor.known:
        raise NotKnown("sign_in_needed", _("Please sign in first."))
    items = nav_for(request, "work") if asked.actor.in_community(asked.community.id) else []
    if not items:
        raise NotSeen("not_found", _("There is nothing here, or nothing you can see."))
    return redirect(items[0].href)


def privacy(request: HttpRequest) -> HttpResponse:
    context = {"purposes": wording.PURPOSES, "rights": wording.RIGHTS, "homes": _desks()}
    return show(request, "web/privacy.html", context)


def accessibility(request: HttpRequest) -> HttpResponse:
    context = {"works": wording.WORKS, "limits": wording.LIMITS, "homes": _desks()}
    return show(request, "web/accessibility.html", context)


def _desks() -> list[Community]:
    """Where a person answers; a district's installation shows the first dozen."""
    homes = Community.objects.filter(kind=CommunityKind.COMMUNITY).exclude(phone="")
    return list(homes[:12])
