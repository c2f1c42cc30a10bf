"""VEN-2 with real threads against real server processes, on both databases."""

import datetime as dt
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest

from tests.races.test_cases_at_once import at_once
from tests.running import Answer, Running, Visitor

ROUNDS = 50
PEOPLE = 20


def wanted(room: str, day: dt.date, hour: int) -> dict[str, Any]:
    def at(when: int) -> str:
        return f"{day.isoformat()}T{when:02}:00:00+08:00"

    return {"room_id": room, "starts_at": at(hour), "ends_at": at(hour + 1)}


def booking(visitor: Visitor, room: str, day: dt.date, hour: int) -> Callable[[], Answer]:
    return lambda: visitor.post_json("/api/v1/c/alpha/bookings", wanted(room, day, hour))


def race(linli: Running, first: dt.date, rounds: int) -> None:
    linli.door("clock", {"now": "2026-03-02T08:00:00+08:00"})
    room = linli.door("seed", {"fixture": "rooms"})["rooms"]["room"]
    visitors = [linli.visitor("committee") for _ in range(PEOPLE)]
    for visitor in visitors:
        visitor.token()
    before = linli.ask(SLOTS)
    for number in range(rounds):
        day = first + dt.timedelta(days=number)
        same = at_once([booking(each, room, day, 9) for each in visitors])
        assert Counter(answer.status for answer in same) == {201: 1, 409: PEOPLE - 1}, [
            answer.text[:200] for answer in same
        ]
        codes = {answer.json()["code"] for answer in same if answer.status == 409}
        assert codes == {"occupied"}
        apart = [booking(each, room, day, 10 + n) for n, each in enumerate(visitors[:10])]
        assert Counter(answer.status for answer in at_once(apart)) == {201: 10}
    after = linli.ask(SLOTS)
    more = {name: after[name] - before[name] for name in after}
    assert more == {"slots": rounds * 11 * 4, "living": rounds * 11}


SLOTS = """
from linli.apps.venues.models import Occurrence, RoomSlot
from linli.kernel.tenancy import across_communities
with across_communities("a test counts"):
    answer = {
        "slots": RoomSlot.objects.count(),
        "living": Occurrence.objects.filter(state="approved").count(),
    }
"""


def test_ven_2_twenty_at_once_for_one_hour_and_ten_for_ten(linli: Running) -> None:
    race(linli, dt.date(2026, 3, 3), 1)


@pytest.mark.long
def test_ven_2_fifty_rounds(linli: Running) -> None:
    race(linli, dt.date(2026, 4, 1), ROUNDS)
