"""The plan of a year, and questions that people brought to a date."""

from django.db import models
from django.db.models import Q

from linli.apps.activities.choices import ActivityKind, Festival
from linli.apps.activities.models.activity import Activity
from linli.apps.activities.models.session import Session
from linli.kernel.tenancy import CommunityModel, LocalKey


class PlanItem(CommunityModel):
    """What is meant to happen in a month. It stays in the plan when nothing came of it."""

    year = models.PositiveSmallIntegerField()
    month = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=120)
    kind = models.CharField(max_length=12, choices=ActivityKind.choices)
    festival = models.CharField(max_length=12, choices=Festival.choices, blank=True)
    theme = models.CharField(max_length=120, blank=True)
    times = models.PositiveSmallIntegerField(default=1)
    activity = LocalKey(Activity, null=True, blank=True, related_name="plan", db_index=False)
    dropped_at = models.DateTimeField(null=True, blank=True)
    drop_reason = models.CharField(max_length=200, blank=True)
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["month", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(month__gte=1, month__lte=12), name="plan_month_exists"
            )
        ]
        indexes = [models.Index(fields=["community", "year", "month"], name="plan_by_month")]


class QuestionTaken(CommunityModel):
    """A matter that somebody raised at a service day; it lives on as a case."""

    session = LocalKey(Session, related_name="questions", db_index=False)
    case = LocalKey("cases.Case", related_name="+", db_index=False)
    stand = models.CharField(max_length=80, blank=True)
    taken_at = models.DateTimeField()

    class Meta:
        ordering = ["taken_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["community", "case"], name="question_case_once")
        ]
        indexes = [models.Index(fields=["community", "session"], name="question_of_session")]
