"""Pages of those who keep the centre: decided, closed, set up, lent, counted."""

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.test import Client

from linli.apps.venues.models import Booking, Closure, Item, Loan, OpeningRule, Room
from linli.apps.venues.operations import change_room, check_in_booking
from linli.apps.venues.queries.bookings import dates_of
from linli.apps.venues.tests.conftest import House

At = Callable[[str], AbstractContextManager[None]]
Visit = Callable[[str], Client]
HOME = "/c/alpha"


@pytest.fixture(autouse=True)
def monday(at: At) -> Iterator[None]:
    with at("2026-03-02 08:00"):
        yield


def tapped(house: House, **more: Any) -> dict[str, Any]:
    """What the booking form sends when nothing but the button is touched."""
    start = {"day": "2026-03-03", "begins": "09:00", "ends": "10:00", "expected": "10"}
    return {**start, "every": "", "times": "1", "skip": "", **more}


def book(visit: Visit, house: House, who: str = "resident", **more: Any) -> Any:
    path = f"{HOME}/rooms/{house.room.id}/bookings/"
    return visit(who).post(path, tapped(house, **more))


def test_decided_on_a_page_that_shows_the_rivals(house: House, visit: Visit) -> None:
    change_room(
        community=house.home,
        actor=house.actor("system"),
        room_id=house.room.id,
        changes={"needs_approval": True},
    )
    book(visit, house)
    book(visit, house, "neighbour")
    first, second = Booking.objects.filter(community_id=house.home.id).order_by("made_at", "id")
    page = visit("committee").get(f"{HOME}/work/rooms/waiting/").content.decode()
    assert str(second.id) in page
    path = f"{HOME}/bookings/{first.id}/approvals/"
    visit("committee").post(path, {"rivals": "", "back": "waiting"})
    assert house.states(first) == ["pending"]
    visit("committee").post(path, {"rivals": str(second.id), "back": "waiting"})
    assert (house.states(first), house.states(second)) == (["approved"], ["rejected"])


def test_a_closure_is_shown_before_it_is_made(house: House, visit: Visit) -> None:
    book(visit, house)
    (made,) = Booking.objects.filter(community_id=house.home.id)
    closing = {
        "where": f"room:{house.room.id}",
        "kind": "repair",
        "reason": "换灯",
        "first_day": "2026-03-03",
        "from_time": "00:00",
        "last_day": "2026-03-03",
        "until_time": "00:00",
    }
    path = f"{HOME}/work/rooms/closures/"
    asked = visit("committee").post(path, closing)
    assert "林小禾" in asked.content.decode()
    assert Closure.objects.filter(community_id=house.home.id).count() == 0
    assert visit("committee").post(path, closing | {"seen": "1"}).status_code == 302
    assert house.states(made) == ["cancelled_by_host"]


def test_set_up_with_forms_alone(house: House, visit: Visit) -> None:
    """Practice 0-03."""
    chief = visit("chief")
    set_up = f"{HOME}/work/rooms/set-up/"
    chief.post(f"{set_up}venues/new/", {"name": "金星苑服务站", "kind": "station"})
    venue = house.venue
    hours = {"days": ["0", "1"], "spans": "8:30-12:00，14:00-21:00"}
    assert chief.post(f"{set_up}venues/{venue.id}/hours/", hours).status_code == 302
    rules = OpeningRule.objects.filter(community_id=house.home.id, venue_id=venue.id)
    assert [(r.weekday, r.opens, r.closes) for r in rules.order_by("weekday", "opens")] == [
        (day, *span)
        for day in (0, 1)
        for span in (
            (dt.time(8, 30), dt.time(12)),
            (dt.time(14), dt.time(21)),
        )
    ]
    room = {"venue_id": str(venue.id), "name": "议事室", "kind": "meeting", "capacity": "12"}
    room |= {"buffer_before": "0", "buffer_after": "15"}
    assert chief.post(f"{set_up}rooms/new/", room).status_code == 302
    assert Room.objects.get(community_id=house.home.id, name="议事室").buffer_after == 15
    assert "议事室" in chief.get(set_up).content.decode()
    assert chief.post(f"{set_up}quotas/", {"hours": "4"}).status_code == 302


def test_lent_and_brought_back(house: House, visit: Visit) -> None:
    """Practice 0-06."""
    chief, things = visit("chief"), f"{HOME}/work/rooms/things/"
    item = {"venue_id": str(house.venue.id), "kind": "book", "code": "r-1", "name": "红岩"}
    chief.post(f"{things}new/", item | {"lendable": "on"})
    (row,) = Item.objects.filter(community_id=house.home.id)
    chief.post(f"{things}{row.id}/loans/", {"borrower": "秦阿婆", "due_on": "2026-03-20"})
    (loan,) = Loan.objects.filter(community_id=house.home.id)
    assert "秦阿婆" in chief.get(things, {"kind": "book"}).content.decode()
    assert "秦阿婆" not in visit("anonymous").get(f"{HOME}/books/").content.decode()
    chief.post(f"{HOME}/work/rooms/loans/{loan.id}/returns/")
    assert Loan.objects.get(community_id=house.home.id).returned_at is not None


def test_the_figures_open_into_their_dates(house: House, visit: Visit, at: At) -> None:
    book(visit, house)
    (made,) = Booking.objects.filter(community_id=house.home.id)
    with at("2026-03-03 09:00"):
        check_in_booking(community=house.home, actor=house.actor("resident"), booking_id=made.id)
    with at("2026-03-04 09:00"):
        path = f"{HOME}/work/rooms/figures/"
        page = visit("committee").get(path, {"room": str(house.room.id)}).content.decode()
        assert "Together 60 minutes." in page
        for name in ("", "sheet/", "waiting/", "closures/", "things/"):
            assert visit("committee").get(f"{HOME}/work/rooms/{name}").status_code == 200
        sheet = visit("committee").get(f"{HOME}/work/rooms/sheet/").content.decode()
        assert "林小禾" not in sheet
    assert len(dates_of(made)) == 1


def test_the_home_page_shows_what_is_free(house: House, visit: Visit) -> None:
    text = visit("anonymous").get(f"{HOME}/").content.decode()
    assert "4 of 4 are free at this moment." in text
    book(visit, house)
    assert "书画室" in visit("resident").get(f"{HOME}/bookings/").content.decode()
