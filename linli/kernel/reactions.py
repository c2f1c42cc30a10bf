"""Reactions that run after the act, and the one to every record: tell the webhooks."""

from linli.kernel import forgetting as _forgetting  # noqa: F401  registers the worker's work
from linli.kernel.media import changing as _changing  # noqa: F401  registers verbs
from linli.kernel.media import keeping as _keeping  # noqa: F401  registers verbs and policies
from linli.kernel.media import sweeping as _sweeping  # noqa: F401  registers the worker's sweep
from linli.kernel.outbox import channels as _channels  # noqa: F401  registers e-mail and calls
from linli.kernel.records.models import Record
from linli.kernel.records.writing import REACTIONS, reaction
from linli.kernel.timers.models import Timer
from linli.kernel.timers.running import handles
from linli.kernel.webhooks.delivering import announce


@handles("reaction")
def react(timer: Timer) -> None:
    record = Record.objects.get(community_id=timer.community_id, id=timer.object_id)
    for answer in [*REACTIONS.get(record.verb, ()), *REACTIONS.get("*", ())]:
        if answer.name == timer.payload["answer"]:
            answer.react(record)


@reaction("*")
def tell_receivers(record: Record) -> None:
    announce(record)
