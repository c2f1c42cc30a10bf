"""Pages that belong to no app: the start, the menu on phones, privacy, accessibility."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from linli.kernel.community import Community, CommunityKind
from linli.kernel.panels import Scene, fill_panels
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
    """Everything the side bar holds, for phones."""
    return show(request, "web/menu.html", {"items": nav_for(request, "work")})


def privacy(request: HttpRequest) -> HttpResponse:
    return show(request, "web/privacy.html")


def accessibility(request: HttpRequest) -> HttpResponse:
    return show(request, "web/accessibility.html")
