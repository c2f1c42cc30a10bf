"""Where people show themselves: the navigation."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from linli.apps.people.choices import RequestState
from linli.apps.people.models import DataRequest
from linli.apps.people.queries.knowing_grid import people_to_know
from linli.apps.people.rules import permissions as may
from linli.kernel.access.permissions import holds
from linli.kernel.panels import Scene, panel
from linli.kernel.prepared import Slot, number_of, prepared
from linli.web.asked import Asked
from linli.web.nav import NavItem, nav_item

REGISTERS = _("Registers")


def waiting(asked: Asked) -> int:
    return _open_requests(home=asked.community.id)[0]


@prepared
def _open_requests() -> "QuerySet[DataRequest, int]":
    rows = DataRequest.objects.filter(community_id=Slot("home"), state=RequestState.OPEN)
    found: QuerySet[DataRequest, int] = number_of(rows)
    return found


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
