"""A living present: cases at every stage around a given day, different on each seed.

Each plan is a story that has come only so far: its steps end before `until`, and the last of
them leaves the case in the state that its stage names.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random

from linli.demo.chance import chance, shares, shuffled
from linli.demo.ground import Ground, ground
from linli.demo.journeys import Journey, walk
from linli.demo.matters import Matter, by_talk, matters, replies
from linli.demo.packs import TOUR
from linli.demo.storybook import Story
from linli.demo.telling import calendar
from linli.demo.variations import Entry, variations

# Stage: its share, and the state in which it leaves the case.
STAGES: dict[str, tuple[float, str]] = {
    "new": (0.10, "registered"),
    "accepted": (0.04, "accepted"),
    "dispatched": (0.08, "dispatched"),
    "handling": (0.14, "handling"),
    "objected": (0.03, "objected"),
    "paused": (0.05, "paused"),
    "overdue": (0.05, "handling"),
    "to_check": (0.05, "done"),
    "closed": (0.06, "closed"),
    "rated": (0.32, "called_back"),
    "reopened": (0.03, "handling"),
    "answered": (0.03, "closed"),
    "declined": (0.02, "declined"),
}
MORNING = time(8, 30)
OFFICE_SOURCES = frozenset({"counter", "paper", "visit", "grid_worker"})
EARLIEST, LATEST = time(7, 0), time(22, 30)


@dataclass(frozen=True)
class Plan:
    stage: str
    story: Story


def living_present(
    seed: int,
    today: date,
    n: int,
    *,
    slug: str = TOUR,
    until: datetime | None = None,
) -> Iterator[Plan]:
    """`n` plans, oldest first; nothing in them happens after `until` (8:30 of `today`)."""
    end = until or datetime.combine(today, MORNING)
    rng = chance(seed, slug, today.isoformat(), "present")
    whole = ground(slug)
    counts = shares({stage: share for stage, (share, _) in STAGES.items()}, n)
    stages = shuffled(rng, [stage for stage, count in counts.items() for _ in range(count)])
    seen: set[str] = set()
    plans = []
    for turn, stage in enumerate(stages):
        key = f"present-{seed}-{today:%Y%m%d}-{turn + 1:04d}"
        plans.append(Plan(stage, _one(rng, whole, key, stage, end, seen)))
    yield from sorted(plans, key=lambda plan: (plan.story.reported_at, plan.story.key))


def _one(rng: Random, whole: Ground, key: str, stage: str, end: datetime, seen: set[str]) -> Story:
    """Tries again until the story has just come as far as its stage and its text is new."""
    for attempt in range(200):
        matter = _matter(rng, whole, stage, end)
        again = matter.text in seen and attempt < 150
        if again or (stage == "new" and matter.source in OFFICE_SOURCES):
            continue
        moment = _reported(rng, matter, stage, end, attempt)
        story = walk(rng, key, matter, Journey(stage, moment, end))
        late = any(step.at > end for step in story.steps)
        if moment <= end and not late and story.state() == STAGES[stage][1]:
            seen.add(matter.text)
            return story
    raise ValueError(f"{stage}: no story comes so far before {end}")


def _matter(rng: Random, whole: Ground, stage: str, end: datetime) -> Matter:
    if stage in {"answered", "declined"}:
        return replies(rng, whole, stage)
    fitting = [entry for entry in variations().entries if _fits(entry, stage, end.month)]
    return matters(rng, whole, fitting, alone=stage in {"objected", "dispatched"})


def _fits(entry: Entry, stage: str, month: int) -> bool:
    if entry.months and month not in entry.months:
        return False
    needs = {
        "objected": entry.objection is not None,
        "paused": entry.pause is not None,
        "to_check": entry.check,
        "dispatched": entry.units[0] != "grid",
        "overdue": entry.limit_days <= 10,
        "reopened": not by_talk(entry.type),
    }
    return needs.get(stage, True)


def _reported(rng: Random, matter: Matter, stage: str, end: datetime, attempt: int) -> datetime:
    """A human hour so many working days before the end; each attempt may look further back."""
    limit = matter.limit_days
    back = {
        "new": 0.0,
        "accepted": 0.7,
        "dispatched": 1.0,
        "objected": 1.3,
        "handling": min(3, max(1, limit * 0.6)),
        "paused": rng.uniform(3, 9),
        "overdue": limit + rng.uniform(1.6, 4),
        "to_check": rng.uniform(1, limit),
        "closed": rng.uniform(2, limit + 2),
        "reopened": limit + rng.uniform(4, 8),
        "rated": limit + rng.uniform(3, 60),
        "answered": rng.uniform(1, 20),
        "declined": rng.uniform(1, 20),
    }[stage]
    day = _workdays_before(end.date(), round(back) + attempt // 25)
    if matter.source in OFFICE_SOURCES:
        return _in_office(rng, day, end)
    return _at_human_hour(rng, day if round(back) else end.date(), end)


def _workdays_before(day: date, count: int) -> date:
    while count > 0 or not calendar().day_kind(day).is_workday:
        day -= timedelta(days=1)
        if calendar().day_kind(day).is_workday:
            count -= 1
    return day


def _in_office(rng: Random, day: date, end: datetime) -> datetime:
    moment = datetime.combine(day, time(9, 0)) + timedelta(minutes=rng.randint(0, 150))
    if moment > end:
        return _in_office(rng, _workdays_before(day, 1), end)
    return moment


def _at_human_hour(rng: Random, day: date, end: datetime) -> datetime:
    first, last = datetime.combine(day, EARLIEST), datetime.combine(day, LATEST)
    last = min(last, end - timedelta(minutes=5))
    if first >= last:
        day -= timedelta(days=1)
        first, last = datetime.combine(day, time(18, 0)), datetime.combine(day, LATEST)
    span = int((last - first).total_seconds() // 60)
    return first + timedelta(minutes=rng.randint(0, span))
