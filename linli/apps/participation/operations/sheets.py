"""Whole sheets: named people and headcounts in one act."""

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from linli.apps.participation.choices import (
    LIVE,
    RECORDED,
    Method,
    State,
)
from linli.apps.participation.models import (
    Attendance,
    Gathering,
    Participation,
    PartyMember,
)
from linli.apps.participation.operations.acting import lock_gathering, lock_people
from linli.apps.participation.operations.attending import check_moment
from linli.apps.participation.operations.counting import check_heads, store_heads
from linli.apps.participation.rules.permissions import ORGANISE
from linli.kernel import clock
from linli.kernel.access.actor import Actor
from linli.kernel.access.permissions import require
from linli.kernel.community import Community
from linli.kernel.errors import RuleNotMet
from linli.kernel.inserting import insert_rows
from linli.kernel.records.models import Basis
from linli.kernel.records.writing import write_record
from linli.kernel.tenancy import uuid7


@dataclass(frozen=True)
class Sheet:
    """What a paper list or another platform says of one gathering."""

    people: Sequence[uuid.UUID] = ()
    heads: Mapping[str, int] = field(default_factory=dict)
    method: str = Method.PAPER.value


@dataclass(frozen=True)
class SheetTaken:
    """`known` were counted already: a sheet entered twice counts once."""

    added: int
    known: tuple[uuid.UUID, ...]
    heads: int


@transaction.atomic
def record_sheet(
    *,
    community: Community,
    actor: Actor,
    gathering_id: uuid.UUID,
    sheet: Sheet,
    captured_at: dt.datetime | None = None,
) -> SheetTaken:
    """A whole sheet at once, by the rules of a check-in each; signed up or walked in."""
    require(actor, ORGANISE, community.id)
    if sheet.method not in Method.values:
        raise RuleNotMet("unknown_method", _("Choose one of the list."), field="method")
    check_heads(sheet.heads)
    people = list(dict.fromkeys(sheet.people))
    lock_people(community, people)
    gathering = lock_gathering(community.id, gathering_id)
    moment = captured_at or min(clock.now(), gathering.starts_at)
    check_moment(community, gathering, moment)
    known = _known(gathering, people)
    fresh = [each for each in people if each not in known]
    store_attendances(gathering, actor, fresh, moment, sheet.method)
    for category, number in sheet.heads.items():
        store_heads(gathering, actor, category, number, moment, method=sheet.method)
    if not sheet.heads and not people:
        Gathering.objects.filter(community_id=community.id, id=gathering.id).update(held=True)
    heads = sum(sheet.heads.values())
    _note_sheet(actor, gathering, moment, len(fresh), heads, sheet.method)
    return SheetTaken(len(fresh), tuple(known), heads)


def _note_sheet(
    actor: Actor, gathering: Gathering, moment: dt.datetime, named: int, heads: int, method: str
) -> None:
    write_record(
        verb=RECORDED,
        community_id=gathering.community_id,
        obj=gathering,
        actor=actor,
        basis=Basis.PAPER if method == Method.PAPER else Basis.DUTY,
        happened_at=moment,
        named=named,
        headcounts=heads,
        method=method,
    )


def _known(gathering: Gathering, people: Sequence[uuid.UUID]) -> list[uuid.UUID]:
    rows = Attendance.objects.filter(
        community_id=gathering.community_id,
        gathering_id=gathering.id,
        person_id__in=people,
        undone_at__isnull=True,
    )
    return list(rows.values_list("person_id", flat=True))


def store_attendances(
    gathering: Gathering,
    actor: Actor,
    people: Sequence[uuid.UUID],
    moment: dt.datetime,
    method: str,
) -> None:
    """Rows of one statement, the counter with them; sign-ups of those who came are attended."""
    if not people:
        return
    signed = _signed(gathering, people)
    written = clock.now()
    insert_rows(
        Attendance,
        [
            {
                "id": uuid7(),
                "community_id": gathering.community_id,
                "gathering_id": gathering.id,
                "person_id": person,
                "participation_id": signed.get(person),
                "came_at": moment,
                "method": method,
                "walk_in": person not in signed,
                "recorded_by": actor.ref,
                "written_at": written,
            }
            for person in people
        ],
    )
    mine = Gathering.objects.filter(community_id=gathering.community_id, id=gathering.id)
    mine.update(named=F("named") + len(people), held=True)
    if signed and gathering.enrolment_id is None:
        rows = Participation.objects.filter(
            community_id=gathering.community_id,
            id__in=set(signed.values()),
            state__in=[*LIVE, State.NO_SHOW, State.EXCUSED],
        )
        rows.update(state=State.ATTENDED, held_until=None, changed_at=written)


def _signed(gathering: Gathering, people: Sequence[uuid.UUID]) -> dict[uuid.UUID, uuid.UUID]:
    if gathering.last_number == 0 and gathering.enrolment_id is None:
        return {}
    rows = PartyMember.objects.filter(
        community_id=gathering.community_id,
        gathering_id=gathering.enrolment_id or gathering.id,
        person_id__in=people,
        live=True,
    )
    return {
        person: key
        for person, key in rows.values_list("person_id", "participation_id")
        if person is not None
    }
