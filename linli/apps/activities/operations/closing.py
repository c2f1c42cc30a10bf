"""One step from the event to the archive: outcomes and the file in one transaction."""

import uuid
from collections.abc import Sequence

from django.db import transaction

from linli.apps.activities.models import Activity
from linli.apps.activities.operations.filing import OutcomeDraft, file_activity, note_outcome
from linli.kernel.access.actor import Actor
from linli.kernel.community import Community


@transaction.atomic
def close_activity(
    *,
    community: Community,
    actor: Actor,
    activity_id: uuid.UUID,
    result_text: str,
    outcomes: Sequence[OutcomeDraft] = (),
) -> Activity:
    """What was achieved, then filed; refused, nothing of it is written."""
    for each in outcomes:
        note_outcome(community=community, actor=actor, activity_id=activity_id, draft=each)
    return file_activity(
        community=community, actor=actor, activity_id=activity_id, result_text=result_text
    )
