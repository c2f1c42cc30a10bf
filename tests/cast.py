"""The cast: the same few people in all tests.

district `d` > street `s` > communities `a` (where things happen) and `b` (the outsider's home).
resident and neighbour live in a; grid_worker works there; committee and chief are its staff;
partner works for organisation 1, rival for organisation 2; street and district watch;
outsider is community worker of b and must see nothing of a.
"""

import datetime as dt
import uuid
from dataclasses import dataclass, field

from linli.apps.accounts.models import Credential, GrantRow
from linli.kernel.access.actor import Actor, Grant, Role
from linli.kernel.community import Community, CommunityKind, below

ROLES: dict[str, tuple[str, str]] = {
    "resident": (Role.RESIDENT, "a"),
    "neighbour": (Role.RESIDENT, "a"),
    "grid_worker": (Role.GRID_WORKER, "a"),
    "other_grid_worker": (Role.GRID_WORKER, "a"),
    "committee": (Role.COMMITTEE, "a"),
    "chief": (Role.CHIEF, "a"),
    "partner": (Role.PARTNER, "a"),
    "rival": (Role.PARTNER, "a"),
    "street": (Role.STREET, "s"),
    "district": (Role.DISTRICT, "d"),
    "outsider": (Role.COMMITTEE, "b"),
    "system_admin": (Role.SYSTEM_ADMIN, "d"),
    "security_admin": (Role.SECURITY_ADMIN, "d"),
    "audit_admin": (Role.AUDIT_ADMIN, "d"),
}


@dataclass
class Cast:
    a: Community
    b: Community
    s: Community
    d: Community
    narrow: dict[str, dict[str, object]] = field(default_factory=dict)
    _credentials: dict[str, Credential] = field(default_factory=dict)

    def give(self, who: str, **narrow: object) -> None:
        """Narrow a role before first use: give("grid_worker", grid_id=…), give("partner", …)."""
        self.narrow.setdefault(who, {}).update(narrow)

    def home(self, who: str) -> Community:
        return {"a": self.a, "b": self.b, "s": self.s, "d": self.d}[ROLES[who][1]]

    def credential(self, who: str) -> Credential:
        """The credential row with its grant, made when first asked for."""
        if who not in self._credentials:
            made = Credential(
                login=who, name=who.replace("_", " ").title(), created_at=SINCE_MOMENT
            )
            made.set_password("a long password 8")
            made.save()
            GrantRow.objects.create(
                community=self.home(who),
                credential=made,
                role=ROLES[who][0],
                since=dt.date(2000, 1, 1),
                given_by="system",
                written_at=SINCE_MOMENT,
                **self.narrow.get(who, {}),
            )
            self._credentials[who] = made
        return self._credentials[who]

    def actor(self, who: str) -> Actor:
        """The actor that the middleware would make for this member of the cast."""
        if who == "anonymous":
            return Actor.anonymous("203.0.113.9")
        if who == "system":
            return Actor.system()
        credential = self.credential(who)
        home = self.home(who)
        grants = [
            Grant(
                role=ROLES[who][0],
                communities=frozenset(below(home)),
                **self.narrow.get(who, {}),  # type: ignore[arg-type]  # test data, checked by use
            )
        ]
        return Actor(
            ref=f"c:{credential.pk}",
            name=credential.name,
            credential_id=credential.pk,
            grants=tuple(grants),
            verified=True,
        )


SINCE_MOMENT = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)


def make_cast() -> Cast:
    def community(slug: str, code: str, kind: str, parent: Community | None) -> Community:
        return Community.objects.create(
            slug=slug,
            code=code,
            kind=kind,
            parent=parent,
            names={"zh-hans": f"{slug}社区", "zh-hant": f"{slug}社區", "en": slug.title()},
            phone="020-0000 0101",
        )

    d = community("delta", "DD", CommunityKind.DISTRICT, None)
    s = community("sigma", "SS", CommunityKind.STREET, d)
    a = community("alpha", "AA", CommunityKind.COMMUNITY, s)
    b = community("beta", "BB", CommunityKind.COMMUNITY, s)
    return Cast(a=a, b=b, s=s, d=d)


def new_id() -> uuid.UUID:
    return uuid.uuid4()
