"""What a worker does in one round. Rooms of the kernel add their work with `does`."""

from collections.abc import Callable

from linli.kernel.community import Community
from linli.kernel.records.sealing import seal
from linli.kernel.timers.running import run_due

Work = Callable[[], int]
WORK: dict[str, Work] = {}


def does(name: str) -> Callable[[Work], Work]:
    """Decorator: something each round of the worker does; returns how many it did."""

    def register(work: Work) -> Work:
        WORK[name] = work
        return work

    return register


def work_round() -> dict[str, int]:
    done = {f"timer {kind}": count for kind, count in run_due().items()}
    for name, work in WORK.items():
        done[name] = work()
    return done


@does("sealed")
def seal_all() -> int:
    """Per community, one batch each: no transaction spans two communities."""
    return sum(seal(home) for home in Community.objects.values_list("id", flat=True))
