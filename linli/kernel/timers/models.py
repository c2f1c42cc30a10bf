"""Every deadline is a row."""

from django.db import models

from linli.kernel.tenancy import CommunityModel


class TimerState(models.TextChoices):
    WAITING = "waiting"
    DONE = "done"
    CANCELLED = "cancelled"
    FAILED = "failed"


class Timer(CommunityModel):
    """Unique by kind, object and due time (and `key` where one object has several).

    `late` says that it ran after an outage; the handler sees `due_at`, so what it writes is
    dated truthfully.
    """

    kind = models.CharField(max_length=60)
    object_id = models.UUIDField()
    key = models.CharField(max_length=120, blank=True, default="")
    due_at = models.DateTimeField()
    payload = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=TimerState.choices, default=TimerState.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(null=True, blank=True)
    ran_at = models.DateTimeField(null=True, blank=True)
    late = models.BooleanField(default=False)
    trouble = models.CharField(max_length=300, blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["community", "kind", "object_id", "due_at", "key"], name="timer_once"
            )
        ]
        indexes = [
            models.Index(
                fields=["community", "due_at"],
                name="timer_waiting",
                condition=models.Q(state="waiting"),
            ),
            models.Index(fields=["community", "object_id"], name="timer_of_object"),
        ]
