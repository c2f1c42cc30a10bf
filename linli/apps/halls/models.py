"""A hall, who sits in it, when it met, what it resolved and who promised what."""

from django.db import models
from django.db.models import F, Q

from linli.apps.halls.choices import (
    CommitmentState,
    HallKind,
    MeetingState,
    ResolutionState,
    SideKind,
)
from linli.kernel.dated import Dated
from linli.kernel.tenancy import CommunityModel, LocalKey


class Hall(Dated):
    kind = models.CharField(max_length=16, choices=HallKind.choices)
    name = models.CharField(max_length=80)
    rules = models.TextField(max_length=4000, blank=True)

    class Meta(Dated.Meta):
        ordering = ["name", "id"]
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["community", "name"],
                condition=Q(until__isnull=True),
                name="hall_open_once",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class HallSide(Dated):
    """A side with its seats: residents, the property firm, the government."""

    hall = LocalKey(Hall, related_name="sides", db_index=False)
    kind = models.CharField(max_length=16, choices=SideKind.choices)
    display_name = models.CharField(max_length=80, blank=True)
    organisation = models.ForeignKey(
        "organisations.Organisation",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    seats = models.PositiveSmallIntegerField(default=1)

    class Meta(Dated.Meta):
        ordering = ["since", "id"]
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["community", "hall", "kind", "display_name"],
                condition=Q(until__isnull=True),
                name="hall_side_open_once",
            ),
            models.CheckConstraint(condition=Q(seats__gte=1), name="hall_side_has_a_seat"),
        ]

    @property
    def called(self) -> str:
        return self.display_name or str(SideKind(self.kind).label)


class Meeting(CommunityModel):
    """`seats` is how many could have come when it was held, `present` how many did."""

    hall = LocalKey(Hall, related_name="meetings", db_index=False)
    agenda = models.TextField(max_length=2000)
    where = models.CharField(max_length=120, blank=True)
    meets_at = models.DateTimeField()
    state = models.CharField(
        max_length=10, choices=MeetingState.choices, default=MeetingState.CALLED
    )
    minutes = models.TextField(max_length=8000, blank=True)
    present = models.PositiveSmallIntegerField(null=True, blank=True)
    seats = models.PositiveSmallIntegerField(null=True, blank=True)
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["-meets_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=MeetingState.HELD) | Q(present__isnull=False) & ~Q(minutes=""),
                name="meeting_held_has_minutes",
            ),
            models.CheckConstraint(
                condition=Q(present__isnull=True)
                | Q(seats__isnull=True)
                | Q(present__lte=F("seats")),
                name="meeting_within_its_seats",
            ),
        ]
        indexes = [models.Index(fields=["community", "hall", "-meets_at"], name="meeting_of_hall")]


class Resolution(CommunityModel):
    """`tag` is the topic in one word of the community's own, such as 停车."""

    hall = LocalKey(Hall, related_name="resolutions", db_index=False)
    meeting = LocalKey(Meeting, null=True, blank=True, related_name="resolutions", db_index=False)
    title = models.CharField(max_length=120)
    text = models.TextField(max_length=8000)
    tag = models.CharField(max_length=30, blank=True)
    raised_by = models.CharField(max_length=120, blank=True)
    decided_on = models.DateField()
    state = models.CharField(
        max_length=10, choices=ResolutionState.choices, default=ResolutionState.ADOPTED
    )
    public = models.BooleanField(default=True)
    confirmed_on = models.DateField(null=True, blank=True)
    confirmed_by = models.CharField(max_length=120, blank=True)
    withdrawn_reason = models.CharField(max_length=300, blank=True)
    written_by = models.CharField(max_length=60)
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["-decided_on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=ResolutionState.CONFIRMED)
                | Q(confirmed_on__isnull=False) & ~Q(confirmed_by=""),
                name="resolution_confirmed_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state=ResolutionState.WITHDRAWN) | ~Q(withdrawn_reason=""),
                name="resolution_withdrawn_says_why",
            ),
        ]
        indexes = [
            models.Index(fields=["community", "-decided_on"], name="resolution_by_day"),
            models.Index(fields=["community", "hall", "-decided_on"], name="resolution_of_hall"),
        ]

    def __str__(self) -> str:
        return self.title


class Signer(CommunityModel):
    resolution = LocalKey(Resolution, related_name="signers", db_index=False)
    side = LocalKey(HallSide, null=True, blank=True, related_name="+", db_index=False)
    display_name = models.CharField(max_length=80)
    signed_on = models.DateField()

    class Meta:
        ordering = ["signed_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["community", "resolution", "display_name"], name="signed_once"
            )
        ]


class Commitment(CommunityModel):
    """Who does what until when; a case, where one carries it, shows how far it is."""

    resolution = LocalKey(Resolution, related_name="commitments", db_index=False)
    what = models.CharField(max_length=200)
    who = models.CharField(max_length=80)
    organisation = models.ForeignKey(
        "organisations.Organisation",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    case = LocalKey("cases.Case", null=True, blank=True, related_name="+", db_index=False)
    due_on = models.DateField()
    state = models.CharField(
        max_length=10, choices=CommitmentState.choices, default=CommitmentState.OPEN
    )
    evidence = models.CharField(max_length=300, blank=True)
    settled_on = models.DateField(null=True, blank=True)
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["due_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=CommitmentState.OPEN)
                | Q(settled_on__isnull=False) & ~Q(evidence=""),
                name="commitment_settled_with_evidence",
            )
        ]
        indexes = [
            models.Index(fields=["community", "resolution"], name="commitment_of_resolution"),
            models.Index(fields=["community", "state", "due_on"], name="commitment_by_due"),
        ]
