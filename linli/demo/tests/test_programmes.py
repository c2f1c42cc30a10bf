"""The programmes read as they are meant, and no sum stands in them."""

import datetime as dt
import itertools

import pytest

from linli.apps.activities.public import ActivityKind, Festival
from linli.apps.participation.public import Category
from linli.apps.venues.public import RoomKind, VenueKind
from linli.demo.ground import ground
from linli.demo.packs import SLUGS, pack
from linli.demo.programme import Coming, Event, Programme, Run, programme


@pytest.fixture(params=SLUGS)
def slug(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def told(slug: str) -> Programme:
    return programme(slug)


def test_kinds_are_of_the_product(told: Programme) -> None:
    held: list[Event | Run | Coming] = [*told.events, *told.runs, *told.coming]
    assert {one.kind for one in held} <= set(ActivityKind.values)
    assert {event.festival for event in told.events} - {""} <= set(Festival.values)
    assert {event.category for event in told.events} <= set(Category.values)
    assert {venue.kind for venue in told.venues} <= set(VenueKind.values)
    rooms = [room for venue in told.venues for room in venue.rooms]
    assert {room.kind for room in rooms} <= set(RoomKind.values)


def test_every_unit_team_series_and_room_is_known(slug: str, told: Programme) -> None:
    content = pack(slug)
    keys = {unit.key for unit in content.organisations}
    teams = {team.name for team in content.teams}
    held: list[Event | Run | Coming] = [*told.events, *told.runs, *told.coming]
    assert {key for one in held for key in (one.host, *one.partners)} - {""} <= keys
    named = {one.who.removeprefix("team:") for one in held if one.who.startswith("team:")}
    assert named | {practice.team for practice in told.practices} <= teams
    series = {one.name for one in told.series}
    told_series = {event.series for event in told.events} | {run.series for run in told.runs}
    assert told_series - {""} <= series
    rooms = {room.name for venue in told.venues for room in venue.rooms}
    assert {practice.room for practice in told.practices} <= rooms


def test_what_is_past_lies_before_the_articles_last_day(slug: str, told: Programme) -> None:
    last = pack(slug).as_of
    assert all(event.day <= last for event in told.events)
    assert all(day <= last for run in told.runs for day in run.days())


def test_around_today_something_was_and_something_comes(told: Programme) -> None:
    days = [one.days for one in told.coming]
    assert min(days) < 0 < max(days)


def test_a_run_comes_back_in_its_rhythm(told: Programme) -> None:
    for run in told.runs:
        days = list(run.days())
        assert days[0] == run.since
        assert {later - day for day, later in itertools.pairwise(days)} <= {
            dt.timedelta(days=n) for n in (7, 14, 28)
        }


def test_help_groups_and_lines_are_of_places_that_are_there(slug: str, told: Programme) -> None:
    made = ground(slug)
    for group in told.help_groups:
        home = made.lived_in(group.estate, group.building, group.entrance, group.number)
        assert made.members(home)
    estates = {estate.name for estate in pack(slug).estates}
    assert {line.place for line in told.lines} <= estates
    keys = {unit.key for unit in pack(slug).organisations}
    assert {rung.unit for line in told.lines for rung in line.rungs} - {""} <= keys
