"""What the case engine stores."""

from linli.apps.cases.models.case import NEXT_DUE, Case, CaseCounter, ClockRound
from linli.apps.cases.models.deeds import Deed, DeedLead, DeedNote
from linli.apps.cases.models.desk import SavedFilter
from linli.apps.cases.models.disputes import (
    AgreementSignature,
    Dispute,
    DisputeAgreement,
    DisputeFollowUp,
    DisputeMediator,
    DisputeParty,
    DisputeRung,
    DisputeSession,
    SessionPresence,
)
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
from linli.apps.cases.models.hotline import HotlineOrder
from linli.apps.cases.models.rounds import RoundCase
from linli.apps.cases.models.story import Reporter, Step
from linli.apps.cases.models.types import CaseType, DutyItem, Reason

__all__ = [
    "NEXT_DUE",
    "AgreementSignature",
    "AssistCall",
    "CallBack",
    "Case",
    "CaseCounter",
    "CaseType",
    "ClockRound",
    "Contact",
    "Deed",
    "DeedLead",
    "DeedNote",
    "Dispatch",
    "Dispute",
    "DisputeAgreement",
    "DisputeFollowUp",
    "DisputeMediator",
    "DisputeParty",
    "DisputeRung",
    "DisputeSession",
    "DutyItem",
    "Exclusion",
    "Extension",
    "HotlineOrder",
    "Pause",
    "Rating",
    "Reason",
    "ReopenRequest",
    "Reporter",
    "RoundCase",
    "SavedFilter",
    "SessionPresence",
    "SiteCheck",
    "Step",
    "Supervision",
    "Supporter",
]
