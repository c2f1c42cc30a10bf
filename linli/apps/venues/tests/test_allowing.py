"""What rooms, house rules, roles and a past allow."""

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import Any

import pytest

from linli.apps.organisations.public import found_organisation
from linli.apps.venues.models import Booking, BookingProtocol, Strike
from linli.apps.venues.operations import (
    cancel_booking,
    change_room,
    forgive_strike,
    open_room,
    open_venue,
    set_hours,
    set_protocol,
)
from linli.apps.venues.operations.closing import close_room
from linli.apps.venues.queries.bookings import waiting_dates
from linli.apps.venues.queries.ground import venues_of
from linli.apps.venues.tests.conftest import SINCE, House
from linli.kernel.errors import Conflict, NotAllowed, NotKnown, NotSeen, Refusal, RuleNotMet
from linli.kernel.policies import Policy
from linli.kernel.records.models import Record
from linli.kernel.timers.running import run_due

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


def test_a_booking_does_not_run_across_lunch(house: House) -> None:
    morning, evening = (dt.time(8, 30), dt.time(12)), (dt.time(14), dt.time(21))
    set_hours(
        community=house.home,
        actor=house.actor("system"),
        venue_id=house.venue.id,
        rules=[(day, *span) for day in range(6) for span in (morning, evening)],
    )
    house.book("2026-03-03T08:30", "2026-03-03T12:00")

    def book(start: str, end: str) -> Callable[[], Booking]:
        return lambda: house.book(start, end)

    for start, end in (
        ("2026-03-04T11:00", "2026-03-04T15:00"),
        ("2026-03-04T08:00", "2026-03-04T09:00"),
        ("2026-03-04T20:30", "2026-03-04T21:15"),
        ("2026-03-08T09:00", "2026-03-08T10:00"),
    ):
        assert code_of(book(start, end), RuleNotMet) == "outside_opening_hours"
    set_hours(
        community=house.home,
        actor=house.actor("system"),
        venue_id=house.venue.id,
        room_id=house.room.id,
        rules=[(day, dt.time(8), dt.time(12)) for day in range(7)]
        + [(day, dt.time(12), dt.time(22)) for day in range(7)],
    )
    house.book("2026-03-08T11:00", "2026-03-08T13:00")


def test_a_series_over_a_closed_day_names_it(house: House) -> None:
    close_room(
        community=house.home,
        actor=house.actor("system"),
        venue_id=house.venue.id,
        starts_at=house.at("2026-03-17T00:00"),
        ends_at=house.at("2026-03-18T00:00"),
        reason="消防检查",
    )
    house.book("2026-03-10T09:00", "2026-03-10T10:00")
    with pytest.raises(Conflict) as caught:
        house.book("2026-03-03T09:00", "2026-03-03T10:00", every="week", times=4)
    assert caught.value.code == "dates_not_free"
    assert [(c["number"], c["code"]) for c in caught.value.data["conflicts"]] == [
        (2, "occupied"),
        (3, "room_closed"),
    ]


def test_house_rules_are_accepted_by_name(house: House) -> None:
    rules = set_protocol(
        community=house.home,
        actor=house.actor("system"),
        venue_id=house.venue.id,
        title="场地使用公约",
        text="用后归位，关灯关窗。",
    )
    act = lambda: house.book("2026-03-03T09:00", "2026-03-03T10:00")  # noqa: E731
    assert code_of(act, RuleNotMet) == "protocol_not_accepted"
    made = house.book("2026-03-03T09:00", "2026-03-03T10:00", accepted=[rules.id])
    newer = set_protocol(
        community=house.home,
        actor=house.actor("system"),
        venue_id=house.venue.id,
        title="场地使用公约",
        text="用后归位，关灯关窗，带走垃圾。",
    )
    assert newer.edition == 2
    old = lambda: house.book(  # noqa: E731
        "2026-03-04T09:00", "2026-03-04T10:00", accepted=[rules.id]
    )
    assert code_of(old, RuleNotMet) == "protocol_not_accepted"
    kept = BookingProtocol.objects.filter(community_id=house.home.id, booking_id=made.id)
    assert list(kept.values_list("protocol_id", flat=True)) == [rules.id]


def test_staff_books_on_behalf_and_it_says_so(house: House) -> None:
    made = house.book(
        "2026-03-03T09:00",
        "2026-03-03T10:00",
        who="committee",
        booked_for_kind="person",
        booked_for_id=str(house.person.id),
        basis="staff_phone",
        contact_phone="13812340077",
    )
    record = Record.objects.get(community_id=house.home.id, verb="venues.booked")
    assert (record.actor, record.subject, record.basis) == (
        house.actor("committee").ref,
        house.person.id,
        "staff_phone",
    )
    assert made.booked_for_name == "林小禾"
    assert "林小禾" not in str(record.payload)
    assert "13812340077" not in made.contact_cipher
    cancel_booking(community=house.home, actor=house.actor("resident"), booking_id=made.id)


