"""What the screen in the service centre shows of matters: this month's, and the latest answers."""

from dataclasses import dataclass

from django.db.models import Count, Q

from linli.apps.cases.public import (
    FINISHED_STATES,
    OPEN_STATES,
    PublicRow,
    public_board,
    public_cases,
)
from linli.kernel import clock
from linli.kernel.community import Community

MOST_ROWS = 4


@dataclass(frozen=True)
class Month:
    answered: int
    in_hand: int
    overdue: int

    @property
    def total(self) -> int:
        return self.answered + self.in_hand + self.overdue


def this_month(community: Community) -> Month:
    """Public matters registered since the first of the month."""
    now = clock.now()
    first = clock.local(now, community).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    rows = public_cases(community).filter(registered_at__gte=first).order_by()
    late = Q(state__in=OPEN_STATES, resolution_due__lt=now)
    counts = rows.aggregate(
        answered=Count("pk", filter=Q(state__in=FINISHED_STATES)),
        alive=Count("pk", filter=Q(state__in=OPEN_STATES)),
        late=Count("pk", filter=late),
    )
    return Month(counts["answered"], counts["alive"] - counts["late"], counts["late"])


def latest(community: Community) -> list[PublicRow]:
    return public_board(community, size=MOST_ROWS).rows
