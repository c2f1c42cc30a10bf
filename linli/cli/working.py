"""One round of the worker, and the loop around it."""

import logging
import signal
import threading
from types import FrameType

from django.db import close_old_connections

from linli.kernel.working import work_round

log = logging.getLogger("linli.worker")


def work_once() -> dict[str, int]:
    """Rounds until nothing is left that is due now."""
    total: dict[str, int] = {}
    for _round in range(1000):
        done = work_round()
        for name, count in done.items():
            total[name] = total.get(name, 0) + count
        if not any(done.values()):
            break
    return total


def work_forever(pause: float) -> None:
    """Until SIGTERM or SIGINT; trouble in one round never ends the worker."""
    stop = threading.Event()

    def ask_to_stop(_number: int, _frame: FrameType | None) -> None:
        stop.set()

    signal.signal(signal.SIGTERM, ask_to_stop)
    signal.signal(signal.SIGINT, ask_to_stop)
    while not stop.is_set():
        close_old_connections()
        try:
            busy = any(work_round().values())
        except Exception:
            log.exception("a round of the worker failed")
            busy = False
        stop.wait(0 if busy else pause)
