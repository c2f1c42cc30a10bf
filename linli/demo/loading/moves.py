"""Each act of a story as the operation that it is."""

from collections.abc import Callable

from linli.apps.cases import public as cases
from linli.apps.cases.public import CaseState, Decision, Extension, Reporter
from linli.demo.loading.narrator import Telling
from linli.demo.storybook import Step
from linli.kernel.access.actor import Actor
from linli.kernel.errors import RuleNotMet

Move = Callable[[Telling, Step], None]
MOVES: dict[str, Move] = {}


def move(*acts: str) -> Callable[[Move], Move]:
    def register(function: Move) -> Move:
        for act in acts:
            MOVES[act] = function
        return function

    return register


def perform(telling: Telling, step: Step) -> None:
    MOVES[step.act](telling, step)


@move("accept")
def accept(telling: Telling, step: Step) -> None:
    telling.do(cases.accept_case, step.by)
    if all(later.act != "close" for later in telling.story.steps):
        telling.publish()


@move("answer")
def answer(telling: Telling, step: Step) -> None:
    telling.do(cases.answer_case, step.by, answer=step.text)
    telling.publish(step.text)
    telling.told_by_telephone(step.by)


@move("decline")
def decline(telling: Telling, step: Step) -> None:
    telling.do(cases.decline_case, step.by, reason=step.reason, words_told=step.text)
    telling.told_by_telephone(step.by)


@move("take")
def take(telling: Telling, step: Step) -> None:
    telling.do(cases.dispatch_case, "committee", to=telling.unit(step.by), order_words=step.text)
    telling.do(cases.sign_dispatch, step.by)


@move("dispatch")
def dispatch(telling: Telling, step: Step) -> None:
    objected = telling.glance.state == CaseState.OBJECTED
    operation = cases.redetermine if objected else cases.dispatch_case
    telling.do(operation, step.by, to=telling.unit(step.to), order_words=step.text)


@move("sign")
def sign(telling: Telling, step: Step) -> None:
    telling.do(cases.sign_dispatch, step.by)


@move("object")
def object_to(telling: Telling, step: Step) -> None:
    telling.do(cases.object_dispatch, step.by, reason=step.reason, objection_words=step.text)


@move("contact")
def contact(telling: Telling, step: Step) -> None:
    telling.do(cases.record_contact, step.by, contact_words=step.text)


@move("note", "session", "agreement", "refer", "batch_check")
def note(telling: Telling, step: Step) -> None:
    telling.do(cases.note_progress, step.by, progress=step.text)


@move("assist")
def assist(telling: Telling, step: Step) -> None:
    unit = telling.unit(step.to).organisation_id
    telling.do(cases.call_assist, step.by, organisation_id=unit, text=step.text)


@move("assist_reply")
def assist_reply(telling: Telling, step: Step) -> None:
    telling.do(cases.answer_assist, step.by, answer=step.text)


@move("ask_extension")
def ask_extension(telling: Telling, step: Step) -> None:
    """Whoever asks too late gets no more time; the words stay in the story all the same."""
    telling.reach_work(step.by)
    told = {"reason": step.reason, "until": step.until, "request_words": step.text}
    try:
        telling.do(cases.ask_extension, step.by, **told)
    except RuleNotMet as trouble:
        if trouble.code not in {"deadline_has_passed", "until_not_later"}:
            raise
        note(telling, step)


@move("grant_extension")
def grant_extension(telling: Telling, step: Step) -> None:
    asked = Extension.objects.filter(
        community_id=telling.loading.home.id,
        case_id=telling.loading.cases[telling.story.key],
        state=Decision.ASKED,
    )
    if not asked.exists():
        note(telling, step)
        return
    telling.do(
        cases.decide_extension, step.by, grant=True, until=step.until, decision_words=step.text
    )


@move("pause")
def pause(telling: Telling, step: Step) -> None:
    telling.reach_work(step.by)
    told = {"reason": step.reason, "reason_words": step.text}
    try:
        telling.do(cases.hang_case, step.by, **told, review_on=step.until)
    except RuleNotMet as trouble:
        if trouble.code != "review_day":
            raise
        telling.do(cases.hang_case, step.by, **told)


@move("resume")
def resume(telling: Telling, step: Step) -> None:
    telling.do(cases.resume_case, step.by, resume_words=step.text)


@move("report_done")
def report_done(telling: Telling, step: Step) -> None:
    telling.reach_work(step.by)
    outcome = telling.story.outcome or "outcome.done"
    operation = (
        telling.with_pictures(cases.report_done) if telling.story.pair else cases.report_done
    )
    telling.do(operation, step.by, result=step.text, outcome=outcome)


@move("check", "check_failed")
def check(telling: Telling, step: Step) -> None:
    if not telling.glance.needs_check:
        telling.do(cases.note_progress, step.by, progress=step.text)
        return
    passed = step.act == "check"
    telling.do(cases.check_site, telling.checker(step.by), passed=passed, check_words=step.text)


@move("close")
def close(telling: Telling, step: Step) -> None:
    case = telling.glance
    if case.needs_check and case.state == CaseState.REPORTED_DONE:
        telling.do(cases.check_site, telling.checker("committee"), passed=True)
    telling.do(
        cases.close_case,
        step.by,
        settled_level=telling.story.level,
        settled_how=step.reason,
        closing_words=step.text,
    )
    telling.publish(case.result)


@move("call_back", "follow_up")
def call_back(telling: Telling, step: Step) -> None:
    """A later visit to people who were called before finds the case as it is."""
    if telling.glance.state != CaseState.CLOSED:
        return
    solved = step.solved if step.solved is not None else True
    telling.do(
        cases.call_back,
        step.by,
        reached=True,
        solved=solved,
        satisfied=step.satisfied,
        said_words=step.text,
    )
    telling.told_by_telephone(step.by)


@move("rate")
def rate(telling: Telling, step: Step) -> None:
    home = telling.loading.home
    case_id = telling.loading.cases[telling.story.key]
    reporter = Reporter.objects.filter(community_id=home.id, case_id=case_id).first()
    if reporter is None:
        call_back(telling, step)
        return
    account = bool(reporter.actor_ref)
    cases.rate_case(
        community=home,
        actor=telling.roster.actor("resident") if account else Actor.anonymous(),
        reporter=reporter,
        solved=bool(step.solved),
        satisfied=bool(step.satisfied),
        rating_words=step.text,
    )
    telling.told_by_telephone("committee")


@move("reopen")
def reopen(telling: Telling, step: Step) -> None:
    """“Not solved” at the call-back has opened it again already."""
    if telling.glance.state != CaseState.REOPENED:
        telling.do(cases.reopen_case, "committee", reopen_words=step.text)
