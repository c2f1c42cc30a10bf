"""A round and its rows, one for each place."""

from django.db import models
from django.db.models import Q

from linli.apps.rounds.choices import RoundKind, RoundState, RowState
from linli.kernel.tenancy import CommunityModel, LocalKey


class Round(CommunityModel):
    """`found_from` is the id of what it grew from (a case, of an app above), not a key."""

    question = models.CharField(max_length=200)
    kind = models.CharField(max_length=8, choices=RoundKind.choices)
    within = LocalKey("places.Place", null=True, blank=True, related_name="+", db_index=False)
    due_on = models.DateField()
    state = models.CharField(max_length=8, choices=RoundState.choices, default=RoundState.OPEN)
    found_from = models.UUIDField(null=True, blank=True)
    opened_at = models.DateTimeField()
    opened_by = models.CharField(max_length=60)
    opened_by_name = models.CharField(max_length=60, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-opened_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=RoundState.OPEN, closed_at__isnull=True)
                | Q(state=RoundState.CLOSED, closed_at__isnull=False),
                name="round_closed_has_its_moment",
            )
        ]
        indexes = [models.Index(fields=["community", "state", "-opened_at"], name="round_by_state")]

    def __str__(self) -> str:
        return self.question


class RoundRow(CommunityModel):
    """`happened_at` is when somebody looked, `written_at` when it reached us: a phone without a
    net tells the truth later, and `late` marks what was looked at after the round's last day.
    """

    round = LocalKey(Round, related_name="rows", db_index=False)
    place = LocalKey("places.Place", related_name="+", db_index=False)
    grid = LocalKey("places.Grid", null=True, blank=True, related_name="+", db_index=False)
    state = models.CharField(max_length=12, choices=RowState.choices, default=RowState.OPEN)
    note = models.CharField(max_length=500, blank=True)
    by = models.CharField(max_length=60, blank=True)
    by_name = models.CharField(max_length=60, blank=True)
    happened_at = models.DateTimeField(null=True, blank=True)
    written_at = models.DateTimeField(null=True, blank=True)
    late = models.BooleanField(default=False)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["community", "round", "place"], name="round_place_once"
            ),
            models.CheckConstraint(
                condition=Q(state__in=[RowState.OPEN, RowState.MISSED])
                | Q(happened_at__isnull=False, written_at__isnull=False),
                name="round_result_has_its_moment",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[RowState.FINDING, RowState.NOT_NEEDED]) | ~Q(note=""),
                name="round_finding_says_what",
            ),
        ]
        indexes = [
            models.Index(fields=["community", "round", "state"], name="round_row_by_state"),
            models.Index(fields=["community", "grid", "state"], name="round_row_by_grid"),
            models.Index(fields=["community", "happened_at"], name="round_row_by_day"),
        ]
