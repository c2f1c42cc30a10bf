"""Where the ground shows itself: the navigation and the finder on the community's home page."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from linli.apps.accounts.public import narrowing
from linli.apps.places.choices import PlaceKind
from linli.apps.places.models import Grid, Place
from linli.apps.places.rules.permissions import SEE_REGISTER
from linli.kernel.community import Community
from linli.kernel.panels import Scene, panel
from linli.web.nav import NavItem, nav_item

REGISTERS = _("Registers")

nav_item(NavItem("public", _("My grid"), "places:my_grid", "pin", order=40, low=False))
nav_item(
    NavItem(
        "work",
        _("Grids and places"),
        "places:register",
        "bldg",
        permission=SEE_REGISTER,
        group=REGISTERS,
        order=60,
    )
)


@narrowing("grid_id")
def grids_to_work_in(homes: Sequence[Community]) -> list[tuple[str, str]]:
    """For the administrator who makes somebody a grid worker."""
    names = {home.id: home.name for home in homes}
    open_grids = Grid.objects.filter(community_id__in=names, closed_on__isnull=True)
    rows = open_grids.order_by("community_id", "sequence", "code")[:2000]
    return [(str(grid.id), f"{grid.name} · {names[grid.community_id]}") for grid in rows]


@panel("home", "places/home_panel.html", order=30)
def finder(scene: Scene) -> dict[str, Any] | None:
    """Who looks after my home: stays away while no building is in the register."""
    counted = Place.objects.filter(
        community_id=scene.community.id, kind=PlaceKind.BUILDING, closed_on__isnull=True
    ).aggregate(
        buildings=Count("id"), covered=Count("grid_id"), grids=Count("grid_id", distinct=True)
    )
    return counted if counted["buildings"] else None
