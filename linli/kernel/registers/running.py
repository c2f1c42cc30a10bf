"""Starting, finishing and undoing imports, chunk by chunk.

A chunk, its claim and its timer are one transaction of less than a second. After a crash the
timer goes on where the last chunk ended; a chunk that cannot be applied turns the run round and
takes back what was done. So an import ends whole or not at all.
"""

import datetime as dt
import uuid
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from linli.kernel import clock
from linli.kernel.access.actor import Actor
from linli.kernel.access.permissions import require
from linli.kernel.community import Community
from linli.kernel.errors import Conflict, NotSeen, Refusal
from linli.kernel.records.models import Basis
from linli.kernel.records.writing import verb, write_record
from linli.kernel.registers.checking import read_rows
from linli.kernel.registers.definition import REGISTERS, Register, Step
from linli.kernel.registers.models import ChunkState, ImportChunk, ImportRun, RunState
from linli.kernel.registers.staging import pack, unpack
from linli.kernel.timers.models import Timer
from linli.kernel.timers.running import handles, set_timer

STARTED = verb("registers.import_started", "register", "digest", "rows")
IMPORTED = verb("registers.imported", "register", "new", "changed")
TURNED = verb("registers.import_failed", "register", "code")
UNDONE = verb("registers.import_undone", "register")
GRACE = dt.timedelta(minutes=2)
UNDO_FOR = dt.timedelta(days=30)
_memories: dict[uuid.UUID, Any] = {}


def start_import(*, actor: Actor, community: Community, run_id: uuid.UUID) -> ImportRun:
    """Import what the dry run found good. Small files at once, larger ones by the worker."""
    run = run_of(community, run_id)
    register = REGISTERS[run.register]
    require(actor, register.import_permission, community.id)
    small = run.new + run.changed <= register.at_once
    with transaction.atomic():
        _move(run, RunState.CHECKED, RunState.RUNNING, started_at=clock.now())
        write_record(
            verb=STARTED,
            community_id=community.id,
            obj=run,
            actor=actor,
            basis=Basis.DUTY,
            register=run.register,
            digest=run.digest,
            rows=run.new + run.changed,
        )
        _go_on(run, later=small)
    if small:
        finish(community, run_id)
    return run_of(community, run_id)


def undo_import(*, actor: Actor, community: Community, run_id: uuid.UUID) -> ImportRun:
    """Take a whole import back; refused while something else depends on what it made."""
    run = run_of(community, run_id)
    register = REGISTERS[run.register]
    require(actor, register.import_permission, community.id)
    stored = _chunks(run).filter(state=ChunkState.DONE).values_list("trace", flat=True)
    traces = [unpack(trace) for trace in stored]
    if None in traces:
        raise Conflict("undo_expired", _("This import is too old to be taken back as a whole."))
    register.free(Step(community, actor, run.id), traces)
    small = run.new + run.changed <= register.at_once
    with transaction.atomic():
        _move(run, RunState.DONE, RunState.UNDOING, actor=actor.ref, trouble="")
        _go_on(run, later=small)
    if small:
        finish(community, run_id)
    return run_of(community, run_id)


def discard_import(*, actor: Actor, community: Community, run_id: uuid.UUID) -> None:
    """Refuse all: throw the checked file away."""
    run = run_of(community, run_id)
    require(actor, REGISTERS[run.register].import_permission, community.id)
    _discard(run)


def finish(community: Community, run_id: uuid.UUID) -> None:
    """Do all steps now, each in its own transaction."""
    while True:
        with transaction.atomic():
            if not advance(community, run_of(community, run_id)):
                return


def advance(community: Community, run: ImportRun) -> bool:
    """One step of a run that is under way; False when it has arrived."""
    actor = Actor.carried_out(run.actor, run.actor_name, community.id)
    step = Step(community, actor, run.id, _memory(community, run))
    if run.state == RunState.RUNNING:
        return _apply_next(step, run)
    if run.state == RunState.UNDOING:
        return _revert_next(step, run)
    _memories.pop(run.id, None)
    return False


def _apply_next(step: Step, run: ImportRun) -> bool:
    chunk = _chunks(run).filter(state=ChunkState.WAITING).first()
    if chunk is None:
        _arrive(step, run)
        return False
    if not _claim(chunk, ChunkState.WAITING, ChunkState.DONE):
        return True
    register = REGISTERS[run.register]
    rows, _faults = read_rows(register, unpack(chunk.content))
    try:
        with transaction.atomic():
            trace = register.apply(step, rows)
    except (Refusal, IntegrityError) as trouble:
        code = trouble.code if isinstance(trouble, Refusal) else "integrity"
        _claim(chunk, ChunkState.DONE, ChunkState.WAITING)
        _turn_round(step, run, code)
        return True
    _rows(chunk).update(trace=pack(trace))
    return True


