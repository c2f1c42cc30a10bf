"""Several dates at once, by a weekly rule: all of them or none."""

import uuid
from collections.abc import Sequence

from django.db import transaction

from linli.apps.activities.models import Session
from linli.apps.activities.operations.sessions import add_session
from linli.apps.activities.rules.drafts import SessionDraft
from linli.kernel.access.actor import Actor
from linli.kernel.community import Community


@transaction.atomic
def add_sessions(
    *, community: Community, actor: Actor, activity_id: uuid.UUID, drafts: Sequence[SessionDraft]
) -> list[Session]:
    """Nothing is dropped silently: where one date cannot be, no date is made."""
    return [
        add_session(community=community, actor=actor, activity_id=activity_id, draft=each)
        for each in drafts
    ]
