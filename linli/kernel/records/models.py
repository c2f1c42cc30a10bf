"""One append-only row per act, sealed into a hash chain by the worker."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from linli.kernel.errors import Immutable
from linli.kernel.tenancy import CommunityModel


class Basis(models.TextChoices):
    """On what ground the actor acted for the subject."""

    SELF = "self", _("on one's own behalf")
    GUARDIAN = "guardian", _("as guardian")
    FAMILY = "family", _("as family")
    NEIGHBOUR = "neighbour", _("a neighbour or building head on behalf")
    STAFF_PHONE = "staff_phone", _("staff, by telephone")
    STAFF_DESK = "staff_desk", _("staff, at the desk")
    PAPER = "paper", _("from a paper slip")
    DUTY = "duty", _("in the line of duty")
    SYSTEM = "system", _("by the system, when due")


class Record(CommunityModel):
    """Who (actor), for whom (subject), on what basis, what, when it happened and was written.

    `payload` holds ids, codes and digests, never names or free text: erasing a person leaves
    the chain whole.
    """

    verb = models.CharField(max_length=60)
    object_kind = models.CharField(max_length=40)
    object_id = models.UUIDField()
    actor = models.CharField(max_length=60)
    subject = models.UUIDField(null=True, blank=True)
    basis = models.CharField(max_length=12, choices=Basis.choices, default=Basis.SELF)
    happened_at = models.DateTimeField()
    written_at = models.DateTimeField()
    payload = models.JSONField(default=dict)

    class Meta:
        indexes = [
            models.Index(
                fields=["community", "object_kind", "object_id", "happened_at"],
                name="record_of_object",
            ),
            models.Index(fields=["community", "id"], name="record_in_order"),
            models.Index(fields=["community", "verb", "happened_at"], name="record_of_verb"),
            models.Index(fields=["community", "actor", "happened_at"], name="record_of_actor"),
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise Immutable("record_is_final", _("What happened is not edited."))
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise Immutable("record_is_final", _("What happened is not deleted."))


class Seal(CommunityModel):
    """A batch of records closed under a digest that includes the seal before it."""

    number = models.PositiveIntegerField()
    count = models.PositiveIntegerField()
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)
    sealed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["community", "number"], name="seal_number_once")
        ]


class SealedRecord(CommunityModel):
    """`id` is the record's id: a record is sealed once, by whichever worker was first."""

    seal_number = models.PositiveIntegerField()
    position = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["community", "seal_number", "position"], name="sealed_position_once"
            )
        ]
        indexes = [models.Index(fields=["community", "id"], name="sealed_in_order")]
