"""Approval in order, hours across lunch, house rules, on behalf, priorities, things."""

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import Any

import pytest

from linli.apps.venues.models import Booking, BookingProtocol, Fault, Loan, Room, Strike
from linli.apps.venues.operations import (
    approve_booking,
    cancel_booking,
    cancel_for_host,
    change_room,
    check_in_booking,
    end_room,
    enter_item,
    forgive_strike,
    leave_room,
    lend_item,
    lift_closure,
    mend_fault,
    open_room,
    reject_booking,
    report_fault,
    retire_item,
    set_hours,
    set_protocol,
    take_back_item,
)
from linli.apps.venues.operations.closing import close_room
from linli.apps.venues.operations.forgetting import forget_person
from linli.apps.venues.queries.bookings import rivals_of, waiting_dates
from linli.apps.venues.tests.conftest import House
from linli.kernel.errors import Conflict, NotAllowed, NotKnown, NotSeen, Refusal, RuleNotMet
from linli.kernel.outbox.models import Notice
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
