"""What is wanted when a room is booked, and for whom somebody may book it."""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from linli.apps.organisations.public import PARTY_KINDS, Team, teams_of_person, unit_here
from linli.apps.people.public import Person
from linli.apps.venues.choices import Booker
from linli.apps.venues.operations.wording import line
from linli.apps.venues.rules import BOOK, FOR_OTHERS
from linli.kernel.access.actor import Actor
from linli.kernel.access.permissions import holds, require
from linli.kernel.community import Community
from linli.kernel.errors import NotSeen, RuleNotMet
from linli.kernel.records.models import Basis


@dataclass(frozen=True)
class Wanted:
    """A booking as it is asked for. Only room and times are a must.

    `every` (day, week, fortnight, month) and `times` make a series; `skip` names the numbers of
    dates that are left out, the first being 1. `accepted` are the ids of the house rules.
    `lapses` False: it stays though nobody checks in (the default for activities).
    """

    room_id: uuid.UUID
    starts_at: dt.datetime
    ends_at: dt.datetime
    purpose: str = ""
    expected: int | None = None
    booked_for_kind: str = ""
    booked_for_id: str = ""
    booked_for_name: str = ""
    every: str = ""
    times: int = 1
    skip: Sequence[int] = ()
    accepted: Sequence[uuid.UUID] = ()
    item_ids: Sequence[uuid.UUID] = ()
    basis: str = Basis.SELF
    contact_name: str = ""
    contact_phone: str = ""
    lapses: bool | None = None


@dataclass(frozen=True)
class Party:
    """Whom it is for, as it is kept with the booking."""

    kind: str
    key: str
    name: str
    subject: uuid.UUID | None
    basis: str

    @property
    def team_id(self) -> uuid.UUID | None:
        return uuid.UUID(self.key) if self.kind == Booker.TEAM else None


def party_for(community: Community, actor: Actor, wanted: Wanted, *, judged: bool) -> Party:
    """Whom the room is for; refuses who may not book for them.

    `judged`: an app above has decided that already (an organiser for a session).
    """
    if not judged:
        require(actor, BOOK, community.id)
    if wanted.basis not in Basis.values:
        raise RuleNotMet("unknown_basis", _("Choose on what ground you book."), field="basis")
    kind = wanted.booked_for_kind or _usual(community, actor)
    find = FINDERS.get(kind)
    if find is None:
        raise RuleNotMet(
            "unknown_party", _("Choose for whom the room is."), field="booked_for_kind"
        )
    found, own = find(community, actor, wanted)
    if not (own or judged):
        require(actor, FOR_OTHERS, community.id)
    basis = wanted.basis
    if not own and basis == Basis.SELF:
        basis = Basis.DUTY
    return Party(found.kind, found.key, found.name, found.subject, basis)


def _usual(community: Community, actor: Actor) -> str:
    if actor.organisation_in(community.id):
        return Booker.PARTNER
    if holds(actor, FOR_OTHERS, community.id):
        return Booker.COMMUNITY
    return Booker.PERSON


Found = tuple[Party, bool]


def _person(community: Community, actor: Actor, wanted: Wanted) -> Found:
    own = actor.person_in(community.id)
    key = wanted.booked_for_id or ("" if wanted.booked_for_name else str(own or actor.ref))
    name = line(wanted.booked_for_name, field="booked_for_name", most=60)
    if key == actor.ref:
        return Party(Booker.PERSON, key, name or actor.name, None, ""), True
    if not key:
        return Party(Booker.PERSON, "", name, None, ""), False
    person = Person.objects.filter(
        community_id=community.id, id=_uuid(key), erased_at__isnull=True
    ).first()
    if person is None:
        raise NotSeen()
    return Party(Booker.PERSON, str(person.id), person.name, person.id, ""), person.id == own


def _team(community: Community, actor: Actor, wanted: Wanted) -> Found:
    team = Team.objects.filter(
        community_id=community.id, id=_uuid(wanted.booked_for_id), until__isnull=True
    ).first()
    if team is None:
        raise NotSeen()
    own = actor.person_in(community.id)
    member = own is not None and (
        team.leader_id == own or team.id in {row.team_id for row in teams_of_person(community, own)}
    )
    return Party(Booker.TEAM, str(team.id), team.name, own if member else None, ""), member


def _unit(community: Community, actor: Actor, wanted: Wanted) -> Found:
    own = actor.organisation_in(community.id)
    key = wanted.booked_for_id or str(own or "")
    if not key.isascii() or not key.isdecimal() or len(key) > 9:
        raise RuleNotMet("unknown_unit", _("Choose the unit."), field="booked_for_id")
    unit = unit_here(community, int(key))
    kind = Booker.PARTY_BRANCH if unit.kind in PARTY_KINDS else Booker.PARTNER
    return Party(kind, key, unit.name, None, ""), unit.id == own


def _community(community: Community, actor: Actor, wanted: Wanted) -> Found:
    name = line(wanted.booked_for_name, field="booked_for_name", most=120)
    return Party(Booker.COMMUNITY, "", name, None, ""), False


def _activity(community: Community, actor: Actor, wanted: Wanted) -> Found:
    name = line(wanted.booked_for_name, field="booked_for_name", most=120)
    return Party(Booker.ACTIVITY, str(_uuid(wanted.booked_for_id)), name, None, ""), False


FINDERS = {
    Booker.PERSON.value: _person,
    Booker.TEAM.value: _team,
    Booker.PARTNER.value: _unit,
    Booker.PARTY_BRANCH.value: _unit,
    Booker.COMMUNITY.value: _community,
    Booker.ACTIVITY.value: _activity,
}


def _uuid(text: str) -> uuid.UUID:
    try:
        return uuid.UUID(str(text))
    except ValueError:
        raise NotSeen() from None
