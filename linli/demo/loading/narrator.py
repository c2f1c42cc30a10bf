"""One story on its way through the engine: who acts, and what lies between what is told.

A story tells what people remember; the engine wants every step. An order is signed before work
is reported, a reminder is answered when its case moves on, whoever was called is not called twice.
"""

from collections.abc import Callable
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
from linli.demo.loading.staff import Roster
from linli.demo.storybook import Step, Story
from linli.kernel.access.actor import Actor
from linli.kernel.errors import NotAllowed, NotKnown, NotSeen, RuleNotMet
from linli.kernel.outbox.models import Notice, NoticeState
from linli.kernel.outbox.sending import send_one, told_by_telephone

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
    result: str
    public: bool
    needs_check: bool


GLANCE = ("state", "worker", "result", "public", "type__needs_site_check")


class Telling:
    """One story on its way through the engine."""

    def __init__(self, loading: Loading, roster: Roster, story: Story) -> None:
        self.loading = loading
        self.roster = roster
        self.story = story

    @property
    def case(self) -> Glance:
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

    def answer_reminders(self, step: Step) -> None:
        """Whoever does something on a case answers what it was reminded of before."""
        if step.act not in {"note", "report_done", "pause"}:
            return
        home = self.loading.home.id
        case_id = self.loading.cases[self.story.key]
        open_rows = Supervision.objects.filter(
            community_id=home, case_id=case_id, needs_answer=True, answered_at__isnull=True
        )
        for row in open_rows:
            said = chance(self.story.key, row.code).choice(ANSWERS)
            self.do(cases.answer_supervision, step.by, supervision_id=row.id, answer=said)

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
        case = self.case
        if case.state in {CaseState.ACCEPTED, CaseState.REOPENED}:
            self.do(cases.dispatch_case, "committee", to=self.unit(by))
            case = self.case
        if case.state == CaseState.DISPATCHED:
            self.do(cases.sign_dispatch, by)
            case = self.case
        if case.state == CaseState.SIGNED:
            try:
                self.do(cases.start_handling, by)
            except RuleNotMet:
                self.do(cases.record_contact, by, contact_words=CALLING)

    def checker(self, by: str) -> str:
        """Nobody checks the own work: then somebody else of the committee looks."""
        worker = self.case.worker
        others = (by, "committee", self.roster.second(self.roster.desk))
        return next(key for key in others if self.roster.actor(key).ref != worker)

    def publish(self, result: str = "") -> None:
        """What everybody may read, once somebody has read it."""
        if self.case.public:
            self.do(
                cases.publish_text,
                "committee",
                public=True,
                public_title=self.story.title,
                public_text=self.story.text,
                public_result=result,
            )
