"""CASE-17: long random walks; only moves of the table succeed, history grows, clocks go on."""

import datetime as dt
import random
from dataclasses import dataclass, field

import pytest
from django.db import transaction

from linli.apps.cases.flow import FLOW
from linli.apps.cases.models import Case, ClockRound, Reporter, Step, Supervision
from linli.apps.cases.tests.acts import ACTS
from linli.apps.cases.tests.conftest import LIGHT, WALL, Ground, local
from linli.kernel import clock
from linli.kernel.errors import Refusal
from linli.kernel.records.models import Record
from linli.kernel.timers.running import run_due

ACTORS = (
    "chief",
    "committee",
    "grid_worker",
    "partner",
    "rival",
    "street",
    "resident",
    "neighbour",
    "anonymous",
    "outsider",
)


@dataclass
class Walk:
    """A walker knows of each case the state, the history and the clocks it saw last."""

    ground: Ground
    dice: random.Random
    cases: list[Case]
    steps: int = 0
    records: int = 0
    moves: dict[str, int] = field(default_factory=dict)

    def run(self, count: int) -> None:
        moment = local("2026-03-02 08:30")
        for _ in range(count):
            moment += dt.timedelta(minutes=self.dice.choice((1, 7, 45, 300, 900)))
            with clock.frozen(moment):
                self.one()
                if self.dice.random() < 0.1:
                    run_due(community_id=self.ground.a.id)
            self.history_grew()

    def one(self) -> None:
        if self.dice.random() < 0.04 or all(case.state == "archived" for case in self.cases):
            kind = self.dice.choice((LIGHT, WALL))
            self.cases.append(self.ground.new(type_code=kind, who="resident"))
        place = self.dice.randrange(len(self.cases))
        case = self.ground.fresh(self.cases[place])
        before, rounds = case.state, self.rounds(case)
        who = self.dice.choices(ACTORS, weights=(6, 6, 4, 8, 1, 2, 3, 1, 1, 1))[0]
        name = self.choose(case)
        refused = self.refusal(name, who, case)
        after = self.ground.fresh(case)
        if refused is not None:
            assert refused.status in (401, 403, 404, 409, 422), refused
            assert after.state == before
            return
        self.cases[place] = after
        self.check_move(name, who, before, after)
        self.check_clocks(after, rounds)

    def refusal(self, name: str, who: str, case: Case) -> Refusal | None:
        try:
            with transaction.atomic():
                ACTS[name].run(self.ground, self.ground.actor(who), case)
        except Refusal as refused:
            return refused
        return None

    def choose(self, case: Case) -> str:
        """Mostly something open in this state, else a walk would stand still; often anything."""
        fitting = [
            name
            for name, act in ACTS.items()
            if any(case.state in FLOW.moves[move].sources for move in act.moves)
        ]
        anything = not fitting or self.dice.random() < 0.25
        return self.dice.choice(list(ACTS) if anything else fitting)

    def check_move(self, name: str, who: str, before: str, after: Case) -> None:
        if name == "rate" and before == "merged":
            assert after.state == "merged"  # the rating went to the main case
            return
        ends = {FLOW.moves[move].target or before for move in ACTS[name].moves}
        sources = set().union(*(FLOW.moves[move].sources for move in ACTS[name].moves))
        ends |= {"reopened"} if name in ("rate", "call_back") else set()
        assert before in sources, (name, before)
        assert after.state in ends, (name, before, after.state)
        if name not in ("support", "rate"):
            assert who not in {"outsider", "neighbour"}, (name, who)
        self.moves[name] = self.moves.get(name, 0) + 1

    def check_clocks(self, after: Case, before: list[ClockRound]) -> None:
        """A round's answer, once given, stays; a deadline never moves to an earlier moment."""
        now = {round_.number: round_ for round_ in self.rounds(after)}
        assert after.round_number == max(now)
        for old in before:
            new = now[old.number]
            if old.responded_at is not None:
                assert new.responded_at == old.responded_at
            if old.resolution_due is not None and new.resolution_due is not None:
                assert new.resolution_due >= old.resolution_due
            assert new.started_at == old.started_at

    def rounds(self, case: Case) -> list[ClockRound]:
        rows = ClockRound.objects.filter(community_id=self.ground.a.id, case_id=case.id)
        return list(rows)

    def history_grew(self) -> None:
        home = {"community_id": self.ground.a.id}
        steps, records = Step.objects.filter(**home).count(), Record.objects.filter(**home).count()
        assert steps >= self.steps
        assert records >= self.records
        self.steps, self.records = steps, records


def walk(ground: Ground, seed: int, count: int) -> Walk:
    for who in ACTORS:
        ground.actor(who)
    with clock.frozen(local("2026-03-02 08:00")):
        cases = [ground.new(), ground.new(type_code=WALL), ground.new(text="单车棚漏雨")]
    made = Walk(ground, random.Random(seed), cases)
    made.run(count)
    return made


def test_case_17_a_walk_of_500_moves(ground: Ground) -> None:
    made = walk(ground, seed=20261122, count=500)
    home = {"community_id": ground.a.id}
    states = set(Case.objects.filter(**home).values_list("state", flat=True))
    assert len(made.moves) >= 25, made.moves
    assert states <= set(FLOW.states)
    for case in Case.objects.filter(**home):
        assert FLOW.open_moves(case.state), case.state
    reporters = Reporter.objects.filter(**home).count()
    assert reporters == Case.objects.filter(**home).count()
    codes = Supervision.objects.filter(**home).values_list("case_id", "round_number", "code")
    assert len(set(codes)) == len(list(codes))


@pytest.mark.long
@pytest.mark.parametrize("seed", range(8))
def test_case_17_more_walks(ground: Ground, seed: int) -> None:
    walk(ground, seed=seed, count=500)
