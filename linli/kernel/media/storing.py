"""Files on disk: one folder per attachment, complete or not there at all.

<media root>/<community>/<last two of the id>/<id>/{original, large.jpg, small.jpg}. A folder is
written under another name, forced to disk and then renamed, so a crash leaves no half picture.
"""

import os
import shutil
import uuid
from collections.abc import Iterator, Mapping
from pathlib import Path

from django.conf import settings

ORIGINAL, LARGE, SMALL = "original", "large.jpg", "small.jpg"
UNFINISHED = ".new-"


def folder_of(community_id: int, attachment_id: uuid.UUID) -> Path:
    shard = attachment_id.hex[-2:]  # a uuid7 ends in chance, so folders fill evenly
    return community_root(community_id) / shard / str(attachment_id)


def community_root(community_id: int) -> Path:
    return Path(settings.LINLI_MEDIA_ROOT) / str(int(community_id))


def store(community_id: int, attachment_id: uuid.UUID, files: Mapping[str, bytes]) -> None:
    final = folder_of(community_id, attachment_id)
    fresh = community_root(community_id) / f"{UNFINISHED}{attachment_id}"
    final.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    fresh.mkdir(mode=0o700)
    try:
        for name, body in files.items():
            _write(fresh / name, body)
        _force(fresh)
        fresh.rename(final)
        _force(final.parent)
    except BaseException:
        shutil.rmtree(fresh, ignore_errors=True)
        raise


def _write(path: Path, body: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(body)
        file.flush()
        os.fsync(file.fileno())


def _force(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def discard(community_id: int, attachment_id: uuid.UUID) -> None:
    shutil.rmtree(folder_of(community_id, attachment_id), ignore_errors=True)


def read_stored(community_id: int, attachment_id: uuid.UUID, name: str) -> Path | None:
    """The stored file, or None when the disk does not have it (any more)."""
    path = folder_of(community_id, attachment_id) / name
    return path if path.is_file() else None


def stored_ids(community_id: int, older_than: float) -> Iterator[uuid.UUID]:
    """Attachments with a folder last touched before `older_than` (seconds of the disk's clock)."""
    for shard in _folders(community_root(community_id)):
        for folder in _folders(shard):
            if folder.stat().st_mtime < older_than:
                yield uuid.UUID(folder.name)


def drop_unfinished(community_id: int, older_than: float) -> int:
    """Remove folders whose writing was cut off; how many there were."""
    left = [
        folder
        for folder in community_root(community_id).glob(f"{UNFINISHED}*")
        if folder.stat().st_mtime < older_than
    ]
    for folder in left:
        shutil.rmtree(folder, ignore_errors=True)
    return len(left)


def _folders(root: Path) -> Iterator[Path]:
    if root.is_dir():
        yield from (path for path in root.iterdir() if path.is_dir() and path.name[0] != ".")
