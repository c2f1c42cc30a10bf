"""Opening a gathering, changing seats and times, cancelling, closing the list.

`open_gathering` writes no record: the app above, whose act it is part of, does.
"""

import datetime as dt
import uuid
from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from linli.apps.participation.choices import (
    CANCELLED,
    CAPACITY_SET,
    CLOSED,
    HOLDING,
    LIVE,
    MOVED,
    WAITING,
    GatheringState,
    Mode,
    State,
)
from linli.apps.participation.models import Attendance, Gathering, Participation
from linli.apps.participation.operations.acting import lock_gathering
from linli.apps.participation.operations.drawing import prepare_lot
from linli.apps.participation.operations.seats import fill_seats, set_state
from linli.apps.participation.operations.telling import tell
from linli.apps.participation.queries.seats import sign_ups
from linli.apps.participation.rules.drafts import Terms, check_times, line
from linli.apps.participation.rules.permissions import ORGANISE
from linli.kernel import clock
from linli.kernel.access.actor import Actor
from linli.kernel.access.permissions import require
from linli.kernel.community import Community
from linli.kernel.errors import Conflict
from linli.kernel.records.models import Basis
from linli.kernel.records.writing import write_record
from linli.kernel.timers.running import cancel_timers

NO_TERMS = Terms()


def draft_gathering(
    *,
    community: Community,
    kind: str,
    title: str,
    about_id: uuid.UUID,
    starts_at: dt.datetime,
    ends_at: dt.datetime,
    terms: Terms = NO_TERMS,
    state: str = GatheringState.OPEN,
    part_of: Gathering | None = None,
    enrolment: Gathering | None = None,
) -> Gathering:
    """Checked, not stored yet."""
    terms.check()
    check_times(starts_at, ends_at)
    moment = clock.now()
    return Gathering(
        community_id=community.id,
        kind=kind,
        title=line(title, field="title", most=120, least=2),
        about_id=about_id,
        starts_at=starts_at,
        ends_at=ends_at,
        state=state,
        part_of_id=part_of.id if part_of else None,
        enrolment_id=enrolment.id if enrolment else None,
        created_at=moment,
        changed_at=moment,
        **terms.columns(),
    )


@transaction.atomic
def open_gathering(
    *,
    community: Community,
    actor: Actor,
    kind: str,
    title: str,
    about_id: uuid.UUID,
    starts_at: dt.datetime,
    ends_at: dt.datetime,
    terms: Terms = NO_TERMS,
    state: str = GatheringState.OPEN,
    part_of: Gathering | None = None,
    enrolment: Gathering | None = None,
) -> Gathering:
    """Something to take part in. `state` "planned" is not open for sign-ups yet."""
    require(actor, ORGANISE, community.id)
    row = draft_gathering(
        community=community,
        kind=kind,
        title=title,
        about_id=about_id,
        starts_at=starts_at,
        ends_at=ends_at,
        terms=terms,
        state=state,
        part_of=part_of,
        enrolment=enrolment,
    )
    row.save(force_insert=True)
    if row.mode == Mode.LOTTERY:
        prepare_lot(row)
    return row


def publish_gatherings(*, community: Community, actor: Actor, about_id: uuid.UUID) -> int:
    """All that are planned under one thing are open from now on; part of the act above."""
    require(actor, ORGANISE, community.id)
    rows = Gathering.objects.filter(
        community_id=community.id, about_id=about_id, state=GatheringState.PLANNED
    )
    return rows.update(state=GatheringState.OPEN, changed_at=clock.now())


@transaction.atomic
def change_capacity(
    *, community: Community, actor: Actor, gathering_id: uuid.UUID, capacity: int | None
) -> Gathering:
    """Lowered below what is taken, nobody is thrown out and nobody moves up until it is below."""
    require(actor, ORGANISE, community.id)
    Terms(capacity=capacity).check()
    row = lock_gathering(community.id, gathering_id)
    was = row.capacity
    over = max(0, row.taken - capacity) if capacity is not None else 0
    rows = Gathering.objects.filter(community_id=community.id, id=row.id)
    rows.update(capacity=capacity, over_allowed=over, changed_at=clock.now())
    row.capacity, row.over_allowed = capacity, over
    write_record(
        verb=CAPACITY_SET,
        community_id=community.id,
        obj=row,
        actor=actor,
        basis=Basis.DUTY,
        capacity=capacity,
        was=was,
        over=over,
    )
    fill_seats(community, row, actor)
    return row


