"""The only door of cases for other apps."""

from linli.apps.cases.choices import (
    OPEN_STATES,
    CaseKind,
    CaseState,
    Channel,
    FoundBy,
    Level,
    ReasonKind,
    Source,
)
from linli.apps.cases.flow import FLOW, next_moves
from linli.apps.cases.models import Case, CaseType, DutyItem, Reason, Reporter, Step

__all__ = [
    "FLOW",
    "OPEN_STATES",
    "Case",
    "CaseKind",
    "CaseState",
    "CaseType",
    "Channel",
    "DutyItem",
    "FoundBy",
    "Level",
    "Reason",
    "ReasonKind",
    "Reporter",
    "Source",
    "Step",
    "next_moves",
]
