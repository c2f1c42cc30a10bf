"""What falls due: rooms to which nobody came, and the end of each date."""

from linli.apps.venues.operations.presence import (
    FINISH_TIMER,
    RELEASE_TIMER,
    finish_date,
    release_date,
)
from linli.kernel.timers.models import Timer
from linli.kernel.timers.running import handles


@handles(RELEASE_TIMER)
def release_due(timer: Timer) -> None:
    release_date(community_id=timer.community_id, date_id=timer.object_id)


@handles(FINISH_TIMER)
def finish_due(timer: Timer) -> None:
    finish_date(community_id=timer.community_id, date_id=timer.object_id)
