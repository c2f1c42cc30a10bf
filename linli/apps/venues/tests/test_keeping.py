"""Leaving early, taking rooms back, things that go with bookings, erasure."""

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import Any

import pytest

from linli.apps.venues.models import Fault, Loan, Room
from linli.apps.venues.operations import (
    cancel_for_host,
    check_in_booking,
    end_room,
    enter_item,
    leave_room,
    lend_item,
    lift_closure,
    mend_fault,
    open_room,
    report_fault,
    retire_item,
    take_back_item,
)
from linli.apps.venues.operations.closing import close_room
from linli.apps.venues.operations.forgetting import forget_person
from linli.apps.venues.tests.conftest import House
from linli.kernel.errors import Conflict, NotSeen, Refusal
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


def kinds_told(house: House) -> list[str]:
    rows = Notice.objects.filter(community_id=house.home.id).order_by("id")
    return list(rows.values_list("kind", flat=True))


def test_leaving_early_frees_the_rest(house: House, at: At) -> None:
    made = house.book("2026-03-03T09:00", "2026-03-03T11:00")
    resident = house.actor("resident")
    with at("2026-03-03 08:20"):
        early = lambda: check_in_booking(  # noqa: E731
            community=house.home, actor=resident, booking_id=made.id
        )
        assert code_of(early) == "too_early"
    with at("2026-03-03 08:55"):
        check_in_booking(community=house.home, actor=resident, booking_id=made.id)
    with at("2026-03-03 09:40"):
        left = leave_room(community=house.home, actor=resident, booking_id=made.id)
        assert (left.state, left.used_minutes) == ("done", 40)
        house.book("2026-03-03T09:45", "2026-03-03T11:00", who="neighbour")


def test_the_centre_takes_a_room_back_and_says_why(house: House) -> None:
    made = house.book("2026-03-03T09:00", "2026-03-03T10:00")
    cancel_for_host(
        community=house.home,
        actor=house.actor("committee"),
        booking_id=made.id,
        reason="临时布置投票站",
    )
    assert house.states(made) == ["cancelled_by_host"]
    assert kinds_told(house) == ["venues.cancelled_by_host"]


def test_a_room_with_bookings_is_not_given_up(house: House) -> None:
    house.book("2026-03-03T09:00", "2026-03-03T10:00")

    def act(room: Room) -> Room:
        return end_room(community=house.home, actor=house.actor("committee"), room_id=room.id)

    assert code_of(lambda: act(house.room)) == "booked"
    assert act(house.b).ended_on == dt.date(2026, 3, 2)


def test_a_lifted_closure_opens_the_room(house: House) -> None:
    closing = close_room(
        community=house.home,
        actor=house.actor("committee"),
        room_id=house.room.id,
        starts_at=house.at("2026-03-10T00:00"),
        ends_at=house.at("2026-03-11T00:00"),
        reason="布展",
    )
    lift_closure(
        community=house.home, actor=house.actor("committee"), closure_id=closing.closure.id
    )
    house.book("2026-03-10T09:00", "2026-03-10T10:00")


def vr_set(house: House, **more: Any) -> Any:
    return enter_item(
        community=house.home,
        actor=house.actor("committee"),
        venue_id=house.venue.id,
        code="vr-1",
        name="VR 眼镜",
        **more,
    )


def test_a_thing_goes_with_one_booking_at_a_time(house: House) -> None:
    """Practices 0-05 and 0-23."""
    thing = vr_set(house)
    house.book("2026-03-03T09:00", "2026-03-03T10:00", item_ids=[thing.id])
    other = lambda: house.book(  # noqa: E731
        "2026-03-03T09:30", "2026-03-03T10:30", room=house.a, item_ids=[thing.id]
    )
    assert code_of(other) == "thing_occupied"
    staff = house.actor("grid_worker")
    common: dict[str, Any] = {"community": house.home, "actor": staff, "item_id": thing.id}
    assert code_of(lambda: lend_item(**common, person=house.person)) == "thing_occupied"
    loan = lend_item(**common, person=house.person, due_on=dt.date(2026, 3, 2))
    assert code_of(lambda: lend_item(**common, borrower="别人")) == "thing_lent"
    take_back_item(community=house.home, actor=staff, loan_id=loan.id)
    fault = report_fault(
        community=house.home,
        actor=house.actor("resident"),
        item_id=thing.id,
        words="左眼不亮",
        unusable=True,
    )
    assert code_of(lambda: lend_item(**common, due_on=dt.date(2026, 3, 2), borrower="他")) == (
        "thing_broken"
    )
    mend_fault(community=house.home, actor=staff, fault_id=fault.id, how="换线")
    assert Fault.objects.filter(community_id=house.home.id, mended_at__isnull=True).count() == 0
    retire_item(community=house.home, actor=house.actor("committee"), item_id=thing.id)


def test_an_erased_person_leaves_no_name(house: House) -> None:
    made = house.book("2026-03-03T09:00", "2026-03-03T10:00", contact_phone="13812340077")
    book = vr_set(house, kind="book")
    lend_item(
        community=house.home,
        actor=house.actor("committee"),
        item_id=book.id,
        person=house.person,
    )
    forget_person(community_id=house.home.id, person_id=house.person.id)
    made.refresh_from_db()
    assert (made.booked_for_name, made.contact_cipher) == ("", "")
    (loan,) = Loan.objects.filter(community_id=house.home.id)
    assert loan.borrower == ""


def test_a_room_of_another_community_does_not_exist(house: House) -> None:
    system = house.actor("system")
    with pytest.raises(NotSeen):
        open_room(
            community=house.cast.b,
            actor=system,
            venue_id=house.venue.id,
            name="别人的",
            capacity=3,
        )
    assert Room.objects.filter(community_id=house.cast.b.id).count() == 0
