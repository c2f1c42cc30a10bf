"""Opening a plan, laying its due rows, reporting them, leaving them out, missing them."""

import datetime as dt
import uuid
from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from linli.apps.duties import choices as verbs
from linli.apps.duties.choices import DueState, Rhythm
from linli.apps.duties.models import NOON, DutyDue, Plan
from linli.apps.duties.rules import EDIT, ONE_DAY, REPORT, month_end, windows
from linli.apps.organisations.public import Team
from linli.apps.places.public import Place
from linli.kernel import clock
from linli.kernel.access.actor import Actor
from linli.kernel.access.permissions import require
from linli.kernel.community import Community
from linli.kernel.dated import end_row
from linli.kernel.errors import Conflict, NotSeen, RuleNotMet
from linli.kernel.records.models import Basis
from linli.kernel.records.writing import write_record
from linli.kernel.timers.running import cancel_timers, set_timer
from linli.kernel.wording import belonging, between, line, once, word

TURN = "duties.turn"
ALLOWANCE = dt.timedelta(hours=24)
"""How long a phone without a net may keep a report back."""


@transaction.atomic
def open_plan(
    *,
    community: Community,
    actor: Actor,
    title: str,
    rhythm: str,
    weekday: int | None = None,
    due_by: dt.time = NOON,
    theme: str = "",
    tag: str = "",
    place: Place | None = None,
    team: Team | None = None,
    owner_name: str = "",
    since: dt.date | None = None,
    public: bool = True,
) -> Plan:
    """A routine begins; its due rows stand at once to the end of the month."""
    require(actor, EDIT, community.id)
    belonging(community.id, place, team)
    if word("rhythm", rhythm, Rhythm) == Rhythm.WEEKLY and weekday is None:
        raise RuleNotMet("required", _("Say on which day of the week."), field="weekday")
    plan = Plan(
        community_id=community.id,
        title=line("title", title, 80, least=2),
        rhythm=rhythm,
        weekday=between("weekday", weekday, 0, 6) if weekday is not None else None,
        due_by=due_by,
        theme=line("theme", theme, 200),
        tag=line("tag", tag, 30),
        place=place,
        team=team,
        owner_name=line("owner_name", owner_name, 60),
        since=since or clock.today(community),
        public=public,
        written_at=clock.now(),
    )
    with once("plan_exists", _("There is a routine of this name already.")):
        plan.save(force_insert=True)
    _tell(verbs.OPENED, plan, actor, rhythm=rhythm, place=plan.place_id, since=plan.since)
    lay_dues(community=community, plan=plan, through=month_end(clock.today(community)))
    _set_turn(community, plan)
    return plan


def lay_dues(*, community: Community, plan: Plan, through: dt.date) -> int:
    """Make the due rows to a day; those that stand already stay. How many are new."""
    rows = DutyDue.objects.filter(community_id=community.id, plan_id=plan.id)
    newest = rows.order_by("-last_day").values_list("last_day", flat=True).first()
    first = newest + ONE_DAY if newest else plan.since
    last = min(through, plan.until) if plan.until else through
    fresh = [
        DutyDue(community_id=community.id, plan_id=plan.id, first_day=begin, last_day=end)
        for begin, end in windows(plan.rhythm, plan.weekday, first, last)
    ]
    DutyDue.objects.bulk_create(fresh, ignore_conflicts=True, batch_size=500)
    return len(fresh)


def _set_turn(community: Community, plan: Plan) -> None:
    tomorrow = clock.today(community) + ONE_DAY
    at = clock.day_start(tomorrow, community.zone)
    set_timer(community_id=community.id, kind=TURN, object_id=plan.id, due_at=at)


@transaction.atomic
def turn_plan(*, community_id: int, plan_id: uuid.UUID) -> None:
    """At midnight: what nobody reported is missed, and a new month gets its rows."""
    plan = Plan.objects.filter(community_id=community_id, id=plan_id).first()
    if plan is None:
        return
    community = plan.community
    today = clock.today(community)
    lay_dues(community=community, plan=plan, through=month_end(today))
    rows = DutyDue.objects.filter(community_id=community_id, plan_id=plan_id)
    gone = rows.filter(state=DueState.OPEN, last_day__lt=today).update(state=DueState.MISSED)
    if gone:
        system = Actor.system()
        _tell(verbs.MISSED, plan, system, basis=Basis.SYSTEM, count=gone, before=today)
    if plan.until is None or plan.until >= today:
        _set_turn(community, plan)


