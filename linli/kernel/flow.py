"""A state machine as a table: from, to, by whom, with what evidence.

The table is tested move by move, drawn as a diagram in the docs, and asked by the pages for the
next steps. It stores nothing: operations write with a conditional UPDATE on the state.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from linli.kernel.errors import Conflict, RuleNotMet


@dataclass(frozen=True)
class Move:
    """`target` empty: the move stays in its state. `permission` is a key of kernel.access."""

    name: str
    label: str | Promise
    sources: frozenset[str]
    target: str
    permission: str
    evidence: tuple[str, ...] = ()


class Flow:
    def __init__(self, *, states: Iterable[str], start: str, ends: Iterable[str]) -> None:
        self.states = tuple(states)
        self.start = start
        self.ends = frozenset(ends)
        self.moves: dict[str, Move] = {}

    def move(
        self,
        name: str,
        label: str | Promise,
        *,
        sources: Iterable[str],
        target: str = "",
        permission: str,
        evidence: tuple[str, ...] = (),
    ) -> Move:
        """Add one line to the table."""
        made = Move(name, label, frozenset(sources), target, permission, evidence)
        strangers = (made.sources | ({target} if target else set())) - set(self.states)
        if strangers or name in self.moves:
            raise ValueError(f"move {name}: unknown states {sorted(strangers)} or named twice")
        self.moves[name] = made
        return made

    def open_moves(self, state: str) -> list[Move]:
        return [move for move in self.moves.values() if state in move.sources]

    def check(self, name: str, state: str, evidence: Mapping[str, object] | None = None) -> Move:
        """The move, or Conflict `wrong_state` (409), or RuleNotMet `missing_<field>` (422)."""
        move = self.moves[name]
        if state not in move.sources:
            raise Conflict(
                "wrong_state",
                _("This step is not open any more: someone was faster. Look at the page again."),
                state=state,
                move=name,
                open=[each.name for each in self.open_moves(state)],
            )
        given = evidence or {}
        for need in move.evidence:
            if not given.get(need):
                raise RuleNotMet(
                    f"missing_{need}",
                    _("This step needs “%(need)s”. Please fill it in.") % {"need": need},
                    field=need,
                )
        return move

    def dead_ends(self) -> list[str]:
        return [s for s in self.states if s not in self.ends and not self.open_moves(s)]

    def diagram(self) -> str:
        """Mermaid source of the whole table."""
        lines = ["stateDiagram-v2", f"    [*] --> {self.start}"]
        for move in self.moves.values():
            for source in sorted(move.sources, key=self.states.index):
                lines.append(f"    {source} --> {move.target or source}: {move.name}")
        lines += [f"    {end} --> [*]" for end in sorted(self.ends, key=self.states.index)]
        return "\n".join(lines)
