"""One row per file that hangs on an object of the community."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from linli.kernel.tenancy import CommunityModel


class AttachmentRole(models.TextChoices):
    REPORT = "report", _("sent with the report")
    BEFORE = "before", _("before")
    AFTER = "after", _("after")
    EVIDENCE = "evidence", _("evidence")
    ORIGINAL_PAPER = "original_paper", _("the original paper")
    ILLUSTRATION = "illustration", _("picture")


class AttachmentKind(models.TextChoices):
    IMAGE = "image", _("photo")
    PDF = "pdf", _("PDF")


SIDES = (AttachmentRole.BEFORE, AttachmentRole.AFTER)
PAPERS = (AttachmentRole.EVIDENCE, AttachmentRole.ORIGINAL_PAPER)


class Attachment(CommunityModel):
    """`sha256`, `bytes` and `mime` are those of the original; width and height as it is seen.

    `captured_at` is what the camera wrote, so it may be missing or wrong; `has_gps` says only
    that the original knows a place, never where. `reused_from` is the first attachment of
    another object with the very same file. `pair_id` is shared by a before and its after. The
    sender's file name is not kept: it may name people.
    """

    object_kind = models.CharField(max_length=40)
    object_id = models.UUIDField()
    role = models.CharField(max_length=16, choices=AttachmentRole.choices)
    kind = models.CharField(max_length=5, choices=AttachmentKind.choices)
    sha256 = models.CharField(max_length=64)
    bytes = models.PositiveIntegerField()
    mime = models.CharField(max_length=40)
    width = models.PositiveIntegerField(default=0)
    height = models.PositiveIntegerField(default=0)
    captured_at = models.DateTimeField(null=True, blank=True)
    has_gps = models.BooleanField(default=False)
    public = models.BooleanField(default=False)
    reused_from = models.UUIDField(null=True, blank=True)
    pair_id = models.UUIDField(null=True, blank=True)
    uploaded_by = models.CharField(max_length=60)
    uploaded_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_by = models.CharField(max_length=60, blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["community", "object_kind", "object_id", "role", "sha256"],
                name="attachment_once",
                condition=Q(removed_at__isnull=True),
            ),
            models.UniqueConstraint(
                fields=["community", "object_kind", "object_id", "sha256"],
                name="after_differs_from_before",
                condition=Q(removed_at__isnull=True, role__in=["before", "after"]),
            ),
            models.UniqueConstraint(
                fields=["community", "pair_id", "role"],
                name="pair_has_one_of_each",
                condition=Q(removed_at__isnull=True, pair_id__isnull=False),
            ),
            models.CheckConstraint(
                condition=Q(kind="image") | Q(public=False), name="paper_never_public"
            ),
        ]
        indexes = [
            models.Index(
                fields=["community", "object_kind", "object_id"], name="attachment_of_object"
            ),
            models.Index(fields=["community", "sha256"], name="attachment_by_content"),
        ]

    @property
    def is_image(self) -> bool:
        return self.kind == AttachmentKind.IMAGE
