"""Each plan turns its page at midnight."""

from linli.apps.duties.operations import TURN, turn_plan
from linli.kernel.timers.models import Timer
from linli.kernel.timers.running import handles


@handles(TURN)
def midnight(timer: Timer) -> None:
    turn_plan(community_id=timer.community_id, plan_id=timer.object_id)
