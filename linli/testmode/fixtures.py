"""Named sets of rows for tests over HTTP."""

import datetime as dt
import uuid
from collections.abc import Callable
from typing import Any

from linli.apps.accounts.public import Credential, GrantRow, give_role
from linli.apps.cases.public import load_defaults
from linli.apps.organisations.public import found_organisation
from linli.apps.places.public import (
    BuildingShape,
    Grid,
    GridKind,
    add_building,
    add_estate,
    cover_place,
    open_grid,
)
from linli.kernel import clock
from linli.kernel.access.actor import Actor, Role
from linli.kernel.calendar_tables import seed_calendar
from linli.kernel.community import Community, CommunityKind

Fixture = Callable[[dict[str, Any]], dict[str, Any]]
FIXTURES: dict[str, Fixture] = {}

CAST: dict[str, tuple[str, str]] = {
    "resident": (Role.RESIDENT, "alpha"),
    "grid_worker": (Role.GRID_WORKER, "alpha"),
    "committee": (Role.COMMITTEE, "alpha"),
    "chief": (Role.CHIEF, "alpha"),
    "street": (Role.STREET, "sigma"),
    "district": (Role.DISTRICT, "delta"),
    "outsider": (Role.COMMITTEE, "beta"),
    "system_admin": (Role.SYSTEM_ADMIN, "delta"),
    "security_admin": (Role.SECURITY_ADMIN, "delta"),
    "audit_admin": (Role.AUDIT_ADMIN, "delta"),
}


def fixture(name: str) -> Callable[[Fixture], Fixture]:
    def register(make: Fixture) -> Fixture:
        FIXTURES[name] = make
        return make

    return register


@fixture("calendar")
def calendar(_body: dict[str, Any]) -> dict[str, Any]:
    return {"days": seed_calendar()}


@fixture("cast")
def cast(_body: dict[str, Any]) -> dict[str, Any]:
    """District delta > street sigma > communities alpha and beta, one log-in per role."""
    seed_calendar()
    delta = _community("delta", "DD", CommunityKind.DISTRICT, None)
    sigma = _community("sigma", "SS", CommunityKind.STREET, delta)
    homes = {
        "delta": delta,
        "sigma": sigma,
        "alpha": _community("alpha", "AA", CommunityKind.COMMUNITY, sigma),
        "beta": _community("beta", "BB", CommunityKind.COMMUNITY, sigma),
    }
    for login, (role, home) in CAST.items():
        log_in(login, role, homes[home])
    return {
        "communities": {name: home.id for name, home in homes.items()},
        "logins": {
            login: {"role": role, "community": home} for login, (role, home) in CAST.items()
        },
    }


@fixture("ground")
def ground(body: dict[str, Any]) -> dict[str, Any]:
    """The cast, and in alpha: case types, an estate with a building of four entrances in one
    grid, and two property firms, whose people sign in as partner and rival.
    """
    made = cast(body)
    alpha = Community.objects.get(slug="alpha")
    if Grid.objects.filter(community_id=alpha.id).exists():
        return made
    system = Actor.system()
    load_defaults(community=alpha, actor=system)
    since = dt.date(2020, 1, 1)
    grid = open_grid(
        community=alpha, actor=system, kind=GridKind.GENERAL, name="第一网格", opened_on=since
    )
    estate = add_estate(community=alpha, actor=system, name="金星苑")
    building = add_building(
        community=alpha,
        actor=system,
        estate=estate,
        name="2号楼",
        shape=BuildingShape(entrances=4, floors=6),
    )
    cover_place(actor=system, place=estate, grid=grid, since=since)
    GrantRow.objects.filter(community_id=alpha.id, role=Role.GRID_WORKER).update(grid_id=grid.id)
    firms = {}
    for login, name in (("partner", "金星物业"), ("rival", "银河物业")):
        firm = found_organisation(
            community=alpha, actor=system, kind="property_firm", name=name, since=since
        )
        firms[login] = firm.id
        log_in(login, Role.PARTNER, alpha, organisation_id=firm.id)
    return made | {
        "grid": str(grid.id),
        "estate": str(estate.id),
        "building": str(building.id),
        "firms": firms,
    }


def _community(slug: str, code: str, kind: str, parent: Community | None) -> Community:
    made, _new = Community.objects.get_or_create(
        slug=slug,
        defaults={
            "code": code,
            "kind": kind,
            "parent": parent,
            "names": {"zh-hans": f"{slug}社区", "zh-hant": f"{slug}社區", "en": slug.title()},
        },
    )
    return made


def log_in(
    login: str,
    role: str,
    home: Community,
    organisation_id: int | None = None,
    person_id: uuid.UUID | None = None,
) -> Credential:
    made, new = Credential.objects.get_or_create(
        login=login, defaults={"name": login, "created_at": clock.now()}
    )
    if new:
        give_role(
            community=home,
            actor=Actor.system(),
            credential_id=made.pk,
            role=role,
            since=dt.date(2000, 1, 1),
            organisation_id=organisation_id,
            person_id=person_id,
        )
    return made
