"""VEN-9 from above: the room comes with the date, moves with it and is free with its end."""

import datetime as dt
from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest

from linli.apps.activities.models import Session
from linli.apps.activities.operations.rooms import change_room
from linli.apps.activities.operations.sessions import add_session, cancel_session, move_session
from linli.apps.activities.rules.drafts import SessionDraft
from linli.apps.activities.tests.conftest import Hall, local
from linli.apps.venues.public import (
    Room,
    cancel_booking,
)
from linli.apps.venues.tests.conftest import House, build_house
from linli.kernel.errors import Conflict

At = Callable[[str], AbstractContextManager[None]]


@pytest.fixture
def house(hall: Hall) -> House:
    return build_house(hall.cast)


def dated(hall: Hall, room: Room, start: str = "2026-03-10 14:00") -> Session:
    begin = local(start)
    return add_session(
        community=hall.a,
        actor=hall.staff,
        activity_id=hall.activity().id,
        draft=SessionDraft(starts_at=begin, ends_at=begin + dt.timedelta(hours=2), room_id=room.id),
    )


def test_ven_9_a_cancelled_date_frees_its_room_at_once(hall: Hall, house: House, at: At) -> None:
    with at("2026-03-02 09:00"):
        session = dated(hall, house.room)
        assert session.booking_id is not None
        with pytest.raises(Conflict) as taken:
            dated(hall, house.room)
        assert taken.value.code == "occupied"
        assert Session.objects.filter(community_id=hall.a.id).count() == 1
        with pytest.raises(Conflict) as needed:
            cancel_booking(community=hall.a, actor=hall.staff, booking_id=session.booking_id)
        assert needed.value.code == "still_needed"
        cancel_session(community=hall.a, actor=hall.staff, session_id=session.id)
        assert dated(hall, house.room).booking_id is not None


def test_a_date_moves_with_its_room_or_not_at_all(hall: Hall, house: House, at: At) -> None:
    with at("2026-03-02 09:00"):
        session = dated(hall, house.room)
        dated(hall, house.room, "2026-03-10 17:00")
        with pytest.raises(Conflict):
            move_session(
                community=hall.a,
                actor=hall.staff,
                session_id=session.id,
                starts_at=local("2026-03-10 16:00"),
                ends_at=local("2026-03-10 18:00"),
            )
        session.refresh_from_db()
        assert session.starts_at == local("2026-03-10 14:00")
        moved = move_session(
            community=hall.a,
            actor=hall.staff,
            session_id=session.id,
            starts_at=local("2026-03-10 14:30"),
            ends_at=local("2026-03-10 16:30"),
        )
        assert moved.starts_at == local("2026-03-10 14:30")
        assert moved.booking_id != session.booking_id
        other = change_room(
            community=hall.a, actor=hall.staff, session_id=session.id, room_id=house.a.id
        )
        assert other.room_id == house.a.id
        assert dated(hall, house.room, "2026-03-10 14:00").booking_id is not None
