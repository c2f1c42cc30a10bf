"""Kinds of honours with their rounds, nominations with their objections, and the honours."""

from django.db import models
from django.db.models import F, Q

from linli.apps.archive.choices import (
    Cycle,
    Holder,
    HonourLevel,
    HonourSort,
    NominationState,
    ObjectionState,
)
from linli.kernel.tenancy import CommunityModel, LocalKey

NAME = 80
STORY = 2000
WHO = 60


class HonourKind(CommunityModel):
    """What people can be nominated for here. `quota` is how many a round may have at most."""

    name = models.CharField(max_length=NAME)
    sort = models.CharField(max_length=8, choices=HonourSort.choices, default=HonourSort.TITLE)
    level = models.CharField(max_length=12, choices=HonourLevel.choices)
    giver = models.CharField(max_length=NAME, blank=True)
    criteria = models.TextField(max_length=STORY, blank=True)
    cycle = models.CharField(max_length=8, choices=Cycle.choices, default=Cycle.YEAR)
    quota = models.PositiveSmallIntegerField(null=True, blank=True)
    notice_days = models.PositiveSmallIntegerField(default=5)
    self_nomination = models.BooleanField(default=False)
    closed_on = models.DateField(null=True, blank=True)
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["community", "name", "level"],
                condition=Q(closed_on__isnull=True),
                name="honour_kind_open_once",
            ),
            models.CheckConstraint(
                condition=Q(notice_days__gte=1), name="honour_kind_has_a_notice"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class HonourRound(CommunityModel):
    """How many of a kind were granted in a round; the database holds the quota."""

    kind = LocalKey(HonourKind, related_name="rounds", db_index=False)
    cycle = models.CharField(max_length=8)
    quota = models.PositiveSmallIntegerField(null=True, blank=True)
    granted = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["community", "kind", "cycle"], name="honour_round_once"
            ),
            models.CheckConstraint(
                condition=Q(quota__isnull=True) | Q(granted__lte=F("quota")),
                name="honour_round_within_quota",
            ),
        ]


class Nomination(CommunityModel):
    """One nominee for one kind in one round, however many nominate.

    `days_left` is set while an objection stops the clock of the notice, which ends with the day
    `notice_until`. `display_name` and `story` are emptied when the person is forgotten.
    """

    kind = LocalKey(HonourKind, related_name="nominations", db_index=False)
    cycle = models.CharField(max_length=8)
    person = LocalKey("people.Person", null=True, blank=True, related_name="+", db_index=False)
    display_name = models.CharField(max_length=WHO, blank=True)
    story = models.TextField(max_length=STORY, blank=True)
    state = models.CharField(
        max_length=12, choices=NominationState.choices, default=NominationState.PROPOSED
    )
    opened_at = models.DateTimeField()
    consented_at = models.DateTimeField(null=True, blank=True)
    consent_basis = models.CharField(max_length=12, blank=True)
    notice_from = models.DateField(null=True, blank=True)
    notice_until = models.DateField(null=True, blank=True)
    days_left = models.PositiveSmallIntegerField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.CharField(max_length=60, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    merged_into = LocalKey("self", null=True, blank=True, related_name="+", db_index=False)

    class Meta:
        ordering = ["-opened_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["community", "kind", "cycle", "person"],
                condition=Q(person__isnull=False, merged_into__isnull=True),
                name="nominated_once_a_round",
            ),
            models.CheckConstraint(
                condition=~Q(state=NominationState.IN_NOTICE)
                | Q(consented_at__isnull=False, notice_until__isnull=False),
                name="no_notice_without_consent",
            ),
            models.CheckConstraint(
                condition=~Q(state=NominationState.TURNED_DOWN) | ~Q(reason=""),
                name="turned_down_says_why",
            ),
        ]
        indexes = [
            models.Index(fields=["community", "state", "-opened_at"], name="nomination_by_state"),
            models.Index(fields=["community", "person"], name="nomination_of_person"),
        ]


class Support(CommunityModel):
    """Somebody nominates, in own words. Two paper slips of one clerk differ by their names."""

    nomination = LocalKey(Nomination, related_name="supports", db_index=False)
    by = models.CharField(max_length=60)
    by_name = models.CharField(max_length=WHO, blank=True)
    basis = models.CharField(max_length=12)
    story = models.TextField(max_length=STORY)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["community", "nomination", "by", "by_name"], name="supports_once"
            )
        ]


class Objection(CommunityModel):
    nomination = LocalKey(Nomination, related_name="objections", db_index=False)
    text = models.TextField(max_length=STORY)
    by = models.CharField(max_length=60)
    by_name = models.CharField(max_length=WHO, blank=True)
    basis = models.CharField(max_length=12)
    at = models.DateTimeField()
    state = models.CharField(
        max_length=10, choices=ObjectionState.choices, default=ObjectionState.OPEN
    )
    reason = models.CharField(max_length=300, blank=True)
    decided_by = models.CharField(max_length=60, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=ObjectionState.OPEN) | ~Q(reason=""),
                name="objection_decided_with_reason",
            )
        ]
        indexes = [
            models.Index(fields=["community", "nomination", "state"], name="objection_by_state")
        ]


class Honour(CommunityModel):
    """An honour as it stands in the register, granted here or entered from a paper.

    `grown_from` is the lower honour it began with: 身边好人, then 海珠好人. A person's name is
    public only with consent; `revoked_on` takes it off the public page and out of the counts of
    later days, never out of the history.
    """

    name = models.CharField(max_length=NAME)
    holder = models.CharField(max_length=12, choices=Holder.choices)
    sort = models.CharField(max_length=8, choices=HonourSort.choices)
    level = models.CharField(max_length=12, choices=HonourLevel.choices)
    grade = models.CharField(max_length=30, blank=True)
    giver = models.CharField(max_length=NAME, blank=True)
    display_name = models.CharField(max_length=WHO, blank=True)
    person = LocalKey("people.Person", null=True, blank=True, related_name="+", db_index=False)
    reason = models.TextField(max_length=STORY, blank=True)
    granted_on = models.DateField()
    valid_until = models.DateField(null=True, blank=True)
    document_no = models.CharField(max_length=60, blank=True)
    consent_basis = models.CharField(max_length=12, blank=True)
    public = models.BooleanField(default=True)
    kind = LocalKey(HonourKind, null=True, blank=True, related_name="honours", db_index=False)
    nomination = LocalKey(Nomination, null=True, blank=True, related_name="+", db_index=False)
    grown_from = LocalKey("self", null=True, blank=True, related_name="+", db_index=False)
    forwarded_to = models.CharField(max_length=NAME, blank=True)
    forwarded_on = models.DateField(null=True, blank=True)
    revoked_on = models.DateField(null=True, blank=True)
    revoked_reason = models.CharField(max_length=300, blank=True)
    written_by = models.CharField(max_length=60)
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["-granted_on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["community", "nomination"],
                condition=Q(nomination__isnull=False),
                name="nomination_granted_once",
            ),
            models.CheckConstraint(
                condition=~Q(holder=Holder.PERSON, public=True) | ~Q(consent_basis=""),
                name="honoured_person_agreed",
            ),
            models.CheckConstraint(
                condition=Q(revoked_on__isnull=True) | ~Q(revoked_reason=""),
                name="honour_revoked_with_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["community", "-granted_on"], name="honour_by_day"),
            models.Index(fields=["community", "person"], name="honour_of_person"),
        ]

    def __str__(self) -> str:
        return self.name
