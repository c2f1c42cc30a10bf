"""What the kernel keeps for a time only: answers to repeated writes, for a month."""

import datetime as dt

from linli.kernel import clock
from linli.kernel.community import Community
from linli.kernel.idempotency import KeptAnswer
from linli.kernel.working import does

KEPT_DAYS = 30
PAUSE = dt.timedelta(hours=1)
_last: list[dt.datetime] = []


@does("answers forgotten")
def forget_when_due() -> int:
    """Once an hour in each worker, because looking costs more than there is to do."""
    moment = clock.now()
    if _last and abs(moment - _last[0]) < PAUSE:
        return 0
    _last[:] = [moment]
    homes = Community.objects.values_list("id", flat=True)
    return sum(forget_old_answers(home, moment) for home in homes)


def forget_old_answers(community_id: int, moment: dt.datetime) -> int:
    """A telephone repeats for minutes or days; after a month its key may be used anew."""
    edge = moment - dt.timedelta(days=KEPT_DAYS)
    old = KeptAnswer.objects.filter(community_id=community_id, kept_at__lt=edge)
    return old.delete()[0]
