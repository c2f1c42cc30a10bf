"""Counts of one session with the rows behind them, so that anybody can add them up again."""

import uuid
from dataclasses import dataclass, field

from linli.apps.activities.models import Session
from linli.apps.participation.public import (
    Attendance,
    Headcount,
    SeatCounts,
    seat_counts,
)
from linli.kernel.community import Community


@dataclass(frozen=True)
class SessionCounts:
    """`attendances` and `headcounts` are the ids behind; numbers of heads stand by category."""

    persons: int
    person_times: int
    anonymous: int
    seats: SeatCounts
    capacity: int | None
    taken: int
    attendances: list[uuid.UUID] = field(default_factory=list)
    headcounts: dict[str, tuple[uuid.UUID, int]] = field(default_factory=dict)


def counts_of(community: Community, session: Session) -> SessionCounts:
    within = {"community_id": community.id, "gathering_id": session.gathering_id}
    attendances = Attendance.objects.filter(**within, undone_at__isnull=True).order_by("id")
    ids = list(attendances.values_list("id", flat=True))
    heads = {
        row.category: (row.id, row.number)
        for row in Headcount.objects.filter(**within, replaced_at__isnull=True)
    }
    anonymous = sum(number for _key, number in heads.values())
    return SessionCounts(
        persons=len(ids),
        person_times=len(ids) + anonymous,
        anonymous=anonymous,
        seats=seat_counts(community, [session.gathering_id])[session.gathering_id],
        capacity=session.gathering.capacity,
        taken=session.gathering.taken,
        attendances=ids,
        headcounts=heads,
    )
