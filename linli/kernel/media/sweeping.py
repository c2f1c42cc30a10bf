"""Files that no row holds: an act was rolled back, a process died, a photo was removed."""

import itertools
import uuid
from pathlib import Path

from django.conf import settings

from linli.kernel.community import Community
from linli.kernel.media.models import Attachment
from linli.kernel.media.storing import discard, drop_unfinished, stored_ids
from linli.kernel.working import does

HOUR = 3600.0
BATCH = 500
MARK = ".swept"


@does("files swept")
def sweep_when_due() -> int:
    """Once an hour over all communities. By the disk's own clock, so a test clock harms nothing."""
    root = Path(settings.LINLI_MEDIA_ROOT)
    if not root.is_dir():
        return 0
    mark = root / MARK
    last = mark.stat().st_mtime if mark.exists() else 0.0
    probe = root / f"{MARK}-{uuid.uuid4().hex}"
    probe.touch()
    moment = probe.stat().st_mtime
    if moment - last < HOUR:
        probe.unlink()
        return 0
    probe.replace(mark)
    homes = Community.objects.values_list("id", flat=True)
    return sum(sweep(home, moment - HOUR) for home in homes)


def sweep(community_id: int, older_than: float) -> int:
    """Remove what no attachment holds and is older than a running upload can be."""
    removed = drop_unfinished(community_id, older_than)
    found = stored_ids(community_id, older_than)
    while batch := list(itertools.islice(found, BATCH)):
        held = set(
            Attachment.objects.filter(
                community_id=community_id, id__in=batch, removed_at__isnull=True
            ).values_list("id", flat=True)
        )
        for orphan in set(batch) - held:
            discard(community_id, orphan)
            removed += 1
    return removed
