"""Where people show themselves: the navigation."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from linli.apps.people.choices import RequestState
from linli.apps.people.models import DataRequest
from linli.apps.people.queries.knowing_grid import people_to_know
from linli.apps.people.rules import permissions as may
from linli.kernel.access.permissions import holds
from linli.kernel.panels import Scene, panel
from linli.web.asked import Asked
from linli.web.nav import NavItem, nav_item

REGISTERS = _("Registers")


def waiting(asked: Asked) -> int:
    return DataRequest.objects.filter(
        community_id=asked.community.id, state=RequestState.OPEN
    ).count()


nav_item(NavItem("public", _("Mine"), "people:me", "user", order=90))
nav_item(NavItem("mine", _("My information"), "people:me", "user", order=10))
nav_item(
    NavItem(
        "work",
        _("People and homes"),
        "people:people",
        "users",
        permission=may.VIEW,
        group=REGISTERS,
        order=62,
    )
)
nav_item(
    NavItem(
        "work",
        _("Data requests"),
        "people:requests",
        "shield",
        permission=may.ANSWER,
        group=REGISTERS,
        order=64,
        count=waiting,
    )
)


@panel("handover", "people/handover.html", order=20)
def known_in_grid(scene: Scene) -> dict[str, Any] | None:
    """Neighbours the next worker should know: who needs care, who helps."""
    if not holds(scene.actor, may.VIEW, scene.community.id):
        return None
    return {"people": people_to_know(scene.actor, scene.community, scene.thing.id)}