def _revert_next(step: Step, run: ImportRun) -> bool:
    chunk = _chunks(run).filter(state=ChunkState.DONE).last()
    if chunk is None:
        _arrive_back(step, run)
        return False
    if _claim(chunk, ChunkState.DONE, ChunkState.REVERTED):
        REGISTERS[run.register].revert(step, unpack(chunk.trace))
        _rows(chunk).update(trace="", content="")
    return True


def _arrive(step: Step, run: ImportRun) -> None:
    moment = clock.now()
    _move(run, RunState.RUNNING, RunState.DONE, finished_at=moment)
    _chunks(run).update(content="")
    set_timer(
        community_id=run.community_id,
        kind="registers.forget",
        object_id=run.id,
        due_at=moment + UNDO_FOR,
    )
    _record(step, run, IMPORTED, new=run.new, changed=run.changed)


def _arrive_back(step: Step, run: ImportRun) -> None:
    end = RunState.FAILED if run.trouble else RunState.UNDONE
    _move(run, RunState.UNDOING, end, finished_at=clock.now())
    _chunks(run).update(content="", trace="")
    if not run.trouble:
        _record(step, run, UNDONE)


def _turn_round(step: Step, run: ImportRun, code: str) -> None:
    _move(run, RunState.RUNNING, RunState.UNDOING, trouble=code)
    _record(step, run, TURNED, code=code)


def _record(step: Step, run: ImportRun, what: str, **payload: Any) -> None:
    write_record(
        verb=what,
        community_id=run.community_id,
        obj=run,
        actor=step.actor,
        basis=Basis.DUTY,
        register=run.register,
        **payload,
    )


def _move(run: ImportRun, source: str, target: str, **changes: Any) -> None:
    rows = ImportRun.objects.filter(community_id=run.community_id, id=run.id, state=source)
    if not rows.update(state=target, **changes):
        raise Conflict("wrong_state", _("This import has gone on meanwhile. Look at it again."))
    run.state = target


def _discard(run: ImportRun) -> None:
    with transaction.atomic():
        _move(run, RunState.CHECKED, RunState.UNDONE, finished_at=clock.now(), faults="")
        _chunks(run).update(content="")


def run_of(community: Community, run_id: uuid.UUID) -> ImportRun:
    run = ImportRun.objects.filter(community_id=community.id, id=run_id).first()
    if run is None:
        raise NotSeen("import_not_found", _("There is no such import."))
    return run


def faults_of(run: ImportRun) -> list[tuple[int, str, str]]:
    """(line, column key, reason) as the dry run found them."""
    return [(line, column, reason) for line, column, reason in unpack(run.faults) or []]


def rows_done(run: ImportRun) -> int:
    """How many rows of a run under way are in."""
    done = _chunks(run).filter(state=ChunkState.DONE)
    return sum(done.values_list("count", flat=True))


def register_of(run: ImportRun) -> Register:
    return REGISTERS[run.register]


def _chunks(run: ImportRun) -> Any:
    return ImportChunk.objects.filter(community_id=run.community_id, run_id=run.id).order_by(
        "number"
    )


def _rows(chunk: ImportChunk) -> Any:
    return ImportChunk.objects.filter(community_id=chunk.community_id, id=chunk.id)


def _claim(chunk: ImportChunk, source: str, target: str) -> bool:
    return bool(_rows(chunk).filter(state=source).update(state=target))


def _memory(community: Community, run: ImportRun) -> Any:
    # Of one run only: an index of places is large, and the next run may see other places.
    if run.id not in _memories:
        _memories.clear()
        _memories[run.id] = REGISTERS[run.register].prepare(community)
    return _memories[run.id]


def _go_on(run: ImportRun, later: bool = False) -> None:
    """The worker's next step; `later` only in case the process that is at it dies."""
    moment = clock.now()
    set_timer(
        community_id=run.community_id,
        kind="registers.step",
        object_id=run.id,
        due_at=moment + GRACE if later else moment,
        key=uuid.uuid4().hex,
    )


@handles("registers.step")
def _step_by_timer(timer: Timer) -> None:
    community = Community.objects.get(id=timer.community_id)
    run = run_of(community, timer.object_id)
    if advance(community, run):
        _go_on(run)


@handles("registers.discard")
def _discard_by_timer(timer: Timer) -> None:
    run = run_of(Community.objects.get(id=timer.community_id), timer.object_id)
    if run.state == RunState.CHECKED:
        _discard(run)


@handles("registers.forget")
def _forget_by_timer(timer: Timer) -> None:
    ImportRun.objects.filter(community_id=timer.community_id, id=timer.object_id).update(faults="")
    ImportChunk.objects.filter(community_id=timer.community_id, run_id=timer.object_id).update(
        trace=""
    )
