"""The ladder of supervision: raised by the worker or by hand, answered by the unit."""

import datetime as dt
import uuid

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from linli.apps.cases.choices import (
    VERBS,
    ClockName,
    Decision,
    ReasonKind,
    StepReach,
    SupervisionKind,
)
from linli.apps.cases.models import Case, Exclusion, Supervision
from linli.apps.cases.operations.moving import add_step, take
from linli.apps.cases.operations.wording import listed_reason, words
from linli.apps.cases.queries.clocks import Rung, calendar_for
from linli.kernel import clock
from linli.kernel.access.actor import Actor
from linli.kernel.access.permissions import require, require_may
from linli.kernel.community import Community
from linli.kernel.errors import Conflict, NotSeen, RuleNotMet
from linli.kernel.records.models import Basis
from linli.kernel.records.writing import write_record
from linli.kernel.timers.running import LATE_AFTER
from linli.kernel.worktime import Limit, Unit, add

ANSWER_BY_HAND = Limit(1, Unit.WORKING_DAY)
LEVELS = ("routine", "listed", "interview")
SYSTEM = Actor.system()


def raise_rung(
    community: Community, case: Case, which: str, rung: Rung, since: dt.datetime | None = None
) -> Supervision:
    """Write one rung the worker found due: dated when it fell due, marked when that is long ago.

    `since` is when its timer was set: what was overdue before that is not the worker's delay.
    """
    now = clock.now()
    seen_from = max(rung.due_at, since) if since else rung.due_at
    answer_due = None
    if rung.answer is not None:
        calendar = calendar_for(community, rung.due_at)
        answer_due = add(calendar, max(rung.due_at, now), rung.answer).at
    row = Supervision(
        community_id=community.id,
        case_id=case.id,
        round_number=case.round_number,
        clock=which,
        code=rung.code,
        kind=rung.kind,
        level=rung.level,
        due_at=rung.due_at,
        raised_at=now,
        late=now - seen_from > LATE_AFTER,
        author=SYSTEM.ref,
        needs_answer=rung.answer is not None,
        answer_due=answer_due,
        policy=rung.policy,
    )
    row.save(force_insert=True)
    _note_level(case, rung.code, rung.kind)
    write_record(
        verb=VERBS["supervise"],
        community_id=community.id,
        obj=case,
        actor=SYSTEM,
        basis=Basis.SYSTEM,
        happened_at=rung.due_at,
        level=rung.code,
        state=case.state,
        round=case.round_number,
        late=row.late,
        organisation=case.lead_id,
    )
    return row


def _note_level(case: Case, code: str, kind: str) -> None:
    """The highest rung stands on the case, for lists; reminders do not."""
    if kind == SupervisionKind.REMINDER:
        return
    Case.objects.filter(community_id=case.community_id, id=case.id).update(supervision=code)
    case.supervision = code


@transaction.atomic
def supervise(
    *,
    community: Community,
    actor: Actor,
    case_id: uuid.UUID,
    level: str,
    supervision_words: str,
    trigger: str = "trigger.other",
    answer_due: dt.datetime | None = None,
) -> Supervision:
    """Raise supervision by hand: routine, listed or interview, with a listed trigger."""
    said = words(supervision_words, field="words", least=1)
    turn = take(community=community, actor=actor, case_id=case_id, move="supervise", words=said)
    if level not in LEVELS:
        raise RuleNotMet("unknown_level", _("Choose the level of supervision."), field="level")
    listed = listed_reason(community, trigger, ReasonKind.TRIGGER)
    by_hand = Supervision.objects.filter(
        community_id=community.id, case_id=case_id, code__startswith="hand:"
    ).count()
    due = answer_due or add(calendar_for(community, turn.now), turn.now, ANSWER_BY_HAND).at
    row = Supervision(
        community_id=community.id,
        case_id=case_id,
        round_number=turn.case.round_number,
        clock=ClockName.RESOLUTION,
        code=f"hand:{by_hand + 1}",
        kind=SupervisionKind.SUPERVISION,
        level=level,
        due_at=turn.now,
        raised_at=turn.now,
        author=actor.ref,
        author_name=actor.name,
        text=said,
        needs_answer=True,
        answer_due=due,
    )
    row.save(force_insert=True)
    _note_level(turn.case, f"supervision.{level}", SupervisionKind.SUPERVISION)
    add_step(
        turn,
        text=said,
        reach=StepReach.INSIDE,
        extra={"level": level, "reason": listed.code},
        level=level,
        reason=listed.code,
    )
    return row


