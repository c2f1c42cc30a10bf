"""An activity and what stands around it: series, units, tags, speakers."""

from django.db import models
from django.db.models import Q

from linli.apps.activities.choices import (
    ActivityKind,
    ActivityState,
    Festival,
    TagKind,
    UnitRole,
)
from linli.kernel.tenancy import CommunityModel, LocalKey


class Series(CommunityModel):
    """A name under which activities come back, each with its edition."""

    name = models.CharField(max_length=60)
    text = models.CharField(max_length=400, blank=True)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["community", "name"], name="series_name_once")
        ]

    def __str__(self) -> str:
        return self.name


class Activity(CommunityModel):
    """What is announced. Its dates are sessions; who comes is counted by their gatherings.

    `external_id` names the record of another platform, where this activity stands already, so
    that nobody types it in twice. `public`: shown to everybody, not to residents only.
    `open_door`: a name and a telephone are enough to sign up, without a log-in.
    """

    title = models.CharField(max_length=120)
    kind = models.CharField(max_length=12, choices=ActivityKind.choices)
    text = models.TextField(blank=True)
    state = models.CharField(
        max_length=10, choices=ActivityState.choices, default=ActivityState.DRAFT
    )
    public = models.BooleanField(default=True)
    needs_sign_up = models.BooleanField(default=True)
    open_door = models.BooleanField(default=False)
    series = LocalKey(Series, null=True, blank=True, related_name="activities", db_index=False)
    edition = models.PositiveSmallIntegerField(null=True, blank=True)
    team = LocalKey("organisations.Team", null=True, blank=True, related_name="+", db_index=False)
    place = LocalKey("places.Place", null=True, blank=True, related_name="+", db_index=False)
    place_words = models.CharField(max_length=120, blank=True)
    indoor = models.BooleanField(null=True, blank=True)
    festival = models.CharField(max_length=12, choices=Festival.choices, blank=True)
    contact = models.CharField(max_length=80, blank=True)
    consent_text = models.TextField(blank=True)
    external_platform = models.CharField(max_length=60, blank=True)
    external_id = models.CharField(max_length=80, blank=True)
    external_link = models.CharField(max_length=300, blank=True)
    result_text = models.TextField(blank=True)
    created_at = models.DateTimeField()
    created_by = models.CharField(max_length=60)
    created_by_name = models.CharField(max_length=60, blank=True)
    changed_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancel_reason = models.CharField(max_length=200, blank=True)
    filed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["community", "external_platform", "external_id"],
                condition=~Q(external_id=""),
                name="external_record_once",
            ),
            models.UniqueConstraint(
                fields=["community", "series", "edition"],
                condition=Q(series__isnull=False, edition__isnull=False),
                name="edition_once",
            ),
            models.CheckConstraint(
                condition=Q(external_id="") | ~Q(external_platform=""),
                name="external_record_names_its_platform",
            ),
        ]
        indexes = [
            models.Index(fields=["community", "state", "kind"], name="activity_by_state"),
            models.Index(fields=["community", "series"], name="activity_of_series"),
            models.Index(fields=["community", "team"], name="activity_of_team"),
            models.Index(fields=["community", "created_at"], name="activity_by_age"),
        ]

    def __str__(self) -> str:
        return self.title


class ActivityUnit(CommunityModel):
    activity = LocalKey(Activity, related_name="units", db_index=False)
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    role = models.CharField(max_length=8, choices=UnitRole.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["community", "activity", "organisation"], name="activity_unit_once"
            )
        ]
        indexes = [models.Index(fields=["community", "organisation"], name="activity_by_unit")]


class ActivityTag(CommunityModel):
    activity = LocalKey(Activity, related_name="tags", db_index=False)
    word = models.CharField(max_length=40)
    kind = models.CharField(max_length=8, choices=TagKind.choices, default=TagKind.TOPIC)
    given_by = models.CharField(max_length=60)
    given_at = models.DateTimeField()

    class Meta:
        ordering = ["kind", "word"]
        constraints = [
            models.UniqueConstraint(fields=["community", "activity", "word"], name="tag_word_once")
        ]
        indexes = [models.Index(fields=["community", "word"], name="activity_by_tag")]


class Speaker(CommunityModel):
    """Who speaks or teaches, with what the poster says of them."""

    activity = LocalKey(Activity, related_name="speakers", db_index=False)
    name = models.CharField(max_length=60)
    title = models.CharField(max_length=80, blank=True)
    organisation = models.ForeignKey(
        "organisations.Organisation",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    person = LocalKey("people.Person", null=True, blank=True, related_name="+", db_index=False)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["community", "activity", "name"], name="speaker_once")
        ]
