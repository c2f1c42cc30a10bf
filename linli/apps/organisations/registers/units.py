"""The list of bodies and units as a table."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

from linli.apps.organisations.choices import PresenceRole, Society, UnitKind
from linli.apps.organisations.models import Organisation, Presence, in_force
from linli.apps.organisations.operations.importing import (
    check_units_free,
    import_units,
    take_back_units,
)
from linli.apps.organisations.operations.uscc import valid_uscc
from linli.apps.organisations.rules import EDIT
from linli.kernel import clock
from linli.kernel.access.actor import Actor
from linli.kernel.community import Community
from linli.kernel.registers.cells import line_of, one_of, read_date
from linli.kernel.registers.definition import (
    CannotRead,
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

FACTS = ("short_name", "public_phone", "address", "about")
TELEPHONE = "public_phone"


def read_code(cell: str) -> str:
    code = "".join(cell.split()).upper()
    if not valid_uscc(code):
        raise CannotRead(_("The credit code has 18 signs and a check sign; this one does not fit."))
    return code


def choice(key: str, label: Any, says: Any, kinds: Any, *, required: bool = False) -> Column:
    words = {each.value: each.label for each in kinds}
    return Column(key, label, says, one_of(words), required=required, choices=tuple(words.values()))


COLUMNS = (
    Column("name", _("Full name"), _("As on the seal"), line_of(120), required=True, once=True),
    choice("kind", _("Kind"), _("One of the list"), UnitKind, required=True),
    Column("short_name", _("Short name"), _("What people say"), line_of(40)),
    choice("role", _("Role here"), _("Empty: own body or stationed unit"), PresenceRole),
    Column("above", _("Belongs to"), _("Full name of the body above"), line_of(120)),
    choice("society", _("Five societies"), _("Which of the five, if any"), Society),
    Column(TELEPHONE, _("Telephone for the public"), _("Shown to everybody"), line_of(40)),
    Column("address", _("Address"), _("Street and number"), line_of(200), width=28),
    Column("contact_name", _("Contact person for us"), _("Seen by staff only"), line_of(60)),
    Column("contact_phone", _("Contact's telephone"), _("Seen by staff only"), line_of(40)),
    Column("uscc", _("Unified social credit code"), _("18 signs"), read_code, once=True, width=22),
    Column("about", _("What it does, in a sentence"), _("Shown to everybody"), line_of(400)),
    Column("since", _("Since"), _("Like 2026-03-02; empty: today"), read_date),
)


@dataclass
class Memory:
    """Units that are here, by name and by code; `names` grows with the rows that were read."""

    community: Community
    by_name: dict[str, Organisation] = field(default_factory=dict)
    by_code: dict[str, Organisation] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)


def prepare(community: Community) -> Memory:
    memory = Memory(community)
    present = Presence.objects.filter(community_id=community.id, until__isnull=True)
    for row in present.select_related("organisation"):
        unit = row.organisation
        memory.by_name[unit.name] = unit
        memory.names.add(unit.name)
        if unit.uscc:
            memory.by_code[unit.uscc] = unit
    return memory


def known(memory: Memory, row: Row) -> Organisation | None:
    return memory.by_code.get(row.get("uscc", "")) or memory.by_name.get(row.get("name"))


def differing(unit: Organisation, row: Row) -> dict[str, str]:
    """Only cells that are filled in can differ; an empty cell takes nothing away."""
    return {
        key: row.get(key) for key in FACTS if row.get(key) and getattr(unit, key) != row.get(key)
    }


def judge(memory: Memory, rows: Sequence[Row]) -> Judged:
    judged = Judged()
    reason: Text
    for row in rows:
        unit = known(memory, row)
        above = row.get("above", "")
        if above and above not in memory.names:
            reason = _("The body above must be in the list, or in a row before this one.")
            judged.faults.append(Fault(row.line, "above", reason))
            continue
        memory.names.add(row.get("name"))
        if unit is None:
            judged.verdicts[row.line] = Verdict.NEW
        elif unit.kind != row.get("kind"):
            reason = _("This unit is in the list as “%(kind)s”.") % {
                "kind": unit.get_kind_display()
            }
            judged.faults.append(Fault(row.line, "kind", reason))
        else:
            changed = bool(differing(unit, row))
            judged.verdicts[row.line] = Verdict.CHANGED if changed else Verdict.UNCHANGED
    return judged


def apply(step: Step, rows: Sequence[Row]) -> dict[str, Any]:
    new, changed = [], []
    for row in rows:
        unit = known(step.memory, row)
        if unit is None:
            new.append(dict(row.values))
        else:
            changed.append((unit, differing(unit, row)))
    return import_units(community=step.community, actor=step.actor, new=new, changed=changed)


def revert(step: Step, trace: dict[str, Any]) -> None:
    take_back_units(community=step.community, actor=step.actor, trace=trace)


def free(step: Step, traces: Sequence[dict[str, Any]]) -> None:
    check_units_free(step.community, traces)


def rows_out(community: Community, _actor: Actor) -> Iterator[dict[str, str]]:
    present = Presence.objects.filter(
        in_force(clock.today(community)), community_id=community.id
    ).select_related("organisation__parent")
    for row in present.order_by("organisation_id", "since"):
        unit = row.organisation
        yield {
            **{key: getattr(unit, key) for key in ("name", "uscc", *FACTS)},
            "kind": str(unit.get_kind_display()),
            "role": str(row.get_role_display()),
            "above": unit.parent.name if unit.parent else "",
            "society": str(row.get_society_display()) if row.society else "",
            "contact_name": row.contact_name,
            "contact_phone": row.contact_phone,
            "since": row.since.isoformat(),
        }


UNITS = register(
    Register(
        key="organisations.units",
        label=_("Organisations"),
        columns=COLUMNS,
        import_permission=EDIT,
        export_permission=EDIT,
        prepare=prepare,
        judge=judge,
        apply=apply,
        revert=revert,
        free=free,
        rows=rows_out,
        back="organisations:overview",
    )
)
