"""What becomes stale by itself."""

import datetime as dt

from linli.apps.accounts.operations.forgetting import forget_stale
from linli.kernel import clock
from linli.kernel.working import does

PAUSE = dt.timedelta(hours=1)
_next: list[dt.datetime] = []


@does("forgotten")
def forget() -> int:
    """Scrambled addresses after a day, sessions after their end; looked for once an hour."""
    moment = clock.now()
    if _next and _next[0] - PAUSE <= moment < _next[0]:
        return 0
    _next[:] = [moment + PAUSE]
    return forget_stale()
