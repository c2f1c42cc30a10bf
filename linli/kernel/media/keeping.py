"""Keeping what was sent: checked and rendered first, then hung on an object in one act."""

import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from linli.kernel import clock
from linli.kernel.access.actor import Actor
from linli.kernel.community import Community
from linli.kernel.errors import RuleNotMet
from linli.kernel.media import storing
from linli.kernel.media.checking import Checked, check_file
from linli.kernel.media.models import SIDES, Attachment, AttachmentRole
from linli.kernel.media.pairing import already_paired, join_pair
from linli.kernel.media.renditions import render
from linli.kernel.records.models import Basis
from linli.kernel.records.writing import verb, write_record
from linli.kernel.tenancy import uuid7

KEPT = verb("media.kept", "attachment", "role", "sha256", "bytes", "reused_from")


@dataclass
class Prepared:
    """A checked file already on disk, under the id that its row will have."""

    id: uuid.UUID
    community_id: int
    checked: Checked
    width: int = 0
    height: int = 0
    attached: bool = False


def prepare_upload(*, community: Community, file: IO[bytes], role: str) -> Prepared:
    """Check, render and store a file; no statement is written, so nothing is locked meanwhile."""
    checked = check_file(community=community, file=file, role=role)
    made = Prepared(uuid7(), community.id, checked)
    files = {storing.ORIGINAL: checked.body}
    if checked.format != "PDF":
        drawn = render(checked)
        files |= {storing.LARGE: drawn.large, storing.SMALL: drawn.small}
        made.width, made.height = drawn.width, drawn.height
    storing.store(community.id, made.id, files)
    return made


@contextmanager
def preparing(
    *, community: Community, files: Sequence[IO[bytes]], role: str
) -> Iterator[list[Prepared]]:
    """Prepare before the act, attach inside it; what was not attached is gone afterwards."""
    made: list[Prepared] = []
    kept = False
    try:
        for file in files:
            made.append(prepare_upload(community=community, file=file, role=role))
        yield made
        kept = True
    finally:
        for one in made:
            if not (kept and one.attached):
                storing.discard(one.community_id, one.id)


def attach_upload(
    *,
    community: Community,
    actor: Actor,
    object_kind: str,
    object_id: uuid.UUID,
    role: str,
    prepared: Prepared,
    public: bool = False,
    pair_with: uuid.UUID | None = None,
    basis: str = Basis.SELF,
) -> Attachment:
    """Hang a prepared file on an object; the same file sent again gives the first row.

    Raises RuleNotMet `same_photo` when before and after are one file.
    """
    row = _row(community, actor, object_kind, object_id, role, prepared)
    row.public = public and row.is_image
    try:
        with transaction.atomic():
            row.reused_from = _used_elsewhere(row)
            row.save(force_insert=True)
            if pair_with is not None:
                join_pair(community, before_id=pair_with, after_id=row.id)
            write_record(
                verb=KEPT,
                community_id=community.id,
                object_kind=object_kind,
                object_id=object_id,
                actor=actor,
                basis=basis,
                attachment=row.id,
                role=role,
                sha256=row.sha256,
                bytes=row.bytes,
                reused_from=row.reused_from,
            )
    except IntegrityError:
        return _kept_before(row)
    prepared.attached = True
    return row


def _row(
    community: Community,
    actor: Actor,
    object_kind: str,
    object_id: uuid.UUID,
    role: str,
    prepared: Prepared,
) -> Attachment:
    checked = prepared.checked
    return Attachment(
        id=prepared.id,
        community_id=community.id,
        object_kind=object_kind,
        object_id=object_id,
        role=AttachmentRole(role),
        kind=checked.kind,
        sha256=checked.sha256,
        bytes=len(checked.body),
        mime=checked.mime,
        width=prepared.width,
        height=prepared.height,
        captured_at=checked.captured_at,
        has_gps=checked.has_gps,
        uploaded_by=actor.ref,
        uploaded_at=clock.now(),
    )


def _used_elsewhere(row: Attachment) -> uuid.UUID | None:
    same = Attachment.objects.filter(community_id=row.community_id, sha256=row.sha256)
    other = same.exclude(object_kind=row.object_kind, object_id=row.object_id)
    return other.order_by("uploaded_at", "id").values_list("id", flat=True).first()


def _kept_before(row: Attachment) -> Attachment:
    same = Attachment.objects.filter(
        community_id=row.community_id,
        object_kind=row.object_kind,
        object_id=row.object_id,
        sha256=row.sha256,
        removed_at__isnull=True,
    )
    twin = same.filter(role=row.role).first()
    if twin is not None:
        return twin
    if row.role in SIDES and same.filter(role__in=SIDES).exists():
        raise RuleNotMet(
            "same_photo",
            _("Before and after are the same photo. Please take a new one of the finished work."),
        )
    raise already_paired()


def keep_upload(
    *,
    community: Community,
    actor: Actor,
    object_kind: str,
    object_id: uuid.UUID,
    role: str,
    file: IO[bytes],
    public: bool = False,
    pair_with: uuid.UUID | None = None,
    basis: str = Basis.SELF,
) -> Attachment:
    """Prepare and attach in one step. Refusals: see `check_file` and `attach_upload`."""
    with preparing(community=community, files=[file], role=role) as ready:
        return attach_upload(
            community=community,
            actor=actor,
            object_kind=object_kind,
            object_id=object_id,
            role=role,
            prepared=ready[0],
            public=public,
            pair_with=pair_with,
            basis=basis,
        )
