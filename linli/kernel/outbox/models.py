"""A notice goes out once per event, recipient and channel."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from linli.kernel.tenancy import CommunityModel


class NoticeState(models.TextChoices):
    WAITING = "waiting", pgettext_lazy("notice", "waiting")
    SENT = "sent", pgettext_lazy("notice", "sent")
    TO_CALL = "to_call", _("to be told by telephone")
    WITHDRAWN = "withdrawn", _("no longer needed")
    FAILED = "failed", _("could not be delivered")


class Notice(CommunityModel):
    """Holds ids only: the text is made when it goes out, in the recipient's language.

    `recipient` is "<sort>:<id>" such as "credential:12", "reporter:<uuid>", "unit:3"; the app
    that knows the sort finds the address. So a withdrawn consent or a changed telephone counts
    at once, and the outbox holds no contact data.
    """

    event_id = models.UUIDField()
    kind = models.CharField(max_length=60)
    recipient = models.CharField(max_length=80)
    channel = models.CharField(max_length=20)
    subject_id = models.UUIDField(null=True, blank=True)
    state = models.CharField(
        max_length=10, choices=NoticeState.choices, default=NoticeState.WAITING
    )
    due_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.CharField(max_length=60, blank=True, default="")
    trouble = models.CharField(max_length=120, blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["community", "event_id", "kind", "recipient", "channel"],
                name="notice_once",
            )
        ]
        indexes = [
            models.Index(
                fields=["community", "due_at"],
                name="notice_waiting",
                condition=models.Q(state="waiting"),
            ),
            models.Index(fields=["community", "state", "due_at"], name="notice_by_state"),
            models.Index(fields=["community", "subject_id"], name="notice_of_subject"),
        ]
