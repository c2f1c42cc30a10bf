"""VEN-1, VEN-4, VEN-6: times on the grid, series, rooms to which nobody came."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import Any

import pytest

from linli.apps.venues.choices import Booker
from linli.apps.venues.models import Booking, Strike
from linli.apps.venues.operations import (
    change_room,
    check_in_booking,
)
from linli.apps.venues.queries.bookings import dates_of
from linli.apps.venues.queries.occupied import state_now
from linli.apps.venues.queries.standing import strikes_of
from linli.apps.venues.tests.conftest import House
from linli.kernel import clock
from linli.kernel.errors import Conflict, RuleNotMet
from linli.kernel.outbox.models import Notice
from linli.kernel.timers.running import run_due

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
