"""On hold: the hanging list and listed pauses, which the reporter reads; and going on."""

import datetime as dt
import uuid

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from linli.apps.cases.choices import (
    ClockName,
    ReasonKind,
)
from linli.apps.cases.models import Case, Pause, Reason
from linli.apps.cases.operations.milestones import set_milestones
from linli.apps.cases.operations.moving import advance, take
from linli.apps.cases.operations.timing import (
    LADDER_TIMER,
    copy_dues,
    current_round,
    paused,
    reset_ladder,
    resumed,
    set_case_timer,
    stop_timers,
)
from linli.apps.cases.operations.wording import listed_reason, words
from linli.apps.cases.queries.clocks import calendar_for
from linli.kernel import clock
from linli.kernel.access.actor import Actor
from linli.kernel.calendar import calendar_of
from linli.kernel.community import Community
from linli.kernel.errors import RuleNotMet
from linli.kernel.worktime import Limit, Unit, add

LONGEST_WAIT = dt.timedelta(days=366)


@transaction.atomic
def hang_case(
    *,
    community: Community,
    actor: Actor,
    case_id: uuid.UUID,
    reason: str,
    reason_words: str = "",
    review_on: dt.date | None = None,
    version: int | None = None,
) -> Case:
    """Put on hold for a listed reason, which the reporter reads; the resolution clock stands.

    Reasons of the hanging list need the words of a person; every hold has a day of review.
    """
    turn = take(
        community=community,
        actor=actor,
        case_id=case_id,
        move="hang",
        version=version,
        reason=reason,
    )
    listed = listed_reason(community, reason, ReasonKind.HANGING, ReasonKind.PAUSE)
    hanging = listed.kind == ReasonKind.HANGING
    said = words(reason_words, field="words", least=1 if hanging else 0)
    review = _review_day(community, turn.now, listed, review_on)
    minutes = paused(current_round(turn.case), community, turn.now)
    Pause(
        community_id=community.id,
        case_id=turn.case.id,
        round_number=turn.case.round_number,
        kind=listed.kind,
        reason=listed,
        words=said,
        began_at=turn.now,
        due_before=turn.case.resolution_due,
        remaining_minutes=minutes,
        review_on=review,
        by=actor.ref,
    ).save(force_insert=True)
    told = {"reason": listed.code, "review_on": review.isoformat()}
    changes = {"paused_at": turn.now}
    advance(turn, public_text=said, changes=changes, extra=told, reason=listed.code)
    stop_timers(turn.case, LADDER_TIMER[ClockName.RESOLUTION])
    set_case_timer(turn.case, "cases.review", _opening(community, review))
    return turn.case


def _opening(community: Community, day: dt.date) -> dt.datetime:
    hours = calendar_of(community, day).hours
    return dt.datetime.combine(day, hours[0][0], community.zone)


def _review_day(
    community: Community, now: dt.datetime, reason: Reason, wanted: dt.date | None
) -> dt.date:
    """The day asked for, at most as far as the listing allows."""
    span = reason.extra.get("review_after") or reason.extra.get("longest")
    span = span or {"value": 30, "unit": Unit.DAY}
    limit = Limit(span["value"], Unit(span["unit"]))
    last = clock.local(add(calendar_for(community, now), now, limit).at, community).date()
    today = clock.local(now, community).date()
    if wanted is None:
        return last
    most = today + LONGEST_WAIT if reason.kind == ReasonKind.HANGING else last
    if not today < wanted <= most:
        raise RuleNotMet(
            "review_day",
            _("Choose a day of review after today, at the latest %(last)s.")
            % {"last": most.isoformat()},
            field="review_on",
            last=most.isoformat(),
        )
    return wanted


@transaction.atomic
def resume_case(
    *,
    community: Community,
    actor: Actor,
    case_id: uuid.UUID,
    resume_words: str = "",
    version: int | None = None,
) -> Case:
    """Go on: what was left of the time is given again from now."""
    turn = take(community=community, actor=actor, case_id=case_id, move="resume", version=version)
    began = turn.case.paused_at or turn.now
    round_ = current_round(turn.case)
    resumed(round_, community, began, turn.now)
    Pause.objects.filter(community_id=community.id, case_id=case_id, ended_at__isnull=True).update(
        ended_at=turn.now
    )
    advance(
        turn,
        public_text=words(resume_words, field="words"),
        changes={**copy_dues(turn.case, round_), "paused_at": None},
        due=turn.case.resolution_due.isoformat() if turn.case.resolution_due else "",
    )
    stop_timers(turn.case, "cases.review")
    reset_ladder(community, turn.case, round_, ClockName.RESOLUTION)
    set_milestones(community, turn.case)
    return turn.case
