"""Dated acts, carried out one after another under the clock of their day.

What has been done is kept part by part in the same transaction, so an interrupted load goes on
where it ended. Between two acts every timer that falls due runs at its own moment: reminders,
supervision and archiving come about as they would have.
"""

import datetime as dt
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from linli.kernel import clock
from linli.kernel.community import Community
from linli.kernel.idempotency import KeptAnswer, Outcome, once
from linli.kernel.remembering import forget, lower, lowest, remembered
from linli.kernel.timers.models import Timer, TimerState
from linli.kernel.timers.running import run_one

ROUTE = "demo.load"
LAST = dt.datetime.max.replace(tzinfo=dt.UTC)
PART = 10
Notes = dict[str, str]


@dataclass(frozen=True)
class Act:
    """`alone`: it has its own short transactions and can be repeated, so it is no part of one.

    What `do` returns is remembered for the acts after it, also when they run in another process.
    """

    at: dt.datetime
    do: Callable[[], Notes | None]
    alone: bool = False


@dataclass
class Timeline:
    """`pause` is the share of the time that is left to others who want to write."""

    home: Community
    remember: Callable[[Notes], None]
    pause: float = 0.0

    def perform(self, name: str, acts: Iterable[Act]) -> None:
        with remembered():
            for number, part in enumerate(in_parts(sorted(acts, key=lambda act: act.at))):
                began = time.monotonic()
                self.remember(self._once(f"{name}:{number:05d}", part))
                time.sleep((time.monotonic() - began) * self.pause)

    def _once(self, key: str, part: list[Act]) -> Notes:
        alone = part[0].alone
        if alone and not self._kept(key):
            carry_out(self.home, part)

        def act() -> Outcome:
            return 201, {"done": True, **({} if alone else carry_out(self.home, part))}

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


def carry_out(home: Community, acts: Iterable[Act]) -> dict[str, Any]:
    notes: dict[str, Any] = {}
    for act in acts:
        run_timers(home, act.at)
        with clock.frozen(act.at):
            notes |= act.do() or {}
    return notes


def run_timers(home: Community, until: dt.datetime) -> int:
    """Every timer of the community that is due by then, each at the moment it falls due."""
    count = 0
    waiting = Timer.objects.filter(community_id=home.id, state=TimerState.WAITING)
    first = waiting.order_by("due_at", "id").values_list("id", "due_at", "next_try_at")
    key = ("timers", home.id)
    while (floor := lowest(key)) is None or floor <= until:
        due = first.exclude(next_try_at__gt=until).first()
        forget(key)
        lower(key, due[1] if due else LAST)
        if due is None or due[1] > until:
            return count
        timer_id, moment, again = due
        with clock.frozen(max(moment, again or moment)):
            run_one(community_id=home.id, timer_id=timer_id)
        forget(key)
        count += 1
    return count
