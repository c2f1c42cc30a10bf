"""Who waits where, and what is left."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet, Sum

from linli.apps.participation.choices import LIVE, State
from linli.apps.participation.models import Gathering, Participation
from linli.kernel.community import Community
from linli.kernel.errors import NotSeen


def find_gathering(community: Community, gathering_id: uuid.UUID) -> Gathering:
    found = Gathering.objects.filter(community_id=community.id, id=gathering_id).first()
    if found is None:
        raise NotSeen()
    return found


def sign_ups(gathering: Gathering) -> QuerySet[Participation]:
    """All sign-ups in the order of the queue."""
    rows = Participation.objects.filter(
        community_id=gathering.community_id, gathering_id=gathering.id
    )
    return rows.order_by("priority", "number")


def queue(gathering: Gathering) -> QuerySet[Participation]:
    """Those who wait, the next one first."""
    return sign_ups(gathering).filter(state=State.WAITLISTED)


def position_of(row: Participation) -> int | None:
    """1 is the next to move up; None for whoever does not wait."""
    if row.state != State.WAITLISTED:
        return None
    before = Q(priority__lt=row.priority) | Q(priority=row.priority, number__lt=row.number)
    waiting = Participation.objects.filter(
        before,
        community_id=row.community_id,
        gathering_id=row.gathering_id,
        state=State.WAITLISTED,
    )
    return waiting.count() + 1


def positions(gathering: Gathering) -> dict[uuid.UUID, int]:
    """The whole queue in one statement."""
    rows = queue(gathering).values_list("id", flat=True)
    return {key: place for place, key in enumerate(rows, start=1)}


@dataclass(frozen=True)
class SeatCounts:
    """Sign-ups (parties) and seats by state; `waiting` and `confirmed` are parties."""

    confirmed: int = 0
    confirmed_seats: int = 0
    waiting: int = 0
    waiting_seats: int = 0
    requested: int = 0
    offered: int = 0
    pending_consent: int = 0
    attended: int = 0
    no_show: int = 0
    withdrawn: int = 0


def seat_counts(
    community: Community, gathering_ids: Iterable[uuid.UUID]
) -> dict[uuid.UUID, SeatCounts]:
    """For a whole list of gatherings in one statement."""
    wanted = list(gathering_ids)
    rows = (
        Participation.objects.filter(community_id=community.id, gathering_id__in=wanted)
        .order_by()
        .values("gathering_id", "state")
        .annotate(parties=Count("id"), people=Sum("seats"))
    )
    found: dict[uuid.UUID, dict[str, int]] = {key: {} for key in wanted}
    for row in rows:
        counted = found[row["gathering_id"]]
        word = {"waitlisted": "waiting"}.get(row["state"], row["state"])
        if word in SeatCounts.__dataclass_fields__:
            counted[word] = row["parties"]
        if word in ("confirmed", "waiting"):
            counted[f"{word}_seats"] = row["people"]
    return {key: SeatCounts(**counted) for key, counted in found.items()}


def live_sign_up(
    community: Community, gathering_id: uuid.UUID, person_id: uuid.UUID
) -> Participation | None:
    """The sign-up, if there is one, by which this person is expected or waits."""
    rows = Participation.objects.filter(
        community_id=community.id,
        gathering_id=gathering_id,
        members__person_id=person_id,
        members__live=True,
        state__in=LIVE,
    )
    return rows.first()
