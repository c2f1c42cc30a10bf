"""What happens between acceptance and the report that it is done."""

from django.db import models
from django.db.models import F, Q

from linli.apps.cases.choices import (
    LIVE_DISPATCH,
    ClockName,
    Decision,
    DispatchState,
    Level,
    Part,
    ReasonKind,
    SupervisionKind,
)
from linli.apps.cases.models.case import Case
from linli.apps.cases.models.types import Reason
from linli.kernel.tenancy import CommunityModel, LocalKey


class Dispatch(CommunityModel):
    """An order to a unit or to a grid worker. A second determination is `final`."""

    case = LocalKey(Case, related_name="dispatches", db_index=False)
    part = models.CharField(max_length=6, choices=Part.choices, default=Part.LEAD)
    level = models.CharField(max_length=10, choices=Level.choices, default=Level.COMMUNITY)
    organisation = models.ForeignKey(
        "organisations.Organisation",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    worker = models.CharField(max_length=60, blank=True)
    worker_name = models.CharField(max_length=60, blank=True)
    state = models.CharField(
        max_length=10, choices=DispatchState.choices, default=DispatchState.SENT
    )
    words = models.TextField(blank=True)
    sent_at = models.DateTimeField()
    sent_by = models.CharField(max_length=60)
    signed_at = models.DateTimeField(null=True, blank=True)
    signed_by = models.CharField(max_length=60, blank=True)
    objected_at = models.DateTimeField(null=True, blank=True)
    objection = LocalKey(Reason, null=True, blank=True, related_name="+", db_index=False)
    objection_words = models.TextField(blank=True)
    final = models.BooleanField(default=False)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["sent_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["community", "case"],
                condition=Q(part=Part.LEAD, state__in=LIVE_DISPATCH),
                name="one_leading_dispatch",
            )
        ]
        indexes = [
            models.Index(fields=["community", "case", "sent_at"], name="dispatch_of_case"),
            models.Index(fields=["community", "organisation", "state"], name="dispatch_of_unit"),
            models.Index(
                fields=["community", "worker", "state"],
                name="dispatch_of_worker",
                condition=~Q(worker=""),
            ),
        ]


class Contact(CommunityModel):
    """Each time somebody spoke, or tried to speak, with the reporter."""

    case = LocalKey(Case, related_name="contacts", db_index=False)
    round_number = models.PositiveSmallIntegerField(default=1)
    reached = models.BooleanField()
    way = models.CharField(max_length=20, blank=True)
    words = models.TextField(blank=True)
    by = models.CharField(max_length=60)
    by_name = models.CharField(max_length=60, blank=True)
    contacted_at = models.DateTimeField()

    class Meta:
        ordering = ["contacted_at", "id"]
        indexes = [models.Index(fields=["community", "case"], name="contact_of_case")]


class Pause(CommunityModel):
    """The clock stands still, for a listed reason, and the reporter reads which."""

    case = LocalKey(Case, related_name="pauses", db_index=False)
    round_number = models.PositiveSmallIntegerField(default=1)
    kind = models.CharField(
        max_length=10,
        choices=[
            (ReasonKind.HANGING.value, ReasonKind.HANGING.label),
            (ReasonKind.PAUSE.value, ReasonKind.PAUSE.label),
        ],
    )
    reason = LocalKey(Reason, related_name="+", db_index=False)
    words = models.TextField(blank=True)
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    due_before = models.DateTimeField(null=True, blank=True)
    remaining_minutes = models.PositiveIntegerField(default=0)
    review_on = models.DateField()
    by = models.CharField(max_length=60)

    class Meta:
        ordering = ["began_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["community", "case"],
                condition=Q(ended_at__isnull=True),
                name="one_open_pause",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("began_at")),
                name="pause_ends_after_it_begins",
            ),
        ]
        indexes = [
            models.Index(fields=["community", "case"], name="pause_of_case"),
            models.Index(
                fields=["community", "review_on"],
                name="pause_to_review",
                condition=Q(ended_at__isnull=True),
            ),
        ]


class Extension(CommunityModel):
    case = LocalKey(Case, related_name="extensions", db_index=False)
    round_number = models.PositiveSmallIntegerField(default=1)
    reason = LocalKey(Reason, related_name="+", db_index=False)
    words = models.TextField(blank=True)
    until = models.DateField()
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=60)
    state = models.CharField(max_length=8, choices=Decision.choices, default=Decision.ASKED)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.CharField(max_length=60, blank=True)
    decision_words = models.TextField(blank=True)
    due_before = models.DateTimeField(null=True, blank=True)
    due_after = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["asked_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["community", "case"],
                condition=Q(state=Decision.ASKED),
                name="one_extension_asked",
            )
        ]
        indexes = [models.Index(fields=["community", "case"], name="extension_of_case")]


class AssistCall(CommunityModel):
    """A whistle (吹哨): another unit is called in, with a deadline of its own."""

    case = LocalKey(Case, related_name="assist_calls", db_index=False)
    organisation = models.ForeignKey(
        "organisations.Organisation",
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    text = models.TextField()
    called_at = models.DateTimeField()
    called_by = models.CharField(max_length=60)
    due_at = models.DateTimeField()
    due_provisional = models.BooleanField(default=False)
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering = ["called_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["community", "case", "organisation"],
                condition=Q(answered_at__isnull=True),
                name="one_open_assist_call",
            )
        ]
        indexes = [
            models.Index(fields=["community", "case"], name="assist_of_case"),
            models.Index(fields=["community", "organisation"], name="assist_of_unit"),
        ]


class SiteCheck(CommunityModel):
    case = LocalKey(Case, related_name="site_checks", db_index=False)
    round_number = models.PositiveSmallIntegerField(default=1)
    passed = models.BooleanField()
    words = models.TextField(blank=True)
    by = models.CharField(max_length=60)
    by_name = models.CharField(max_length=60, blank=True)
    checked_at = models.DateTimeField()

    class Meta:
        ordering = ["checked_at", "id"]
        indexes = [models.Index(fields=["community", "case"], name="site_check_of_case")]


class Supervision(CommunityModel):
    """One rung of the ladder. `code` is the rung of the policy, or "hand:<n>" when a person did it.

    `author` is "system" for a timer; `late` says that it was written after an outage, while
    `due_at` tells the truth about when it fell due.
    """

    case = LocalKey(Case, related_name="supervisions", db_index=False)
    round_number = models.PositiveSmallIntegerField(default=1)
    clock = models.CharField(max_length=10, choices=ClockName.choices)
    code = models.CharField(max_length=40)
    kind = models.CharField(max_length=12, choices=SupervisionKind.choices)
    level = models.CharField(max_length=12, blank=True)
    due_at = models.DateTimeField()
    raised_at = models.DateTimeField()
    late = models.BooleanField(default=False)
    author = models.CharField(max_length=60)
    author_name = models.CharField(max_length=60, blank=True)
    text = models.TextField(blank=True)
    needs_answer = models.BooleanField(default=False)
    answer_due = models.DateTimeField(null=True, blank=True)
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.CharField(max_length=60, blank=True)
    policy = models.UUIDField(null=True, blank=True)

    class Meta:
        ordering = ["due_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["community", "case", "round_number", "clock", "code"],
                name="supervision_rung_once",
            )
        ]
        indexes = [
            models.Index(
                fields=["community", "due_at"],
                name="supervision_unanswered",
                condition=Q(needs_answer=True, answered_at__isnull=True),
            )
        ]
