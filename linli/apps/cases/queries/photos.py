"""The photos of a case as pages show them: small picture, link, caption."""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from linli.apps.cases.models import Case
from linli.kernel.community import Community
from linli.kernel.media.models import Attachment, AttachmentRole
from linli.kernel.media.viewing import attachments_of
from linli.web import dates

SMALL = 320


@dataclass(frozen=True)
class Photo:
    id: uuid.UUID
    at: dt.datetime
    href: str
    thumb: str
    width: int
    height: int
    caption: str
    alt: str
    role: str
    reused: bool
    public: bool


def photos_of(community: Community, case: Case) -> list[Photo]:
    """All photos, oldest first: one statement. Who may see the case may see them."""
    hanging = attachments_of(community.id, Case._meta.label_lower, [case.id])
    return [_shown(community, row) for row in hanging[case.id] if row.is_image]


def public_photos(community: Community, case_id: uuid.UUID) -> list[Photo]:
    hanging = attachments_of(community.id, Case._meta.label_lower, [case_id])
    return [_shown(community, row) for row in hanging[case_id] if row.is_image and row.public]


def _shown(community: Community, row: Attachment) -> Photo:
    where = {"slug": community.slug, "photo_id": row.id}
    longest = max(row.width, row.height, 1)
    share = min(1.0, SMALL / longest)
    label = str(AttachmentRole(row.role).label)
    return Photo(
        id=row.id,
        at=row.uploaded_at,
        href=reverse("web:photo", kwargs=where),
        thumb=reverse("web:small_photo", kwargs=where),
        width=max(int(row.width * share), 1),
        height=max(int(row.height * share), 1),
        caption=f"{label} · {dates.day(row.uploaded_at)}",
        alt=label,
        role=row.role,
        reused=bool(row.reused_from),
        public=row.public,
    )


def befores_and_afters(photos: Sequence[Photo]) -> list[Photo]:
    return [one for one in photos if one.role in {AttachmentRole.BEFORE, AttachmentRole.AFTER}]
