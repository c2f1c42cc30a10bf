"""VEN-1, 4, 6, 7, 8, 9, 10: numbers, states and codes of the field's contract."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from functools import partial
from typing import Any

import pytest

from linli.apps.venues.choices import Booker
from linli.apps.venues.models import Booking, RoomSlot, Strike
from linli.apps.venues.operations import (
    Wanted,
    book,
    cancel_booking,
    change_room,
    check_in_booking,
    close_room,
    free_bookings_for,
    holds_booking,
    open_room,
    set_quota,
)
from linli.apps.venues.operations.cancelling import HOLDS
from linli.apps.venues.queries.bookings import allowance, dates_of, strikes_of
from linli.apps.venues.queries.occupied import state_now
from linli.apps.venues.tests.conftest import SINCE, House
from linli.kernel import clock
from linli.kernel.community import Community
from linli.kernel.errors import Conflict, RuleNotMet
from linli.kernel.outbox.models import Notice
from linli.kernel.timers.running import run_due
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


def test_ven_1_times_are_half_open_and_rounded_outwards(house: House) -> None:
    house.book("2026-03-03T09:00", "2026-03-03T10:00")
    house.book("2026-03-03T10:00", "2026-03-03T11:00")
    house.book("2026-03-04T09:00", "2026-03-04T10:00")
    status, code, _data = refused(lambda: house.book("2026-03-04T09:59", "2026-03-04T10:30"))
    assert (status, code) == (409, "occupied")


def test_ven_1_with_a_buffer_after(house: House) -> None:
    system = house.actor("system")
    change_room(
        community=house.home, actor=system, room_id=house.room.id, changes={"buffer_after": 15}
    )
    house.book("2026-03-03T09:00", "2026-03-03T10:00")
    status, code, _data = refused(lambda: house.book("2026-03-03T10:00", "2026-03-03T11:00"))
    assert (status, code) == (409, "occupied")
    assert house.states(house.book("2026-03-03T10:15", "2026-03-03T11:00")) == ["approved"]


def weekly(house: House, **more: Any) -> Booking:
    return house.book(
        "2026-03-03T09:00", "2026-03-03T10:00", who="committee", every="week", times=8, **more
    )


def test_ven_4_a_series_names_every_date_that_cannot_be(house: House) -> None:
    house.book("2026-03-17T09:00", "2026-03-17T10:00")
    house.book("2026-03-31T09:30", "2026-03-31T11:00")
    status, code, data = refused(lambda: weekly(house))
    assert (status, code, data["numbers"]) == (409, "occupied", [3, 5])
    assert [(c["number"], c["starts_at"]) for c in data["conflicts"]] == [
        (3, "2026-03-17T09:00:00+08:00"),
        (5, "2026-03-31T09:00:00+08:00"),
    ]
    status, code, data = refused(lambda: weekly(house, skip=[3]))
    assert (status, code, data["numbers"]) == (409, "occupied", [5])
    made = weekly(house, skip=[3, 5])
    assert [date.number for date in dates_of(made)] == [1, 2, 4, 6, 7, 8]
    assert made.skipped == [3, 5]
    assert house.states(made) == ["approved"] * 6


def test_ven_6_nobody_came_by_a_quarter_past(house: House, at: At) -> None:
    made = house.book("2026-03-03T09:00", "2026-03-03T10:00")
    person = str(house.person.id)
    with at("2026-03-03 09:14"):
        status, code, _data = refused(
            lambda: house.book("2026-03-03T09:15", "2026-03-03T10:00", who="committee")
        )
        assert (status, code) == (409, "occupied")
    with at("2026-03-03 09:15"):  # no worker has run
        assert state_now(house.one_date(made), clock.now()) == "no_show"
        assert strikes_of(house.home, Booker.PERSON, person) == 1
        status, code, _data = refused(
            lambda: check_in_booking(
                community=house.home, actor=house.actor("resident"), booking_id=made.id
            )
        )
        assert (status, code) == (409, "released")
        other = house.book("2026-03-03T09:15", "2026-03-03T10:00", who="committee")
        assert house.states(other) == ["approved"]
        assert house.states(made) == ["no_show"]
        assert strikes_of(house.home, Booker.PERSON, person) == 1
        run_due()
        run_due()
    rows = Strike.objects.filter(community_id=house.home.id)
    assert [(str(row.booked_for_id), row.occurrence.booking_id) for row in rows] == [
        (person, made.id)
    ]


def test_ven_6_by_the_worker_alone_even_after_an_outage(house: House, at: At) -> None:
    made = house.book("2026-03-03T09:00", "2026-03-03T10:00")
    with at("2026-03-05 12:00"):
        assert run_due()["venues.release"] == 1
        assert house.states(made) == ["no_show"]
        (strike,) = Strike.objects.filter(community_id=house.home.id)
        assert strike.at == house.at("2026-03-03T09:15")
        kinds = Notice.objects.filter(community_id=house.home.id).values_list("kind", flat=True)
        assert list(kinds) == ["venues.released"]


def test_ven_6_checked_in_in_time_is_kept(house: House, at: At) -> None:
    made = house.book("2026-03-03T09:00", "2026-03-03T10:00")
    with at("2026-03-03 09:14"):
        check_in_booking(community=house.home, actor=house.actor("resident"), booking_id=made.id)
    with at("2026-03-03 09:30"):
        run_due()
        assert house.states(made) == ["checked_in"]
        status, code, _data = refused(
            lambda: house.book("2026-03-03T09:30", "2026-03-03T10:00", who="committee")
        )
        assert (status, code) == (409, "occupied")
    with at("2026-03-03 10:00"):
        run_due()
        assert house.states(made) == ["done"]
    assert Strike.objects.filter(community_id=house.home.id).count() == 0


def four_hours(house: House) -> None:
    set_quota(community=house.home, actor=house.actor("system"), minutes=240, since=SINCE)


def remaining(house: House) -> int:
    found = allowance(house.home, house.team.id, clock.today(house.home))
    assert found is not None
    return found.remaining


def test_ven_7_a_team_keeps_to_its_hours_of_the_month(house: House) -> None:
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
