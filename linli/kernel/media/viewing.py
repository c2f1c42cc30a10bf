"""Who may look, and what hangs on an object."""

import uuid
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from linli.kernel.access.actor import Actor
from linli.kernel.community import Community
from linli.kernel.media.models import Attachment, AttachmentRole

May = Callable[[Actor, Community, uuid.UUID], bool]
VIEWERS: dict[str, May] = {}
ORIGINAL_VIEWERS: dict[str, May] = {}


def may_view(object_kind: str) -> Callable[[May], May]:
    """Decorator of an app's rule: may this actor see the object that the photo hangs on?"""

    def register(may: May) -> May:
        VIEWERS[object_kind] = may
        return may

    return register


def may_view_original(object_kind: str) -> Callable[[May], May]:
    """Decorator of an app's rule: may this actor open originals, with place and camera?"""

    def register(may: May) -> May:
        ORIGINAL_VIEWERS[object_kind] = may
        return may

    return register


def sees(actor: Actor, community: Community, one: Attachment) -> bool:
    """A public photo is for everyone; else the object's app decides, and silence means no."""
    if one.public:
        return True
    may = VIEWERS.get(one.object_kind)
    return bool(may and may(actor, community, one.object_id))


def sees_original(actor: Actor, community: Community, one: Attachment) -> bool:
    may = ORIGINAL_VIEWERS.get(one.object_kind)
    return bool(may and may(actor, community, one.object_id))


@dataclass(frozen=True)
class Pair:
    """A place before and after. Either side may still be missing."""

    before: Attachment | None
    after: Attachment | None

    @property
    def taken_in_wrong_order(self) -> bool:
        """Both cameras noted a time and the after is not the later one: a hint, no proof."""
        if not (self.before and self.after):
            return False
        first, second = self.before.captured_at, self.after.captured_at
        return bool(first and second and second <= first)


def attachments_of(
    community_id: int, object_kind: str, object_ids: Iterable[uuid.UUID]
) -> dict[uuid.UUID, list[Attachment]]:
    """What hangs on each of these objects, oldest first, in one statement."""
    hanging: dict[uuid.UUID, list[Attachment]] = {key: [] for key in object_ids}
    rows = Attachment.objects.filter(
        community_id=community_id,
        object_kind=object_kind,
        object_id__in=list(hanging),
        removed_at__isnull=True,
    )
    for row in rows.order_by("uploaded_at", "id"):
        hanging[row.object_id].append(row)
    return hanging


def pairs_in(attachments: Sequence[Attachment]) -> list[Pair]:
    """Befores with their afters: as paired by hand, the rest in the order they came."""
    befores = [one for one in attachments if one.role == AttachmentRole.BEFORE]
    afters = [one for one in attachments if one.role == AttachmentRole.AFTER]
    by_pair = {one.pair_id: one for one in afters if one.pair_id}
    paired = [
        Pair(one, by_pair[one.pair_id]) for one in befores if one.pair_id and one.pair_id in by_pair
    ]
    taken = {side.id for pair in paired for side in (pair.before, pair.after) if side}
    loose_befores = [one for one in befores if one.id not in taken]
    loose_afters = [one for one in afters if one.id not in taken]
    count = max(len(loose_befores), len(loose_afters))
    return paired + [
        Pair(
            loose_befores[at] if at < len(loose_befores) else None,
            loose_afters[at] if at < len(loose_afters) else None,
        )
        for at in range(count)
    ]
