"""Orders of the hotline as a table: CSV or Excel in, each row a case."""

import datetime as dt
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

from linli.apps.cases.models import Case, CaseType, HotlineOrder
from linli.apps.cases.operations.hotline import (
    MAY,
    Order,
    check_untouched,
    note_order,
    take_back_orders,
    take_order,
)
from linli.apps.cases.operations.reporting import phone_number
from linli.kernel import clock
from linli.kernel.access.actor import Actor
from linli.kernel.access.permissions import scope
from linli.kernel.community import Community
from linli.kernel.errors import Conflict, RuleNotMet
from linli.kernel.registers.cells import line_of, read_date
from linli.kernel.registers.definition import (
    CannotRead,
    Column,
    Fault,
    Judged,
    Register,
    Row,
    Step,
    Verdict,
    register,
)
from linli.kernel.texts import TextError, clean_text

KEY = "cases.hotline"


def read_words(cell: str) -> str:
    try:
        return clean_text(cell, least=2, most=4000)
    except TextError as trouble:
        raise CannotRead(_("Between 2 and 4000 characters, please.")) from trouble


def read_number(cell: str) -> str:
    return line_of(40)(cell).replace(" ", "")


def read_phone_cell(cell: str) -> str:
    try:
        return phone_number(cell)
    except RuleNotMet as trouble:
        raise CannotRead(trouble.detail) from trouble


COLUMNS = (
    Column(
        "number",
        _("Order number"),
        _("The hotline's own number: an order that comes again is known by it."),
        read_number,
        required=True,
        once=True,
        other_names=("工单编号", "工单号", "受理编号"),
    ),
    Column(
        "received_on",
        _("Day of the call"),
        _("Such as 2026-03-02."),
        read_date,
        other_names=("来电时间", "来电日期", "受理时间", "诉求时间"),
    ),
    Column(
        "title",
        _("Title of the order"),
        _("One line. Left empty, the first words stand for it."),
        line_of(80),
        other_names=("标题", "工单标题"),
    ),
    Column(
        "text",
        _("The caller's words"),
        _("The caller's words as the hotline wrote them down."),
        read_words,
        required=True,
        other_names=("诉求内容", "内容", "反映内容"),
        width=48,
    ),
    Column(
        "type",
        _("Type of case"),
        _("Name or code of a case type here. Left empty, the words decide."),
        line_of(60),
        other_names=("诉求类型", "事项类型", "分类"),
    ),
    Column(
        "address",
        _("Address"),
        _("As people say it. Not in the register of places: kept as it stands."),
        line_of(200),
        other_names=("地址", "事发地址", "诉求地址"),
        width=28,
    ),
    Column(
        "name",
        _("Caller"),
        _("Only those who handle the case see it."),
        line_of(60),
        exported=False,
        other_names=("来电人", "诉求人", "姓名"),
    ),
    Column(
        "phone",
        _("Caller's telephone"),
        _("For the call-back; encrypted."),
        read_phone_cell,
        exported=False,
        other_names=("来电号码", "联系电话", "电话"),
    ),
    Column(
        "repeat_of",
        _("Repeats the order"),
        _("Number of the first order: this one is joined to it."),
        read_number,
        other_names=("重复工单", "关联工单", "原工单编号"),
    ),
)


@dataclass
class Memory:
    """What every row of one pass needs: known orders, the words for types, today."""

    community: Community
    today: dt.date
    known: dict[str, str]
    types: dict[str, str]
    in_file: set[str] = field(default_factory=set)


def prepare(community: Community) -> Memory:
    orders = HotlineOrder.objects.filter(community_id=community.id)
    types: dict[str, str] = {}
    for row in CaseType.objects.filter(community_id=community.id, active=True):
        spoken = {str(name).casefold() for name in row.names.values()}
        types.update(dict.fromkeys(spoken | {row.code.casefold()}, row.code))
    known = dict(orders.values_list("number", "digest"))
    return Memory(community, clock.today(community), known, types)


