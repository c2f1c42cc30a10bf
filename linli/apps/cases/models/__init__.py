"""What the case engine stores."""

from linli.apps.cases.models.case import Case, CaseCounter, ClockRound
from linli.apps.cases.models.finishing import (
    CallBack,
    Exclusion,
    Rating,
    ReopenRequest,
    Supporter,
)
from linli.apps.cases.models.handling import (
    AssistCall,
    Contact,
    Dispatch,
    Extension,
    Pause,
    SiteCheck,
    Supervision,
)
from linli.apps.cases.models.story import Reporter, Step
from linli.apps.cases.models.types import CaseType, DutyItem, Reason

__all__ = [
    "AssistCall",
    "CallBack",
    "Case",
    "CaseCounter",
    "CaseType",
    "ClockRound",
    "Contact",
    "Dispatch",
    "DutyItem",
    "Exclusion",
    "Extension",
    "Pause",
    "Rating",
    "Reason",
    "ReopenRequest",
    "Reporter",
    "SiteCheck",
    "Step",
    "Supervision",
    "Supporter",
]
