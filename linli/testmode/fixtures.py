"""Named sets of rows for tests over HTTP."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from linli.apps.accounts.public import Credential, give_role
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
        _log_in(login, role, homes[home])
    return {
        "communities": {name: home.id for name, home in homes.items()},
        "logins": {
            login: {"role": role, "community": home} for login, (role, home) in CAST.items()
        },
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


def _log_in(login: str, role: str, home: Community) -> Credential:
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
        )
    return made
