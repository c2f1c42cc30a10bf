"""The door of activities for other apps.

`record_past_session` enters a date that is over with all who came; `calendar` lists dates.
"""

from linli.apps.activities.choices import (
    CANCELLED,
    CREATED,
    FILED,
    PUBLISHED,
    SESSION_ADDED,
    SESSION_CANCELLED,
    ActivityKind,
    ActivityState,
    Festival,
    TagKind,
    UnitRole,
)
from linli.apps.activities.models import (
    Activity,
    ActivityTag,
    ActivityUnit,
    Outcome,
    Series,
    Session,
    Speaker,
    Stand,
)
from linli.apps.activities.operations.announcing import (
    begin_series,
    change_activity,
    create_activity,
    publish_activity,
)
from linli.apps.activities.operations.filing import (
    OutcomeDraft,
    file_activity,
    note_outcome,
    record_past_session,
)
from linli.apps.activities.operations.rooms import change_room
from linli.apps.activities.operations.sessions import (
    add_session,
    announce,
    cancel_activity,
    cancel_session,
    move_session,
)
from linli.apps.activities.queries.counting import SessionCounts, counts_of
from linli.apps.activities.queries.finding import (
    CalendarFilter,
    activity_of,
    calendar,
    session_of,
    sessions_of,
    sessions_seen,
    with_details,
)
from linli.apps.activities.rules.drafts import ActivityDraft, SessionDraft
from linli.apps.activities.rules.permissions import ORGANISE, SEE

__all__ = [
    "CANCELLED",
    "CREATED",
    "FILED",
    "ORGANISE",
    "PUBLISHED",
    "SEE",
    "SESSION_ADDED",
    "SESSION_CANCELLED",
    "Activity",
    "ActivityDraft",
    "ActivityKind",
    "ActivityState",
    "ActivityTag",
    "ActivityUnit",
    "CalendarFilter",
    "Festival",
    "Outcome",
    "OutcomeDraft",
    "Series",
    "Session",
    "SessionCounts",
    "SessionDraft",
    "Speaker",
    "Stand",
    "TagKind",
    "UnitRole",
    "activity_of",
    "add_session",
    "announce",
    "begin_series",
    "calendar",
    "cancel_activity",
    "cancel_session",
    "change_activity",
    "change_room",
    "counts_of",
    "create_activity",
    "file_activity",
    "move_session",
    "note_outcome",
    "publish_activity",
    "record_past_session",
    "session_of",
    "sessions_of",
    "sessions_seen",
    "with_details",
]
