"""The dry run: every row read and judged, nothing written but the run itself."""

import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from linli.kernel import clock
from linli.kernel.access.actor import Actor
from linli.kernel.access.permissions import require
from linli.kernel.community import Community
from linli.kernel.errors import RuleNotMet
from linli.kernel.registers.definition import CannotRead, Fault, Register, Row, Verdict
from linli.kernel.registers.models import ImportChunk, ImportRun
from linli.kernel.registers.reading import ROUNDED, Cells, read_lines
from linli.kernel.registers.staging import pack
from linli.kernel.timers.running import set_timer

CHUNK = 1000
CHANGED = 60
"""Rows in one transaction: new ones are stored together, changed ones one by one."""
MOST_FAULTS = 2000
KEPT_FOR = dt.timedelta(days=1)
"""How long a checked file waits for the decision before it is thrown away."""
Line = tuple[int, Cells]


class Tally:
    def __init__(self) -> None:
        self.counts = {Verdict.NEW: 0, Verdict.CHANGED: 0, Verdict.UNCHANGED: 0}
        self.total = 0
        self.bad = 0
        self.faults: list[Fault] = []
        self.seen: dict[tuple[str, object], int] = {}

    def blame(self, faults: Sequence[Fault]) -> None:
        self.bad += len({fault.line for fault in faults})
        self.faults += faults[: MOST_FAULTS - len(self.faults)]


def check_import(
    *, actor: Actor, community: Community, register: Register, content: bytes, filename: str
) -> ImportRun:
    """Read and judge a whole file; the run holds the counts and the faults, ready to start."""
    require(actor, register.import_permission, community.id)
    memory, tally = register.prepare(community), Tally()
    staged: list[tuple[int, str]] = []
    for lines in chunked(read_lines(content, register), CHUNK):
        chunks = _judge(register, memory, lines, tally)
        staged += [(len(chunk), pack(chunk)) for chunk in chunks]
    if not tally.total:
        raise RuleNotMet("empty_file", _("The file holds no rows under its header."))
    run = ImportRun(
        community_id=community.id,
        register=register.key,
        actor=actor.ref,
        actor_name=actor.name[:60],
        filename=filename[-120:],
        digest=hashlib.sha256(content).hexdigest(),
        total=tally.total,
        new=tally.counts[Verdict.NEW],
        changed=tally.counts[Verdict.CHANGED],
        unchanged=tally.counts[Verdict.UNCHANGED],
        bad=tally.bad,
        faults=pack(
            [
                [fault.line, fault.column, str(fault.reason)]
                for fault in sorted(tally.faults, key=lambda each: each.line)
            ]
        ),
        checked_at=clock.now(),
    )
    _store(run, staged)
    return run


def _store(run: ImportRun, staged: list[tuple[int, str]]) -> None:
    with transaction.atomic():
        run.save(force_insert=True)
        ImportChunk.objects.bulk_create(
            ImportChunk(
                community_id=run.community_id,
                run_id=run.id,
                number=number,
                count=count,
                content=content,
            )
            for number, (count, content) in enumerate(staged, start=1)
        )
        set_timer(
            community_id=run.community_id,
            kind="registers.discard",
            object_id=run.id,
            due_at=run.checked_at + KEPT_FOR,
        )


def _judge(register: Register, memory: object, lines: list[Line], tally: Tally) -> list[list[Line]]:
    """The lines worth importing, in short chunks; counts and faults go to the tally."""
    rows, faults = read_rows(register, lines, tally.seen)
    judged = register.judge(memory, rows)
    faults += judged.faults
    tally.total += len(lines)
    tally.blame(faults)
    bad = {fault.line for fault in faults}
    new, changed = [], []
    for line in lines:
        verdict = judged.verdicts.get(line[0])
        if line[0] in bad or verdict is None:
            continue
        tally.counts[verdict] += 1
        if verdict == Verdict.NEW:
            new.append(line)
        elif verdict == Verdict.CHANGED:
            changed.append(line)
    slow = [changed[at : at + CHANGED] for at in range(0, len(changed), CHANGED)]
    fast = [new[at : at + register.chunk] for at in range(0, len(new), register.chunk)]
    return [chunk for chunk in (*fast, *slow) if chunk]


def read_rows(
    register: Register, lines: Iterable[Line], seen: dict[tuple[str, object], int] | None = None
) -> tuple[list[Row], list[Fault]]:
    """Cells into values. A row with a fault is left out; all its faults are named."""
    rows, faults = [], []
    for line, cells in lines:
        row, wrong = _read_row(register, line, cells)
        if seen is not None and not wrong:
            wrong = _repeats(register, row, seen)
        faults += wrong
        if not wrong:
            rows.append(row)
    return rows, faults


def _read_row(register: Register, line: int, cells: Cells) -> tuple[Row, list[Fault]]:
    values, faults = {}, []
    for column in register.columns:
        cell = cells.get(column.key, "")
        if not cell:
            if column.required:
                faults.append(Fault(line, column.key, _("This must not be empty.")))
            continue
        try:
            if cell == ROUNDED:
                raise CannotRead(
                    _("The spreadsheet has rounded this number. Format the column as text.")
                )
            values[column.key] = column.read(cell)
        except CannotRead as trouble:
            faults.append(Fault(line, column.key, trouble.reason))
    return Row(line, values), faults


def _repeats(register: Register, row: Row, seen: dict[tuple[str, object], int]) -> list[Fault]:
    faults = []
    for column in register.columns:
        value = row.get(column.key) if column.once else None
        if value is None:
            continue
        first = seen.setdefault((column.key, value), row.line)
        if first != row.line:
            reason = _("The same as in row %(line)s.") % {"line": first}
            faults.append(Fault(row.line, column.key, reason))
    return faults


def chunked(lines: Iterator[Line], size: int) -> Iterator[list[Line]]:
    while chunk := list(islice(lines, size)):
        yield chunk
