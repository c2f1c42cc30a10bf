"""Where rooms show themselves: the home page, “mine”, the navigation of the staff."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from linli.apps.venues.choices import LIVING
from linli.apps.venues.queries.bookings import own_lines
from linli.apps.venues.queries.free import rooms_now
from linli.apps.venues.rules import BOOKINGS, DESK, FIGURES
from linli.kernel.access.permissions import holds
from linli.kernel.community import CommunityKind
from linli.kernel.panels import Scene, panel
from linli.web.nav import NavItem, nav_item

HERE = (CommunityKind.COMMUNITY,)


nav_item(
    NavItem(
        "work",
        _("Rooms"),
        "venues:week",
        "key",
        permission=DESK,
        order=28,
        homes=HERE,
    )
)
nav_item(
    NavItem(
        "work",
        _("Use of rooms"),
        "venues:figures",
        "clock",
        permission=FIGURES,
        order=29,
        homes=HERE,
    )
)


@panel("home", "venues/home.html", order=50)
def free_now(scene: Scene) -> dict[str, Any] | None:
    """What is free at this moment; stays away while there is no room."""
    rooms = rooms_now(scene.community)
    if not rooms:
        return None
    free = [each for each in rooms if each.state == "free"]
    return {"free": free[:4], "count": len(free), "total": len(rooms)}


@panel("mine", "venues/mine_panel.html", order=40)
def my_bookings(scene: Scene) -> dict[str, Any] | None:
    if not holds(scene.actor, BOOKINGS, scene.community.id):
        return None
    lines = own_lines(scene.actor, scene.community, limit=20)
    coming = [line for line in lines if line.state in LIVING]
    return {"lines": coming[:4]} if coming else None
