"""The data a new community begins with: case types, reasons, duties, rates, supervision, disputes.

Package data in TOML, read and checked once per process. Loading it into a community copies it:
from then on the community edits its own rows and these files no longer matter to it.
"""

from __future__ import annotations

from functools import cache

from .checks import (
    check_dispute,
    check_duties,
    check_rates,
    check_reasons,
    check_supervision,
    check_types,
)
from .reading import DefaultsError, read_file
from .reason_shapes import (
    ClosingOutcome,
    DeclineReason,
    ExclusionReason,
    ExtensionReason,
    HangingReason,
    ObjectionReason,
    PauseReason,
    Reason,
    ReasonCatalogue,
)
from .shapes import (
    PROPOSAL,
    DefaultType,
    DisputeCatalogue,
    DisputeKind,
    DisputeLevel,
    DisputeOutcome,
    DutyLine,
    DutyList,
    EmergencyNotice,
    FollowUp,
    LadderStep,
    Limit,
    Question,
    RateCatalogue,
    RateDefinition,
    Span,
    SupervisionLadder,
    Text,
    TypeCatalogue,
)

__all__ = [
    "PROPOSAL",
    "ClosingOutcome",
    "DeclineReason",
    "DefaultType",
    "DefaultsError",
    "DisputeCatalogue",
    "DisputeKind",
    "DisputeLevel",
    "DisputeOutcome",
    "DutyLine",
    "DutyList",
    "EmergencyNotice",
    "ExclusionReason",
    "ExtensionReason",
    "FollowUp",
    "HangingReason",
    "LadderStep",
    "Limit",
    "ObjectionReason",
    "PauseReason",
    "Question",
    "RateCatalogue",
    "RateDefinition",
    "Reason",
    "ReasonCatalogue",
    "Span",
    "SupervisionLadder",
    "Text",
    "TypeCatalogue",
    "load_dispute",
    "load_duties",
    "load_rates",
    "load_reasons",
    "load_supervision",
    "load_types",
]


@cache
def load_types() -> TypeCatalogue:
    catalogue = read_file("types.toml", TypeCatalogue)
    check_types(catalogue, load_duties())
    return catalogue


@cache
def load_reasons() -> ReasonCatalogue:
    catalogue = read_file("reasons.toml", ReasonCatalogue)
    check_reasons(catalogue)
    return catalogue


@cache
def load_duties() -> DutyList:
    duties = read_file("duties.toml", DutyList)
    check_duties(duties)
    return duties


@cache
def load_rates() -> RateCatalogue:
    catalogue = read_file("rates.toml", RateCatalogue)
    check_rates(catalogue)
    return catalogue


@cache
def load_supervision() -> SupervisionLadder:
    ladder = read_file("supervision.toml", SupervisionLadder)
    check_supervision(ladder)
    return ladder


@cache
def load_dispute() -> DisputeCatalogue:
    catalogue = read_file("dispute.toml", DisputeCatalogue)
    check_dispute(catalogue, load_types())
    return catalogue
