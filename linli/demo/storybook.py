"""Stories: cases with their whole life, from the first word to the rating.

A story names places, people by their place, organisations and staff by key; the loader of the
demo finds them in the ground and performs each step at its time. Times are the community's.
"""

from dataclasses import dataclass
from datetime import date, datetime

SOURCES = frozenset(
    {"resident", "grid_worker", "visit", "counter", "paper", "hotline", "telephone", "hall"}
)
LEVELS = frozenset({"grid", "community", "street", "district", "outside"})

# act: the states from which it may follow, and the state it leads to ("" is the same state).
MOVES: dict[str, tuple[frozenset[str], str]] = {
    act: (frozenset(before.split()), after)
    for act, before, after in (
        ("accept", "registered", "accepted"),
        ("answer", "registered", "closed"),
        ("decline", "registered", "declined"),
        ("take", "accepted", "handling"),
        ("dispatch", "accepted objected", "dispatched"),
        ("sign", "dispatched", "handling"),
        ("object", "dispatched", "objected"),
        ("contact", "accepted dispatched handling paused", ""),
        ("note", "accepted dispatched handling paused done", ""),
        ("assist", "handling", ""),
        ("assist_reply", "handling paused", ""),
        ("ask_extension", "handling", ""),
        ("grant_extension", "handling", ""),
        ("pause", "handling", "paused"),
        ("resume", "paused", "handling"),
        ("session", "handling", ""),
        ("agreement", "handling", ""),
        ("refer", "handling", ""),
        ("batch_check", "handling", ""),
        ("report_done", "handling", "done"),
        ("check", "done", ""),
        ("check_failed", "done", "handling"),
        ("close", "done", "closed"),
        ("call_back", "closed", "called_back"),
        ("rate", "closed called_back", "called_back"),
        ("follow_up", "closed called_back", ""),
        ("reopen", "closed called_back", "handling"),
    )
}
RESIDENT_ACTS = frozenset({"rate", "reopen"})


@dataclass(frozen=True)
class Step:
    """`by` and `to` are keys of staff or organisations, `committee` or `reporter`.

    `reason` is a code of the case engine's listed reasons; `until` the day of a review or new
    deadline. `solved` and `satisfied` are the reporter's answers.
    """

    at: datetime
    act: str
    by: str = "committee"
    to: str = ""
    text: str = ""
    reason: str = ""
    until: date | None = None
    solved: bool | None = None
    satisfied: bool | None = None
    off_hours: bool = False


@dataclass(frozen=True)
class Reporter:
    """Who raised it. `home` is words of a place; whoever lives there is the person."""

    role: str
    home: str = ""
    staff: str = ""
    on_behalf_of: str = ""
    basis: str = ""


@dataclass(frozen=True)
class Finding:
    place: str
    result: str
    note: str = ""


@dataclass(frozen=True)
class BatchCheck:
    """A round over every entrance of `estate`: those not named under `findings` were in order."""

    title: str
    question: str
    estate: str
    by: str
    started: date
    ended: date
    findings: tuple[Finding, ...] = ()
    missed: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class Deed:
    number: int
    leader: str
    deadline: date
    promise: str


@dataclass(frozen=True)
class Party:
    """One side of a dispute: who lives at `home`, or an organisation. Always confidential."""

    side: str
    home: str = ""
    organisation: str = ""


@dataclass(frozen=True)
class Dispute:
    kind: str
    channel: str
    parties: tuple[Party, ...]
    mediators: tuple[str, ...]
    outcome: str
    agreement: str = ""


@dataclass(frozen=True)
class Pair:
    """What a photo would show before and after, in words."""

    before: str
    after: str


@dataclass(frozen=True)
class Story:
    key: str
    type: str
    title: str
    text: str
    place: str
    source: str
    reported_at: datetime
    reporter: Reporter
    steps: tuple[Step, ...]
    outcome: str
    level: str
    practices: tuple[str, ...] = ()
    confidential: bool = False
    dispute: Dispute | None = None
    deed: Deed | None = None
    check: BatchCheck | None = None
    pair: Pair | None = None

    def state(self) -> str:
        """Where the steps lead; ValueError names the first step that cannot follow."""
        now = "registered"
        for step in self.steps:
            before, after = MOVES[step.act]
            if now not in before:
                raise ValueError(f"{self.key}: {step.act} cannot follow {now}")
            now = after or now
        return now
