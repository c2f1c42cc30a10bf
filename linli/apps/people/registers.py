"""The register of residents as a table: its columns, how a row is understood, what goes out."""

import datetime as dt
import re
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

from linli.apps.people.choices import EntryKind
from linli.apps.people.operations import import_people, undo_import
from linli.apps.people.operations.tracing import check_free
from linli.apps.people.queries.addresses import AMBIGUOUS, HomeIndex
from linli.apps.people.queries.knowing import dictionary
from linli.apps.people.queries.listing import register_rows
from linli.apps.people.queries.matching import Mismatch, Told, change_of, match, told_of
from linli.apps.people.rules import permissions as may
from linli.apps.people.rules.columns import COLUMNS, LIVING
from linli.apps.people.rules.drafts import Belonging, Home, draft_person
from linli.kernel import clock
from linli.kernel.community import Community
from linli.kernel.errors import RuleNotMet
from linli.kernel.registers.definition import (
    Fault,
    Judged,
    Register,
    Row,
    Step,
    Verdict,
    register,
)

KEY = "people.residents"
SPLIT = re.compile(r"[、,，;；/\n]+")


@dataclass
class Memory:
    """What every row of one pass needs."""

    community: Community
    today: dt.date
    homes: HomeIndex
    words: dict[str, tuple[str, str]]
    seen: dict[Any, int] = field(default_factory=dict)


def prepare(community: Community) -> Memory:
    words: dict[str, tuple[str, str]] = {}
    for entry in dictionary(community):
        if entry.active:
            names = {str(name).casefold() for name in entry.names.values()}
            words.update(dict.fromkeys(names | {entry.code}, (entry.kind, entry.code)))
    return Memory(community, clock.today(community), HomeIndex(community), words)


def judge(memory: Memory, rows: Sequence[Row]) -> Judged:
    told, faults = tell(memory, rows)
    judged = Judged(faults=faults)
    found = match(memory.community, told)
    for each in told:
        meant = found[each.line]
        if isinstance(meant, Mismatch):
            faults.append(Fault(each.line, meant.column, meant.reason))
            continue
        key = meant.person.id if meant else _likeness(each)
        first = memory.seen.setdefault(key, each.line)
        if first != each.line:
            reason = _("The same person as in row %(line)s.") % {"line": first}
            faults.append(Fault(each.line, "name", reason))
            continue
        verdict = Verdict.NEW
        if meant is not None:
            verdict = Verdict.CHANGED if change_of(each, meant) else Verdict.UNCHANGED
        judged.verdicts[each.line] = verdict
    return judged


def _likeness(told: Told) -> Any:
    draft = told.draft
    place = draft.homes[0].place_id if draft.homes else None
    return told.identity_hash or (draft.name, draft.birth_date, place, told.phone_hash)


def tell(memory: Memory, rows: Sequence[Row]) -> tuple[list[Told], list[Fault]]:
    """Rows into what is told of people; a row that cannot be is a fault of one of its columns."""
    told, faults = [], []
    for row in rows:
        try:
            told.append(_told(memory, row))
        except RuleNotMet as trouble:
            faults.append(Fault(row.line, trouble.data.get("field", "name"), trouble.detail))
    return told, faults


def _told(memory: Memory, row: Row) -> Told:
    identity, identity_ends = _masked(row.get("identity", ""))
    phone, phone_ends = _masked(row.get("phone", ""))
    place = _place(memory, row)
    draft = draft_person(
        today=memory.today,
        name=row.get("name", ""),
        sex=row.get("sex", ""),
        birth_date=row.get("birth_date"),
        membership=row.get("membership") or "",
        language_note=row.get("language_note", ""),
        identity_kind=row.get("document", "resident_id"),
        identity_number=identity,
        phone=phone,
        homes=_homes(row, place),
        belonging=_belonging(row, place),
        tags=_tags(memory, row, "tags", EntryKind.CARE_TAG, EntryKind.ROLE, EntryKind.FIVE_OLDS)
        + _tags(memory, row, "skills", EntryKind.SKILL),
    )
    return told_of(
        row.line,
        draft,
        frozenset(row.values),
        short_number=row.get("number", ""),
        identity_ends=identity_ends,
        phone_ends=phone_ends,
    )


def _masked(number: str) -> tuple[str, str]:
    """A number written out, or the last signs of a masked one."""
    return ("", number.rsplit("*", 1)[1]) if "*" in number else (number, "")


def _place(memory: Memory, row: Row) -> uuid.UUID | None:
    address = row.get("address")
    if not address:
        return None
    found = memory.homes.find(address)
    if found is None:
        raise RuleNotMet(
            "home_not_found",
            _("This home is not in the register of places. Write it like 2号楼4单元302."),
            field="address",
        )
    if found == AMBIGUOUS:
        raise RuleNotMet(
            "home_ambiguous",
            _("Several homes could be meant. Write the estate and the entrance too."),
            field="address",
        )
    return found


def _homes(row: Row, place: uuid.UUID | None) -> tuple[Home, ...]:
    if place is None:
        return ()
    kinds = list(LIVING[row.get("living", "actual")].kinds)
    if row.get("registered") and "registered" not in kinds:
        kinds.append("registered")
    return tuple(Home(place, kind, row.get("since")) for kind in kinds)


def _belonging(row: Row, place: uuid.UUID | None) -> Belonging | None:
    relation = row.get("relation")
    if relation is None:
        return None
    if place is None:
        raise RuleNotMet(
            "address_needed", _("A member of a household needs an address."), field="address"
        )
    return Belonging(place, relation, row.get("household", ""))


def _tags(memory: Memory, row: Row, key: str, *kinds: str) -> tuple[tuple[str, str], ...]:
    if not row.get(key):
        return ()
    found = []
    for word in _words(memory, row.get(key, "")):
        entry = memory.words.get(word.casefold())
        if entry is None or entry[0] not in kinds:
            text = _("“%(word)s” is not in the dictionary.") % {"word": word}
            raise RuleNotMet("word_not_found", text, field=key)
        found.append(entry)
    return tuple(dict.fromkeys(found))


def _words(memory: Memory, cell: str) -> Iterator[str]:
    """Some people put only spaces between words, and some words have spaces inside."""
    for piece in SPLIT.split(cell):
        whole = piece.strip()
        yield from [whole] if whole.casefold() in memory.words else whole.split()


def apply(step: Step, rows: Sequence[Row]) -> dict[str, Any]:
    told, faults = tell(step.memory, rows)
    if faults:
        raise RuleNotMet("import_mismatch", faults[0].reason, line=faults[0].line)
    return import_people(actor=step.actor, community=step.community, rows=told)


def revert(step: Step, trace: dict[str, Any]) -> None:
    undo_import(actor=step.actor, community=step.community, trace=trace)


def free(step: Step, traces: Sequence[dict[str, Any]]) -> None:
    check_free(step.community, traces)


def rows_out(community: Community, actor: Any) -> Iterator[dict[str, str]]:
    return register_rows(community, actor)


RESIDENTS = register(
    Register(
        key=KEY,
        label=_("Residents"),
        columns=COLUMNS,
        import_permission=may.IMPORT,
        export_permission=may.EXPORT,
        prepare=prepare,
        judge=judge,
        apply=apply,
        revert=revert,
        free=free,
        rows=rows_out,
        back="people:people",
    )
)
