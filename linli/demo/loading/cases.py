"""Stories as dated acts: the first word of a matter, each step of it, the answers to reminders."""

import datetime as dt
import uuid
from collections.abc import Iterator
from functools import partial

from linli.apps.cases.public import Leader, list_deed, load_defaults, register_case
from linli.demo.loading.context import SYSTEM, Loading
from linli.demo.loading.moves import perform
from linli.demo.loading.narrator import Telling
from linli.demo.loading.reporters import raised
from linli.demo.loading.staff import Roster
from linli.demo.loading.timeline import Act, Notes
from linli.demo.storybook import Story

TYPES_HOUR = dt.time(8, 50)
LISTED_AFTER = dt.timedelta(minutes=1)
TIME_FOR_IT = dt.timedelta(days=9)
ON_THE_LIST = {"4-26"}
"""Practices whose matters the community took on as practical deeds."""


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
            if story.deed or ON_THE_LIST & set(story.practices):
                at = self.loading.local(story.steps[0].at) + LISTED_AFTER
                yield Act(at, partial(self._list, story))

    def _list(self, story: Story) -> None:
        """The matter goes on the list of practical deeds, led by one of the committee by name."""
        heads = [worker for worker in self.loading.pack.staff if worker.heads]
        leader = heads[len(story.key) % len(heads)]
        due = story.deed.deadline if story.deed else story.steps[-1].at.date() + TIME_FOR_IT
        list_deed(
            community=self.loading.home,
            actor=SYSTEM,
            title=story.title[:80],
            number=story.deed.number if story.deed else None,
            leader=Leader(name=leader.name, duty=leader.post),
            due_on=due,
            source="visits" if story.source == "visit" else "needs",
            case_id=self.loading.cases[story.key],
        )

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
