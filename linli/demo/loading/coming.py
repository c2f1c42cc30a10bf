"""Activities around today: announced, signed up for by telephone, held, still to come."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from linli.apps.activities.public import (
    Activity,
    ActivityDraft,
    Session,
    SessionDraft,
    add_session,
    create_activity,
    file_activity,
    publish_activity,
)
from linli.apps.participation.public import Sheet, Terms, record_sheet, sign_up
from linli.demo.chance import chance
from linli.demo.ground import ResidentRow
from linli.demo.loading.context import SYSTEM, Loading
from linli.demo.loading.crowd import Crowd
from linli.demo.loading.programme import told, units
from linli.demo.loading.timeline import Act
from linli.demo.programme import Coming, at_hour
from linli.kernel.errors import Refusal

ANNOUNCED_BEFORE = dt.timedelta(days=15)
SIGNING = dt.timedelta(days=10)
CAME = 0.85
PLATFORM_HOUR = 10


@dataclass
class Ahead:
    """One coming activity. Its rows are found again by title, as an interrupted load goes on."""

    loading: Loading
    crowd: Crowd
    content: Coming
    today: dt.datetime

    @property
    def starts(self) -> dt.datetime:
        day = self.today.date() + dt.timedelta(days=self.content.days)
        return self.loading.local(at_hour(day, self.content.hour))

    @property
    def ends(self) -> dt.datetime:
        return self.starts + dt.timedelta(minutes=self.content.minutes)

    def acts(self) -> Iterator[Act]:
        announced = (self.starts - ANNOUNCED_BEFORE).replace(hour=PLATFORM_HOUR, minute=0)
        now = self.loading.local(self.today)
        announced = min(announced, now - dt.timedelta(days=2))
        yield Act(announced, self._announce)
        window = min(self.starts - dt.timedelta(hours=12), now) - announced
        rng = chance(self.content.title, "signs")
        people = self._people()
        for number, one in enumerate(people):
            share = (number + rng.random()) / max(len(people), 1)
            at = announced + dt.timedelta(minutes=20) + window * share * 0.95
            yield Act(at, partial(self._sign, one))
        if self.ends < now:
            yield Act(self.ends + dt.timedelta(minutes=25), self._hold)

    def _people(self) -> list[ResidentRow]:
        day = self.loading.intakes[-1]
        rng = chance(self.content.title, "who")
        return self.crowd.draw(self.content.who, self.content.signs, day, rng)

    def _announce(self) -> None:
        home, content = self.loading.home, self.content
        draft = ActivityDraft(
            title=content.title,
            kind=content.kind,
            text=content.text,
            place_words=content.where,
            units=units(self.loading, content.host, content.partners),
            tags=[(word, "topic") for word in content.tags],
            speakers=[told(one) for one in content.speakers],
        )
        made = create_activity(community=home, actor=SYSTEM, draft=draft)
        add_session(
            community=home,
            actor=SYSTEM,
            activity_id=made.id,
            draft=SessionDraft(
                starts_at=self.starts,
                ends_at=self.ends,
                place_words=content.where,
                terms=Terms(capacity=content.capacity or None),
            ),
        )
        publish_activity(community=home, actor=SYSTEM, activity_id=made.id)

    def _session(self) -> Session:
        rows = Session.objects.filter(
            community_id=self.loading.home.id, activity__title=self.content.title
        )
        return rows.latest("starts_at")

    def _sign(self, one: ResidentRow) -> None:
        """Who cannot come for a rule (two dates at once) is told so and does not come."""
        try:
            sign_up(
                community=self.loading.home,
                actor=SYSTEM,
                gathering_id=self._session().gathering_id,
                subject_id=self.loading.person(one).id,
                door="staff_phone",
                wait=True,
            )
        except Refusal:
            return

    def _hold(self) -> None:
        home, session = self.loading.home, self._session()
        rng = chance(self.content.title, "came")
        came = [one for one in self._people() if rng.random() < CAME]
        limit = self.content.capacity or len(came)
        record_sheet(
            community=home,
            actor=SYSTEM,
            gathering_id=session.gathering_id,
            sheet=Sheet(
                [self.loading.person(one).id for one in came[:limit]],
                {"all": self.content.heads} if self.content.heads else {},
            ),
            captured_at=session.starts_at,
        )
        row = Activity.objects.get(community_id=home.id, id=session.activity_id)
        file_activity(
            community=home,
            actor=SYSTEM,
            activity_id=row.id,
            result_text=self.content.result,
        )
