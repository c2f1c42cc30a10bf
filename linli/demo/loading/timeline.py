"""Dated acts, carried out one after another under the clock of their day.

What has been done is kept part by part in the same transaction, so an interrupted load goes on
where it ended. Between two acts every timer that falls due runs at its own moment: reminders,
supervision and archiving come about as they would have.
"""

import datetime as dt
import heapq
import time
import uuid
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from linli.kernel import clock
from linli.kernel.community import Community
from linli.kernel.idempotency import KeptAnswer, Outcome, once
from linli.kernel.remembering import forget, lower, lowest, remembered
from linli.kernel.timers.models import Timer, TimerState
from linli.kernel.timers.running import run_one

ROUTE = "demo.load"
PART = 6
NEVER = dt.datetime.max.replace(tzinfo=dt.UTC)
Notes = dict[str, str]


@dataclass(frozen=True)
class Act:
    """`alone`: it has its own short transactions and can be repeated, so it is no part of one.

    What `do` returns is remembered for the acts after it, also when they run in another process.
    """

    at: dt.datetime
    do: Callable[[], Notes | None]
    alone: bool = False


@dataclass(frozen=True)
class Due:
    """A timer that waits, and the moment at which it runs."""

    id: uuid.UUID
    about: uuid.UUID
    at: dt.datetime


@dataclass
class Timeline:
    """`pause` is the share of the time that is left to others who want to write.

    `replies` says what people do about a timer that has just run, given what it is about.
    """

    home: Community
    remember: Callable[[Notes], None]
    pause: float = 0.0
    replies: Callable[[uuid.UUID], Iterable[Act]] = lambda _about: ()
    _soon: list[tuple[dt.datetime, int, Act]] = field(default_factory=list)
    _count: int = 0

    def perform(self, name: str, acts: Iterable[Act], until: dt.datetime) -> None:
        """All acts, then whatever falls due by then."""
        with remembered():
            for number, part in enumerate(in_parts(sorted(acts, key=lambda act: act.at))):
                began = time.monotonic()
                self.remember(self._once(f"{name}:{number:05d}", part))
                time.sleep((time.monotonic() - began) * self.pause)
            self._go_on(until)

    def _once(self, key: str, part: list[Act]) -> Notes:
        alone = part[0].alone
        if alone and not self._kept(key):
            self._carry_out(part)

        def act() -> Outcome:
            return 201, {"done": True, **({} if alone else self._carry_out(part))}

        names: dict[str, Any] = {
            "community_id": self.home.id,
            "actor": "system",
            "route": ROUTE,
            "key": key,
        }
        return once(**names, body=None, act=act)[1]

    def _kept(self, key: str) -> bool:
        rows = KeptAnswer.objects.filter(community_id=self.home.id, route=ROUTE, key=key)
        return rows.exists()

    def _carry_out(self, acts: Iterable[Act]) -> dict[str, Any]:
        notes: dict[str, Any] = {}
        for act in acts:
            self._go_on(act.at)
            with clock.frozen(act.at):
                notes |= act.do() or {}
        return notes

    def _go_on(self, until: dt.datetime) -> None:
        """Timers and the replies to them up to a moment, in the order of their moments."""
        while True:
            due = self._next_timer(until)
            soon = self._soon[0][0] if self._soon else NEVER
            if due is not None and due.at <= soon:
                self._run(due)
            elif soon <= until:
                _at, _number, act = heapq.heappop(self._soon)
                with clock.frozen(act.at):
                    act.do()
            else:
                return

    def _run(self, due: Due) -> None:
        with clock.frozen(due.at):
            run_one(community_id=self.home.id, timer_id=due.id)
            forget(("timers", self.home.id))
            for reply in self.replies(due.about):
                self._count += 1
                heapq.heappush(self._soon, (reply.at, self._count, reply))

    def _next_timer(self, until: dt.datetime) -> Due | None:
        """Asked only when something may be due: setting a timer notes its moment."""
        key = ("timers", self.home.id)
        floor = lowest(key)
        if floor is not None and floor > until:
            return None
        waiting = Timer.objects.filter(community_id=self.home.id, state=TimerState.WAITING)
        rows = waiting.exclude(next_try_at__gt=until).order_by("due_at", "id")
        first = rows.values_list("id", "object_id", "due_at", "next_try_at").first()
        forget(key)
        lower(key, first[2] if first else NEVER)
        if first is None or first[2] > until:
            return None
        timer_id, about, moment, again = first
        return Due(timer_id, about, max(moment, again or moment))


def in_parts(acts: Iterable[Act]) -> Iterator[list[Act]]:
    part: list[Act] = []
    for act in acts:
        if part and (act.alone or len(part) == PART):
            yield part
            part = []
        if act.alone:
            yield [act]
        else:
            part.append(act)
    if part:
        yield part
