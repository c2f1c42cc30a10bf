"""The shapes of the default data; what each word means to a community stands in the TOML files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Literal

from .reading import Blankable

PROPOSAL = "project's proposal"
RULES_PREFIX = "field rules §"

LimitUnit = Literal["working_hour", "working_day", "hour", "day"]
CaseKind = Literal[
    "event",
    "component",
    "dispute",
    "need",
    "deed",
    "suggestion",
    "enquiry",
    "hazard",
    "tip",
]
DemandKind = Literal["enquiry", "help", "complaint", "wrongdoing", "suggestion"]
DutyRole = Literal["main", "assist", "outside"]
QuestionType = Literal["yes_no", "choice", "number", "text"]
SettledLevel = Literal["grid", "community", "street", "district", "outside"]


@dataclass(frozen=True, slots=True)
class Text:
    """One text in the three languages; the field names are the language codes."""

    zh_Hans: str  # noqa: N815 - the language code as the rest of the product writes it
    zh_Hant: str  # noqa: N815 - as above
    en: str


@dataclass(frozen=True, slots=True)
class Span:
    value: int
    unit: LimitUnit


@dataclass(frozen=True, slots=True)
class Limit:
    value: int
    unit: LimitUnit
    source: str


Texts = Mapping[str, Text]
Limits = Mapping[str, Limit]


@dataclass(frozen=True, slots=True)
class EmergencyNotice:
    phones: tuple[str, ...]
    text: Text


@dataclass(frozen=True, slots=True)
class Question:
    code: str
    label: Text
    type: QuestionType
    options: Texts = field(default_factory=lambda: MappingProxyType({}))
    required: bool = False


@dataclass(frozen=True, slots=True)
class DefaultType:
    code: str
    parent: str
    names: Text
    kind: CaseKind
    filing_condition: Text
    closing_condition: Text
    response_limit: Limit
    resolution_limit: Limit
    duty: DutyRole
    duty_line: str
    lead_unit: str
    assist_units: tuple[str, ...]
    needs_site_check: bool
    public: bool
    confidential: bool
    legal_basis: Blankable
    source: str
    keywords: tuple[str, ...]
    demand_kind: DemandKind | None = None
    stage_limits: Limits = field(default_factory=lambda: MappingProxyType({}))
    emergency_notice: str | None = None
    questions: tuple[Question, ...] = ()
    elder_hint: Text | None = None


@dataclass(frozen=True, slots=True)
class TypeCatalogue:
    version: str
    units: Texts
    stages: Texts
    emergency_notices: Mapping[str, EmergencyNotice]
    groups: Texts
    types: tuple[DefaultType, ...]


@dataclass(frozen=True, slots=True)
class DutyLine:
    code: str
    role: DutyRole
    names: Text
    basis: Blankable
    source: str
    door: Text | None = None
    phones: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DutyList:
    version: str
    roles: Texts
    duties: tuple[DutyLine, ...]


@dataclass(frozen=True, slots=True)
class RateDefinition:
    key: str
    version: int
    valid_from: date
    names: Text
    base: Text
    numerator: Text
    denominator: Text
    exclusions: Text
    numerator_counts: tuple[str, ...]
    denominator_counts: tuple[str, ...]
    listed_apart: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class RateCatalogue:
    sets: Texts
    apart: Texts
    rates: tuple[RateDefinition, ...]


@dataclass(frozen=True, slots=True)
class LadderStep:
    """Falls due at a percentage of the limit, or an offset after expiry: exactly one is given."""

    code: str
    kind: Literal["reminder", "urge", "supervision"]
    names: Text
    text: Text
    to: tuple[str, ...]
    needs_answer: bool
    source: str
    percent_of_limit: int | None = None
    after_expiry: Span | None = None
    answer_within: Span | None = None


@dataclass(frozen=True, slots=True)
class SupervisionLadder:
    version: int
    valid_from: date
    kinds: Texts
    recipients: Texts
    steps: tuple[LadderStep, ...]


@dataclass(frozen=True, slots=True)
class DisputeKind:
    code: str
    case_type: str
    names: Text
    source: str


@dataclass(frozen=True, slots=True)
class DisputeLevel:
    code: str
    names: Text
    told: Text
    by_day: int
    settled_level: SettledLevel
    source: str


@dataclass(frozen=True, slots=True)
class DisputeOutcome:
    code: str
    names: Text
    told: Text
    settled: bool
    needs_agreement: bool
    source: str
    settled_level: SettledLevel | None = None


@dataclass(frozen=True, slots=True)
class FollowUp:
    code: str
    names: Text
    after: Span
    source: str


@dataclass(frozen=True, slots=True)
class DisputeCatalogue:
    version: str
    settled_levels: Texts
    kinds: tuple[DisputeKind, ...]
    levels: tuple[DisputeLevel, ...]
    outcomes: tuple[DisputeOutcome, ...]
    follow_ups: tuple[FollowUp, ...]
