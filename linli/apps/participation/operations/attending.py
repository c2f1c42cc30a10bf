"""Checking in: once a person and gathering, however often and in whatever order devices send.

Lock order as everywhere: the person, then the gathering.
"""

import datetime as dt
import uuid

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from linli.apps.participation.choices import (
    CHECK_IN_UNDONE,
    CHECKED_IN,
    HOLDING,
    LIVE,
    GatheringState,
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
from linli.apps.participation.operations.scanning import (
    AGAIN,
    NEW,
    CheckedIn,
    by_nonce,
    keep_scan,
)
from linli.apps.participation.operations.seats import set_state
from linli.apps.participation.queries.seats import find_gathering
from linli.apps.participation.rules import policies
from linli.apps.participation.rules.drafts import line
from linli.apps.participation.rules.nights import hours
from linli.apps.participation.rules.permissions import ORGANISE
from linli.apps.participation.rules.wall_codes import check_wall_code
from linli.kernel import clock
from linli.kernel.access.actor import Actor
from linli.kernel.access.permissions import refuse, require
from linli.kernel.community import Community
from linli.kernel.errors import Conflict, NotSeen, RuleNotMet
from linli.kernel.records.models import Basis
from linli.kernel.records.writing import write_record

CLOCKS_DIFFER = dt.timedelta(minutes=5)


@transaction.atomic
def check_in(
    *,
    community: Community,
    actor: Actor,
    gathering_id: uuid.UUID,
    person_id: uuid.UUID,
    method: str = Method.SEARCH,
    captured_at: dt.datetime | None = None,
    nonce: str = "",
    device: str = "",
) -> CheckedIn:
    """By staff, at the door or later. `captured_at` is when the device saw the person; the
    earliest one counts, whichever arrives first. The same `nonce` gives the same answer again.
    """
    require(actor, ORGANISE, community.id)
    if method not in Method.values or method == Method.HEADCOUNT:
        raise RuleNotMet("unknown_method", _("Choose one of the list."), field="method")
    return _check_in(
        community,
        actor,
        gathering_id,
        person_id,
        method=method,
        captured_at=captured_at,
        nonce=line(nonce, field="nonce", most=64),
        device=line(device, field="device", most=60),
        basis=Basis.DUTY,
    )


@transaction.atomic
def check_in_by_wall_code(
    *,
    community: Community,
    actor: Actor,
    gathering_id: uuid.UUID,
    code: str,
    person_id: uuid.UUID | None = None,
) -> CheckedIn:
    """A person who reads the code on the wall, for oneself or somebody one brought along."""
    from_me = actor.person_in(community.id)
    if from_me is None:
        refuse(actor, "participation.own")
        raise NotSeen()
    gathering = find_gathering(community, gathering_id)
    check_wall_code(community, gathering, code)
    who = person_id or from_me
    if who != from_me and not _brought(community, gathering_id, from_me, who):
        raise RuleNotMet("not_in_party", _("This person was not signed up by you."))
    return _check_in(
        community,
        actor,
        gathering_id,
        who,
        method=Method.QR,
        captured_at=None,
        nonce="",
        device="",
        basis=Basis.SELF if who == from_me else Basis.FAMILY,
    )


def _brought(community: Community, gathering_id: uuid.UUID, me: uuid.UUID, who: uuid.UUID) -> bool:
    rows = PartyMember.objects.filter(
        community_id=community.id, gathering_id=gathering_id, person_id=who, live=True
    )
    return rows.filter(participation__contact_id=me).exists() or (
        rows.filter(participation__members__person_id=me).exists()
    )


def _check_in(
    community: Community,
    actor: Actor,
    gathering_id: uuid.UUID,
    person_id: uuid.UUID,
    *,
    method: str,
    captured_at: dt.datetime | None,
    nonce: str,
    device: str,
    basis: str,
) -> CheckedIn:
    lock_people(community, [person_id])
    gathering = lock_gathering(community.id, gathering_id)
    if nonce:
        before = by_nonce(community, nonce, gathering, person_id)
        if before is not None:
            return before
    moment = captured_at or clock.now()
    check_moment(community, gathering, moment)
    found = _attendance(community, gathering_id, person_id)
    outcome = AGAIN if found else NEW
    row = found or _attend(community, gathering, person_id, actor, method, moment)
    if found is not None and moment < found.came_at:
        rows = Attendance.objects.filter(community_id=community.id, id=found.id)
        rows.update(came_at=moment)
        found.came_at = moment
    scan = keep_scan(row, actor, outcome, moment, nonce, device, method) if nonce else None
    if found is None:
        write_record(
            verb=CHECKED_IN,
            community_id=community.id,
            obj=gathering,
            actor=actor,
            subject=person_id,
            basis=basis,
            happened_at=moment,
            gathering=gathering.id,
            attendance=row.id,
            method=method,
            walk_in=row.walk_in,
        )
    return CheckedIn(row, outcome, scan)


def check_moment(community: Community, gathering: Gathering, moment: dt.datetime) -> None:
    if gathering.state == GatheringState.CANCELLED:
        raise Conflict("gathering_cancelled", _("This was cancelled."))
    if moment > clock.now() + CLOCKS_DIFFER:
        raise RuleNotMet("in_the_future", _("This moment has not come yet."), field="captured_at")
    margin = hours(community, policies.CHECK_IN_MARGIN)
    if not gathering.starts_at - margin <= moment <= gathering.ends_at + margin:
        raise Conflict(
            "not_the_time",
            _("People are checked in shortly before, during and shortly after."),
            starts=gathering.starts_at.isoformat(),
            ends=gathering.ends_at.isoformat(),
        )


def _attendance(
    community: Community, gathering_id: uuid.UUID, person_id: uuid.UUID
) -> Attendance | None:
    return Attendance.objects.filter(
        community_id=community.id,
        gathering_id=gathering_id,
        person_id=person_id,
        undone_at__isnull=True,
    ).first()


def _attend(
    community: Community,
    gathering: Gathering,
    person_id: uuid.UUID,
    actor: Actor,
    method: str,
    moment: dt.datetime,
) -> Attendance:
    expected = _expected(community, gathering, person_id)
    row = Attendance(
        community_id=community.id,
        gathering_id=gathering.id,
        person_id=person_id,
        participation_id=expected.id if expected else None,
        came_at=moment,
        method=method,
        walk_in=expected is None or expected.state not in (*HOLDING, State.ATTENDED),
        recorded_by=actor.ref,
        written_at=clock.now(),
    )
    row.save(force_insert=True)
    rows = Gathering.objects.filter(community_id=community.id, id=gathering.id)
    rows.update(named=F("named") + 1, held=True)
    late = (*LIVE, State.NO_SHOW, State.EXCUSED)
    if expected is not None and gathering.enrolment_id is None and expected.state in late:
        set_state(expected, State.ATTENDED)
    return row


def _expected(
    community: Community, gathering: Gathering, person_id: uuid.UUID
) -> Participation | None:
    """The sign-up here, or for lessons that of the whole course."""
    member = (
        PartyMember.objects.filter(
            community_id=community.id,
            gathering_id=gathering.enrolment_id or gathering.id,
            person_id=person_id,
            live=True,
        )
        .select_related("participation")
        .first()
    )
    return member.participation if member else None


@transaction.atomic
def undo_check_in(
    *, community: Community, actor: Actor, gathering_id: uuid.UUID, person_id: uuid.UUID
) -> Attendance:
    """It was somebody else. The row stays with the moment; the count is right again."""
    require(actor, ORGANISE, community.id)
    lock_people(community, [person_id])
    gathering = lock_gathering(community.id, gathering_id)
    row = _attendance(community, gathering_id, person_id)
    if row is None:
        raise NotSeen()
    rows = Attendance.objects.filter(community_id=community.id, id=row.id)
    rows.update(undone_at=clock.now(), undone_by=actor.ref)
    gatherings = Gathering.objects.filter(community_id=community.id, id=gathering.id)
    gatherings.update(named=F("named") - 1)
    expected = _expected(community, gathering, person_id)
    if expected is not None and expected.state == State.ATTENDED and expected.holds_seats:
        set_state(expected, State.CONFIRMED)
    write_record(
        verb=CHECK_IN_UNDONE,
        community_id=community.id,
        obj=gathering,
        actor=actor,
        subject=person_id,
        basis=Basis.DUTY,
        gathering=gathering.id,
        attendance=row.id,
    )
    row.refresh_from_db()
    return row
