"""A dispute begins with its case, and climbs the seven-day ladder until it is settled."""

import datetime as dt
import uuid

from django.db import transaction
from django.db.models import Max

from linli.apps.cases.choices import (
    DISPUTE_VERBS,
    CaseKind,
    ClockName,
    Level,
    StepReach,
    SupervisionKind,
)
from linli.apps.cases.defaults import DisputeLevel, load_dispute
from linli.apps.cases.models import Case, Dispute, DisputeFollowUp, DisputeRung, Step
from linli.apps.cases.operations.catalogue import plain
from linli.apps.cases.operations.supervising import SYSTEM, raise_rung
from linli.apps.cases.queries.clocks import Rung, calendar_for
from linli.kernel import clock
from linli.kernel.access.actor import Actor
from linli.kernel.community import Community, spoken
from linli.kernel.records.models import Basis
from linli.kernel.records.writing import write_record
from linli.kernel.timers.running import LATE_AFTER, cancel_timers, set_timer
from linli.kernel.worktime import Limit, Unit, add

RUNG_TIMER = "cases.dispute_rung"
ANSWER = Limit(1, Unit.WORKING_DAY)
OTHER = "other"
A_DAY = dt.timedelta(days=1)


def kind_of(type_code: str) -> str:
    kinds = {kind.case_type: kind.code for kind in load_dispute().kinds}
    return kinds.get(type_code, OTHER)


def ensure_dispute(case: Case, actor: Actor) -> Dispute | None:
    """The dispute of a case of such a type, made where there is none yet; None for other types."""
    if case.type.kind != CaseKind.DISPUTE:
        return None
    rows = Dispute.objects.filter(community_id=case.community_id, case_id=case.id)
    found, kind = rows.first(), kind_of(case.type.code)
    if found is not None:
        if found.kind != kind:
            rows.update(kind=kind)
            found.kind = kind
        return found
    made = Dispute(
        community_id=case.community_id, case_id=case.id, kind=kind, opened_at=clock.now()
    )
    made.save(force_insert=True)
    write_record(
        verb=DISPUTE_VERBS["opened"],
        community_id=case.community_id,
        obj=made,
        actor=actor,
        basis=Basis.DUTY,
        case=case.number,
        code=kind,
    )
    return made


def first_rung(case: Case) -> DisputeLevel:
    """A matter that the community took itself does not go down to the grid again."""
    rungs = load_dispute().levels
    return next((rung for rung in rungs if rung.settled_level == case.level), rungs[0])


def rung_after(code: str) -> DisputeLevel | None:
    rungs = load_dispute().levels
    at = next((at for at, rung in enumerate(rungs) if rung.code == code), len(rungs))
    return rungs[at + 1] if at + 1 < len(rungs) else None


@transaction.atomic
def begin_ladder(*, community: Community, case_id: uuid.UUID, actor: Actor) -> None:
    """From acceptance on the days count; the same round begins its ladder once."""
    case = _locked(community.id, case_id)
    dispute = ensure_dispute(case, actor)
    if dispute is None or not case.is_open or case.accepted_at is None:
        return
    here = DisputeRung.objects.filter(community_id=community.id, dispute_id=dispute.id)
    if here.filter(round_number=case.round_number).exists():
        return
    _stand_on(dispute, case, first_rung(case), clock.now(), late=False)


def _locked(community_id: int, case_id: uuid.UUID) -> Case:
    rows = Case.objects.select_for_update(of=("self",)).select_related("type", "community")
    return rows.get(community_id=community_id, id=case_id)


def _stand_on(
    dispute: Dispute, case: Case, rung: DisputeLevel, came_at: dt.datetime, *, late: bool
) -> DisputeRung:
    """The row of the rung and the timer at its end; days count from where the ladder began."""
    rows = DisputeRung.objects.filter(community_id=case.community_id, dispute_id=dispute.id)
    first = rows.filter(round_number=case.round_number).order_by("came_at").first()
    start = first.came_at if first else came_at
    due_at = add(calendar_for(case.community, start), start, Limit(rung.by_day, Unit.DAY)).at
    row = DisputeRung(
        community_id=case.community_id,
        dispute_id=dispute.id,
        round_number=case.round_number,
        code=rung.code,
        came_at=came_at,
        due_at=due_at,
        late=late,
    )
    row.save(force_insert=True)
    Dispute.objects.filter(community_id=case.community_id, id=dispute.id).update(rung=rung.code)
    dispute.rung = rung.code
    _set_timer(dispute, case, rung.code, due_at)
    return row


