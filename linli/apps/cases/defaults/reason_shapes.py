"""The shapes of the listed reasons. `told` and `door` are what the reporter reads."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from .shapes import Span, Text

Clock = Literal["response", "resolution"]
DeclineAction = Literal["refer", "join", "archive"]


@dataclass(frozen=True, slots=True)
class Reason:
    code: str
    names: Text
    told: Text
    source: str


@dataclass(frozen=True, slots=True)
class PauseReason(Reason):
    clocks: tuple[Clock, ...]
    longest: Span


@dataclass(frozen=True, slots=True)
class ObjectionReason(Reason):
    asks_for: Text


@dataclass(frozen=True, slots=True)
class ExtensionReason(Reason):
    longest: Span


@dataclass(frozen=True, slots=True)
class HangingReason(Reason):
    review_after: Span


@dataclass(frozen=True, slots=True)
class ExclusionReason(Reason):
    needs_review: bool


@dataclass(frozen=True, slots=True)
class ClosingOutcome(Reason):
    settled: bool


@dataclass(frozen=True, slots=True)
class DeclineReason:
    """`cites_duty` asks for the line of the duty list that the refusal rests on."""

    code: str
    names: Text
    door: Text
    phones: tuple[str, ...]
    action: DeclineAction
    source: str
    cites_duty: bool = False


@dataclass(frozen=True, slots=True)
class ReasonCatalogue:
    version: str
    pause: tuple[PauseReason, ...]
    decline: tuple[DeclineReason, ...]
    objection: tuple[ObjectionReason, ...]
    extension: tuple[ExtensionReason, ...]
    hanging: tuple[HangingReason, ...]
    exclusion: tuple[ExclusionReason, ...]
    supervision_trigger: tuple[Reason, ...]
    outcome: tuple[ClosingOutcome, ...]
