"""The door of rounds for other apps.

A finding writes the record `rounds.result_recorded` with result "finding" (object: the row);
apps above answer it. The panel spot "rounds.round" (`thing` is a Round) is on a round's page.
"""

from linli.apps.rounds.choices import RECORDED, RoundKind, RoundState, RowState
from linli.apps.rounds.models import Round, RoundRow
from linli.apps.rounds.operations import close_round, open_round, record_result
from linli.apps.rounds.queries import round_lines, round_of, view_round
from linli.apps.rounds.rules import OPEN, SEE

__all__ = [
    "OPEN",
    "RECORDED",
    "SEE",
    "Round",
    "RoundKind",
    "RoundRow",
    "RoundState",
    "RowState",
    "close_round",
    "open_round",
    "record_result",
    "round_lines",
    "round_of",
    "view_round",
]
