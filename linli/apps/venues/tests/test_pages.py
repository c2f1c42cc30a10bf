"""Pages of rooms as their readers meet them: found, booked, read."""

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.test import Client

from linli.apps.venues.models import Booking, Occurrence
from linli.apps.venues.operations import set_hours
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


def test_three_taps_from_the_finder_to_a_booking(house: House, visit: Visit) -> None:
    set_hours(
        community=house.home,
        actor=house.actor("system"),
        venue_id=house.venue.id,
        rules=[(day, dt.time(9), dt.time(21)) for day in range(7)],
    )
    resident = visit("resident")
    finder = resident.get(f"{HOME}/rooms/", {"day": "2026-03-03"}).content.decode()
    link = f"/c/alpha/rooms/{house.room.id}/bookings/?start=2026-03-03T09%3A00%3A00%2B08%3A00"
    assert link in finder
    form = resident.get(link.replace("&amp;", "&")).content.decode()
    assert 'value="2026-03-03"' in form
    assert 'value="09:00"' in form
    answer = book(visit, house)
    (made,) = Booking.objects.filter(community_id=house.home.id)
    assert answer.headers["Location"] == f"/c/alpha/bookings/{made.id}/"
    assert "booked" in resident.get(answer.headers["Location"]).content.decode()
    again = book(visit, house, "committee", whom="community", basis="staff_desk")
    assert again.status_code == 422
    assert "This time is taken" in again.content.decode()


def test_a_series_that_cannot_be_keeps_what_was_typed(house: House, visit: Visit) -> None:
    """Practice 0-07."""
    book(visit, house, day="2026-03-10")
    answer = book(visit, house, every="week", times="3", purpose="合唱排练")
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "no. 2, Tue 10 Mar" in text
    assert "合唱排练" in text
    answer = book(visit, house, every="week", times="3", skip="2")
    assert answer.status_code == 302
    assert Occurrence.objects.filter(community_id=house.home.id).count() == 3


def test_nobody_reads_on_public_pages_who_booked(house: House, visit: Visit, at: At) -> None:
    book(visit, house, purpose="家里的事", contact_phone="13812340077")
    house.for_team("2026-03-03T14:00", "2026-03-03T15:00")
    with at("2026-03-03 08:50"):
        for path in (
            "/rooms/",
            "/rooms/now/",
            "/rooms/now/?wall=1",
            f"/rooms/{house.room.id}/",
            f"/venues/{house.venue.id}/calendar.ics",
            "/books/",
        ):
            answer = visit("anonymous").get(f"{HOME}{path}")
            assert answer.status_code == 200, path
            text = answer.content.decode()
            assert [word for word in ("林小禾", "家里的事", "13812340077") if word in text] == []
        wall = visit("anonymous").get(f"{HOME}/rooms/now/?wall=1").content.decode()
        assert "晨曦合唱队" in wall
        assert '<meta http-equiv="refresh" content="60">' in wall


def test_the_calendar_says_cancelled(house: House, visit: Visit) -> None:
    book(visit, house)
    (made,) = Booking.objects.filter(community_id=house.home.id)
    visit("resident").post(f"{HOME}/bookings/{made.id}/cancellations/")
    text = visit("anonymous").get(f"{HOME}/venues/{house.venue.id}/calendar.ics").content.decode()
    assert "STATUS:CANCELLED" in text
    assert "STATUS:CONFIRMED" not in text


def test_a_stranger_does_not_open_a_booking(house: House, visit: Visit) -> None:
    book(visit, house)
    (made,) = Booking.objects.filter(community_id=house.home.id)
    assert visit("neighbour").get(f"{HOME}/bookings/{made.id}/").status_code == 404
    assert visit("outsider").get(f"{HOME}/bookings/{made.id}/").status_code == 403
    assert visit("neighbour").get(f"{HOME}/work/rooms/").status_code == 403


def test_staff_books_for_a_card_and_for_a_name(house: House, visit: Visit) -> None:
    card = {"whom": "person", "person": house.person.short_number, "basis": "staff_phone"}
    assert book(visit, house, "committee", **card).status_code == 302
    name = {"whom": "person", "name": "秦阿婆", "basis": "staff_desk", "begins": "14:00"}
    assert book(visit, house, "committee", ends="15:00", **name).status_code == 302
    rows = Booking.objects.filter(community_id=house.home.id).order_by("made_at", "id")
    assert [(row.booked_for_name, row.basis) for row in rows] == [
        ("林小禾", "staff_phone"),
        ("秦阿婆", "staff_desk"),
    ]
    wrong = {"whom": "person", "person": "ZZZ", "basis": "staff_desk", "begins": "16:00"}
    assert book(visit, house, "committee", ends="17:00", **wrong).status_code == 422
