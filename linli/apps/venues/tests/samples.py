"""A booked room with a thing lent and a closure: what addresses of this app are walked with."""

import datetime as dt
from typing import Any

from linli.apps.venues.operations import (
    Wanted,
    book,
    close_room,
    enter_item,
    lend_item,
    open_room,
    open_venue,
    report_fault,
)
from linli.kernel import clock
from linli.kernel.access.actor import Actor
from tests.cast import Cast


def samples(cast: Cast) -> dict[str, object]:
    system, home = Actor.system(), cast.a
    venue = open_venue(community=home, actor=system, name="党群服务中心")
    room = open_room(community=home, actor=system, venue_id=venue.id, name="书画室", capacity=20)
    start = clock.day_start(clock.today(home) + dt.timedelta(days=2), home.zone)
    wanted = Wanted(
        room_id=room.id,
        starts_at=start + dt.timedelta(hours=9),
        ends_at=start + dt.timedelta(hours=10),
        booked_for_kind="person",
        booked_for_name="林小禾",
        purpose="夫妻为孩子吵得厉害",
    )
    booking = book(community=home, actor=system, wanted=wanted)
    common: dict[str, Any] = {"community": home, "actor": system}
    closing = close_room(
        **common,
        room_id=room.id,
        starts_at=start + dt.timedelta(days=9),
        ends_at=start + dt.timedelta(days=10),
        reason="检修",
    )
    item = enter_item(**common, venue_id=venue.id, kind="book", code="r-1", name="红岩")
    loan = lend_item(**common, item_id=item.id, borrower="秦阿婆")
    fault = report_fault(**common, room_id=room.id, words="灯不亮")
    return {
        "venue_id": venue.id,
        "room_id": room.id,
        "booking_id": booking.id,
        "closure_id": closing.closure.id,
        "item_id": item.id,
        "loan_id": loan.id,
        "fault_id": fault.id,
    }
