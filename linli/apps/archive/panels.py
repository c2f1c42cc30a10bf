"""Honours in the navigation, on the public front page, on a person's page and one's own."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from linli.apps.archive.queries import honours_of_person, nominations_to_answer, public_honours
from linli.apps.archive.rules import SEE
from linli.kernel.access.permissions import holds
from linli.kernel.panels import Scene, panel
from linli.web.nav import NavItem, nav_item

nav_item(
    NavItem(
        "work",
        _("Honours"),
        "archive:desk",
        "star",
        permission=SEE,
        group=_("Registers"),
        order=68,
    )
)


@panel("home", "archive/panels/home.html", order=90)
def of_home(scene: Scene) -> dict[str, Any] | None:
    rows = list(public_honours(scene.community)[:3])
    return {"rows": rows} if rows else None


@panel("mine", "archive/panels/mine.html", order=15)
def of_me(scene: Scene) -> dict[str, Any] | None:
    rows = nominations_to_answer(scene.community, scene.actor)
    return {"rows": rows} if rows else None


@panel("people.person", "archive/panels/person.html", order=70)
def of_person(scene: Scene) -> dict[str, Any] | None:
    if not holds(scene.actor, SEE, scene.community.id):
        return None
    rows = honours_of_person(scene.community, scene.thing.id)
    return {"rows": rows} if rows else None
