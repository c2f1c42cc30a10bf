"""The list of duties as a table: who answers for which grid, place or line, from when."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

from linli.apps.organisations.choices import DutyRole, EndReason
from linli.apps.organisations.models import Organisation, Responsibility
from linli.apps.organisations.operations.duties import check_area
from linli.apps.organisations.operations.importing import (
    check_duties_free,
    import_duties,
    take_back_duties,
)
from linli.apps.organisations.queries import units_here
from linli.apps.organisations.registers.units import choice
from linli.apps.organisations.rules import EDIT
from linli.apps.people.public import Person
from linli.apps.places.public import Grid, Place, find_place
from linli.kernel import clock
from linli.kernel.access.actor import Actor
from linli.kernel.community import Community
from linli.kernel.errors import RuleNotMet
from linli.kernel.registers.cells import line_of, read_date, read_yes
from linli.kernel.registers.definition import (
    Column,
    Fault,
    Judged,
    Register,
    Row,
    Step,
    Text,
    Verdict,
    register,
)

COLUMNS = (
    choice("role", _("Duty"), _("One of the list"), DutyRole, required=True),
    Column("grid", _("Grid"), _("Name or number; only for duties of a grid"), line_of(60)),
    Column("place", _("Building or place"), _("Like 2号楼4单元"), line_of(120), width=24),
    Column("name", _("Name as shown"), _("Shown on the public page"), line_of(60), required=True),
    Column("person", _("Number in the register of residents"), _("May be empty"), line_of(12)),
    Column("phone", _("Telephone for the public"), _("Shown to everybody"), line_of(40)),
    Column("unit", _("Unit"), _("Full or short name of a unit in the list"), line_of(120)),
    Column("line", _("Line of work"), _("A kind of unit, where orders go here"), line_of(40)),
    Column("profession", _("Profession"), _("For posted professionals"), line_of(60)),
    Column("hours", _("Service hours"), _("When the professional is there"), line_of(120)),
    Column("text", _("Duty in a sentence"), _("May be empty"), line_of(200)),
    Column("full_time", _("Full time"), _("Yes or no"), read_yes),
    Column("since", _("Since"), _("Like 2026-03-02; empty: today"), read_date),
    Column("until", _("Last day"), _("Empty while it goes on"), read_date),
)
Key = tuple[str, Any, Any, str]


@dataclass
class Memory:
    """What rows refer to, and the duties that are written down already."""

    community: Community
    grids: dict[str, Grid] = field(default_factory=dict)
    units: dict[str, Organisation] = field(default_factory=dict)
    places: dict[str, Place | None] = field(default_factory=dict)
    known: dict[Key, list[Responsibility]] = field(default_factory=dict)
    seen: dict[tuple[Key, dt.date], int] = field(default_factory=dict)


def prepare(community: Community) -> Memory:
    memory = Memory(community)
    for grid in Grid.objects.filter(community_id=community.id, closed_on__isnull=True):
        memory.grids.update({grid.name: grid, grid.code: grid, str(grid.sequence): grid})
    for unit in units_here(community):
        memory.units.update({unit.name: unit, unit.called: unit})
    rows = Responsibility.objects.filter(community_id=community.id)
    for row in rows.exclude(ended_reason=EndReason.MISTAKE):
        key = (row.role, row.grid_id, row.place_id, row.display_name)
        memory.known.setdefault(key, []).append(row)
    return memory


def facts_of(memory: Memory, row: Row) -> dict[str, Any]:
    """The row as `make_responsible` takes it; RuleNotMet names the column that does not fit."""
    facts = {
        "role": row.get("role"),
        "grid": named(memory.grids, row, "grid", _("There is no such grid.")),
        "organisation": named(memory.units, row, "unit", _("This unit is not in the list.")),
        "place": place_of(memory, row),
        "person": person_of(memory, row),
        "display_name": row.get("name"),
        "public_phone": row.get("phone", ""),
        "line_of_work": row.get("line", ""),
        "profession": row.get("profession", ""),
        "service_hours": row.get("hours", ""),
        "duty_text": row.get("text", ""),
        "full_time": row.get("full_time", False),
        "since": row.get("since") or clock.today(memory.community),
        "until": row.get("until"),
    }
    check_area(facts["role"], facts["grid"], facts["place"], facts["organisation"])
    if facts["until"] and facts["until"] < facts["since"]:
        raise RuleNotMet("dates", _("The last day lies before the first."), field="until")
    return facts


def named(known: dict[str, Any], row: Row, column: str, reason: Any) -> Any:
    typed = row.get(column)
    if typed and typed not in known:
        raise RuleNotMet("not_in_list", reason, field=column)
    return known.get(typed or "")


def place_of(memory: Memory, row: Row) -> Place | None:
    typed = row.get("place")
    if not typed:
        return None
    if typed not in memory.places:
        found = find_place(memory.community, typed)
        memory.places[typed] = found.place if found.exact else None
    place = memory.places[typed]
    if place is None:
        reason = _("The register knows no such place. Try building and entrance.")
        raise RuleNotMet("place_unknown", reason, field="place")
    return place


def person_of(memory: Memory, row: Row) -> Person | None:
    number = row.get("person", "").upper()
    if not number:
        return None
    found = Person.objects.filter(
        community_id=memory.community.id, short_number=number, erased_at__isnull=True
    ).first()
    if found is None:
        reason = _("Nobody in the register has this number.")
        raise RuleNotMet("person_unknown", reason, field="person")
    return found


def verdict_of(memory: Memory, line: int, facts: dict[str, Any]) -> str:
    """A row that stands already is unchanged; one that says otherwise cannot edit history."""
    areas = [getattr(facts[name], "id", None) for name in ("grid", "place")]
    key: Key = (facts["role"], areas[0], areas[1], facts["display_name"])
    reason: Text
    first = memory.seen.setdefault((key, facts["since"]), line)
    if first != line:
        reason = _("The same duty as in row %(line)s.") % {"line": first}
        raise RuleNotMet("twice", reason, field="name")
    for row in memory.known.get(key, []):
        if row.since == facts["since"] and row.until == facts["until"]:
            if row.public_phone != facts["public_phone"]:
                reason = _("This duty stands there with another telephone. Hand it over instead.")
                raise RuleNotMet("history", reason, field="phone")
            return Verdict.UNCHANGED
    return Verdict.NEW


WORDS = {"organisation": "unit", "display_name": "name", "public_phone": "phone"}


def judge(memory: Memory, rows: Sequence[Row]) -> Judged:
    judged = Judged()
    for row in rows:
        try:
            judged.verdicts[row.line] = verdict_of(memory, row.line, facts_of(memory, row))
        except RuleNotMet as trouble:
            column = str(trouble.data.get("field", "name"))
            judged.faults.append(Fault(row.line, WORDS.get(column, column), trouble.detail))
    return judged


def apply(step: Step, rows: Sequence[Row]) -> dict[str, Any]:
    facts = [facts_of(step.memory, row) for row in rows]
    return import_duties(community=step.community, actor=step.actor, rows=facts)


def revert(step: Step, trace: dict[str, Any]) -> None:
    take_back_duties(community=step.community, actor=step.actor, trace=trace)


def free(step: Step, traces: Sequence[dict[str, Any]]) -> None:
    check_duties_free(step.community, traces)


def rows_out(community: Community, _actor: Actor) -> Iterator[dict[str, str]]:
    rows = Responsibility.objects.filter(community_id=community.id)
    rows = rows.exclude(ended_reason=EndReason.MISTAKE).select_related(
        "grid", "place", "organisation", "person"
    )
    for row in rows.order_by("role", "since", "id"):
        yield {
            "role": str(row.get_role_display()),
            "grid": row.grid.name if row.grid else "",
            "place": row.place.full_name if row.place else "",
            "name": row.display_name,
            "person": row.person.short_number if row.person else "",
            "phone": row.public_phone,
            "unit": row.organisation.name if row.organisation else "",
            "line": row.line,
            "profession": row.profession,
            "hours": row.service_hours,
            "text": row.duty_text,
            "full_time": str(_("yes") if row.full_time else _("no")),
            "since": row.since.isoformat(),
            "until": row.until.isoformat() if row.until else "",
        }


DUTIES = register(
    Register(
        key="organisations.duties",
        label=_("Duties"),
        columns=COLUMNS,
        import_permission=EDIT,
        export_permission=EDIT,
        prepare=prepare,
        judge=judge,
        apply=apply,
        revert=revert,
        free=free,
        rows=rows_out,
        back="organisations:duties",
    )
)
