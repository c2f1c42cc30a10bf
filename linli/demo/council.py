"""What a community decides and who looks after whom, as its programme tells it."""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True)
class Promise:
    """`evidence` with `done_on` where it was kept."""

    what: str
    who: str
    due_on: dt.date
    done_on: dt.date | None = None
    evidence: str = ""


@dataclass(frozen=True)
class Resolution:
    title: str
    text: str
    tag: str = ""
    raised_by: str = ""
    signers: tuple[str, ...] = ()
    promises: tuple[Promise, ...] = ()
    confirmed_on: dt.date | None = None


@dataclass(frozen=True)
class Meeting:
    day: dt.date
    hour: str
    where: str
    agenda: str
    minutes: str
    present: int
    resolution: Resolution | None = None


@dataclass(frozen=True)
class Side:
    kind: str
    name: str
    seats: int = 1


@dataclass(frozen=True)
class Hall:
    name: str
    kind: str
    since: dt.date
    rules: str = ""
    sides: tuple[Side, ...] = ()
    meetings: tuple[Meeting, ...] = ()


@dataclass(frozen=True)
class Helper:
    role: str
    name: str


@dataclass(frozen=True)
class HelpGroup:
    """For the eldest of a dwelling: estate, building, entrance, number."""

    estate: str
    building: int
    entrance: int
    number: str
    since: dt.date
    purpose: str
    helpers: tuple[Helper, ...]


@dataclass(frozen=True)
class Rung:
    """One level of a line: `unit` is an organisation's key, else `name` is shown."""

    role: str
    duty: str
    name: str = ""
    unit: str = ""


@dataclass(frozen=True)
class Line:
    """Levels of responsibility for one place, from the community down."""

    name: str
    place: str
    since: dt.date
    rungs: tuple[Rung, ...]


@dataclass(frozen=True)
class Routine:
    """A plan that falls due `rhythm`; it was done on nearly all days from `since` to `until`, and
    goes on around today. `weekday` counts from Monday as 0.
    """

    title: str
    rhythm: str
    tag: str
    since: dt.date
    until: dt.date
    hour: str
    theme: str = ""
    owner: str = ""
    weekday: int | None = None
    place: str = ""
