"""Routines in the navigation, and on the page of today's work."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from linli.apps.duties.queries import dues_to_do
from linli.apps.duties.rules import SEE
from linli.kernel.panels import Scene, panel
from linli.web.nav import NavItem, nav_item

nav_item(NavItem("work", _("Routines"), "duties:board", "undo", permission=SEE, order=25))


@panel("today", "duties/today.html", order=45)
def of_today(scene: Scene) -> dict[str, Any] | None:
    rows = dues_to_do(scene.community, scene.actor)
    return {"rows": rows} if rows else None
