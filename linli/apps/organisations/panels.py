"""Who is responsible here, on the pages of grids, places and people; and the navigation."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from linli.apps.accounts.public import narrowing
from linli.apps.organisations.choices import DutyRole
from linli.apps.organisations.models import Organisation, Presence, Responsibility
from linli.apps.organisations.queries import duties_of_person, who_is_responsible
from linli.apps.organisations.rules import OWN, SEE
from linli.kernel import clock
from linli.kernel.access.permissions import holds
from linli.kernel.community import Community
from linli.kernel.panels import Scene, panel
from linli.web.nav import NavItem, nav_item

nav_item(
    NavItem(
        "work",
        _("Organisations and duties"),
        "organisations:overview",
        "bldg",
        permission=SEE,
        group=_("Registers"),
        order=62,
    )
)
nav_item(
    NavItem(
        "work",
        _("My organisation"),
        "organisations:my_organisation",
        "bldg",
        permission=OWN,
        order=30,
    )
)


def shown(rows: list[Responsibility], community: Community, scene: Scene) -> dict[str, Any]:
    grid = getattr(scene.thing, "supervision_phone", "")
    return {
        "rows": rows,
        "first": rows[0] if rows else None,
        "supervision": grid or community.supervision_phone,
        "as_of": clock.today(community),
        "staff": not scene.public and holds(scene.actor, SEE, community.id),
        "tones": TONES,
        "marks": MARKS,
        "grid_id": getattr(scene.thing, "grid_id", scene.thing.id),
    }


TONES = {
    DutyRole.PROPERTY: "b",
    DutyRole.SERVICE: "b",
    DutyRole.POLICE: "b",
    DutyRole.LAWYER: "b",
    DutyRole.JUDGE: "b",
    DutyRole.PROSECUTOR: "b",
    DutyRole.DOCTOR: "c",
    DutyRole.COUNSELLOR: "c",
    DutyRole.SOCIAL_WORKER: "c",
}


MARKS = {
    DutyRole.PROPERTY: pgettext_lazy("one sign for a picture", "P"),
    DutyRole.SERVICE: pgettext_lazy("one sign for a picture", "S"),
    DutyRole.POLICE: pgettext_lazy("one sign for a picture", "Police"),
    DutyRole.LAWYER: pgettext_lazy("one sign for a picture", "Law"),
    DutyRole.DOCTOR: pgettext_lazy("one sign for a picture", "Dr"),
}


@narrowing("organisation_id")
def units_to_work_for(homes: Sequence[Community]) -> list[tuple[str, str]]:
    """For the administrator who makes somebody a partner, or gives a key to a unit."""
    here = Presence.objects.filter(community_id__in=[home.id for home in homes])
    at_work = here.filter(until__isnull=True).values("organisation_id")
    rows = Organisation.objects.filter(id__in=at_work).order_by("name")[:2000]
    return [(str(unit.id), unit.name) for unit in rows]


@panel("places.grid", "organisations/panels/responsible.html", order=10)
def of_grid(scene: Scene) -> dict[str, Any]:
    rows = who_is_responsible(scene.community, grid=scene.thing, public=scene.public)
    return shown(rows, scene.community, scene)


@panel("places.place", "organisations/panels/responsible.html", order=10)
def of_place(scene: Scene) -> dict[str, Any]:
    rows = who_is_responsible(scene.community, place=scene.thing, public=scene.public)
    return shown(rows, scene.community, scene)


@panel("places.register", "organisations/panels/responsible.html", order=10)
def of_register(scene: Scene) -> dict[str, Any] | None:
    return of_place(scene)


@panel("places.sheet", "organisations/panels/sheet.html", order=10)
def of_sheet(scene: Scene) -> dict[str, Any]:
    """For the wall: always what the public may see, whoever prints it."""
    rows = who_is_responsible(scene.community, grid=scene.thing, public=True)
    return shown(rows, scene.community, scene)


@panel("home", "organisations/panels/service.html", order=80)
def of_home(scene: Scene) -> dict[str, Any] | None:
    community = scene.community
    return {"phone": community.phone, "supervision": community.supervision_phone}


@panel("people.person", "organisations/panels/person.html", order=40)
def of_person(scene: Scene) -> dict[str, Any] | None:
    if not holds(scene.actor, SEE, scene.community.id):
        return None
    rows = duties_of_person(scene.community, scene.thing.id)
    return {"rows": rows, "today": clock.today(scene.community)} if rows else None