def order_of(memory: Memory, row: Row) -> Order:
    """RuleNotMet names the column that cannot be."""
    typed = row.get("type", "")
    code = memory.types.get(typed.casefold(), "") if typed else ""
    if typed and not code:
        raise RuleNotMet("unknown_type", _("There is no such type here."), field="type")
    received = row.get("received_on")
    if received is not None and received > memory.today:
        raise RuleNotMet("in_the_future", _("This day has not come yet."), field="received_on")
    first = row.get("repeat_of", "")
    if first and first not in memory.known and first not in memory.in_file:
        raise RuleNotMet(
            "unknown_order", _("The order it repeats is not known."), field="repeat_of"
        )
    return Order(
        number=row.get("number"),
        text=row.get("text"),
        title=row.get("title", ""),
        type_code=code,
        address=row.get("address", ""),
        name=row.get("name", ""),
        phone=row.get("phone", ""),
        received_on=received,
        repeat_of=first,
    )


def judge(memory: Memory, rows: Sequence[Row]) -> Judged:
    judged = Judged()
    if not memory.types:
        reason = _("This community has no case types yet.")
        judged.faults.extend(Fault(row.line, "number", reason) for row in rows)
        return judged
    for row in rows:
        try:
            order = order_of(memory, row)
        except RuleNotMet as trouble:
            judged.faults.append(Fault(row.line, str(trouble.data["field"]), trouble.detail))
            continue
        memory.in_file.add(order.number)
        judged.verdicts[row.line] = _verdict(memory, order)
    return judged


def _verdict(memory: Memory, order: Order) -> str:
    before = memory.known.get(order.number)
    if before is None:
        return Verdict.NEW
    return Verdict.UNCHANGED if before == order.digest else Verdict.CHANGED


def apply(step: Step, rows: Sequence[Row]) -> dict[str, Any]:
    memory: Memory = step.memory
    added, changed = [], {}
    for row in rows:
        order = order_of(memory, row)
        if order.number in memory.known:
            changed[order.number] = note_order(
                community=step.community, actor=step.actor, order=order
            )
        else:
            made = take_order(community=step.community, actor=step.actor, order=order)
            added.append(str(made.case_id))
        memory.known[order.number] = order.digest
    return {"added": added, "changed": changed}


def revert(step: Step, trace: dict[str, Any]) -> None:
    keys = [uuid.UUID(key) for key in trace["added"]]
    take_back_orders(community=step.community, actor=step.actor, keys=keys)


def free(step: Step, traces: Sequence[dict[str, Any]]) -> None:
    if any(trace["changed"] for trace in traces):
        raise Conflict(
            "words_were_added",
            _("This import added words to cases that were known; those cannot be unsaid."),
        )
    keys = [uuid.UUID(key) for trace in traces for key in trace["added"]]
    check_untouched(step.community, keys)


def rows_out(community: Community, actor: Actor) -> Iterator[dict[str, str]]:
    """Orders with what everybody who works here may read of them; never who called."""
    seen = Case.objects.filter(scope(actor, "cases.see", community.id), community_id=community.id)
    rows = HotlineOrder.objects.filter(
        community_id=community.id, case_id__in=seen.filter(confidential=False).values("id")
    )
    for row in rows.select_related("case__type").order_by("number").iterator():
        yield {
            "number": row.number,
            "received_on": row.received_on.isoformat() if row.received_on else "",
            "title": row.case.title,
            "text": row.case.text,
            "type": row.case.type.name,
            "address": row.address,
            "repeat_of": row.repeat_of,
        }


HOTLINE = register(
    Register(
        key=KEY,
        label=_("Orders of the hotline"),
        columns=COLUMNS,
        import_permission=MAY,
        export_permission=MAY,
        prepare=prepare,
        judge=judge,
        apply=apply,
        revert=revert,
        free=free,
        rows=rows_out,
        back="cases:hotline",
        chunk=40,
        at_once=200,
    )
)
