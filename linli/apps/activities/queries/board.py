"""The board of one date: who is signed up, who waits, what was answered and told, who came."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Prefetch, Q

from linli.apps.activities.models import Session
from linli.apps.activities.queries.showing import place_of
from linli.apps.participation.public import (
    LIVE,
    Answer,
    Attendance,
    Category,
    Gathering,
    Headcount,
    Participation,
    PartyMember,
    State,
    answers_in,
    sign_ups,
)
from linli.apps.people.public import Asked, Person, person_by_card, search_people
from linli.kernel.access.actor import Actor
from linli.kernel.community import Community
from linli.kernel.errors import NotSeen
from linli.kernel.outbox.models import Notice

SHORTEST, MOST_FOUND, LAST_FOUR = 2, 12, 4


@dataclass(frozen=True)
class Entry:
    """A party on the board. `position`: 1 is the next to move up."""

    row: Participation
    names: list[str]
    position: int | None
    answers: list[Answer]
    notices: list[Notice]
    came: int

    @property
    def live(self) -> bool:
        return self.row.state in LIVE


@dataclass(frozen=True)
class Board:
    session: Session
    place: str
    entries: list[Entry]
    heads: list[Headcount]

    @property
    def gathering(self) -> Gathering:
        return self.session.gathering

    @property
    def expected(self) -> list[Entry]:
        inside = (State.CONFIRMED, State.ATTENDED, State.LOOKING_FOR_STANDIN)
        return [each for each in self.entries if each.row.state in inside]

    @property
    def open(self) -> list[Entry]:
        """Asked for, offered, waiting for a guardian: somebody has to say something."""
        states = (State.REQUESTED, State.OFFERED, State.PENDING_CONSENT)
        return [each for each in self.entries if each.row.state in states]

    @property
    def waiting(self) -> list[Entry]:
        return [each for each in self.entries if each.position is not None]

    @property
    def gone(self) -> list[Entry]:
        shown = {id(each) for each in [*self.expected, *self.open, *self.waiting]}
        return [each for each in self.entries if id(each) not in shown]


def board_of(community: Community, session: Session) -> Board:
    """The same number of statements for a party of three and a hall of three hundred."""
    gathering = session.gathering
    listed = gathering.enrolment or gathering
    members = PartyMember.objects.select_related("person").order_by("companion", "id")
    rows = list(
        sign_ups(gathering).select_related("subject").prefetch_related(Prefetch("members", members))
    )
    answers = answers_in(listed)
    told = _notices(community, rows)
    came = set(
        Attendance.objects.filter(
            community_id=community.id, gathering_id=gathering.id, undone_at__isnull=True
        ).values_list("person_id", flat=True)
    )
    entries, waiting = [], 0
    for row in rows:
        waiting += row.state == State.WAITLISTED
        party = list(row.members.all())
        entries.append(
            Entry(
                row,
                [each.person.name if each.person else each.name for each in party],
                waiting if row.state == State.WAITLISTED else None,
                answers.get(row.id, []),
                told.get(row.id, []),
                sum(1 for each in party if each.person_id in came),
            )
        )
    heads = Headcount.objects.filter(
        community_id=community.id, gathering_id=gathering.id, replaced_at__isnull=True
    )
    return Board(session, place_of(session, session.activity), entries, list(heads))


def _notices(community: Community, rows: Sequence[Participation]) -> dict[uuid.UUID, list[Notice]]:
    found: dict[uuid.UUID, list[Notice]] = {}
    notices = Notice.objects.filter(
        community_id=community.id, subject_id__in=[row.id for row in rows]
    )
    for each in notices.order_by("due_at", "id"):
        if each.subject_id is not None:
            found.setdefault(each.subject_id, []).append(each)
    return found


@dataclass(frozen=True)
class Found:
    """Somebody at the door. `expected`: on the list; `came`: checked in already."""

    person: Person
    expected: bool
    came: bool


@dataclass(frozen=True)
class Door:
    """What the check-in page shows; no list to leaf through, only what was searched."""

    session: Session
    found: list[Found] = field(default_factory=list)
    searched: bool = False
    heads: dict[str, int] = field(default_factory=dict)


def door_of(community: Community, actor: Actor, session: Session, text: str) -> Door:
    """`text`: a name, the last four digits of a telephone, a short number, the code of a card."""
    heads = Headcount.objects.filter(
        community_id=community.id, gathering_id=session.gathering_id, replaced_at__isnull=True
    )
    counted = dict(heads.values_list("category", "number"))
    if len(text) < SHORTEST:
        return Door(session, heads=counted)
    people = _expected(community, session.gathering, text)
    known = {each.id for each in people}
    if not people:
        people = _register(community, actor, text)
    came = set(
        Attendance.objects.filter(
            community_id=community.id,
            gathering_id=session.gathering_id,
            person_id__in=[each.id for each in people],
            undone_at__isnull=True,
        ).values_list("person_id", flat=True)
    )
    found = [Found(each, each.id in known, each.id in came) for each in people]
    return Door(session, found, True, counted)


def _expected(community: Community, gathering: Gathering, text: str) -> list[Person]:
    said = Q(person__short_number=text.upper()) | Q(person__name__contains=text)
    if _is_last_four(text):
        said |= Q(person__phones__last4=text)
    rows = PartyMember.objects.filter(
        said,
        community_id=community.id,
        gathering_id=gathering.enrolment_id or gathering.id,
        person__isnull=False,
        live=True,
    ).select_related("person")
    people = {each.person.id: each.person for each in rows[: MOST_FOUND * 2] if each.person}
    return sorted(people.values(), key=lambda each: (each.name, each.id))[:MOST_FOUND]


def _register(community: Community, actor: Actor, text: str) -> list[Person]:
    """Whoever walks in: those of the register that this worker may see."""
    if "/" in text:
        try:
            return [person_by_card(actor, community, text.rstrip("/").rpartition("/")[2])]
        except NotSeen:
            return []
    if _is_last_four(text):
        rows = search_people(actor, community, Asked()).filter(phones__last4=text).distinct()
        return list(rows[:MOST_FOUND])
    return list(search_people(actor, community, Asked(text=text))[:MOST_FOUND])


def _is_last_four(text: str) -> bool:
    return len(text) == LAST_FOUR and text.isascii() and text.isdigit()


def people_named(
    community: Community, actor: Actor, session: Session, lines: Sequence[str]
) -> tuple[list[Person], list[str]]:
    """For a paper sheet: each line a name or short number; those that fit nobody or several."""
    wanted = [line.strip() for line in lines if line.strip()]
    rows = search_people(actor, community, Asked()).filter(
        Q(name__in=wanted) | Q(short_number__in=[line.upper() for line in wanted])
    )
    on_list = _on_list(community, session.gathering, wanted)
    by_word: dict[str, dict[uuid.UUID, Person]] = {}
    for person in [*on_list, *rows]:
        for word in (person.name, person.short_number):
            by_word.setdefault(word, {})[person.id] = person
    people, unknown = [], []
    expected = {each.id for each in on_list}
    for line in wanted:
        fits = by_word.get(line) or by_word.get(line.upper()) or {}
        chosen = [each for each in fits.values() if each.id in expected] or list(fits.values())
        if len(chosen) == 1:
            people.append(chosen[0])
        else:
            unknown.append(line)
    return people, unknown


def _on_list(community: Community, gathering: Gathering, names: Sequence[str]) -> list[Person]:
    rows = PartyMember.objects.filter(
        community_id=community.id,
        gathering_id=gathering.enrolment_id or gathering.id,
        live=True,
        person__name__in=list(names),
    ).select_related("person")
    return [each.person for each in rows if each.person]


def categories() -> list[tuple[str, object]]:
    return [(each.value, each.label) for each in Category]


def kiosk_people(community: Community, session: Session) -> list[dict[str, object]]:
    """What a device at the door needs to find people without a network, and no more."""
    gathering = session.gathering
    rows = PartyMember.objects.filter(
        community_id=community.id,
        gathering_id=gathering.enrolment_id or gathering.id,
        person__isnull=False,
        live=True,
    ).order_by("person__name", "person_id")
    found: dict[uuid.UUID, dict[str, Any]] = {}
    columns = ("person_id", "person__name", "person__short_number", "person__phones__last4")
    for key, name, number, last4 in rows.values_list(*columns):
        told = found.setdefault(key, {"id": str(key), "name": name, "number": number, "last4": []})
        if last4:
            told["last4"].append(last4)
    return list(found.values())
