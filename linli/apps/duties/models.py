"""A plan with its rhythm, and one row for each time it falls due."""

import datetime as dt

from django.db import models
from django.db.models import F, Q

from linli.apps.duties.choices import DueState, Rhythm
from linli.kernel.dated import Dated
from linli.kernel.tenancy import CommunityModel, LocalKey

NOON = dt.time(12)


class Plan(Dated):
    """`weekday` counts from Monday as 0; `due_by` is the hour of the last day. `tag` is the
    community's own word for the routine, such as 三个一.
    """

    title = models.CharField(max_length=80)
    rhythm = models.CharField(max_length=8, choices=Rhythm.choices)
    weekday = models.PositiveSmallIntegerField(null=True, blank=True)
    due_by = models.TimeField(default=NOON)
    theme = models.CharField(max_length=200, blank=True)
    tag = models.CharField(max_length=30, blank=True)
    place = LocalKey("places.Place", null=True, blank=True, related_name="+", db_index=False)
    team = LocalKey("organisations.Team", null=True, blank=True, related_name="+", db_index=False)
    owner_name = models.CharField(max_length=60, blank=True)
    public = models.BooleanField(default=True)

    class Meta(Dated.Meta):
        ordering = ["title", "id"]
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["community", "title"],
                condition=Q(until__isnull=True),
                name="duty_plan_open_once",
            ),
            models.CheckConstraint(
                condition=~Q(rhythm=Rhythm.WEEKLY) | Q(weekday__range=(0, 6)),
                name="weekly_plan_has_its_day",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class DutyDue(CommunityModel):
    """`captured_at` is when it was done, `received_at` when it reached us."""

    plan = LocalKey(Plan, related_name="dues", db_index=False)
    first_day = models.DateField()
    last_day = models.DateField()
    state = models.CharField(max_length=12, choices=DueState.choices, default=DueState.OPEN)
    note = models.CharField(max_length=300, blank=True)
    by = models.CharField(max_length=60, blank=True)
    by_name = models.CharField(max_length=60, blank=True)
    captured_at = models.DateTimeField(null=True, blank=True)
    received_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["last_day", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["community", "plan", "first_day"], name="duty_due_once"
            ),
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")), name="duty_due_in_order"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[DueState.NOT_NEEDED, DueState.EXCUSED]) | ~Q(note=""),
                name="duty_left_out_says_why",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[DueState.DONE, DueState.LATE])
                | Q(captured_at__isnull=False, received_at__isnull=False),
                name="duty_done_has_its_moment",
            ),
        ]
        indexes = [models.Index(fields=["community", "state", "last_day"], name="duty_due_by_day")]
