"""What somebody and the family are signed up for, and whether they already are."""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q

from linli.apps.activities.models import Session
from linli.apps.activities.queries.showing import place_of
from linli.apps.participation.public import (
    LIVE,
    OWN,
    ConsentKind,
    Gathering,
    GuardianConsent,
    Participation,
    PartyMember,
    State,
    ages_for,
)
from linli.apps.people.public import Person
from linli.kernel import clock
from linli.kernel.access.actor import Actor
from linli.kernel.access.permissions import get_visible, visible
from linli.kernel.community import Community

MOST = 100


@dataclass(frozen=True)
class Ticket:
    """A sign-up with the date it is for. `position`: 1 is the next to move up."""

    row: Participation
    session: Session | None
    position: int | None = None

    @property
    def gathering(self) -> Gathering:
        return self.row.gathering

    @property
    def title(self) -> str:
        return self.row.gathering.title

    @property
    def place(self) -> str:
        return place_of(self.session, self.session.activity) if self.session else ""

    @property
    def activity_id(self) -> uuid.UUID:
        return self.row.gathering.about_id

    @property
    def live(self) -> bool:
        return self.row.state in LIVE

    @property
    def over(self) -> bool:
        return self.row.gathering.ends_at <= clock.now()

    @property
    def offer_open(self) -> bool:
        """A place is kept for this party until the end of the offer."""
        held = self.row.held_until
        return self.row.state == State.OFFERED and held is not None and clock.now() < held


def my_tickets(community: Community, actor: Actor, *, past: bool = False) -> list[Ticket]:
    """One's own and the wards': what is to come first in time, what was newest first."""
    rows = Participation.objects.select_related("gathering", "subject")
    mine = visible(actor, OWN, rows, community.id)
    if past:
        mine = mine.filter(gathering__ends_at__lte=clock.now()).order_by("-gathering__starts_at")
    else:
        mine = mine.filter(gathering__ends_at__gt=clock.now()).order_by("gathering__starts_at")
    return tickets(community, list(mine[:MOST]))


def ticket_of(community: Community, actor: Actor, sign_up_id: uuid.UUID) -> Ticket:
    rows = Participation.objects.select_related("gathering", "subject")
    row = get_visible(actor, OWN, rows, community.id, id=sign_up_id)
    return tickets(community, [row])[0]


def tickets(community: Community, rows: Sequence[Participation]) -> list[Ticket]:
    """Dates and places in the queue in one statement each."""
    about = {row.gathering.about_id for row in rows}
    sessions = Session.objects.filter(
        Q(gathering_id__in=[row.gathering_id for row in rows]),
        community_id=community.id,
    ).select_related("activity__place", "place", "room__venue")
    by_gathering = {each.gathering_id: each for each in sessions} if about else {}
    places = _positions(community, rows)
    return [Ticket(row, by_gathering.get(row.gathering_id), places.get(row.id)) for row in rows]


def _positions(community: Community, rows: Sequence[Participation]) -> dict[uuid.UUID, int]:
    waiting = [row.gathering_id for row in rows if row.state == State.WAITLISTED]
    if not waiting:
        return {}
    queued = Participation.objects.filter(
        community_id=community.id, gathering_id__in=waiting, state=State.WAITLISTED
    ).order_by("gathering_id", "priority", "number")
    found: dict[uuid.UUID, int] = {}
    counted: dict[uuid.UUID, int] = {}
    for key, gathering_id in queued.values_list("id", "gathering_id"):
        counted[gathering_id] = counted.get(gathering_id, 0) + 1
        found[key] = counted[gathering_id]
    return found


def signed_among(
    community: Community, gathering_ids: Sequence[uuid.UUID], people: Sequence[Person]
) -> dict[tuple[uuid.UUID, uuid.UUID], Participation]:
    """By (gathering, person): the sign-up by which one of these people is expected."""
    rows = PartyMember.objects.filter(
        community_id=community.id,
        gathering_id__in=list(gathering_ids),
        person_id__in=[each.id for each in people],
        live=True,
    ).select_related("participation")
    return {
        (row.gathering_id, row.person_id): row.participation
        for row in rows
        if row.person_id is not None and row.participation.state in (*LIVE, State.ATTENDED)
    }


@dataclass(frozen=True)
class MinorConsent:
    """A child of a party, with what the guardian has agreed to for this activity."""

    person: Person
    attend: bool
    photo: bool


def consents_in(community: Community, ticket: Ticket) -> list[MinorConsent]:
    """The children of a party who need a guardian's word on the day."""
    members = PartyMember.objects.filter(
        community_id=community.id, participation_id=ticket.row.id, person__isnull=False
    ).select_related("person")
    people = [each.person for each in members if each.person is not None]
    ages = ages_for(community, ticket.gathering)
    minors = [each for each in people if ages.needs_consent(each)]
    if not minors:
        return []
    held = GuardianConsent.objects.filter(
        community_id=community.id,
        about_id=ticket.activity_id,
        person_id__in=[each.id for each in minors],
        revoked_at__isnull=True,
    ).values_list("person_id", "kind")
    given = set(held)
    return [
        MinorConsent(
            each, (each.id, ConsentKind.ATTEND) in given, (each.id, ConsentKind.PHOTO) in given
        )
        for each in minors
    ]


def party_names(community: Community, row: Participation) -> list[str]:
    members = PartyMember.objects.filter(community_id=community.id, participation_id=row.id)
    rows = members.select_related("person").order_by("companion", "id")
    return [each.person.name if each.person else each.name for each in rows]


def day_of(moment: dt.datetime, community: Community) -> dt.date:
    return clock.local(moment, community).date()
