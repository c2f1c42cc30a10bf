"""Venues with their rooms and hours, honours, and the teams' weekly hours around today."""

import datetime as dt
from collections.abc import Iterator
from functools import partial

from linli.apps.archive.public import record_honour
from linli.apps.organisations.public import Team
from linli.apps.venues.public import (
    Room,
    Venue,
    Wanted,
    book,
    open_phase,
    open_room,
    open_venue,
    set_hours,
)
from linli.demo import programme as content
from linli.demo.loading.context import SYSTEM, Loading
from linli.demo.loading.timeline import Act
from linli.demo.programme import Programme, at_hour

OPEN_HOUR, BOOK_HOUR, HONOUR_HOUR = dt.time(9, 5), dt.time(9, 50), dt.time(16, 0)
BOOKED_BEFORE = dt.timedelta(days=12)
WEEKS = 6


def acts(loading: Loading, programme: Programme, today: dt.datetime) -> Iterator[Act]:
    for venue in programme.venues:
        yield Act(loading.moment(venue.opened_on, OPEN_HOUR), partial(_open, loading, venue))
    for practice in programme.practices:
        at = loading.moment((today - BOOKED_BEFORE).date(), BOOK_HOUR)
        yield Act(at, partial(_practise, loading, practice, at))
    for honour in programme.honours:
        at = loading.moment(honour.granted_on, HONOUR_HOUR)
        yield Act(at, partial(_honour, loading, honour))


def _open(loading: Loading, venue: content.Venue) -> None:
    home = loading.home
    made = open_venue(
        community=home,
        actor=SYSTEM,
        name=venue.name,
        kind=venue.kind,
        address=venue.address,
        about=venue.about,
        opened_on=venue.opened_on,
    )
    for phase in venue.phases:
        open_phase(
            community=home,
            actor=SYSTEM,
            venue_id=made.id,
            name=phase.name,
            opened_on=phase.opened_on,
        )
    hours = dt.time.fromisoformat(venue.opens), dt.time.fromisoformat(venue.closes)
    rules = [(weekday, *hours) for weekday in range(7)]
    set_hours(community=home, actor=SYSTEM, venue_id=made.id, rules=rules)
    for room in venue.rooms:
        _open_room(loading, made, room)


def _open_room(loading: Loading, venue: Venue, room: content.Room) -> None:
    rows = Room.objects.filter(community_id=loading.home.id, venue_id=venue.id)
    open_room(
        community=loading.home,
        actor=SYSTEM,
        venue_id=venue.id,
        name=room.name,
        capacity=room.capacity,
        kind=room.kind,
        about=room.about,
        parts=list(rows.filter(name__in=room.built_of).values_list("id", flat=True)),
    )


def _practise(loading: Loading, practice: content.Practice, booked_at: dt.datetime) -> None:
    home = loading.home
    team = Team.objects.get(community_id=home.id, name=practice.team)
    day = booked_at.date() + dt.timedelta(days=1)
    day += dt.timedelta(days=(practice.weekday - day.weekday()) % 7)
    starts = loading.local(at_hour(day, practice.hour))
    wanted = Wanted(
        room_id=Room.objects.get(community_id=home.id, name=practice.room).id,
        starts_at=starts,
        ends_at=starts + dt.timedelta(minutes=practice.minutes),
        purpose="排练" if practice.minutes > 60 else "碰头",
        booked_for_kind="team",
        booked_for_id=str(team.id),
        every="week",
        times=WEEKS,
        lapses=False,
    )
    book(community=home, actor=SYSTEM, wanted=wanted, judged=True)


def _honour(loading: Loading, honour: content.Honour) -> None:
    record_honour(
        community=loading.home,
        actor=SYSTEM,
        name=honour.name,
        holder=honour.holder,
        level=honour.level,
        granted_on=honour.granted_on,
        sort=honour.sort,
        grade=honour.grade,
        giver=honour.giver,
        display_name=honour.display_name,
        reason=honour.reason,
        consent_basis=honour.consent,
    )
