"""What a community holds in a year, as `programmes/<slug>.toml` tells it: venues, events, runs.

An event is one date, a run comes back. Each says who came to it: people of the register by name
and heads that were counted. Sums over them are nowhere: they are counted from the records.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from random import Random

from linli.demo.chance import chance
from linli.demo.council import Hall, HelpGroup, Line, Routine
from linli.demo.reading import ContentError, load, shape

RHYTHMS = {"week": 7, "fortnight": 14, "four_weeks": 28}


@dataclass(frozen=True)
class Room:
    """`built_of` names rooms that are taken with it."""

    name: str
    kind: str
    capacity: int
    about: str = ""
    built_of: tuple[str, ...] = ()


@dataclass(frozen=True)
class Phase:
    name: str
    opened_on: dt.date


@dataclass(frozen=True)
class Venue:
    """Open on all days from `opens` to `closes`, each "HH:MM"."""

    name: str
    kind: str
    address: str
    opened_on: dt.date
    about: str = ""
    opens: str = "09:00"
    closes: str = "21:00"
    phases: tuple[Phase, ...] = ()
    rooms: tuple[Room, ...] = ()


@dataclass(frozen=True)
class Series:
    name: str
    text: str = ""


@dataclass(frozen=True)
class Outcome:
    what: str
    unit: str
    number: int
    evidence: str = ""


@dataclass(frozen=True)
class Site:
    """One of several places of an event, with the heads counted there."""

    place: str
    heads: int = 0


@dataclass(frozen=True)
class Event:
    """One date that is over. `named` people are drawn from `who`, `heads` were only counted."""

    title: str
    kind: str
    day: dt.date
    hour: str
    minutes: int = 90
    tags: tuple[str, ...] = ()
    campaigns: tuple[str, ...] = ()
    series: str = ""
    edition: int = 0
    festival: str = ""
    where: str = ""
    host: str = "committee"
    partners: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()
    who: str = "adults"
    named: int = 0
    heads: int = 0
    category: str = "all"
    sites: tuple[Site, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    platform: str = ""
    text: str = ""
    result: str = ""


@dataclass(frozen=True)
class Run:
    """What comes back from `since` to `until`; `topics` are the titles of its dates in turn.

    `named` and `heads` are the fewest and the most that come to a date.
    """

    title: str
    kind: str
    since: dt.date
    until: dt.date
    every: str
    hour: str
    minutes: int = 90
    topics: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    series: str = ""
    where: str = ""
    host: str = "committee"
    partners: tuple[str, ...] = ()
    who: str = "adults"
    named: tuple[int, ...] = ()
    heads: tuple[int, ...] = ()
    category: str = "all"
    platform: str = ""
    text: str = ""

    def days(self) -> Iterator[dt.date]:
        step = dt.timedelta(days=RHYTHMS[self.every])
        day = self.since
        while day <= self.until:
            yield day
            day += step


@dataclass(frozen=True)
class Coming:
    """Around the day of the first start: `days` from it, with `signs` people signed up so far."""

    title: str
    kind: str
    days: int
    hour: str
    minutes: int = 90
    capacity: int = 0
    signs: int = 0
    tags: tuple[str, ...] = ()
    where: str = ""
    room: str = ""
    host: str = "committee"
    partners: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()
    who: str = "adults"
    heads: int = 0
    text: str = ""
    result: str = ""


@dataclass(frozen=True)
class Practice:
    """A team's weekly hour in a room, booked for the weeks around today. Monday is 0."""

    team: str
    room: str
    weekday: int
    hour: str
    minutes: int = 90


@dataclass(frozen=True)
class Honour:
    """`holder` is community, team or person; a person's name is shown as it is written here."""

    name: str
    holder: str
    level: str
    granted_on: dt.date
    giver: str = ""
    display_name: str = ""
    sort: str = "title"
    grade: str = ""
    reason: str = ""
    consent: str = ""


@dataclass(frozen=True)
class Course:
    """A class of some lessons in a row of weeks, for children of `ages`; `named` learners came."""

    title: str
    kind: str
    first: dt.date
    lessons: int
    hour: str
    teacher: str
    ages: tuple[int, ...]
    named: int
    capacity: int
    minutes: int = 80
    every_days: int = 7
    tags: tuple[str, ...] = ()
    where: str = ""
    host: str = "committee"
    partners: tuple[str, ...] = ()
    text: str = ""


@dataclass(frozen=True)
class Programme:
    venues: tuple[Venue, ...] = ()
    series: tuple[Series, ...] = ()
    events: tuple[Event, ...] = ()
    runs: tuple[Run, ...] = ()
    coming: tuple[Coming, ...] = ()
    practices: tuple[Practice, ...] = ()
    honours: tuple[Honour, ...] = ()
    halls: tuple[Hall, ...] = ()
    help_groups: tuple[HelpGroup, ...] = ()
    lines: tuple[Line, ...] = ()
    routines: tuple[Routine, ...] = ()
    courses: tuple[Course, ...] = ()

    def first_day(self) -> dt.date | None:
        days = [event.day for event in self.events] + [run.since for run in self.runs]
        return min([*days, *(course.first for course in self.courses)], default=None)


@cache
def programme(slug: str) -> Programme:
    found = shape(Programme, load(f"programmes/{slug}.toml"), slug)
    for run in found.runs:
        if run.every not in RHYTHMS:
            raise ContentError(f"{slug}: {run.title} comes back every {run.every}?")
    return found


def at_hour(day: dt.date, hour: str) -> dt.datetime:
    return dt.datetime.combine(day, dt.time.fromisoformat(hour))


def between(rng: Random, least_most: tuple[int, ...]) -> int:
    """A number of the range; nothing where no range is given."""
    return rng.randint(least_most[0], least_most[-1]) if least_most else 0


def of_run(run: Run, number: int) -> Random:
    return chance(run.title, number, "came")
