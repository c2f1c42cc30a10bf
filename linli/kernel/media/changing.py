"""Showing, hiding and removing an attachment, and opening its original."""

import uuid
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from linli.kernel import clock
from linli.kernel.access.actor import Actor
from linli.kernel.community import Community
from linli.kernel.errors import NotAllowed, NotKnown, NotSeen, RuleNotMet
from linli.kernel.media import storing
from linli.kernel.media.models import Attachment
from linli.kernel.media.pairing import find_attachment
from linli.kernel.media.viewing import sees, sees_original
from linli.kernel.records.models import Basis
from linli.kernel.records.writing import verb, write_record

SHOWN = verb("media.published", "attachment")
HIDDEN = verb("media.hidden", "attachment")
REMOVED = verb("media.removed", "attachment", "sha256")
ORIGINAL_VIEWED = verb("media.original_viewed", "attachment")


@transaction.atomic
def publish_upload(
    *, community: Community, actor: Actor, attachment_id: uuid.UUID, public: bool = True
) -> None:
    """Show the clean rendition to everyone, or no longer. A PDF is never public."""
    one = find_attachment(community, attachment_id)
    if not one.is_image:
        raise RuleNotMet("pdf_never_public", _("Papers are never public. Publish a photo."))
    changed = Attachment.objects.filter(
        community_id=community.id, id=one.id, public=not public
    ).update(public=public)
    if changed:
        _record(SHOWN if public else HIDDEN, one, actor)


@transaction.atomic
def remove_upload(*, community: Community, actor: Actor, attachment_id: uuid.UUID) -> None:
    """Take a file away for good: the row and its digest stay, the pictures are deleted."""
    one = find_attachment(community, attachment_id)
    changed = Attachment.objects.filter(
        community_id=community.id, id=one.id, removed_at__isnull=True
    ).update(removed_at=clock.now(), removed_by=actor.ref, public=False)
    if changed:
        write_record(
            verb=REMOVED,
            community_id=community.id,
            object_kind=one.object_kind,
            object_id=one.object_id,
            actor=actor,
            attachment=one.id,
            sha256=one.sha256,
        )
        transaction.on_commit(lambda: storing.discard(community.id, one.id))


def view_original(
    *, community: Community, actor: Actor, attachment_id: uuid.UUID
) -> tuple[Attachment, Path]:
    """The untouched file, with a record of the view. 404 unseen, 401 or 403 not allowed."""
    one = find_attachment(community, attachment_id)
    if not sees(actor, community, one):
        raise NotSeen("photo_not_found", _("There is no such photo, or you cannot see it."))
    if not actor.known:
        raise NotKnown("sign_in_needed", _("Please sign in first."))
    if not sees_original(actor, community, one):
        raise NotAllowed(
            "original_not_allowed",
            _("The original may hold a place and names. Your role sees the clean copy only."),
        )
    path = storing.read_stored(community.id, one.id, storing.ORIGINAL)
    if path is None:
        raise NotSeen("photo_not_found", _("There is no such photo, or you cannot see it."))
    with transaction.atomic():
        _record(ORIGINAL_VIEWED, one, actor, basis=Basis.DUTY)
    return one, path


def _record(verb_: str, one: Attachment, actor: Actor, basis: str = Basis.SELF) -> None:
    write_record(
        verb=verb_,
        community_id=one.community_id,
        object_kind=one.object_kind,
        object_id=one.object_id,
        actor=actor,
        basis=basis,
        attachment=one.id,
    )
