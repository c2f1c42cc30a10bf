"""Photos of an event: kept at once, shown to everybody only when those on them agreed."""

import uuid
from collections.abc import Sequence
from typing import IO

from django.db import transaction

from linli.apps.activities.operations.announcing import open_activity
from linli.apps.activities.rules.permissions import ORGANISE
from linli.kernel.access.actor import Actor
from linli.kernel.access.permissions import require
from linli.kernel.community import Community
from linli.kernel.errors import NotSeen
from linli.kernel.media.changing import publish_upload, remove_upload
from linli.kernel.media.keeping import attach_upload, preparing
from linli.kernel.media.models import Attachment, AttachmentKind, AttachmentRole
from linli.kernel.records.models import Basis

ACTIVITY = "activities.activity"


def add_photos(
    *,
    community: Community,
    actor: Actor,
    activity_id: uuid.UUID,
    files: Sequence[IO[bytes]],
    agreed: bool = False,
) -> int:
    """`agreed`: everybody who can be recognised agreed to be shown; without it only staff see
    them. How many were kept.
    """
    require(actor, ORGANISE, community.id)
    role = AttachmentRole.ILLUSTRATION
    with preparing(community=community, files=files, role=role) as ready, transaction.atomic():
        activity = open_activity(community, activity_id)
        for each in ready:
            attach_upload(
                community=community,
                actor=actor,
                object_kind=ACTIVITY,
                object_id=activity.id,
                role=role,
                prepared=each,
                public=agreed and each.checked.kind == AttachmentKind.IMAGE,
                basis=Basis.DUTY,
            )
    return len(ready)


@transaction.atomic
def show_photo(
    *,
    community: Community,
    actor: Actor,
    activity_id: uuid.UUID,
    photo_id: uuid.UUID,
    public: bool,
) -> None:
    """To everybody, or to staff only again: at once, wherever it was linked."""
    require(actor, ORGANISE, community.id)
    _own(community, activity_id, photo_id)
    publish_upload(community=community, actor=actor, attachment_id=photo_id, public=public)


@transaction.atomic
def remove_photo(
    *, community: Community, actor: Actor, activity_id: uuid.UUID, photo_id: uuid.UUID
) -> None:
    require(actor, ORGANISE, community.id)
    _own(community, activity_id, photo_id)
    remove_upload(community=community, actor=actor, attachment_id=photo_id)


def _own(community: Community, activity_id: uuid.UUID, photo_id: uuid.UUID) -> None:
    rows = Attachment.objects.filter(
        community_id=community.id, object_kind=ACTIVITY, object_id=activity_id, id=photo_id
    )
    if not rows.exists():
        raise NotSeen()