@transaction.atomic
def answer_supervision(
    *,
    community: Community,
    actor: Actor,
    case_id: uuid.UUID,
    supervision_id: uuid.UUID,
    answer: str,
) -> Supervision:
    """The unit says why, where it stands and by when. Once."""
    said = words(answer, field="answer", least=1)
    turn = take(
        community=community, actor=actor, case_id=case_id, move="answer_supervision", answer=said
    )
    rows = Supervision.objects.filter(community_id=community.id, case_id=case_id, id=supervision_id)
    row = rows.first()
    if row is None:
        raise NotSeen()
    done = rows.filter(answered_at__isnull=True).update(
        answer=said, answered_at=turn.now, answered_by=actor.ref
    )
    if not done:
        raise Conflict("answered_already", _("This has been answered."))
    row.answer, row.answered_at, row.answered_by = said, turn.now, actor.ref
    add_step(turn, text=said, reach=StepReach.INSIDE, extra={"level": row.code}, level=row.code)
    return row


@transaction.atomic
def exclude_from_rates(
    *,
    community: Community,
    actor: Actor,
    case_id: uuid.UUID,
    reason: str,
    exclusion_words: str,
) -> Exclusion:
    """Ask to leave a case out of the rates. It counts until another person has agreed."""
    said = words(exclusion_words, field="words", least=1)
    turn = take(community=community, actor=actor, case_id=case_id, move="exclude", reason=reason)
    listed = listed_reason(community, reason, ReasonKind.EXCLUSION)
    rows = Exclusion.objects.filter(community_id=community.id, case_id=case_id)
    if rows.exclude(state=Decision.REFUSED).exists():
        raise Conflict("asked_already", _("This has been asked for or decided."))
    row = Exclusion(
        community_id=community.id,
        case_id=case_id,
        reason=listed,
        words=said,
        asked_by=actor.ref,
        asked_at=turn.now,
    )
    row.save(force_insert=True)
    add_step(
        turn,
        text=said,
        reach=StepReach.INSIDE,
        extra={"reason": listed.code},
        reason=listed.code,
        decision=Decision.ASKED,
    )
    return row


@transaction.atomic
def review_exclusion(
    *,
    community: Community,
    actor: Actor,
    exclusion_id: uuid.UUID,
    grant: bool,
    review_words: str = "",
) -> Exclusion:
    """Agree or refuse; never the person who asked. Refusing needs a reason."""
    require(actor, "cases.act.review_exclusion", community.id)
    rows = Exclusion.objects.filter(community_id=community.id, id=exclusion_id)
    row = rows.select_related("case", "reason").first()
    if row is None:
        raise NotSeen()
    require_may(actor, "cases.act.review_exclusion", row.case)
    if row.asked_by == actor.ref:
        raise RuleNotMet("own_request", _("Another person decides on your own request."))
    said = words(review_words, field="words", least=0 if grant else 1)
    state, now = (Decision.GRANTED if grant else Decision.REFUSED), clock.now()
    done = rows.filter(state=Decision.ASKED).update(
        state=state, reviewed_by=actor.ref, reviewed_at=now, review_words=said
    )
    if not done:
        raise Conflict("decided_already", _("Someone decided on this request just now."))
    if grant:
        Case.objects.filter(community_id=community.id, id=row.case_id).update(rate_excluded=True)
    write_record(
        verb=VERBS["exclude"],
        community_id=community.id,
        obj=row.case,
        actor=actor,
        basis=Basis.DUTY,
        reason=row.reason.code,
        decision=state,
        state=row.case.state,
    )
    row.state, row.reviewed_by, row.reviewed_at, row.review_words = state, actor.ref, now, said
    return row
