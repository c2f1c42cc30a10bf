"""Stories read from their files, and short entries told out into whole stories.

A short entry gives what differs; the ordinary steps (accepted, sent, signed, called, done,
checked, closed, called back) are put at plausible moments of the community's working time.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from random import Random
from zoneinfo import ZoneInfo

from linli.demo.chance import chance
from linli.demo.packs import pack
from linli.demo.reading import ContentError, load, shape
from linli.demo.storybook import Dispute, Pair, Reporter, Step, Story
from linli.kernel.calendar_seed import known_years, seed_days
from linli.kernel.worktime import Calendar, add_working_time

# A leak is looked at on the spot even where the neighbours agree.
CHECKED_DISPUTES = frozenset({"dispute.water_leak"})

GREETINGS = {
    True: "您好，这里是社区，您反映的事由我来跟，想先听您说说情况。",
    False: "您好，您反映的事派到我们这里了，想先和您确认一下情况、约个时间。",
}


@dataclass(frozen=True)
class Session:
    at: datetime
    text: str


@dataclass(frozen=True)
class Wait:
    since: datetime
    until: datetime
    reason: str
    text: str


@dataclass(frozen=True)
class Short:
    """`to` is the key of the organisation or worker who settles it; `words` the call-back."""

    key: str
    type: str
    title: str
    text: str
    place: str
    source: str
    reported_at: datetime
    reporter: Reporter
    to: str
    done_at: datetime
    result: str
    words: str
    level: str
    practices: tuple[str, ...] = ()
    outcome: str = "outcome.done"
    satisfied: bool = True
    order: str = ""
    wait: Wait | None = None
    pair: Pair | None = None
    sessions: tuple[Session, ...] = ()
    dispute: Dispute | None = None


@cache
def calendar() -> Calendar:
    days = {seeded.day: seeded.is_workday for seeded in seed_days()}
    return Calendar(exceptions=days, known_years=known_years())


@cache
def stories(slug: str) -> tuple[Story, ...]:
    """Every story of the community, oldest first."""
    table = load(f"stories/{slug}.toml")
    if unknown := table.keys() - {"stories", "shorts"}:
        raise ContentError(f"stories/{slug}: unknown {sorted(unknown)}")
    told = [
        shape(Story, row, f"{slug}.stories[{turn}]")
        for turn, row in enumerate(table.get("stories", []))
    ]
    for turn, row in enumerate(table.get("shorts", [])):
        told.append(tell(slug, shape(Short, row, f"{slug}.shorts[{turn}]")))
    return tuple(sorted(told, key=lambda story: (story.reported_at, story.key)))


class Clerk:
    """Puts one step after another into working time, some minutes apart."""

    def __init__(self, rng: Random, start: datetime, zone: ZoneInfo) -> None:
        self._rng, self._zone = rng, zone
        self.now = start

    def after(self, low: int, high: int) -> datetime:
        """The moment between `low` and `high` working minutes later."""
        pause = timedelta(minutes=self._rng.randint(low, high))
        moment = self.now.replace(tzinfo=self._zone)
        due = add_working_time(calendar(), moment, pause).at
        self.now = due.replace(tzinfo=None)
        return self.now

    def at(self, moment: datetime) -> datetime:
        self.now = max(self.now, moment)
        return self.now


def tell(slug: str, short: Short) -> Story:
    content = pack(slug)
    staff = {one.key for one in content.staff}
    clerk = Clerk(chance(slug, short.key), short.reported_at, ZoneInfo(content.time_zone))
    steps = _begin(clerk, short, short.to in staff)
    steps += _handle(clerk, short)
    steps += _finish(clerk, short)
    return Story(
        key=short.key,
        type=short.type,
        title=short.title,
        text=short.text,
        place=short.place,
        source=short.source,
        reported_at=short.reported_at,
        reporter=short.reporter,
        steps=tuple(steps),
        outcome=short.outcome,
        level=short.level,
        practices=short.practices,
        confidential=short.dispute is not None,
        dispute=short.dispute,
        pair=short.pair,
    )


def _begin(clerk: Clerk, short: Short, ourselves: bool) -> list[Step]:
    steps = [Step(clerk.after(4, 35), "accept", text="已受理。")]
    if ourselves:
        steps.append(Step(clerk.after(2, 20), "take", by=short.to, text=short.order))
    else:
        order = short.order or f"请处理：{short.title}。办理前先联系反映人。"
        steps.append(Step(clerk.after(3, 25), "dispatch", to=short.to, text=order))
        steps.append(Step(clerk.after(5, 60), "sign", by=short.to))
    steps.append(Step(clerk.after(5, 50), "contact", by=short.to, text=GREETINGS[ourselves]))
    return steps


def _handle(clerk: Clerk, short: Short) -> list[Step]:
    steps = [
        Step(clerk.at(session.at), "session", by=short.to, text=session.text)
        for session in short.sessions
    ]
    if wait := short.wait:
        since, until = clerk.at(wait.since), clerk.at(wait.until)
        paused = Step(since, "pause", short.to, "", wait.text, wait.reason, until.date())
        steps += [paused, Step(until, "resume", by=short.to)]
    if short.dispute and short.dispute.agreement:
        agreed = clerk.at(short.done_at - timedelta(minutes=10))
        steps.append(Step(agreed, "agreement", by=short.to, text=short.dispute.agreement))
    steps.append(Step(clerk.at(short.done_at), "report_done", by=short.to, text=short.result))
    return steps


def _finish(clerk: Clerk, short: Short) -> list[Step]:
    steps = []
    if not short.dispute or short.type in CHECKED_DISPUTES:
        steps.append(Step(clerk.after(20, 240), "check", text="到现场看过，与办理结果一致。"))
    steps.append(Step(clerk.after(5, 60), "close", reason=short.outcome))
    at = clerk.after(180, 540)
    called = Step(at, "call_back", text=short.words, solved=True, satisfied=short.satisfied)
    return [*steps, called]


def latest(story: Story) -> date:
    return max([story.reported_at, *(step.at for step in story.steps)]).date()
