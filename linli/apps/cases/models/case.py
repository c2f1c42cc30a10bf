"""A case and its clocks."""

import datetime as dt

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from linli.apps.cases.choices import (
    LIVING_STATES,
    OPEN_STATES,
    CaseState,
    FoundBy,
    Level,
    Source,
)
from linli.apps.cases.models.types import UNITS, CaseType
from linli.kernel import among as _among  # noqa: F401  registers the lookup of the indexes
from linli.kernel.tenancy import CommunityModel, LocalKey
from linli.kernel.worktime import Limit, Unit

# Not accepted yet, its answer is due next; without nulls both databases sort alike.
NEXT_DUE = Coalesce("resolution_due", "response_due")


class CaseCounter(CommunityModel):
    """The last number given in a month ("2611")."""

    month = models.CharField(max_length=4)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["community", "month"], name="case_counter_once")
        ]


class Case(CommunityModel):
    """Something to settle. Only operations write it, each by UPDATE … WHERE state and version.

    `text` is the reporter's own words, for those who work on it; `public_title` and
    `public_text` are what staff confirmed for everybody. `lead` and the due moments repeat the
    dispatch and the clock round that count now, so that lists need no joins.
    """

    number = models.CharField(max_length=24)
    query_code = models.CharField(max_length=20)
    source = models.CharField(max_length=12, choices=Source.choices)
    found_by = models.CharField(max_length=10, choices=FoundBy.choices)
    type = LocalKey(CaseType, related_name="+", db_index=False)
    title = models.CharField(max_length=80, blank=True)
    text = models.TextField(blank=True)
    answers = models.JSONField(default=dict)
    place = LocalKey("places.Place", null=True, blank=True, related_name="+", db_index=False)
    place_words = models.CharField(max_length=200, blank=True)
    grid = LocalKey("places.Grid", null=True, blank=True, related_name="+", db_index=False)
    asset = LocalKey("places.Asset", null=True, blank=True, related_name="+", db_index=False)
    longitude = models.FloatField(null=True, blank=True)
    latitude = models.FloatField(null=True, blank=True)
    state = models.CharField(max_length=14, choices=CaseState.choices, default=CaseState.REGISTERED)
    version = models.PositiveIntegerField(default=1)
    level = models.CharField(max_length=10, choices=Level.choices, default=Level.COMMUNITY)
    public = models.BooleanField(default=True)
    confidential = models.BooleanField(default=False)
    public_title = models.CharField(max_length=80, blank=True)
    public_text = models.TextField(blank=True)
    public_result = models.TextField(blank=True)
    first_receiver = models.CharField(max_length=60, blank=True)
    first_receiver_name = models.CharField(max_length=60, blank=True)
    lead = models.ForeignKey(
        "organisations.Organisation",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    worker = models.CharField(max_length=60, blank=True)
    worker_name = models.CharField(max_length=60, blank=True)
    round_number = models.PositiveSmallIntegerField(default=1)
    response_due = models.DateTimeField(null=True, blank=True)
    response_provisional = models.BooleanField(default=False)
    responded_at = models.DateTimeField(null=True, blank=True)
    resolution_due = models.DateTimeField(null=True, blank=True)
    resolution_provisional = models.BooleanField(default=False)
    paused_at = models.DateTimeField(null=True, blank=True)
    result = models.TextField(blank=True)
    resolved_at = models.DateTimeField(null=True, blank=True)
    settled_level = models.CharField(max_length=10, choices=Level.choices, blank=True)
    settled_how = models.CharField(max_length=60, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    merged_into = LocalKey("self", null=True, blank=True, related_name="joined", db_index=False)
    reopened_count = models.PositiveSmallIntegerField(default=0)
    support_count = models.PositiveIntegerField(default=0)
    supervision = models.CharField(max_length=40, blank=True)
    rate_excluded = models.BooleanField(default=False)
    registered_by = models.CharField(max_length=60)
    happened_at = models.DateTimeField()
    registered_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    changed_at = models.DateTimeField()
    search = models.TextField(blank=True)

    class Meta:
        ordering = ["-registered_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["community", "number"], name="case_number_once"),
            models.UniqueConstraint(
                fields=["community", "query_code"], name="case_query_code_once"
            ),
            models.CheckConstraint(
                condition=Q(state=CaseState.MERGED, merged_into__isnull=False)
                | (~Q(state=CaseState.MERGED) & Q(merged_into__isnull=True)),
                name="case_merged_names_its_main",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[CaseState.CLOSED, CaseState.CALLED_BACK])
                | Q(closed_at__isnull=False),
                name="case_closed_has_its_moment",
            ),
            models.CheckConstraint(
                condition=Q(state=CaseState.HUNG, paused_at__isnull=False)
                | (~Q(state=CaseState.HUNG) & Q(paused_at__isnull=True)),
                name="case_hung_has_its_moment",
            ),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("id")),
                name="case_not_merged_into_itself",
            ),
        ]
        indexes = [
            models.Index(fields=["community", "-registered_at", "-id"], name="case_newest"),
            models.Index(fields=["community", "state", "-registered_at"], name="case_by_state"),
            models.Index(fields=["community", "grid", "state"], name="case_by_grid"),
            models.Index(fields=["community", "lead", "state"], name="case_by_lead"),
            models.Index(fields=["community", "place"], name="case_by_place"),
            models.Index(
                "community",
                NEXT_DUE,
                *("id", "state", "resolution_due", "response_due", "paused_at"),
                name="case_living",
                condition=Q(state__among=LIVING_STATES),
            ),
            models.Index(
                fields=["community", "grid", "state", "public", "confidential"],
                name="case_public_by_grid",
                condition=Q(public=True, confidential=False),
            ),
            models.Index(
                fields=["community", "-changed_at", "-id"],
                name="case_public_board",
                condition=Q(public=True, confidential=False),
            ),
            models.Index(
                fields=["community", "merged_into"],
                name="case_joined",
                condition=Q(merged_into__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_STATES

    @property
    def is_paused(self) -> bool:
        return self.paused_at is not None

    def overdue(self, now: dt.datetime) -> bool:
        """True between ticks too: read from the deadline, not from what the worker wrote."""
        due = self.resolution_due
        return self.is_open and not self.is_paused and due is not None and due < now

    def response_overdue(self, now: dt.datetime) -> bool:
        late = self.response_due is not None and self.response_due < now
        return self.is_open and self.responded_at is None and late

    @property
    def shown_title(self) -> str:
        return self.title or self.text[:40] or _("(no words)")


class ClockRound(CommunityModel):
    """The two clocks of one round; a reopened case has a new round under its number.

    `resolution_from` is where the running stretch begins; after a pause `left_seconds` is what
    is given again from there, and `whole_seconds` the length of the whole limit, so that 50 and
    80 % stay where they were. The last fields say how the round ended and are what rates count.
    """

    case = LocalKey(Case, related_name="rounds", db_index=False)
    number = models.PositiveSmallIntegerField(default=1)
    started_at = models.DateTimeField()
    response_value = models.PositiveSmallIntegerField()
    response_unit = models.CharField(max_length=12, choices=UNITS)
    response_due = models.DateTimeField()
    response_provisional = models.BooleanField(default=False)
    responded_at = models.DateTimeField(null=True, blank=True)
    resolution_value = models.PositiveSmallIntegerField(null=True, blank=True)
    resolution_unit = models.CharField(max_length=12, choices=UNITS, blank=True)
    resolution_from = models.DateTimeField(null=True, blank=True)
    left_seconds = models.PositiveIntegerField(null=True, blank=True)
    whole_seconds = models.PositiveIntegerField(null=True, blank=True)
    resolution_due = models.DateTimeField(null=True, blank=True)
    resolution_provisional = models.BooleanField(default=False)
    extended_to = models.DateTimeField(null=True, blank=True)
    organisation = models.ForeignKey(
        "organisations.Organisation",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    closed_at = models.DateTimeField(null=True, blank=True)
    settled_level = models.CharField(max_length=10, choices=Level.choices, blank=True)
    reached = models.BooleanField(null=True, blank=True)
    solved = models.BooleanField(null=True, blank=True)
    satisfied = models.BooleanField(null=True, blank=True)
    policy = models.UUIDField(null=True, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["community", "case", "number"], name="clock_round_once")
        ]
        indexes = [
            models.Index(fields=["community", "number", "resolution_due"], name="clock_round_due"),
            models.Index(
                fields=["community", "resolution_due"],
                name="clock_round_provisional",
                condition=Q(resolution_provisional=True) | Q(response_provisional=True),
            ),
        ]

    @property
    def response_limit(self) -> Limit:
        return Limit(self.response_value, Unit(self.response_unit))

    @property
    def resolution_limit(self) -> Limit | None:
        if self.resolution_value is None:
            return None
        return Limit(self.resolution_value, Unit(self.resolution_unit))