@transaction.atomic
def move_gathering(
    *,
    community: Community,
    actor: Actor,
    gathering_id: uuid.UUID,
    starts_at: dt.datetime,
    ends_at: dt.datetime,
) -> Gathering:
    """Other times; everybody signed up is told once, nobody is moved to anything else."""
    require(actor, ORGANISE, community.id)
    check_times(starts_at, ends_at)
    row = lock_gathering(community.id, gathering_id)
    if row.state in (GatheringState.CANCELLED, GatheringState.CLOSED) or row.held:
        raise Conflict("gathering_over", _("This has taken place, or was cancelled."))
    was = row.starts_at
    if (was, row.ends_at) == (starts_at, ends_at):
        return row
    rows = Gathering.objects.filter(community_id=community.id, id=row.id)
    rows.update(starts_at=starts_at, ends_at=ends_at, changed_at=clock.now())
    row.starts_at, row.ends_at = starts_at, ends_at
    concerned = list(sign_ups(row).filter(state__in=LIVE))
    record = write_record(
        verb=MOVED,
        community_id=community.id,
        obj=row,
        actor=actor,
        basis=Basis.DUTY,
        starts=starts_at,
        was=was,
        count=len(concerned),
    )
    for each in concerned:
        tell(community, each, "participation.moved", record.id)
    return row


@transaction.atomic
def cancel_gathering(*, community: Community, actor: Actor, gathering_id: uuid.UUID) -> Gathering:
    """Queue and parts with it; everybody is told once. Cancelled again changes nothing."""
    require(actor, ORGANISE, community.id)
    row = lock_gathering(community.id, gathering_id)
    if row.state == GatheringState.CANCELLED:
        return row
    if row.held:
        raise Conflict("took_place", _("People were counted here: it has taken place."))
    told = _cancel(community, row)
    parts = Gathering.objects.filter(community_id=community.id, part_of_id=row.id)
    for part in parts.exclude(state=GatheringState.CANCELLED).order_by("id").select_for_update():
        told += _cancel(community, part)
    write_record(
        verb=CANCELLED,
        community_id=community.id,
        obj=row,
        actor=actor,
        basis=Basis.DUTY,
        count=told,
        notices=told,
    )
    return row


def _cancel(community: Community, row: Gathering) -> int:
    concerned = list(sign_ups(row).filter(state__in=LIVE).select_for_update())
    for each in concerned:
        set_state(each, State.CANCELLED_BY_HOST)
        tell(community, each, "participation.cancelled", row.id)
    rows = Gathering.objects.filter(community_id=community.id, id=row.id)
    rows.update(state=GatheringState.CANCELLED, taken=0, over_allowed=0, changed_at=clock.now())
    row.state, row.taken, row.over_allowed = GatheringState.CANCELLED, 0, 0
    cancel_timers(community_id=community.id, object_id=row.id)
    return len(concerned)


@transaction.atomic
def close_attendance(*, community: Community, actor: Actor, gathering_id: uuid.UUID) -> Gathering:
    """The list is final: who held a seat and did not come is a no-show, unless excused."""
    require(actor, ORGANISE, community.id)
    row = lock_gathering(community.id, gathering_id)
    if row.state == GatheringState.CANCELLED:
        raise Conflict("gathering_cancelled", _("This was cancelled."))
    if row.state == GatheringState.CLOSED:
        return row
    if clock.now() < row.starts_at:
        raise Conflict("not_begun", _("This has not begun yet."))
    missing = list(sign_ups(row).filter(state__in=HOLDING).select_for_update())
    for each in missing:
        set_state(each, State.NO_SHOW)
    for each in sign_ups(row).filter(state__in=WAITING).select_for_update():
        set_state(each, State.LAPSED)
    attended = Attendance.objects.filter(
        community_id=community.id, gathering_id=row.id, undone_at__isnull=True
    )
    _close(row, missing)
    write_record(
        verb=CLOSED,
        community_id=community.id,
        obj=row,
        actor=actor,
        basis=Basis.DUTY,
        attended=attended.count(),
        no_show=len(missing),
    )
    return row


def _close(row: Gathering, missing: Iterable[Participation]) -> None:
    taken = max(0, row.taken - sum(each.seats for each in missing))
    over = max(0, taken - row.capacity) if row.capacity is not None else 0
    rows = Gathering.objects.filter(community_id=row.community_id, id=row.id)
    rows.update(
        state=GatheringState.CLOSED,
        held=True,
        taken=taken,
        over_allowed=over,
        changed_at=clock.now(),
    )
    row.state, row.held, row.taken = GatheringState.CLOSED, True, taken
