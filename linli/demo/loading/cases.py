"""Stories as dated acts: the first word of a matter, then each step of it."""

import datetime as dt
import uuid
from collections.abc import Iterable, Iterator
from functools import partial

from linli.apps.cases.public import load_defaults, register_case
from linli.demo.loading.context import SYSTEM, Loading
from linli.demo.loading.moves import perform
from linli.demo.loading.narrator import Telling
from linli.demo.loading.reporters import raised
from linli.demo.loading.staff import Roster
from linli.demo.loading.timeline import Act, Notes
from linli.demo.storybook import Story

TYPES_HOUR = dt.time(8, 50)


def types_act(loading: Loading) -> Act:
    return Act(
        loading.moment(loading.opened, TYPES_HOUR),
        partial(_load_types, loading),
    )


def _load_types(loading: Loading) -> None:
    load_defaults(community=loading.home, actor=SYSTEM, since=loading.opened)


def acts(loading: Loading, roster: Roster, stories: Iterable[Story]) -> Iterator[Act]:
    for story in stories:
        telling = Telling(loading, roster, story)
        yield Act(loading.local(story.reported_at), partial(_raise, telling))
        for step in story.steps:
            yield Act(loading.local(step.at), partial(perform, telling, step))


def _raise(telling: Telling) -> Notes:
    loading = telling.loading
    told = raised(loading, telling.roster, telling.story)
    case = register_case(
        community=loading.home, actor=told.actor, new=told.new, reporter=told.reporter
    )
    loading.cases[telling.story.key] = case.id
    return {telling.story.key: str(case.id)}


def remember(loading: Loading, notes: Notes) -> None:
    """Cases that were raised in an earlier run of the loader."""
    for key, value in notes.items():
        if key not in loading.cases and isinstance(value, str):
            loading.cases[key] = uuid.UUID(value)
