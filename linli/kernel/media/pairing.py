"""Before and after as a pair: one place, two moments."""

import uuid

from django.db import IntegrityError, transaction
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from linli.kernel.access.actor import Actor
from linli.kernel.community import Community
from linli.kernel.errors import Conflict, NotSeen, RuleNotMet
from linli.kernel.media.models import SIDES, Attachment
from linli.kernel.records.writing import verb, write_record

PAIRED = verb("media.paired", "before", "after")


def find_attachment(community: Community, attachment_id: uuid.UUID) -> Attachment:
    """The attachment, whoever asks; NotSeen when there is none (any more)."""
    found = Attachment.objects.filter(
        community_id=community.id, id=attachment_id, removed_at__isnull=True
    ).first()
    if found is None:
        raise NotSeen("photo_not_found", _("There is no such photo, or you cannot see it."))
    return found


@transaction.atomic
def pair_photos(
    *, community: Community, actor: Actor, before_id: uuid.UUID, after_id: uuid.UUID
) -> None:
    """Say that these two show one place; Conflict when either belongs to another pair."""
    try:
        with transaction.atomic():
            before = join_pair(community, before_id=before_id, after_id=after_id)
    except IntegrityError:
        raise already_paired() from None
    write_record(
        verb=PAIRED,
        community_id=community.id,
        object_kind=before.object_kind,
        object_id=before.object_id,
        actor=actor,
        before=before_id,
        after=after_id,
    )


def already_paired() -> Conflict:
    return Conflict("already_paired", _("One of these photos already belongs to another pair."))


def join_pair(community: Community, *, before_id: uuid.UUID, after_id: uuid.UUID) -> Attachment:
    before, after = find_attachment(community, before_id), find_attachment(community, after_id)
    sides = (before.role, after.role) == SIDES
    if not sides or before.object_id != after.object_id:
        raise RuleNotMet(
            "no_pair", _("A pair is a photo before and a photo after of the same matter.")
        )
    mine = Attachment.objects.filter(community_id=community.id)
    free = mine.filter(Q(pair_id__isnull=True) | Q(pair_id=before.id), id=after.id)
    mine.filter(id=before.id).update(pair_id=F("id"))
    if not free.update(pair_id=before.id):
        raise already_paired()
    return before
