"""Hours used, not hours booked; each number opens into its rows and adds up."""

import datetime as dt
from collections.abc import Callable
from contextlib import AbstractContextManager

from linli.apps.venues.operations import check_in_booking, leave_room
from linli.apps.venues.tests.conftest import House
from linli.kernel.measures import MEASURES, Question

At = Callable[[str], AbstractContextManager[None]]


def test_hours_used_are_not_hours_booked(house: House, at: At) -> None:
    with at("2026-03-02 08:00"):
        used = house.book("2026-03-03T09:00", "2026-03-03T11:00")
        short = house.for_team("2026-03-03T14:00", "2026-03-03T16:00")
        house.book("2026-03-04T09:00", "2026-03-04T10:00")
        later = house.book("2026-03-10T09:00", "2026-03-10T10:00")
    for booking, came in ((used, "2026-03-03 09:05"), (short, "2026-03-03 14:00")):
        with at(came):
            check_in_booking(
                community=house.home, actor=house.actor("committee"), booking_id=booking.id
            )
    with at("2026-03-03 15:30"):
        leave_room(community=house.home, actor=house.actor("committee"), booking_id=short.id)
    with at("2026-03-05 12:00"):  # the worker has not run
        march = Question([house.home], dt.date(2026, 3, 31), dt.date(2026, 3, 1))
        values = {key: MEASURES[f"venues.{key}"].value(march) for key in KEYS}
        assert values == {
            "rooms": 4,
            "bookings": 4,
            "uses": 2,
            "hours_used": 3.5,
            "hours_booked": 5.0,
            "no_shows": 1,
        }
        drill = MEASURES["venues.hours_used"].drill(march)
        assert sum(row.used_minutes for row in drill) == 210
        assert MEASURES["venues.hours_used"].split(march, "booked_for") == {
            "person": 2.0,
            "team": 1.5,
        }
        assert later.id not in {row.booking_id for row in drill}


KEYS = ("rooms", "bookings", "uses", "hours_used", "hours_booked", "no_shows")
