"""Accounts and roles of those who act in the demo, and the actors they become."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from linli.apps.accounts.public import Credential, give_role, grants_of, open_credential
from linli.demo.ground import ResidentRow
from linli.demo.loading.context import SYSTEM, Loading
from linli.demo.loading.logins import Login, keep_logins, new_password
from linli.demo.loading.timeline import Act
from linli.demo.packs import TOUR, Staff
from linli.kernel.access.actor import Actor, Role
from linli.kernel.community import Community

HOUR = dt.time(9, 30)
CHIEF = "secretary"
ADMINISTRATORS = {
    Role.SYSTEM_ADMIN: "系统管理员（示例）",
    Role.SECURITY_ADMIN: "安全管理员（示例）",
    Role.AUDIT_ADMIN: "审计管理员（示例）",
}


@dataclass(frozen=True)
class Account:
    """`key` names the person or unit in the content; `shown` accounts can be signed in to."""

    key: str
    login: str
    name: str
    role: str
    shown: bool
    since: dt.date
    home: Community
    grids: tuple[int, ...] = ()
    unit: str = ""
    resident: ResidentRow | None = None


class Roster:
    """Every account of the community, and the actor behind each key of the content."""

    def __init__(self, loading: Loading, resident: ResidentRow | None) -> None:
        self.loading = loading
        self.accounts = {one.key: one for one in _accounts(loading, resident)}
        self.resident = resident
        self._actors: dict[str, Actor] = {}

    def acts(self) -> Iterator[Act]:
        logins = keep_logins([_login(self.loading, one) for one in self._shown()])
        for one in self.accounts.values():
            password = logins[one.login].password if one.shown else None
            day = one.since
            if one.resident is not None:
                day = max(day, self.loading.known_from(one.resident))
            yield Act(self.loading.moment(day, HOUR), partial(self._open, one, password))

    def _shown(self) -> list[Account]:
        return [one for one in self.accounts.values() if one.shown]

    def _open(self, one: Account, password: str | None) -> None:
        made, _given = open_credential(
            actor=SYSTEM,
            login=one.login,
            name=one.name,
            password=password,
            community=one.home,
            usable=one.shown,
        )
        for number in one.grids or (0,):
            give_role(
                community=one.home,
                actor=SYSTEM,
                credential_id=made.pk,
                role=one.role,
                since=one.since,
                grid_id=self.loading.grids[number].id if number else None,
                organisation_id=self.loading.unit(one.unit).id if one.unit else None,
                person_id=self.loading.person_id(one.resident) if one.resident else None,
            )

    def actor(self, key: str) -> Actor:
        """Whoever the content means: a key of staff or organisations, else the desk."""
        known = key if key in self.accounts else self.desk
        if known not in self._actors:
            self._actors[known] = self._made(self.accounts[known])
        return self._actors[known]

    def resident_on(self, day: dt.date) -> Actor:
        """With the account from the day after it was opened, before that without one."""
        account = self.accounts["resident"]
        return self.actor("resident") if day > account.since else Actor.anonymous()

    def _made(self, one: Account) -> Actor:
        found = Credential.objects.get(login=one.login)
        grants = grants_of(found.pk, self.loading.pack.as_of)
        return Actor(
            ref=f"c:{found.pk}", name=found.name, credential_id=found.pk, grants=tuple(grants)
        )

    def key_of(self, ref: str) -> str:
        """Whose reference it is; the desk where it is nobody's of the staff."""
        found = (one.key for one in self.loading.pack.staff if self.actor(one.key).ref == ref)
        return next(found, self.desk)

    @property
    def desk(self) -> str:
        """Who does what the content leaves to “the committee”."""
        return next(
            one.key for one in self.loading.pack.staff if not one.grids and one.key != CHIEF
        )

    def second(self, key: str) -> str:
        """Another one of the committee, for what nobody decides on their own request."""
        return CHIEF if key != CHIEF else self.desk


def _login(loading: Loading, one: Account) -> Login:
    return Login(one.role, one.login, new_password(), loading.home.slug, one.name)


def _accounts(loading: Loading, resident: ResidentRow | None) -> Iterator[Account]:
    yield from _committee(loading)
    yield from _units(loading)
    if resident is not None:
        yield Account(
            "resident",
            _word(loading, Role.RESIDENT),
            resident.name,
            Role.RESIDENT,
            True,
            loading.pack.as_of,
            loading.home,
            resident=resident,
        )
    yield from _above(loading)


def _word(loading: Loading, role: str, number: int = 0) -> str:
    """grid_worker in the tour's community, grid_worker2-haizhou for the second of another one."""
    word = f"{role}{number + 1 if number else ''}"
    return word if loading.home.slug == TOUR else f"{word}-{loading.home.slug}"


def _committee(loading: Loading) -> Iterator[Account]:
    seen: dict[str, int] = {}
    for one in loading.pack.staff:
        role = _role(one)
        turn = seen.get(role, 0)
        seen[role] = turn + 1
        yield Account(
            one.key,
            _word(loading, role, turn),
            one.name,
            role,
            turn == 0,
            one.since,
            loading.home,
            grids=one.grids,
        )


def _role(one: Staff) -> str:
    if one.grids:
        return Role.GRID_WORKER
    return Role.CHIEF if one.key == CHIEF else Role.COMMITTEE


def _units(loading: Loading) -> Iterator[Account]:
    """Those that get orders; the first property firm is the partner to sign in as."""
    acting = {step.to for story in loading.stories for step in story.steps}
    acting |= {step.by for story in loading.stories for step in story.steps}
    acting |= {story.reporter.staff for story in loading.stories}
    units = [one for one in loading.pack.organisations if one.key in acting]
    units = [one for one in units if one.kind not in {"residents_committee", "party_committee"}]
    units.sort(key=lambda one: one.kind != "property_firm")
    for turn, one in enumerate(units):
        yield Account(
            one.key,
            _word(loading, Role.PARTNER, turn),
            one.name,
            Role.PARTNER,
            turn == 0,
            min(loading.opened, one.paired_since or loading.opened),
            loading.home,
            unit=one.key,
        )


def _above(loading: Loading) -> Iterator[Account]:
    street = loading.home.parent
    district = street.parent if street else None
    if street is None or district is None:
        return
    since = loading.opened
    rows = [
        (Role.STREET, street, "街道值守（示例）"),
        (Role.DISTRICT, district, "区级值守（示例）"),
    ]
    rows += [(role, loading.home, name) for role, name in ADMINISTRATORS.items()]
    for role, home, name in rows:
        yield Account(f"as:{role}", _word(loading, role), name, role, True, since, home)
