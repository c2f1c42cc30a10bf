"""Halls in the navigation, and the newest resolutions on the public front page."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from linli.apps.halls.queries import public_resolutions
from linli.apps.halls.rules import SEE
from linli.kernel.panels import Scene, panel
from linli.web.nav import NavItem, nav_item

nav_item(NavItem("work", _("Halls"), "halls:desk", "chat", permission=SEE, order=28))


@panel("home", "halls/home.html", order=85)
def of_home(scene: Scene) -> dict[str, Any] | None:
    rows = list(public_resolutions(scene.community)[:3])
    return {"rows": rows} if rows else None
