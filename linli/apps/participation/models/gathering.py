"""What can be taken part in, with its seats and its conditions."""

from django.db import models
from django.db.models import F, Q

from linli.apps.participation.choices import (
    Audience,
    GatheringState,
    Mode,
    PartyRule,
    Promotion,
)
from linli.kernel.tenancy import CommunityModel, LocalKey


class Gathering(CommunityModel):
    """`taken` seats are held by sign-ups; `over_allowed` were given beyond the capacity, with a
    reason or because the capacity was lowered later. No capacity: everybody gets in.

    `named` and `unnamed` count attendances and heads, kept with each of them in one transaction.
    `enrolment`: who has a seat there is expected here (the lessons of a class). `part_of`: is
    cancelled with it (the helpers' shift of an event). `about_id` is an id of an app above, on
    which consents and questions hang.
    """

    kind = models.CharField(max_length=20)
    title = models.CharField(max_length=120)
    about_id = models.UUIDField()
    part_of = LocalKey("self", null=True, blank=True, related_name="parts", db_index=False)
    enrolment = LocalKey("self", null=True, blank=True, related_name="lessons", db_index=False)
    state = models.CharField(
        max_length=10, choices=GatheringState.choices, default=GatheringState.OPEN
    )
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    capacity = models.PositiveIntegerField(null=True, blank=True)
    taken = models.PositiveIntegerField(default=0)
    over_allowed = models.PositiveIntegerField(default=0)
    last_number = models.PositiveIntegerField(default=0)
    named = models.PositiveIntegerField(default=0)
    unnamed = models.PositiveIntegerField(default=0)
    held = models.BooleanField(default=False)
    mode = models.CharField(max_length=8, choices=Mode.choices, default=Mode.FIRST_COME)
    promotion = models.CharField(
        max_length=5, choices=Promotion.choices, default=Promotion.AUTOMATIC
    )
    party_rule = models.CharField(max_length=8, choices=PartyRule.choices, default=PartyRule.STRICT)
    audience = models.CharField(max_length=13, choices=Audience.choices, default=Audience.EVERYONE)
    age_from = models.PositiveSmallIntegerField(null=True, blank=True)
    age_to = models.PositiveSmallIntegerField(null=True, blank=True)
    opens_at = models.DateTimeField(null=True, blank=True)
    closes_at = models.DateTimeField(null=True, blank=True)
    residents_first_until = models.DateTimeField(null=True, blank=True)
    household_cap = models.PositiveSmallIntegerField(null=True, blank=True)
    minimum_adults = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(capacity__isnull=True)
                | Q(taken__lte=F("capacity") + F("over_allowed")),
                name="gathering_seats_kept",
            ),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="gathering_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=Q(age_from__isnull=True)
                | Q(age_to__isnull=True)
                | Q(age_from__lte=F("age_to")),
                name="gathering_ages_in_order",
            ),
        ]
        indexes = [
            models.Index(fields=["community", "starts_at"], name="gathering_by_start"),
            models.Index(fields=["community", "about_id"], name="gathering_by_what"),
            models.Index(fields=["community", "part_of"], name="gathering_by_whole"),
            models.Index(fields=["community", "enrolment"], name="gathering_by_enrolment"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def person_times(self) -> int:
        return self.named + self.unnamed

    @property
    def free(self) -> int | None:
        """Seats left; None without a limit."""
        return None if self.capacity is None else max(0, self.capacity - self.taken)
