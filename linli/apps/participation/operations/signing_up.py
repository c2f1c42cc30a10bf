"""The one function by which anybody gets a seat, whatever the door.

Lock order: the people of the party by id, then the gathering; everything is judged inside.
"""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from linli.apps.participation.choices import (
    BASES,
    SIGNED_UP,
    STAFF_DOORS,
    ConsentKind,
    Door,
    Mode,
    State,
)
from linli.apps.participation.models import Gathering, Participation, PartyMember, PickUp
from linli.apps.participation.operations.acting import (
    choose_door,
    lock_gathering,
    lock_people,
    note,
    require_open,
)
from linli.apps.participation.operations.answering import keep_answers
from linli.apps.participation.operations.checking import (
    check_household,
    check_party,
    check_window,
)
from linli.apps.participation.operations.consents import store_consent
from linli.apps.participation.operations.seats import (
    fill_seats,
    next_number,
    settle,
    take_seats,
    take_seats_over,
)
from linli.apps.participation.queries.families import (
    family,
    guardian_of,
    household_ids,
)
from linli.apps.participation.queries.seats import live_sign_up, queue
from linli.apps.participation.rules.ages import ages_for
from linli.apps.participation.rules.drafts import MOST_SEATS, line
from linli.apps.people.public import Person
from linli.kernel import clock
from linli.kernel.access.actor import Actor
from linli.kernel.community import Community
from linli.kernel.errors import Conflict, NotAllowed, RuleNotMet


@dataclass(frozen=True)
class Party:
    """Who comes along: people of the register, named guests, and whom a child may leave with.

    `photos` is the guardian's word on photographs of the children, None: not asked.
    """

    companions: Sequence[uuid.UUID] = ()
    guests: Sequence[str] = ()
    pick_ups: Sequence[tuple[str, str]] = ()
    photos: bool | None = None

    @property
    def seats(self) -> int:
        return 1 + len(self.companions) + len(self.guests)


ALONE = Party()


@transaction.atomic
def sign_up(
    *,
    community: Community,
    actor: Actor,
    gathering_id: uuid.UUID,
    subject_id: uuid.UUID,
    door: str = "",
    party: Party = ALONE,
    answers: Mapping[uuid.UUID, str] | None = None,
    over_capacity_reason: str = "",
    wait: bool | None = None,
) -> Participation:
    """Confirmed, held for consent, on the waiting list, or asked for (lot, approval).

    `wait`: take a place in the queue when it is full; staff must say so, else Conflict `full`
    (409). With `over_capacity_reason` staff confirm beyond the capacity. Raises Conflict
    `already_signed_up`, `overlapping`, `household_cap`; RuleNotMet for ages and audience.
    """
    by = choose_door(community, actor, subject_id, door)
    reason = line(over_capacity_reason, field="over_capacity_reason", most=200)
    people = lock_people(community, [subject_id, *party.companions])
    gathering = lock_gathering(community.id, gathering_id)
    require_open(gathering)
    check_window(community, gathering, by)
    _check_companions(community, actor, people, party, by)
    check_party(community, gathering, people[subject_id], list(people.values()), by)
    row = _draft(community, actor, gathering, subject_id, by, party)
    row.number = next_number(gathering)
    _insert(community, row, party)
    check_household(gathering, row)
    keep_answers(community, gathering, row, answers or {}, asked=by not in STAFF_DOORS)
    if by == Door.GUARDIAN:
        _consent_along(community, actor, gathering, people, party)
    queued = wait if wait is not None else by not in STAFF_DOORS
    _allot(community, actor, gathering, row, reason=reason, queued=queued)
    note(
        SIGNED_UP,
        actor,
        row,
        state=row.state,
        seats=row.seats,
        door=by,
        number=row.number,
        over=bool(row.over_reason),
    )
    return row


def _check_companions(
    community: Community,
    actor: Actor,
    people: Mapping[uuid.UUID, Person],
    party: Party,
    door: str,
) -> None:
    if party.seats > MOST_SEATS:
        raise RuleNotMet("party_too_large", _("That is too many at once."), limit=MOST_SEATS)
    if len(people) != 1 + len(party.companions):
        raise RuleNotMet("named_twice", _("Somebody is named twice."), field="companions")
    me = actor.person_in(community.id)
    if door in STAFF_DOORS or me is None:
        return
    strangers = set(party.companions) - family(community, me) - {me}
    if strangers:
        raise NotAllowed(
            "not_family",
            _("You can bring your family along; others sign up themselves."),
            companions=sorted(str(each) for each in strangers),
        )


