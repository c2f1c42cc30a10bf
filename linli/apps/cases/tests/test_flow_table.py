"""Every line of the table: in each state the allowed acts move as it says, all others refuse."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.db import transaction

from linli.apps.cases.choices import CaseState
from linli.apps.cases.flow import FLOW, next_moves, suits
from linli.apps.cases.models import (
    AssistCall,
    Case,
    Extension,
    Reason,
    ReopenRequest,
    Step,
    Supervision,
)
from linli.apps.cases.operations.dispatching import Unit
from linli.apps.cases.tests.acts import ACTS, Act
from linli.apps.cases.tests.conftest import WALL, Ground
from linli.kernel import clock
from linli.kernel.errors import Conflict, NotSeen
from linli.kernel.records.models import Record

S = CaseState
Build = Callable[[Ground], Case]


def by(ground: Ground, who: str, case: Case, *names: str) -> Case:
    for name in names:
        ACTS[name].run(ground, ground.actor(who), ground.fresh(case))
    return ground.fresh(case)


TO_STATE: dict[str, Build] = {
    S.REGISTERED: lambda g: g.new(),
    S.ANSWERED: lambda g: by(g, "committee", g.new(), "answer"),
    S.DECLINED: lambda g: by(g, "committee", g.new(), "decline"),
    S.MERGED: lambda g: by(g, "committee", g.new(), "merge"),
    S.ACCEPTED: lambda g: g.accepted(),
    S.DISPATCHED: lambda g: g.dispatched(),
    S.OBJECTED: lambda g: by(g, "partner", g.dispatched(), "object"),
    S.SIGNED: lambda g: g.signed(),
    S.CONTACTED: lambda g: g.contacted(),
    S.HANDLING: lambda g: by(g, "partner", g.contacted(), "start"),
    S.HUNG: lambda g: by(g, "partner", g.contacted(), "start", "hang"),
    S.REPORTED_DONE: lambda g: g.done(),
    S.CHECKED: lambda g: by(g, "committee", g.done(type_code=WALL), "check_passed"),
    S.CLOSED: lambda g: g.closed(),
    S.CALLED_BACK: lambda g: by(g, "committee", g.closed(), "call_back"),
    S.REOPENED: lambda g: by(g, "committee", g.closed(), "reopen"),
    S.ARCHIVED: lambda g: by(g, "committee", g.closed(), "archive"),
}


def prepare(ground: Ground, case: Case) -> Case:
    """What a decision needs before it: requests by others, a call, a supervision to answer."""
    rows = Case.objects.filter(community_id=ground.a.id, id=case.id)
    rows.update(supervision="urge.expiry")
    reason = Reason.objects.get(community_id=ground.a.id, code="extension.works")
    now = clock.now()
    common = {"community_id": ground.a.id, "case_id": case.id}
    due = case.resolution_due or now
    Extension.objects.create(
        reason=reason,
        until=due.date() + dt.timedelta(days=9),
        asked_at=now,
        asked_by="c:0",
        **common,
    )
    ReopenRequest.objects.create(asked_at=now, asked_by="c:0", **common)
    AssistCall.objects.create(
        organisation=ground.rival_firm,
        text="x",
        called_at=now,
        called_by="c:0",
        due_at=now,
        **common,
    )
    Supervision.objects.create(
        clock="resolution",
        code="hand:9",
        kind="urge",
        due_at=now,
        raised_at=now,
        author="c:0",
        **common,
    )
    return ground.fresh(case)


def undo_requests(ground: Ground, case: Case, name: str) -> None:
    """Asking needs that nothing is asked; deciding needs that something is."""
    rows = {"community_id": ground.a.id, "case_id": case.id}
    if name == "ask_extension":
        Extension.objects.filter(**rows).delete()
    if name == "request_reopen":
        ReopenRequest.objects.filter(**rows).delete()


def allowed_line(act: Act, case: Case) -> str:
    """The line of the table this act takes in the case's state, or an empty string."""
    for name in act.moves:
        if case.state in FLOW.moves[name].sources and suits(name, case):
            return name
    return ""


def expected(line: str, case: Case) -> str:
    return FLOW.moves[line].target or case.state if line else "refused wrong_state"


def try_act(ground: Ground, case: Case, name: str) -> str:
    """Run the act and take it back; the state it led to, or the code of the refusal."""
    try:
        with transaction.atomic():
            undo_requests(ground, case, name)
            ACTS[name].run(ground, ground.actor("chief"), ground.fresh(case))
            state = ground.fresh(case).state
            transaction.set_rollback(True)
            return str(state)
    except (Conflict, NotSeen) as refusal:
        return f"refused {refusal.code}"


@pytest.mark.parametrize("state", S.values)
def test_in_each_state_only_the_lines_of_the_table_succeed(ground: Ground, state: str) -> None:
    ground.new("另一件事：单车棚漏雨")
    case = ground.fresh(TO_STATE[state](ground))
    assert case.state == state
    case = prepare(ground, case)
    steps = Step.objects.filter(community_id=ground.a.id).count()
    records = Record.objects.filter(community_id=ground.a.id).count()
    outcome = {name: try_act(ground, case, name) for name in ACTS}
    wanted = {name: expected(allowed_line(act, case), case) for name, act in ACTS.items()}
    assert outcome == {**wanted, **said_by_the_case(case)}
    assert Step.objects.filter(community_id=ground.a.id).count() == steps
    assert Record.objects.filter(community_id=ground.a.id).count() == records


def said_by_the_case(case: Case) -> dict[str, str]:
    """Refusals with a better word than the table's, where the case itself says why."""
    said: dict[str, str] = {}
    if case.state == S.CALLED_BACK:
        said["call_back"] = "refused called_back_already"
    if case.state == S.HUNG:
        said["decide_extension"] = "refused on_hold"
    up = FLOW.moves["pass_up"].sources | FLOW.moves["pass_up_waiting"].sources
    if case.state in up and case.level != "grid":
        said["pass_up"] = "refused already_passed_up"
    return said


def test_no_state_is_a_dead_end() -> None:
    assert FLOW.dead_ends() == []


def test_every_line_of_the_table_has_an_operation_that_takes_it() -> None:
    taken = {move for act in ACTS.values() for move in act.moves}
    assert sorted(set(FLOW.moves) - taken) == []


def test_the_diagram_shows_every_line() -> None:
    drawn = FLOW.diagram()
    assert [name for name in FLOW.moves if f": {name}" not in drawn] == []


def test_the_pages_offer_what_the_reader_may_do_now(ground: Ground) -> None:
    case = ground.dispatched(to=Unit(organisation_id=ground.firm.id))
    offered = {
        who: [move.name for move in next_moves(ground.fresh(case), ground.actor(who))]
        for who in ("partner", "rival", "resident", "anonymous")
    }
    assert offered == {
        "partner": ["sign", "object", "note_contact", "note_progress", "support"],
        "rival": ["support"],
        "resident": ["add_words", "support"],
        "anonymous": ["support"],
    }
