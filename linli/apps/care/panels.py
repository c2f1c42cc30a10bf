"""The help group on the page of the person, and on the person's own page."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from linli.apps.care.queries import group_of_person, my_group
from linli.apps.care.rules import EDIT, SEE
from linli.kernel.access.permissions import holds
from linli.kernel.panels import Scene, panel
from linli.web.nav import NavItem, nav_item

nav_item(
    NavItem(
        "work",
        _("Help groups"),
        "care:groups",
        "hand",
        permission=SEE,
        group=_("Registers"),
        order=66,
    )
)


@panel("people.person", "care/panels/person.html", order=20)
def of_person(scene: Scene) -> dict[str, Any] | None:
    if not holds(scene.actor, SEE, scene.community.id):
        return None
    line = group_of_person(scene.community, scene.actor, scene.thing.id)
    may_edit = holds(scene.actor, EDIT, scene.community.id)
    return {"line": line, "may_edit": may_edit} if line or may_edit else None


@panel("mine", "care/panels/mine.html", order=20)
def of_me(scene: Scene) -> dict[str, Any] | None:
    line = my_group(scene.community, scene.actor)
    return {"line": line} if line and line.members else None
