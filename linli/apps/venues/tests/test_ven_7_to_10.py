"""VEN-7 to VEN-10: quotas, closures, rooms of activities, capacity; composed rooms."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from functools import partial
from typing import Any

import pytest

from linli.apps.venues.models import Booking, RoomSlot
from linli.apps.venues.operations import (
    Wanted,
    book,
    cancel_booking,
    close_room,
    free_bookings_for,
    holds_booking,
    open_room,
    set_quota,
)
from linli.apps.venues.operations.cancelling import HOLDS
from linli.apps.venues.queries.standing import allowance
from linli.apps.venues.tests.conftest import SINCE, House
from linli.kernel import clock
from linli.kernel.community import Community
from linli.kernel.errors import Conflict, RuleNotMet
from linli.kernel.outbox.models import Notice
from tests.cast import new_id

At = Callable[[str], AbstractContextManager[None]]
# 2 March 2026 is a Monday.


@pytest.fixture(autouse=True)
def monday(at: At) -> Iterator[None]:
    with at("2026-03-02 08:00"):
        yield


def refused(act: Callable[[], Any]) -> tuple[int, str, dict[str, Any]]:
    with pytest.raises((Conflict, RuleNotMet)) as caught:
        act()
    return caught.value.status, caught.value.code, caught.value.data


def four_hours(house: House) -> None:
    set_quota(community=house.home, actor=house.actor("system"), minutes=240, since=SINCE)


def remaining(house: House) -> int:
    found = allowance(house.home, house.team.id, clock.today(house.home))
    assert found is not None
    return found.remaining


def test_ven_7_a_team_keeps_to_its_hours_of_the_month(house: House) -> None:
    """Practice 0-08."""
    four_hours(house)
    two = house.for_team("2026-03-10T09:00", "2026-03-10T11:00")
    house.for_team("2026-03-11T09:00", "2026-03-11T10:00")
    status, code, data = refused(lambda: house.for_team("2026-03-12T09:00", "2026-03-12T11:00"))
    assert (status, code, data["remaining_hours"]) == (409, "quota", 1.0)
    assert remaining(house) == 60
    april = house.for_team("2026-04-10T09:00", "2026-04-10T11:00")
    assert house.states(april) == ["approved"]
    cancel_booking(community=house.home, actor=house.actor("committee"), booking_id=two.id)
    assert remaining(house) == 180
    house.for_team("2026-03-12T09:00", "2026-03-12T12:00")
    assert remaining(house) == 0


def test_ven_7_cancelled_too_late_it_still_counts(house: House, at: At) -> None:
    four_hours(house)
    two = house.for_team("2026-03-10T09:00", "2026-03-10T11:00")
    with at("2026-03-09 10:00"):
        cancel_booking(community=house.home, actor=house.actor("committee"), booking_id=two.id)
        assert remaining(house) == 120
    assert house.states(two) == ["cancelled"]
    again = house.for_team("2026-03-10T09:00", "2026-03-10T11:00")
    assert house.states(again) == ["approved"]


def test_ven_8_a_closure_lists_cancels_and_tells(house: House) -> None:
    mine = [
        house.book("2026-03-10T08:00", "2026-03-10T09:00"),
        house.book("2026-03-10T14:00", "2026-03-10T15:00"),
        house.for_team("2026-03-10T18:00", "2026-03-10T20:00"),
    ]
    before = house.book("2026-03-09T14:00", "2026-03-09T15:00")
    elsewhere = house.book("2026-03-10T14:00", "2026-03-10T15:00", room=house.a)
    closing = close_room(
        community=house.home,
        actor=house.actor("committee"),
        room_id=house.room.id,
        starts_at=house.at("2026-03-10T00:00"),
        ends_at=house.at("2026-03-11T00:00"),
        reason="空调换滤网",
    )
    assert [row.id for row in closing.bookings] == [row.id for row in mine]
    assert [house.states(row) for row in mine] == [["cancelled_by_host"]] * 3
    assert [house.states(row) for row in (before, elsewhere)] == [["approved"]] * 2
    told = Notice.objects.filter(community_id=house.home.id, kind="venues.cancelled_by_host")
    assert {notice.subject_id for notice in told} == {row.id for row in mine}
    assert told.count() == 3
    status, code, _data = refused(lambda: house.book("2026-03-10T20:00", "2026-03-10T21:00"))
    assert (status, code) == (409, "room_closed")


def test_ven_8_closing_a_part_closes_the_hall(house: House) -> None:
    hall = house.book("2026-03-10T14:00", "2026-03-10T15:00", room=house.hall)
    other_part = house.book("2026-03-10T16:00", "2026-03-10T17:00", room=house.b)
    close_room(
        community=house.home,
        actor=house.actor("committee"),
        room_id=house.a.id,
        starts_at=house.at("2026-03-10T00:00"),
        ends_at=house.at("2026-03-11T00:00"),
        reason="地板打蜡",
    )
    assert house.states(hall) == ["cancelled_by_host"]
    assert house.states(other_part) == ["approved"]


@pytest.fixture
def living() -> Iterator[set[str]]:
    """Ids of activities that live, as an app above would know them."""
    alive: set[str] = set()
    before = dict(HOLDS)

    @holds_booking("activity")
    def holds(_community: Community, booking: Booking) -> bool:
        return booking.booked_for_id in alive

    yield alive
    HOLDS.clear()
    HOLDS.update(before)


def for_session(house: House, session: str, room: Any) -> Booking:
    wanted = Wanted(
        room_id=room.id,
        starts_at=house.at("2026-03-10T14:00"),
        ends_at=house.at("2026-03-10T16:00"),
        booked_for_kind="activity",
        booked_for_id=session,
        booked_for_name="元宵灯谜会",
    )
    return book(community=house.home, actor=house.actor("resident"), wanted=wanted, judged=True)


def test_ven_9_the_room_goes_with_the_activity(house: House, living: set[str]) -> None:
    session = str(new_id())
    living.add(session)
    booking = for_session(house, session, house.room)

    def cancel() -> Booking:
        return cancel_booking(
            community=house.home, actor=house.actor("committee"), booking_id=booking.id
        )

    status, code, data = refused(cancel)
    assert (status, code, data["booked_for"]) == (409, "still_needed", session)
    assert house.states(booking) == ["approved"]
    living.discard(session)
    freed = free_bookings_for(
        community=house.home, actor=house.actor("committee"), kind="activity", key=session
    )
    assert [row.id for row in freed] == [booking.id]
    assert house.states(booking) == ["cancelled"]
    assert RoomSlot.objects.filter(community_id=house.home.id).count() == 0
    house.book("2026-03-10T14:00", "2026-03-10T16:00")


def test_ven_9_replaced_it_may_go(house: House, living: set[str]) -> None:
    session = str(new_id())
    living.add(session)
    first = for_session(house, session, house.room)
    second = for_session(house, session, house.a)
    cancel_booking(community=house.home, actor=house.actor("committee"), booking_id=first.id)
    assert house.states(first) == ["cancelled"]
    status, code, _data = refused(
        lambda: cancel_booking(
            community=house.home, actor=house.actor("committee"), booking_id=second.id
        )
    )
    assert (status, code) == (409, "still_needed")


def test_ven_10_more_people_than_the_room_holds(house: House) -> None:
    status, code, data = refused(
        lambda: house.book("2026-03-03T09:00", "2026-03-03T10:00", expected=25)
    )
    assert (status, code, data["capacity"]) == (422, "over_room_capacity", 20)
    made = house.book("2026-03-03T09:00", "2026-03-03T10:00", expected=20)
    assert house.states(made) == ["approved"]


def test_the_hall_takes_its_parts_and_the_parts_the_hall(house: House) -> None:
    house.book("2026-03-03T09:00", "2026-03-03T10:00", room=house.hall)
    for room in (house.a, house.b, house.hall):
        again = partial(house.book, "2026-03-03T09:00", "2026-03-03T10:00", room=room)
        assert refused(again)[:2] == (409, "occupied")
    house.book("2026-03-04T09:00", "2026-03-04T10:00", room=house.a)
    status, code, _data = refused(
        lambda: house.book("2026-03-04T09:30", "2026-03-04T11:00", room=house.hall)
    )
    assert (status, code) == (409, "occupied")
    house.book("2026-03-04T09:30", "2026-03-04T11:00", room=house.b)


def test_a_hall_of_a_hall_reaches_down_to_the_last_part(house: House) -> None:
    whole = open_room(
        community=house.home,
        actor=house.actor("system"),
        venue_id=house.venue.id,
        name="整层",
        capacity=200,
        parts=[house.hall.id, house.room.id],
    )
    house.book("2026-03-03T09:00", "2026-03-03T10:00", room=house.b)
    status, code, _data = refused(
        lambda: house.book("2026-03-03T09:00", "2026-03-03T10:00", room=whole)
    )
    assert (status, code) == (409, "occupied")