def test_who_books_for_whom(house: House) -> None:
    team: dict[str, Any] = {"booked_for_kind": "team", "booked_for_id": str(house.team.id)}
    assert house.states(house.book("2026-03-03T09:00", "2026-03-03T10:00", **team)) == ["approved"]

    def other(who: str, **more: Any) -> Callable[[], Booking]:
        return lambda: house.book("2026-03-03T14:00", "2026-03-03T15:00", who=who, **more)

    assert code_of(other("neighbour", **team), NotAllowed) == "not_allowed"
    someone: dict[str, Any] = {"booked_for_kind": "person", "booked_for_id": str(house.person.id)}
    assert code_of(other("neighbour", **someone), NotAllowed) == "not_allowed"
    assert code_of(other("neighbour", booked_for_kind="community"), NotAllowed) == "not_allowed"
    assert code_of(other("outsider"), NotAllowed) == "not_allowed"
    assert code_of(other("anonymous"), NotKnown) == "sign_in_needed"


def test_others_do_not_see_or_cancel_my_booking(house: House) -> None:
    made = house.book("2026-03-03T09:00", "2026-03-03T10:00")
    for who in ("neighbour", "outsider", "partner", "anonymous"):
        with pytest.raises(NotSeen):
            cancel_booking(community=house.home, actor=house.actor(who), booking_id=made.id)
    assert house.states(made) == ["approved"]


def test_in_the_evening_companies_come_after_residents(house: House, at: At) -> None:
    evening = ("2026-03-20T19:00", "2026-03-20T20:00")
    act = lambda: house.book(*evening, who="rival")  # noqa: E731
    assert code_of(act) == "reserved_for_others"
    assert house.states(house.book(*evening)) == ["approved"]
    with at("2026-03-13 08:00"):
        late = ("2026-03-20T20:00", "2026-03-20T21:00")
        assert house.states(house.book(*late, who="rival")) == ["approved"]


def test_the_party_branch_comes_first_in_its_home(house: House, at: At) -> None:
    """Practice 0-04."""
    system = house.actor("system")
    common: dict[str, Any] = {"community": house.home, "actor": system}
    home = open_room(
        **common, venue_id=house.venue.id, name="党员之家", capacity=30, kind="party_home"
    )
    branch = found_organisation(**common, kind="party_branch", name="第一党支部", since=SINCE)
    far = ("2026-03-20T09:00", "2026-03-20T10:00")
    act = lambda: house.book(*far, room=home)  # noqa: E731
    assert code_of(act) == "reserved_for_others"
    party = {"booked_for_kind": "party_branch", "booked_for_id": str(branch.id)}
    made = house.book(*far, who="committee", room=home, **party)
    assert (made.booked_for_kind, made.precedence) == ("party_branch", 0)
    with at("2026-03-13 08:00"):
        later = house.book("2026-03-20T10:00", "2026-03-20T11:00", room=home)
        assert house.states(later) == ["approved"]


def test_a_station_stands_below_the_centre(house: House) -> None:
    """Practice 1-33."""
    station = open_venue(
        community=house.home,
        actor=house.actor("committee"),
        name="金星苑服务站",
        kind="station",
        above=house.venue,
    )
    found = {venue.name: venue.above for venue in venues_of(house.home)}
    assert found == {"党群服务中心": None, station.name: house.venue}


def test_rank_orders_what_waits(house: House) -> None:
    asks_first(house)
    Policy.objects.create(
        community_id=house.home.id,
        key="venues.priorities",
        effective_from=dt.date(2026, 1, 1),
        value=[{"from": "00:00", "first": ["team", "person"], "days": 60}],
        source="居民代表会议",
        approved_by="system",
        written_at=house.at("2026-01-01T00:00"),
    )
    person = house.book("2026-03-03T09:00", "2026-03-03T10:00", who="neighbour")
    team = house.book(
        "2026-03-03T09:00",
        "2026-03-03T10:00",
        booked_for_kind="team",
        booked_for_id=str(house.team.id),
    )
    assert [date.booking_id for date in waiting_dates(house.home)] == [team.id, person.id]


def test_after_three_strikes_somebody_decides_first(house: House, at: At) -> None:
    for day in ("03", "04", "05"):
        house.book(f"2026-03-{day}T09:00", f"2026-03-{day}T10:00")
    with at("2026-03-06 08:00"):
        run_due()
        fourth = house.book("2026-03-09T09:00", "2026-03-09T10:00")
        assert house.states(fourth) == ["pending"]
        strike = Strike.objects.filter(community_id=house.home.id).order_by("at")[0]
        forgive_strike(
            community=house.home,
            actor=house.actor("committee"),
            strike_id=strike.id,
            why="那天停电",
        )
        fifth = house.book("2026-03-10T09:00", "2026-03-10T10:00")
        assert house.states(fifth) == ["approved"]
