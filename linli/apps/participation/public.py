"""The door of taking part for other apps.

An app opens a gathering with `open_gathering` (its own act writes the record), gives it a title
and an `about_id`, and everything else happens here: `sign_up` is the one function for every
door. A gathering with `part_of` is cancelled with the whole; one with `enrolment` is a lesson of
the course whose list that is.
"""

from linli.apps.participation.choices import (
    CANCELLED,
    CHECKED_IN,
    COUNTED,
    HOLDING,
    LIVE,
    PROMOTED,
    RECORDED,
    SIGNED_UP,
    STAFF_DOORS,
    Audience,
    Category,
    ConsentKind,
    Door,
    GatheringState,
    Method,
    Mode,
    PartyRule,
    Promotion,
    QuestionKind,
    State,
)
from linli.apps.participation.flow import FLOW
from linli.apps.participation.models import (
    Answer,
    Attendance,
    Gathering,
    GuardianConsent,
    Headcount,
    Participation,
    PartyMember,
    PickUp,
    Question,
    Scan,
)
from linli.apps.participation.operations.answering import ask_question, end_question
from linli.apps.participation.operations.approving import decide_request
from linli.apps.participation.operations.attending import (
    check_in,
    check_in_by_wall_code,
    undo_check_in,
)
from linli.apps.participation.operations.consents import give_consent
from linli.apps.participation.operations.counting import count_heads
from linli.apps.participation.operations.drawing import draw_lot
from linli.apps.participation.operations.gatherings import (
    cancel_gathering,
    change_capacity,
    close_attendance,
    draft_gathering,
    move_gathering,
    open_gathering,
    publish_gatherings,
)
from linli.apps.participation.operations.leaving import accept_offer, excuse, withdraw
from linli.apps.participation.operations.revoking import revoke_consent
from linli.apps.participation.operations.scanning import CheckedIn
from linli.apps.participation.operations.sheets import Sheet, SheetTaken, record_sheet
from linli.apps.participation.operations.signing_up import ALONE, Party, sign_up
from linli.apps.participation.queries.families import family_people
from linli.apps.participation.queries.lots import LotProof, proof_of
from linli.apps.participation.queries.questions import answers_in, questions_of
from linli.apps.participation.queries.seats import (
    SeatCounts,
    find_gathering,
    live_sign_up,
    position_of,
    positions,
    queue,
    seat_counts,
    sign_ups,
)
from linli.apps.participation.rules.ages import Ages, age_on, ages_for
from linli.apps.participation.rules.drafts import Terms
from linli.apps.participation.rules.parties import consented
from linli.apps.participation.rules.permissions import ORGANISE, OWN, SEE
from linli.apps.participation.rules.wall_codes import wall_code

__all__ = [
    "ALONE",
    "CANCELLED",
    "CHECKED_IN",
    "COUNTED",
    "FLOW",
    "HOLDING",
    "LIVE",
    "ORGANISE",
    "OWN",
    "PROMOTED",
    "RECORDED",
    "SEE",
    "SIGNED_UP",
    "STAFF_DOORS",
    "Ages",
    "Answer",
    "Attendance",
    "Audience",
    "Category",
    "CheckedIn",
    "ConsentKind",
    "Door",
    "Gathering",
    "GatheringState",
    "GuardianConsent",
    "Headcount",
    "LotProof",
    "Method",
    "Mode",
    "Participation",
    "Party",
    "PartyMember",
    "PartyRule",
    "PickUp",
    "Promotion",
    "Question",
    "QuestionKind",
    "Scan",
    "SeatCounts",
    "Sheet",
    "SheetTaken",
    "State",
    "Terms",
    "accept_offer",
    "age_on",
    "ages_for",
    "answers_in",
    "ask_question",
    "cancel_gathering",
    "change_capacity",
    "check_in",
    "check_in_by_wall_code",
    "close_attendance",
    "consented",
    "count_heads",
    "decide_request",
    "draft_gathering",
    "draw_lot",
    "end_question",
    "excuse",
    "family_people",
    "find_gathering",
    "give_consent",
    "live_sign_up",
    "move_gathering",
    "open_gathering",
    "position_of",
    "positions",
    "proof_of",
    "publish_gatherings",
    "questions_of",
    "queue",
    "record_sheet",
    "revoke_consent",
    "seat_counts",
    "sign_up",
    "sign_ups",
    "undo_check_in",
    "wall_code",
    "withdraw",
]
