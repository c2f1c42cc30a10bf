"""Rounds in the navigation, and on the page of today's work."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from linli.apps.rounds.queries import round_lines, rows_to_do
from linli.apps.rounds.rules import CHECK, SEE
from linli.kernel.access.permissions import holds
from linli.kernel.panels import Scene, panel
from linli.web.nav import NavItem, nav_item

nav_item(NavItem("work", _("Rounds"), "rounds:rounds", "route", permission=SEE, order=24))


@panel("today", "rounds/today.html", order=40)
def rounds_today(scene: Scene) -> dict[str, Any] | None:
    """Open rounds with places that wait for this worker."""
    if not holds(scene.actor, CHECK, scene.community.id):
        return None
    waiting = rows_to_do(scene.community, scene.actor)
    if not waiting:
        return None
    return {"waiting": waiting, "lines": round_lines(scene.community, scene.actor)[:4]}
