import pytest

from linli.kernel.errors import Conflict, RuleNotMet
from linli.kernel.flow import Flow


def lamp() -> Flow:
    flow = Flow(states=["dark", "lit", "broken"], start="dark", ends=["broken"])
    flow.move("light", "Light it", sources=["dark"], target="lit", permission="lamp.use")
    flow.move(
        "smash",
        "Report it broken",
        sources=["dark", "lit"],
        target="broken",
        permission="lamp.use",
        evidence=("reason", "photo"),
    )
    flow.move("dust", "Dust it", sources=["lit"], permission="lamp.use")
    return flow


def test_only_the_moves_of_the_table_are_open() -> None:
    flow = lamp()
    open_moves = {state: [m.name for m in flow.open_moves(state)] for state in flow.states}
    assert open_moves == {"dark": ["light", "smash"], "lit": ["smash", "dust"], "broken": []}
    assert flow.dead_ends() == []


def test_a_move_from_the_wrong_state_says_what_is_open_now() -> None:
    with pytest.raises(Conflict) as refused:
        lamp().check("light", "lit")
    assert (refused.value.code, refused.value.status) == ("wrong_state", 409)
    assert refused.value.data == {"state": "lit", "move": "light", "open": ["smash", "dust"]}


@pytest.mark.parametrize(
    ("evidence", "code"),
    [
        (None, "missing_reason"),
        ({"reason": "", "photo": 1}, "missing_reason"),
        ({"reason": "a ball"}, "missing_photo"),
        ({"reason": "a ball", "photo": 0}, "missing_photo"),
    ],
)
def test_a_move_without_its_evidence_names_the_field(
    evidence: dict[str, object] | None, code: str
) -> None:
    with pytest.raises(RuleNotMet) as refused:
        lamp().check("smash", "lit", evidence)
    assert (refused.value.code, refused.value.status) == (code, 422)
    assert refused.value.data == {"field": code.removeprefix("missing_")}


def test_a_move_with_its_evidence_passes() -> None:
    move = lamp().check("smash", "dark", {"reason": "a ball", "photo": "id"})
    assert (move.target, move.permission) == ("broken", "lamp.use")


def test_a_move_to_an_unknown_state_or_named_twice_is_an_error_of_the_programmer() -> None:
    flow = lamp()
    with pytest.raises(ValueError, match="unknown states"):
        flow.move("x", "x", sources=["dark"], target="nowhere", permission="p")
    with pytest.raises(ValueError, match="named twice"):
        flow.move("light", "again", sources=["dark"], target="lit", permission="p")


def test_a_state_without_a_way_out_is_found() -> None:
    flow = Flow(states=["a", "b"], start="a", ends=[])
    flow.move("go", "Go", sources=["a"], target="b", permission="p")
    assert flow.dead_ends() == ["b"]


def test_the_diagram_draws_every_line() -> None:
    assert lamp().diagram().splitlines() == [
        "stateDiagram-v2",
        "    [*] --> dark",
        "    dark --> lit: light",
        "    dark --> broken: smash",
        "    lit --> broken: smash",
        "    lit --> lit: dust",
        "    broken --> [*]",
    ]
