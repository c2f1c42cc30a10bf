"""How much is told: the stories, everyday matters of the months before, and a living present."""

import datetime as dt
from collections.abc import Iterator

from linli.demo.ground.whole import SEED
from linli.demo.packs import TOUR, pack
from linli.demo.present import living_present
from linli.demo.storybook import Story
from linli.demo.telling import stories

# Of everyday matters per month before the article, and of the present.
A_MONTH, NOW = {True: 9, False: 6}, {True: 72, False: 40}
MONTHS = 10
WHOLE = frozenset({"rated", "answered", "declined"})
# What the articles count exactly is told by their stories alone.
COUNTED = ("dispute.",)


def told(slug: str, scale: float) -> tuple[Story, ...]:
    """The stories; below full scale those the articles number most, and some of the others."""
    everything = stories(slug)
    if scale >= 1:
        return everything
    step = max(1, round(1 / scale))
    return tuple(story for turn, story in enumerate(everything) if turn % step == 0)


def everyday(slug: str, scale: float) -> Iterator[Story]:
    """Settled matters of the months before the article, none of those that it counts."""
    content = pack(slug)
    count = max(1, round(A_MONTH[slug == TOUR] * scale))
    months = MONTHS if scale >= 1 else 1
    first = min(story.reported_at for story in stories(slug)).date()
    for back in range(months):
        day = _month_before(content.as_of, back)
        if day < first + dt.timedelta(days=100):
            return
        for plan in living_present(SEED, day, count * 2, slug=slug):
            story = plan.story
            if plan.stage in WHOLE and not _counted(story) and story.reported_at.date() >= first:
                yield story


def _counted(story: Story) -> bool:
    return story.type.startswith(COUNTED) or story.source in {"visit", "grid_worker"}


def _month_before(day: dt.date, count: int) -> dt.date:
    months = day.year * 12 + day.month - 1 - count
    return dt.date(months // 12, months % 12 + 1, min(day.day, 28))


def present(slug: str, scale: float, now: dt.datetime) -> Iterator[Story]:
    """`now` is the wall clock of the community."""
    count = max(13, round(NOW[slug == TOUR] * scale))
    for plan in living_present(SEED, now.date(), count, slug=slug, until=now):
        yield plan.story
