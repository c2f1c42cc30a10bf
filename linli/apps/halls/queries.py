"""What a hall discusses, what it resolved, and what became of it."""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Prefetch, Q, QuerySet

from linli.apps.halls.choices import CommitmentState, MeetingState
from linli.apps.halls.models import Commitment, Hall, HallSide, Meeting, Resolution, Signer
from linli.apps.halls.rules import SEE
from linli.kernel import clock
from linli.kernel.access.actor import Actor
from linli.kernel.access.permissions import get_visible, require
from linli.kernel.community import Community
from linli.kernel.dated import in_force
from linli.kernel.errors import NotSeen

SHOWN = 200


@dataclass(frozen=True)
class ResolutionLine:
    row: Resolution
    promised: int
    done: int
    overdue: int


@dataclass(frozen=True)
class HallLine:
    hall: Hall
    sides: list[HallSide]
    next_meeting: Meeting | None


def open_halls(community: Community) -> list[HallLine]:
    """Halls of today with their sides and the next meeting: three statements."""
    today, now = clock.today(community), clock.now()
    sitting = HallSide.objects.filter(in_force(today), community_id=community.id)
    coming = Meeting.objects.filter(
        community_id=community.id, state=MeetingState.CALLED, meets_at__gte=now
    ).order_by("meets_at")
    halls = Hall.objects.filter(in_force(today), community_id=community.id).prefetch_related(
        Prefetch("sides", queryset=sitting, to_attr="now_sitting"),
        Prefetch("meetings", queryset=coming, to_attr="coming"),
    )
    return [
        HallLine(hall, hall.__dict__["now_sitting"], next(iter(hall.__dict__["coming"]), None))
        for hall in halls
    ]


def resolution_lines(
    community: Community, *, hall_id: uuid.UUID | None = None, public: bool = True
) -> list[ResolutionLine]:
    """With how many promises were made, kept and are overdue: one statement."""
    rows = Resolution.objects.filter(community_id=community.id).select_related("hall")
    if public:
        rows = rows.filter(public=True)
    if hall_id is not None:
        rows = rows.filter(hall_id=hall_id)
    today = clock.today(community)
    late = Q(commitments__state=CommitmentState.OPEN, commitments__due_on__lt=today)
    counted = rows.annotate(
        promised=Count("commitments"),
        done=Count("commitments", filter=Q(commitments__state=CommitmentState.DONE)),
        late=Count("commitments", filter=late),
    )
    return [
        ResolutionLine(row, row.__dict__["promised"], row.__dict__["done"], row.__dict__["late"])
        for row in counted[:SHOWN]
    ]


@dataclass(frozen=True)
class ResolutionPage:
    row: Resolution
    signers: list[Signer]
    commitments: list[Commitment]
    today: dt.date

    @property
    def settled(self) -> bool:
        return all(each.state != CommitmentState.OPEN for each in self.commitments)

    @property
    def overdue(self) -> int:
        states = [each for each in self.commitments if each.state == CommitmentState.OPEN]
        return sum(each.due_on < self.today for each in states)


def _page(community: Community, row: Resolution) -> ResolutionPage:
    commitments = row.commitments.select_related("case", "organisation")
    today = clock.today(community)
    return ResolutionPage(row, list(row.signers.all()), list(commitments), today)


def public_resolutions(community: Community) -> QuerySet[Resolution]:
    rows = Resolution.objects.filter(community_id=community.id, public=True)
    return rows.select_related("hall", "meeting")


def public_resolution(community: Community, resolution_id: uuid.UUID) -> ResolutionPage:
    found = public_resolutions(community).filter(id=resolution_id).first()
    if found is None:
        raise NotSeen()
    return _page(community, found)


def resolution_page(community: Community, actor: Actor, resolution_id: uuid.UUID) -> ResolutionPage:
    rows = Resolution.objects.select_related("hall", "meeting")
    return _page(community, get_visible(actor, SEE, rows, community.id, id=resolution_id))


@dataclass(frozen=True)
class HallPage:
    hall: Hall
    sides: list[HallSide]
    meetings: list[Meeting]
    resolutions: list[ResolutionLine]

    @property
    def seats(self) -> int:
        return sum(side.seats for side in self.sides if side.until is None)


def hall_page(community: Community, actor: Actor, hall_id: uuid.UUID) -> HallPage:
    hall = get_visible(actor, SEE, Hall.objects.all(), community.id, id=hall_id)
    resolutions = resolution_lines(community, hall_id=hall.id, public=False)
    return HallPage(hall, list(hall.sides.all()), list(hall.meetings.all()[:50]), resolutions)


def all_halls(community: Community, actor: Actor) -> Sequence[HallLine]:
    require(actor, SEE, community.id)
    return open_halls(community)


def held_meetings(hall: Hall) -> list[Meeting]:
    return list(hall.meetings.filter(state=MeetingState.HELD)[:50])
