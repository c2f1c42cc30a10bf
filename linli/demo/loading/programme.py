"""The programme of a community as acts: each date is entered when it is over, by the operation
that a community worker would use."""

import datetime as dt
import uuid
from collections.abc import Iterator, Sequence
from functools import partial
from random import Random

from linli.apps.activities.public import (
    Activity,
    ActivityDraft,
    OutcomeDraft,
    Series,
    SessionDraft,
    begin_series,
    create_activity,
    file_activity,
    record_past_session,
)
from linli.apps.participation.public import Sheet
from linli.demo.chance import chance
from linli.demo.loading.context import SYSTEM, Loading
from linli.demo.loading.crowd import Crowd
from linli.demo.loading.timeline import Act
from linli.demo.programme import Event, Programme, Run, at_hour, between, of_run

AFTER = dt.timedelta(minutes=30)
FILED_AFTER = dt.timedelta(hours=20)
SERIES_HOUR = dt.time(9, 10)


class Past:
    """All dates of the programme that are over."""

    def __init__(self, loading: Loading, content: Programme) -> None:
        self.loading = loading
        self.content = content
        self.crowd = Crowd(loading)

    def acts(self) -> Iterator[Act]:
        for series in self.content.series:
            at = self.loading.moment(self.loading.opened, SERIES_HOUR)
            yield Act(at, partial(self._begin, series.name, series.text))
        for number, event in enumerate(self.content.events):
            over = self._moment(event.day, event.hour, event.minutes) + AFTER
            yield Act(over, partial(self._hold, event, number))
        for run in self.content.runs:
            yield from self._run(run)

    def _begin(self, name: str, text: str) -> None:
        begin_series(community=self.loading.home, actor=SYSTEM, name=name, text=text)

    def _moment(self, day: dt.date, hour: str, minutes: int = 0) -> dt.datetime:
        return self.loading.local(at_hour(day, hour)) + dt.timedelta(minutes=minutes)

    def _hold(self, event: Event, number: int) -> None:
        home = self.loading.home
        made = create_activity(
            community=home, actor=SYSTEM, draft=self._draft_of(event), publish=True
        )
        for order, (place, heads) in enumerate(self._sites(event)):
            named = event.named if order == 0 else 0
            people = self._people(event.who, named, event.day, chance(event.title, number))
            record_past_session(
                community=home,
                actor=SYSTEM,
                activity_id=made.id,
                draft=SessionDraft(
                    starts_at=self._moment(event.day, event.hour),
                    ends_at=self._moment(event.day, event.hour, event.minutes),
                    place_id=place,
                    place_words="" if place else event.where,
                ),
                sheet=Sheet(people, {event.category: heads} if heads else {}),
                outcomes=self._outcomes(event) if order == 0 else (),
            )
        file_activity(community=home, actor=SYSTEM, activity_id=made.id, result_text=event.result)

    def _sites(self, event: Event) -> list[tuple[uuid.UUID | None, int]]:
        if not event.sites:
            return [(None, event.heads)]
        return [(self.loading.needed_place(site.place).id, site.heads) for site in event.sites]

    def _outcomes(self, event: Event) -> list[OutcomeDraft]:
        return [
            OutcomeDraft(one.what, one.unit, one.number, one.evidence) for one in event.outcomes
        ]

    def _draft_of(self, event: Event) -> ActivityDraft:
        return ActivityDraft(
            title=event.title,
            kind=event.kind,
            text=event.text,
            needs_sign_up=False,
            series_id=self._series(event.series),
            edition=event.edition or None,
            festival=event.festival,
            place_words=event.where,
            external_platform=event.platform,
            units=units(self.loading, event.host, event.partners),
            tags=[
                *((word, "topic") for word in event.tags),
                *((word, "campaign") for word in event.campaigns),
            ],
            speakers=[told(one) for one in event.speakers],
        )

    def _series(self, name: str) -> uuid.UUID | None:
        if not name:
            return None
        return Series.objects.get(community_id=self.loading.home.id, name=name).id

    def _people(self, who: str, number: int, day: dt.date, rng: Random) -> Sequence[uuid.UUID]:
        chosen = self.crowd.draw(who, number, day, rng)
        return [self.loading.person(one).id for one in chosen]

    def _run(self, run: Run) -> Iterator[Act]:
        days = list(run.days())
        for number, day in enumerate(days):
            over = self._moment(day, run.hour, run.minutes) + AFTER
            yield Act(over, partial(self._come_back, run, number, day))
        last = self._moment(days[-1], run.hour, run.minutes) + FILED_AFTER
        yield Act(last, partial(self._file, run))

    def _come_back(self, run: Run, number: int, day: dt.date) -> None:
        home, rng = self.loading.home, of_run(run, number)
        named, heads = between(rng, run.named), between(rng, run.heads)
        record_past_session(
            community=home,
            actor=SYSTEM,
            activity_id=self._activity(run, first=number == 0),
            draft=SessionDraft(
                starts_at=self._moment(day, run.hour),
                ends_at=self._moment(day, run.hour, run.minutes),
                title=run.topics[number % len(run.topics)] if run.topics else "",
                place_words=run.where,
            ),
            sheet=Sheet(
                self._people(run.who, named, day, rng), {run.category: heads} if heads else {}
            ),
        )

    def _activity(self, run: Run, *, first: bool) -> uuid.UUID:
        if not first:
            return self._made(run).id
        draft = ActivityDraft(
            title=run.title,
            kind=run.kind,
            text=run.text,
            needs_sign_up=False,
            series_id=self._series(run.series),
            place_words=run.where,
            external_platform=run.platform,
            units=units(self.loading, run.host, run.partners),
            tags=[(word, "topic") for word in run.tags],
        )
        home = self.loading.home
        return create_activity(community=home, actor=SYSTEM, draft=draft, publish=True).id

    def _made(self, run: Run) -> Activity:
        rows = Activity.objects.filter(community_id=self.loading.home.id, title=run.title)
        return rows.latest("created_at")

    def _file(self, run: Run) -> None:
        file_activity(community=self.loading.home, actor=SYSTEM, activity_id=self._made(run).id)


def units(loading: Loading, host: str, partners: Sequence[str]) -> list[tuple[int, str]]:
    """Organisations of the pack by their keys, the host first."""
    known = [(host, "host")] if host else []
    return [
        (loading.unit(key).id, role)
        for key, role in [*known, *((key, "partner") for key in partners)]
    ]


def told(words: str) -> tuple[str, str]:
    """ "name, title" of a speaker."""
    name, _comma, title = words.partition("，")
    return name, title
