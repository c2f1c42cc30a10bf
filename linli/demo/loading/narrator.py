"""One story on its way through the engine: who acts, and what lies between what is told.

A story tells what people remember; the engine wants every step. An order is signed before work
is reported, a reminder is answered when its case moves on, whoever was called is not called twice.
"""

import datetime as dt
import uuid
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, NamedTuple

from linli.apps.cases import public as cases
from linli.apps.cases.public import (
    Case,
    CaseState,
    Supervision,
    Unit,
)
from linli.demo.chance import chance
from linli.demo.loading.context import Loading
from linli.demo.loading.pictures import before_and_after
from linli.demo.loading.staff import Roster
from linli.demo.storybook import Story
from linli.demo.telling import calendar
from linli.kernel import clock
from linli.kernel.access.actor import Actor
from linli.kernel.community import Community
from linli.kernel.errors import NotAllowed, NotKnown, NotSeen, RuleNotMet
from linli.kernel.media.models import Attachment
from linli.kernel.outbox.models import Notice, NoticeState
from linli.kernel.outbox.sending import send_one, told_by_telephone
from linli.kernel.worktime import add_working_time

ANSWERS = (
    "收到提醒。人手已经排上，现场看过就处理，有进展马上告诉反映人。",
    "已和反映人说明原因和进度，正在抓紧办，办完当天回话。",
    "缺的材料已经到位，接着就办；耽搁了几天，向反映人说了抱歉。",
)
CALLING = "您好，您反映的事由我们来办，先和您核对一下情况。"


class Glance(NamedTuple):
    """What the next act depends on."""

    state: str
    worker: str
    lead: int | None
    result: str
    public: bool
    needs_check: bool


GLANCE = ("state", "worker", "lead_id", "result", "public", "type__needs_site_check")
ANSWERED = 0.85


class Telling:
    """One story on its way through the engine."""

    def __init__(self, loading: Loading, roster: Roster, story: Story) -> None:
        self.loading = loading
        self.roster = roster
        self.story = story

    @property
    def glance(self) -> Glance:
        rows = Case.objects.filter(community_id=self.loading.home.id)
        mine = rows.filter(id=self.loading.cases[self.story.key])
        return Glance(*mine.values_list(*GLANCE).get())

    def do(self, operation: Callable[..., Any], by: str, **told: Any) -> Any:
        """By the one who is named; what only the community may do is done at its desk."""
        try:
            return self._do(operation, self.roster.actor(by), told)
        except (NotAllowed, NotSeen, NotKnown):
            return self._do(operation, self.roster.actor("committee"), told)

    def _do(self, operation: Callable[..., Any], actor: Actor, told: dict[str, Any]) -> Any:
        case_id = self.loading.cases[self.story.key]
        return operation(community=self.loading.home, actor=actor, case_id=case_id, **told)

    def unit(self, key: str) -> Unit:
        """The unit or the worker behind a key."""
        if any(one.key == key for one in self.loading.pack.organisations):
            return Unit(organisation_id=self.loading.unit(key).id)
        actor = self.roster.actor(key)
        return Unit(worker=actor.ref, worker_name=actor.name)

    def reminded(self) -> Iterator[tuple[Supervision, dt.datetime]]:
        """Reminders that have just come and want an answer, and when most of them get it."""
        now = clock.now()
        rows = Supervision.objects.filter(
            community_id=self.loading.home.id,
            case_id=self.loading.cases[self.story.key],
            raised_at=now,
            needs_answer=True,
        )
        for row in rows:
            rng = chance(self.story.key, row.code, "answered")
            if rng.random() < ANSWERED:
                pause = dt.timedelta(minutes=rng.randint(50, 400))
                yield row, add_working_time(calendar(), now, pause).at

    def answer_reminder(self, row: Supervision) -> None:
        """By whoever has the case now, if it is still open to an answer."""
        if self.glance.state == CaseState.ARCHIVED:
            return
        said = chance(self.story.key, row.code).choice(ANSWERS)
        self.do(cases.answer_supervision, self.holder(), supervision_id=row.id, answer=said)

    def holder(self) -> str:
        """The key of the unit or worker that has the case; the desk where nobody has it."""
        glance = self.glance
        for one in self.loading.pack.organisations:
            if glance.lead is not None and self.loading.unit(one.key).id == glance.lead:
                return one.key
        return self.roster.key_of(glance.worker)

    def told_by_telephone(self, by: str) -> None:
        """Whoever spoke with the reporter has told the result; nobody has to call again."""
        home = self.loading.home.id
        case_id = self.loading.cases[self.story.key]
        for notice in Notice.objects.filter(community_id=home, subject_id=case_id, channel="call"):
            if notice.state == NoticeState.WAITING:
                send_one(home, notice.id)
                notice.refresh_from_db()
            if notice.state == NoticeState.TO_CALL:
                ref = self.roster.actor(by).ref
                told_by_telephone(community_id=home, notice_id=notice.id, by=ref)

    def reach_work(self, by: str) -> None:
        """Dispatched again after a reopening, signed for, in contact: ready to be worked on."""
        state = self.glance.state
        if state in {CaseState.ACCEPTED, CaseState.REOPENED}:
            self.do(cases.dispatch_case, "committee", to=self.unit(by))
            state = CaseState.DISPATCHED
        if state == CaseState.DISPATCHED:
            self.do(cases.sign_dispatch, by)
            state = CaseState.SIGNED
        if state == CaseState.SIGNED:
            try:
                self.do(cases.start_handling, by)
            except RuleNotMet:
                self.do(cases.record_contact, by, contact_words=CALLING)

    def checker(self, by: str) -> str:
        """Nobody checks the own work: then somebody else of the committee looks."""
        worker = self.glance.worker
        others = (by, "committee", self.roster.second(self.roster.desk))
        return next(key for key in others if self.roster.actor(key).ref != worker)

    def with_pictures(self, operation: Callable[..., Any]) -> Callable[..., Any]:
        """The act together with a drawing of before and one of after."""

        def act(*, community: Community, actor: Actor, case_id: uuid.UUID, **told: Any) -> Any:
            before, after = before_and_after(self.story.key, self.story.type)
            who: dict[str, Any] = {"community": community, "actor": actor, "case_id": case_id}
            done = partial(operation, **who, **told)
            return cases.act_with_photos(**who, act=done, befores=[before], afters=[after])

        return act

    def publish(self, result: str = "") -> None:
        """What everybody may read and see, once somebody has looked at it."""
        if not self.glance.public:
            return
        shown = Attachment.objects.filter(
            community_id=self.loading.home.id, object_id=self.loading.cases[self.story.key]
        )
        texts = {
            "public_title": self.story.title,
            "public_text": self.story.text,
            "public_result": result,
        }
        photos = list(shown.values_list("id", flat=True)) if self.story.pair else []
        self.do(cases.publish_case, "committee", public=True, photos=photos, texts=texts)
