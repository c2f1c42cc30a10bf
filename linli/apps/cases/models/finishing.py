"""What comes after the work: call-back, rating, neighbours who say "me too", exclusions."""

from django.db import models
from django.db.models import F, Q

from linli.apps.cases.choices import Decision
from linli.apps.cases.models.case import Case
from linli.apps.cases.models.story import Reporter
from linli.apps.cases.models.types import Reason
from linli.kernel.tenancy import CommunityModel, LocalKey


class CallBack(CommunityModel):
    """Asked by telephone or at the door: solved? satisfied? and in words."""

    case = LocalKey(Case, related_name="call_backs", db_index=False)
    round_number = models.PositiveSmallIntegerField(default=1)
    reporter = LocalKey(Reporter, null=True, blank=True, related_name="+", db_index=False)
    reached = models.BooleanField()
    solved = models.BooleanField(null=True, blank=True)
    satisfied = models.BooleanField(null=True, blank=True)
    words = models.TextField(blank=True)
    by = models.CharField(max_length=60)
    by_name = models.CharField(max_length=60, blank=True)
    called_at = models.DateTimeField()

    class Meta:
        ordering = ["called_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(reached=True, solved__isnull=False)
                | Q(reached=False, solved__isnull=True, satisfied__isnull=True),
                name="call_back_says_what_was_said",
            )
        ]
        indexes = [models.Index(fields=["community", "case"], name="call_back_of_case")]


class Rating(CommunityModel):
    """The reporter's own answer to the two questions; once per reporter and round."""

    case = LocalKey(Case, related_name="ratings", db_index=False)
    round_number = models.PositiveSmallIntegerField(default=1)
    reporter = LocalKey(Reporter, related_name="+", db_index=False)
    solved = models.BooleanField()
    satisfied = models.BooleanField()
    words = models.TextField(blank=True)
    rated_at = models.DateTimeField()

    class Meta:
        ordering = ["rated_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["community", "case", "reporter", "round_number"], name="rating_once"
            )
        ]


class Supporter(CommunityModel):
    """ "Me too": `who` is a keyed digest of the account or device, so nobody is listed."""

    case = LocalKey(Case, related_name="supporters", db_index=False)
    who = models.CharField(max_length=64)
    supported_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["community", "case", "who"], name="supporter_once")
        ]


class Exclusion(CommunityModel):
    """Left out of the rates: asked by one, reviewed by another, with a listed reason."""

    case = LocalKey(Case, related_name="exclusions", db_index=False)
    reason = LocalKey(Reason, related_name="+", db_index=False)
    words = models.TextField(blank=True)
    asked_by = models.CharField(max_length=60)
    asked_at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=Decision.choices, default=Decision.ASKED)
    reviewed_by = models.CharField(max_length=60, blank=True)
    reviewed_at = models.DateTimeField(null=True, blank=True)
    review_words = models.TextField(blank=True)

    class Meta:
        ordering = ["asked_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["community", "case"],
                condition=~Q(state=Decision.REFUSED),
                name="one_exclusion",
            ),
            models.CheckConstraint(
                condition=Q(reviewed_by="") | ~Q(reviewed_by=F("asked_by")),
                name="exclusion_has_two_people",
            ),
        ]


class ReopenRequest(CommunityModel):
    """The second "not solved": the committee decides, and says why."""

    case = LocalKey(Case, related_name="reopen_requests", db_index=False)
    round_number = models.PositiveSmallIntegerField(default=1)
    reporter = LocalKey(Reporter, null=True, blank=True, related_name="+", db_index=False)
    words = models.TextField(blank=True)
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=60)
    state = models.CharField(max_length=8, choices=Decision.choices, default=Decision.ASKED)
    decided_by = models.CharField(max_length=60, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decision_words = models.TextField(blank=True)

    class Meta:
        ordering = ["asked_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["community", "case"],
                condition=Q(state=Decision.ASKED),
                name="one_reopen_request",
            )
        ]
