"""A community's brand by version, reports on its plan, bulletins and their frozen figures."""

from django.db import models
from django.db.models import F, Q

from linli.apps.bulletins.choices import BulletinState, Period
from linli.kernel.community import spoken
from linli.kernel.tenancy import CommunityModel, LocalKey


class BrandVersion(CommunityModel):
    """What the community's model was from a day to a day. A change is a new row."""

    key = models.SlugField(max_length=40, db_index=False)
    content = models.JSONField()
    digest = models.CharField(max_length=64)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    loaded_at = models.DateTimeField()
    loaded_by = models.CharField(max_length=60)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["community"], condition=Q(until__isnull=True), name="brand_in_force_once"
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="brand_ends_after_it_begins",
            ),
        ]
        indexes = [models.Index(fields=["community", "since"], name="brand_by_day")]


class PlanReport(CommunityModel):
    """What was said of an item of the brand's plan in a year; the last word counts."""

    item = models.SlugField(max_length=60, db_index=False)
    year = models.PositiveSmallIntegerField()
    done = models.BooleanField()
    happened_on = models.DateField()
    note = models.CharField(max_length=300, blank=True)
    by = models.CharField(max_length=60)
    by_name = models.CharField(max_length=60, blank=True)
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["written_at", "id"]
        indexes = [models.Index(fields=["community", "year", "item"], name="plan_report_by_item")]


class Bulletin(CommunityModel):
    """A text with figures. Once published neither text nor figures change."""

    slug = models.SlugField(max_length=60, db_index=False)
    title = models.JSONField(default=dict)
    text = models.JSONField(default=dict)
    period = models.CharField(max_length=8, choices=Period.choices, default=Period.YEAR)
    state = models.CharField(
        max_length=10, choices=BulletinState.choices, default=BulletinState.DRAFT
    )
    version = models.PositiveIntegerField(default=1)
    brand = LocalKey(BrandVersion, related_name="+", db_index=False)
    as_of = models.DateField(null=True, blank=True)
    written_at = models.DateTimeField()
    written_by = models.CharField(max_length=60)
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.CharField(max_length=60, blank=True)
    published_by_name = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering = ["-written_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["community", "slug"], name="bulletin_slug_once"),
            models.CheckConstraint(
                condition=Q(state=BulletinState.DRAFT)
                | Q(as_of__isnull=False, published_at__isnull=False),
                name="bulletin_published_has_its_day",
            ),
        ]
        indexes = [models.Index(fields=["community", "state", "as_of"], name="bulletin_by_state")]

    def __str__(self) -> str:
        return spoken(self.title)


class FrozenFigure(CommunityModel):
    """A figure as it was published. `rows` holds [id, what it adds] of each row behind it."""

    bulletin = LocalKey(Bulletin, related_name="figures", db_index=False)
    position = models.PositiveSmallIntegerField()
    key = models.CharField(max_length=60)
    label = models.JSONField()
    measure = models.CharField(max_length=80)
    measure_version = models.PositiveSmallIntegerField()
    by = models.JSONField(default=dict)
    start = models.DateField(null=True, blank=True)
    end = models.DateField()
    value = models.DecimalField(max_digits=18, decimal_places=4, null=True, blank=True)
    wording = models.JSONField()
    rows = models.JSONField(default=list)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["community", "bulletin", "key"], name="frozen_figure_once"
            )
        ]