def _draft(
    community: Community,
    actor: Actor,
    gathering: Gathering,
    subject_id: uuid.UUID,
    door: str,
    party: Party,
) -> Participation:
    moment = clock.now()
    return Participation(
        community_id=community.id,
        gathering_id=gathering.id,
        subject_id=subject_id,
        contact_id=_contact(community, actor, subject_id, door),
        household_id=household_ids(community, [subject_id]).get(subject_id),
        actor=actor.ref,
        basis=BASES[door],
        door=door,
        state=State.WAITLISTED if gathering.mode == Mode.FIRST_COME else State.REQUESTED,
        seats=party.seats,
        created_at=moment,
        changed_at=moment,
    )


def _contact(community: Community, actor: Actor, subject_id: uuid.UUID, door: str) -> uuid.UUID:
    if door in (Door.GUARDIAN, Door.FAMILY):
        return actor.person_in(community.id) or subject_id
    return guardian_of(community, subject_id) or subject_id


def _insert(community: Community, row: Participation, party: Party) -> None:
    guests = [line(name, field="guests", most=60, least=1) for name in party.guests]
    common = {
        "community_id": community.id,
        "participation_id": row.id,
        "gathering_id": row.gathering_id,
    }
    members = [PartyMember(**common, person_id=row.subject_id)]
    members += [PartyMember(**common, person_id=each, companion=True) for each in party.companions]
    members += [PartyMember(**common, name=name, companion=True) for name in guests]
    try:
        with transaction.atomic():
            row.save(force_insert=True)
            PartyMember.objects.bulk_create(members)
    except IntegrityError:
        raise _twice(community, row, party) from None
    for name, relation in party.pick_ups:
        PickUp.objects.create(
            community_id=community.id,
            participation_id=row.id,
            name=line(name, field="pick_ups", most=60, least=1),
            relation=line(relation, field="pick_ups", most=30),
            named_at=row.created_at,
        )


def _twice(community: Community, row: Participation, party: Party) -> Conflict:
    named = (row.subject_id, *party.companions)
    rows = (live_sign_up(community, row.gathering_id, each) for each in named)
    other = next((each for each in rows if each is not None), None)
    return Conflict(
        "already_signed_up",
        _("This person is signed up already."),
        sign_up=str(other.id) if other else "",
        state=other.state if other else "",
    )


def _consent_along(
    community: Community,
    actor: Actor,
    gathering: Gathering,
    people: Mapping[uuid.UUID, Person],
    party: Party,
) -> None:
    """A guardian who signs up a child agrees by that act."""
    me = actor.person_in(community.id)
    ages = ages_for(community, gathering)
    kinds = [ConsentKind.ATTEND, *([ConsentKind.PHOTO] if party.photos else [])]
    for child in people.values():
        if me is not None and child.id != me and ages.needs_consent(child):
            for kind in kinds:
                store_consent(
                    community=community,
                    actor=actor,
                    about_id=gathering.about_id,
                    person_id=child.id,
                    guardian_id=me,
                    kind=kind,
                    door=Door.GUARDIAN,
                )


def _allot(
    community: Community,
    actor: Actor,
    gathering: Gathering,
    row: Participation,
    *,
    reason: str,
    queued: bool,
) -> None:
    """A free seat belongs to the queue first; a newcomer never passes it."""
    if reason and row.door in STAFF_DOORS:
        _allot_over(community, gathering, row, reason)
        return
    if gathering.mode != Mode.FIRST_COME:
        return
    others = queue(gathering).exclude(id=row.id)
    if not others.exists() and take_seats(gathering, row.seats):
        settle(community, gathering, row)
        return
    fill_seats(community, gathering, actor)
    row.refresh_from_db()
    if row.state == State.WAITLISTED and not queued:
        raise Conflict(
            "full",
            _("Everything is taken. Put the person on the waiting list, or give a reason."),
            capacity=gathering.capacity,
            taken=gathering.taken,
        )


def _allot_over(
    community: Community, gathering: Gathering, row: Participation, reason: str
) -> None:
    if not take_seats(gathering, row.seats):
        take_seats_over(gathering, row.seats)
        row.over_reason = reason
        rows = Participation.objects.filter(community_id=row.community_id, id=row.id)
        rows.update(over_reason=reason)
    settle(community, gathering, row)