def _set_timer(dispute: Dispute, case: Case, code: str, due_at: dt.datetime) -> None:
    set_timer(
        community_id=case.community_id,
        kind=RUNG_TIMER,
        object_id=dispute.id,
        due_at=due_at,
        key=f"{case.round_number}:{code}",
        round=case.round_number,
        rung=code,
    )


@transaction.atomic
def climb_when_due(
    *, community_id: int, dispute_id: uuid.UUID, code: str, round_number: int, due_at: dt.datetime
) -> None:
    """Not settled by its day: the next level takes over, and somebody must say so.

    While the case is on hold the ladder stands still, a day at a time.
    """
    dispute = Dispute.objects.get(community_id=community_id, id=dispute_id)
    case = _locked(community_id, dispute.case_id)
    if dispute.outcome or dispute.rung != code or case.round_number != round_number:
        return
    if not case.is_open:
        return
    if case.is_paused:
        _set_timer(dispute, case, code, max(due_at, clock.now() - A_DAY) + A_DAY)
        return
    after = rung_after(code)
    late = clock.now() - due_at > LATE_AFTER
    raised = after.code if after else f"{code}.over"
    raise_rung(
        case.community,
        case,
        ClockName.STAGE,
        Rung(f"dispute:{raised}", SupervisionKind.URGE, due_at, answer=ANSWER),
    )
    if after is not None:
        _stand_on(dispute, case, after, due_at, late=late)
        _tell_of(dispute, case, after, due_at, late=late)


def _tell_of(
    dispute: Dispute, case: Case, rung: DisputeLevel, due_at: dt.datetime, *, late: bool
) -> None:
    """The step that both staff and reporter read. Only a person hands a case to the street."""
    if case.level == Level.GRID and rung.settled_level != Level.GRID.value:
        rows = Case.objects.filter(community_id=case.community_id, id=case.id)
        rows.filter(level=Level.GRID).update(level=Level.COMMUNITY, changed_at=clock.now())
    record = write_record(
        verb=DISPUTE_VERBS["passed_on"],
        community_id=case.community_id,
        obj=dispute,
        actor=SYSTEM,
        basis=Basis.SYSTEM,
        happened_at=due_at,
        case=case.number,
        code=rung.code,
        late=late,
    )
    Step(
        community_id=case.community_id,
        case_id=case.id,
        kind="dispute_rung",
        state=case.state,
        reach=StepReach.REPORTER,
        public_text=spoken(plain(rung.told)),
        by=SYSTEM.ref,
        happened_at=due_at,
        record=record.id,
        extra={"rung": rung.code},
    ).save(force_insert=True)


def stop_ladder(dispute: Dispute) -> None:
    cancel_timers(community_id=dispute.community_id, object_id=dispute.id, kinds=[RUNG_TIMER])


@transaction.atomic
def open_again(*, community: Community, case_id: uuid.UUID, actor: Actor) -> None:
    """The case was opened again: outcome and waiting follow-ups fall, the ladder begins anew."""
    rows = Dispute.objects.filter(community_id=community.id, case_id=case_id)
    dispute = rows.first()
    if dispute is None:
        return
    if dispute.outcome:
        rows.update(outcome="", settled_at=None)
        DisputeFollowUp.objects.filter(
            community_id=community.id,
            dispute_id=dispute.id,
            asked_at__isnull=True,
            cancelled_at__isnull=True,
        ).update(cancelled_at=clock.now())
        write_record(
            verb=DISPUTE_VERBS["opened_again"],
            community_id=community.id,
            obj=dispute,
            actor=actor,
            basis=Basis.DUTY,
        )
    begin_ladder(community=community, case_id=case_id, actor=actor)


def next_version(dispute: Dispute) -> int:
    last = dispute.agreements.aggregate(last=Max("version"))["last"]
    return int(last or 0) + 1
