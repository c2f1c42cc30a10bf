"""Setting, cancelling and running timers.

Safe to run twice, by two workers at once, and after an outage: a timer is claimed by a
conditional UPDATE in the same transaction as what it does. A second worker waits for that row
and then finds nothing to claim; a crash rolls both back.
"""

import datetime as dt
import logging
import uuid
from collections.abc import Callable, Iterable
from typing import Any

from django.db import models, transaction

from linli.kernel import clock
from linli.kernel.inserting import insert_row
from linli.kernel.remembering import lower
from linli.kernel.tenancy import across_communities
from linli.kernel.timers.models import Timer, TimerState

log = logging.getLogger("linli.timers")
Handler = Callable[[Timer], None]
HANDLERS: dict[str, Handler] = {}
LATE_AFTER = dt.timedelta(minutes=2)
RETRY_MINUTES = (1, 5, 30, 120, 720)


def handles(kind: str) -> Callable[[Handler], Handler]:
    """Decorator: what happens when a timer of this kind falls due (inside its transaction)."""

    def register(handler: Handler) -> Handler:
        if HANDLERS.setdefault(kind, handler) is not handler:
            raise ValueError(f"two handlers for timers of kind {kind}")
        return handler

    return register


def set_timer(
    *,
    community_id: int,
    kind: str,
    object_id: uuid.UUID,
    due_at: dt.datetime,
    key: str = "",
    **payload: Any,
) -> None:
    """Make the row, once; setting the same deadline again changes nothing."""
    lower(("timers", community_id), due_at)
    timer = Timer(
        community_id=community_id,
        kind=kind,
        object_id=object_id,
        due_at=due_at,
        key=key,
        payload=payload,
    )
    insert_row(timer, once=True)


def cancel_timers(*, community_id: int, object_id: uuid.UUID, kinds: Iterable[str] = ()) -> int:
    rows = Timer.objects.filter(
        community_id=community_id, object_id=object_id, state=TimerState.WAITING
    )
    if kinds:
        rows = rows.filter(kind__in=list(kinds))
    return rows.update(state=TimerState.CANCELLED)


def run_due(limit: int = 500, community_id: int | None = None) -> dict[str, int]:
    """Run what is due, oldest first; counts by kind. What is beyond `limit` waits."""
    moment = clock.now()
    counts: dict[str, int] = {}
    with across_communities("the worker polls every community for due timers"):
        due = Timer.objects.filter(state=TimerState.WAITING, due_at__lte=moment).exclude(
            next_try_at__gt=moment
        )
        if community_id is not None:
            due = due.filter(community_id=community_id)
        else:  # a community that is being loaded lives in its past; its loader runs its timers
            due = due.exclude(community__loading=True)
        waiting = list(due.order_by("due_at", "id")[:limit].values_list("community_id", "id"))
    for home, timer_id in waiting:
        kind = run_one(community_id=home, timer_id=timer_id)
        if kind:
            counts[kind] = counts.get(kind, 0) + 1
    return counts


def run_one(*, community_id: int, timer_id: uuid.UUID) -> str:
    """Claim and run one timer; its kind if this call did it, else an empty string."""
    mine = Timer.objects.filter(community_id=community_id, id=timer_id)
    try:
        with transaction.atomic():
            moment = clock.now()
            claimed = mine.filter(state=TimerState.WAITING).update(
                state=TimerState.DONE,
                ran_at=moment,
                late=models.Case(
                    models.When(due_at__lt=moment - LATE_AFTER, then=True), default=False
                ),
            )
            if not claimed:
                return ""
            timer = mine.get()
            HANDLERS[timer.kind](timer)
            return timer.kind
    except Exception as trouble:
        log.exception("timer %s failed", timer_id)
        _note_trouble(mine, trouble)
        return ""


def _note_trouble(mine: models.QuerySet[Timer], trouble: Exception) -> None:
    # Only the class: a message could hold a person's words.
    timer = mine.filter(state=TimerState.WAITING).first()
    if timer is None:
        return
    given_up = timer.tries >= len(RETRY_MINUTES)
    wait = RETRY_MINUTES[min(timer.tries, len(RETRY_MINUTES) - 1)]
    mine.filter(state=TimerState.WAITING, tries=timer.tries).update(
        tries=timer.tries + 1,
        state=TimerState.FAILED if given_up else TimerState.WAITING,
        next_try_at=clock.now() + dt.timedelta(minutes=wait),
        trouble=type(trouble).__name__,
    )
