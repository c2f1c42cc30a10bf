"""A community's brand by version, reports on its plan, bulletins and their frozen figures."""

from django.db import models
from django.db.models import F, Q

from linli.apps.bulletins.choices import BulletinState, DemandKind, DemandRhythm, Period
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


class Demand(CommunityModel):
    """What somebody above asks of the community: once entered, its cost in hours is known."""

    title = models.CharField(max_length=120)
    from_whom = models.CharField(max_length=80)
    kind = models.CharField(max_length=12, choices=DemandKind.choices)
    rhythm = models.CharField(max_length=10, choices=DemandRhythm.choices)
    deadline = models.CharField(max_length=60, blank=True)
    basis = models.CharField(max_length=200, blank=True)
    asks = models.TextField(max_length=4000, blank=True)
    hours = models.DecimalField(max_digits=6, decimal_places=1)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    ended_reason = models.CharField(max_length=200, blank=True)
    written_by = models.CharField(max_length=60)
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["from_whom", "title", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["community", "from_whom", "title"],
                condition=Q(until__isnull=True),
                name="demand_open_once",
            ),
            models.CheckConstraint(condition=Q(hours__gte=0), name="demand_costs_no_less"),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="demand_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class DemandSource(CommunityModel):
    """What in the records answers a demand already, by the key of a measure."""

    demand = LocalKey(Demand, related_name="sources", db_index=False)
    measure = models.CharField(max_length=80)

    class Meta:
        ordering = ["measure"]
        constraints = [
            models.UniqueConstraint(
                fields=["community", "demand", "measure"], name="demand_source_once"
            )
        ]


class DemandAnswer(CommunityModel):
    """Handed in once: when, and how long it took."""

    demand = LocalKey(Demand, related_name="answers", db_index=False)
    handed_in_on = models.DateField()
    hours = models.DecimalField(max_digits=6, decimal_places=1)
    note = models.CharField(max_length=200, blank=True)
    by = models.CharField(max_length=60)
    by_name = models.CharField(max_length=60, blank=True)
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["-handed_in_on", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(hours__gte=0), name="answer_costs_no_less")
        ]
        indexes = [models.Index(fields=["community", "handed_in_on"], name="demand_answer_by_day")]


class Programme(CommunityModel):
    """An inspection or a title that asks for evidence of a time, standard by standard."""

    name = models.CharField(max_length=120)
    from_whom = models.CharField(max_length=80, blank=True)
    first_day = models.DateField()
    last_day = models.DateField()
    closed_on = models.DateField(null=True, blank=True)
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["-last_day", "name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["community", "name", "first_day"], name="programme_once"
            ),
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")), name="programme_in_order"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Standard(CommunityModel):
    """One line of a programme, and the records that show it: a measure, narrowed by `by`."""

    programme = LocalKey(Programme, related_name="standards", db_index=False)
    number = models.CharField(max_length=20)
    text = models.CharField(max_length=300)
    measure = models.CharField(max_length=80, blank=True)
    by = models.JSONField(default=dict)
    needed = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["number", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["community", "programme", "number"], name="standard_once"
            )
        ]