@transaction.atomic
def end_plan(
    *, community: Community, actor: Actor, plan_id: uuid.UUID, until: dt.date | None = None
) -> Plan:
    """What fell due by then stays as it is; what would come later is gone."""
    require(actor, EDIT, community.id)
    plan = Plan.objects.filter(community_id=community.id, id=plan_id).first()
    if plan is None:
        raise NotSeen("not_found", _("There is nothing here, or nothing you can see."))
    day = until or clock.today(community)
    end_row(plan, day)
    later = DutyDue.objects.filter(community_id=community.id, plan_id=plan.id, state=DueState.OPEN)
    later.filter(first_day__gt=day).delete()
    later.filter(last_day__gt=day).update(last_day=day)
    if day < clock.today(community):
        cancel_timers(community_id=community.id, object_id=plan.id, kinds=[TURN])
    _tell(verbs.ENDED, plan, actor, until=day)
    return plan


def _take(community: Community, actor: Actor, key: str, due_id: uuid.UUID) -> DutyDue:
    require(actor, key, community.id)
    rows = DutyDue.objects.filter(community_id=community.id, id=due_id)
    found = rows.select_related("plan").first()
    if found is None:
        raise NotSeen("not_found", _("There is nothing here, or nothing you can see."))
    return found


@transaction.atomic
def report_duty(
    *,
    community: Community,
    actor: Actor,
    due_id: uuid.UUID,
    note: str = "",
    captured_at: dt.datetime | None = None,
) -> DutyDue:
    """It was done: in time, or late until the last day ends; afterwards it stays missed.

    A phone without a net tells later: `captured_at` counts, at most a day back.
    """
    due, now = _take(community, actor, REPORT, due_id), clock.now()
    seen = captured_at or now
    _check_moment(community, due, seen, now)
    limit = dt.datetime.combine(due.last_day, due.plan.due_by, community.zone)
    state = DueState.DONE if seen <= limit else DueState.LATE
    said = line("note", note, 300)
    _move(
        due,
        [DueState.OPEN, DueState.MISSED],
        state,
        note=said,
        by=actor.ref,
        by_name=actor.name,
        captured_at=seen,
        received_at=now,
    )
    _tell(verbs.REPORTED, due.plan, actor, happened_at=seen, due=due.id, state=state)
    return due


def _check_moment(community: Community, due: DutyDue, seen: dt.datetime, now: dt.datetime) -> None:
    if seen > now:
        raise RuleNotMet("in_the_future", _("This moment has not come yet."), field="captured_at")
    if now - seen > ALLOWANCE:
        detail = _("That is more than a day ago; it stays as it is.")
        raise RuleNotMet("told_too_late", detail, field="captured_at")
    if seen < clock.day_start(due.first_day, community.zone):
        raise RuleNotMet("before_its_day", _("Its day has not come yet."), field="captured_at")
    if seen >= clock.day_start(due.last_day + ONE_DAY, community.zone):
        raise Conflict("window_over", _("Its day is over: what was missed stays missed."))


@transaction.atomic
def waive_duty(*, community: Community, actor: Actor, due_id: uuid.UUID, reason: str) -> DutyDue:
    """Looked at and not needed; counted apart, never as done."""
    due = _take(community, actor, REPORT, due_id)
    if clock.today(community) > due.last_day:
        raise Conflict("window_over", _("Its day is over: what was missed stays missed."))
    said = line("reason", reason, 300, least=2)
    _move(due, [DueState.OPEN], DueState.NOT_NEEDED, note=said, by=actor.ref, by_name=actor.name)
    _tell(verbs.WAIVED, due.plan, actor, due=due.id)
    return due


@transaction.atomic
def excuse_duty(*, community: Community, actor: Actor, due_id: uuid.UUID, reason: str) -> DutyDue:
    """Rain or a holiday: approved by the office, shown apart from what was missed."""
    due = _take(community, actor, EDIT, due_id)
    was, said = due.state, line("reason", reason, 300, least=2)
    froms = [DueState.OPEN, DueState.MISSED]
    _move(due, froms, DueState.EXCUSED, note=said, by=actor.ref, by_name=actor.name)
    _tell(verbs.EXCUSED, due.plan, actor, due=due.id, was=was)
    return due


def _move(due: DutyDue, froms: Sequence[str], to: str, **also: Any) -> None:
    rows = DutyDue.objects.filter(community_id=due.community_id, id=due.id, state__in=froms)
    if not rows.update(state=to, **also):
        raise Conflict(
            "already_reported", _("Somebody has written this down already."), state=due.state
        )
    due.refresh_from_db()


def _tell(verb: str, plan: Plan, actor: Actor, basis: str = Basis.DUTY, **payload: Any) -> None:
    write_record(
        verb=verb,
        community_id=plan.community_id,
        obj=plan,
        actor=actor,
        basis=basis,
        **payload,
    )
