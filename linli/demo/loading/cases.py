"""Stories as dated acts: the first word of a matter, each step of it, the answers to reminders."""

import datetime as dt
import uuid
from collections.abc import Iterator
from functools import partial

from linli.apps.cases.public import load_defaults, register_case
from linli.demo.loading.context import SYSTEM, Loading
from linli.demo.loading.moves import perform
from linli.demo.loading.narrator import Telling
from linli.demo.loading.reporters import raised
from linli.demo.loading.staff import Roster
from linli.demo.loading.timeline import Act, Notes

TYPES_HOUR = dt.time(8, 50)


def types_act(loading: Loading) -> Act:
    return Act(
        loading.moment(loading.opened, TYPES_HOUR),
        partial(_load_types, loading),
    )


def _load_types(loading: Loading) -> None:
    load_defaults(community=loading.home, actor=SYSTEM, since=loading.opened)


class Tellings:
    """All stories of a community on their way."""

    def __init__(self, loading: Loading, roster: Roster) -> None:
        self.loading = loading
        self._all = {story.key: Telling(loading, roster, story) for story in loading.stories}
        self._by_case: dict[uuid.UUID, Telling] = {}

    def acts(self) -> Iterator[Act]:
        for telling in self._all.values():
            story = telling.story
            yield Act(self.loading.local(story.reported_at), partial(self._raise, telling))
            for step in story.steps:
                yield Act(self.loading.local(step.at), partial(perform, telling, step))

    def _raise(self, telling: Telling) -> Notes:
        told = raised(self.loading, telling.roster, telling.story)
        case = register_case(
            community=self.loading.home, actor=told.actor, new=told.new, reporter=told.reporter
        )
        notes = {telling.story.key: str(case.id)}
        self.remember(notes)
        return notes

    def remember(self, notes: Notes) -> None:
        """Which case is which story; also of those raised in an earlier run of the loader."""
        for key in notes.keys() & self._all.keys():
            case_id = uuid.UUID(notes[key])
            self.loading.cases[key] = case_id
            self._by_case[case_id] = self._all[key]

    def replies(self, about: uuid.UUID) -> Iterator[Act]:
        telling = self._by_case.get(about)
        if telling is not None:
            for row, moment in telling.reminded():
                yield Act(moment, partial(telling.answer_reminder, row))
