"""A gathering is what people can take part in: limited or not, at one time. It knows no activity;
apps above give it a title and say with `about_id` what it belongs to.
"""

from linli.apps.participation.models.attendance import Attendance, Headcount, Scan
from linli.apps.participation.models.consents import GuardianConsent, PickUp
from linli.apps.participation.models.gathering import Gathering
from linli.apps.participation.models.lots import Lot, LotEntry
from linli.apps.participation.models.questions import Answer, Question
from linli.apps.participation.models.sign_ups import Participation, PartyMember

__all__ = [
    "Answer",
    "Attendance",
    "Gathering",
    "GuardianConsent",
    "Headcount",
    "Lot",
    "LotEntry",
    "Participation",
    "PartyMember",
    "PickUp",
    "Question",
    "Scan",
]
