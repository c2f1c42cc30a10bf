"""What waits for approval: its order, its rivals, and who decides."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import Any

import pytest

from linli.apps.venues.operations import (
    approve_booking,
    change_room,
    reject_booking,
)
from linli.apps.venues.queries.bookings import rivals_of, waiting_dates
from linli.apps.venues.tests.conftest import House
from linli.kernel.errors import Conflict, NotAllowed, NotKnown, Refusal
from linli.kernel.outbox.models import Notice

At = Callable[[str], AbstractContextManager[None]]


@pytest.fixture(autouse=True)
def monday(at: At) -> Iterator[None]:
    with at("2026-03-02 08:00"):
        yield


def code_of(act: Callable[[], Any], kind: type[Refusal] = Conflict) -> str:
    with pytest.raises(kind) as caught:
        act()
    return caught.value.code


def asks_first(house: House, **more: Any) -> None:
    change_room(
        community=house.home,
        actor=house.actor("system"),
        room_id=house.room.id,
        changes={"needs_approval": True, **more},
    )


def kinds_told(house: House) -> list[str]:
    rows = Notice.objects.filter(community_id=house.home.id).order_by("id")
    return list(rows.values_list("kind", flat=True))


def test_what_waits_holds_nothing_but_is_ordered(house: House) -> None:
    asks_first(house)
    first = house.book("2026-03-03T09:00", "2026-03-03T10:00")
    second = house.book("2026-03-03T09:30", "2026-03-03T10:30", who="neighbour")
    assert [house.states(row) for row in (first, second)] == [["pending"], ["pending"]]
    assert [date.booking_id for date in waiting_dates(house.home)] == [first.id, second.id]
    staff = house.book("2026-03-03T09:00", "2026-03-03T09:30", who="committee")
    assert house.states(staff) == ["approved"]


def test_the_approver_sees_the_rivals_and_the_losers_are_told(house: House) -> None:
    asks_first(house)
    winner = house.book("2026-03-03T09:00", "2026-03-03T10:00")
    loser = house.book("2026-03-03T09:30", "2026-03-03T10:30", who="neighbour")
    beside = house.book("2026-03-03T10:00", "2026-03-03T11:00", who="neighbour")
    dates = [house.one_date(winner)]
    assert [date.booking_id for date in rivals_of(house.home, dates)] == [loser.id]
    approver = house.actor("committee")

    def approve(**more: Any) -> Any:
        return approve_booking(community=house.home, actor=approver, booking_id=winner.id, **more)

    assert code_of(lambda: approve(rivals_seen=[])) == "rivals_changed"
    granted = approve(rivals_seen=[loser.id])
    assert [date.booking_id for date in granted.losers] == [loser.id]
    assert [house.states(row)[0] for row in (winner, loser, beside)] == [
        "approved",
        "rejected",
        "pending",
    ]
    assert kinds_told(house) == ["venues.approved", "venues.rejected"]
    assert code_of(approve) == "wrong_state"


def test_approval_looks_again_whether_the_time_is_free(house: House) -> None:
    asks_first(house)
    waiting = house.book("2026-03-03T09:00", "2026-03-03T10:00")
    house.book("2026-03-03T09:00", "2026-03-03T10:00", who="committee")

    def approve() -> Any:
        return approve_booking(
            community=house.home, actor=house.actor("chief"), booking_id=waiting.id
        )

    assert code_of(approve) == "occupied"
    assert house.states(waiting) == ["pending"]
    reject_booking(
        community=house.home,
        actor=house.actor("chief"),
        booking_id=waiting.id,
        reason="那天有支部大会",
    )
    assert house.states(waiting) == ["rejected"]
    assert kinds_told(house) == ["venues.rejected"]


def test_only_staff_decides(house: House) -> None:
    asks_first(house)
    waiting = house.book("2026-03-03T09:00", "2026-03-03T10:00")
    for who, kind in (("resident", NotAllowed), ("outsider", NotAllowed), ("anonymous", NotKnown)):
        with pytest.raises(kind):
            approve_booking(community=house.home, actor=house.actor(who), booking_id=waiting.id)
    assert house.states(waiting) == ["pending"]
