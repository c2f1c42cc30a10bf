"""The ground: the shared region tree, and a community's places, grids, assets and dated facts.

Days are inclusive at both ends: `until` and `closed_on` name the last day.
"""

from django.db import models
from django.db.models import F, Q

from linli.apps.places.choices import (
    AssetKind,
    AssetState,
    GridKind,
    OpenType,
    PlaceKind,
    RegionLevel,
)
from linli.kernel.community import spoken
from linli.kernel.tenancy import CommunityModel, LocalKey

ENDS_AFTER_BEGIN = Q(until__isnull=True) | Q(until__gte=F("since"))


class Region(models.Model):
    """Shared ground. Codes change when a county becomes a city, so a code is never the key."""

    level = models.CharField(max_length=12, choices=RegionLevel.choices)
    name = models.CharField(max_length=80)
    short_name = models.CharField(max_length=40, blank=True)
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="members"
    )
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    replaced_by = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaces"
    )
    code_source = models.CharField(max_length=120, blank=True)
    community = models.OneToOneField(
        "kernel.Community", null=True, blank=True, on_delete=models.PROTECT, related_name="region"
    )

    def __str__(self) -> str:
        return self.name


class RegionCode(models.Model):
    """One of a region's codes: the national one, the police's longer one, a city's own."""

    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="codes")
    scheme = models.CharField(max_length=20, default="gb")
    value = models.CharField(max_length=20)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["scheme", "value"],
                condition=Q(valid_to__isnull=True),
                name="region_code_in_force_once",
            )
        ]
        indexes = [models.Index(fields=["scheme", "value"], name="region_by_code")]


class Grid(CommunityModel):
    """An area with its people in charge. Each belongs to one community, never to a street."""

    kind = models.CharField(max_length=10, choices=GridKind.choices)
    parent = LocalKey("self", null=True, blank=True, related_name="parts", db_index=False)
    code = models.CharField(max_length=24)
    sequence = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=60)
    boundary = models.JSONField(null=True, blank=True)
    households_expected = models.PositiveIntegerField(null=True, blank=True)
    standard_code = models.CharField(max_length=24, blank=True)
    supervision_phone = models.CharField(max_length=40, blank=True)
    opened_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["sequence", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["community", "code"],
                condition=Q(closed_on__isnull=True),
                name="grid_code_once",
            ),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(closed_on__gte=F("opened_on")),
                name="grid_closes_after_it_opens",
            ),
        ]
        indexes = [models.Index(fields=["community", "parent"], name="grid_by_parent")]

    def __str__(self) -> str:
        return self.name


class Place(CommunityModel):
    """One tree from estates down to dwellings.

    `estate`, `building`, `entrance` and `grid` repeat what the tree and the coverage say, so
    that a list needs no walk; only operations write them. A place names itself in them, so
    that `building=x` is all of building x.
    """

    kind = models.CharField(max_length=12, choices=PlaceKind.choices)
    parent = LocalKey("self", null=True, blank=True, related_name="children", db_index=False)
    estate = LocalKey("self", null=True, blank=True, related_name="+", db_index=False)
    building = LocalKey("self", null=True, blank=True, related_name="+", db_index=False)
    entrance = LocalKey("self", null=True, blank=True, related_name="+", db_index=False)
    grid = LocalKey(Grid, null=True, blank=True, related_name="places", db_index=False)
    name = models.CharField(max_length=80)
    other_names = models.CharField(max_length=200, blank=True)
    number = models.CharField(max_length=80)
    sequence = models.PositiveIntegerField(default=0)
    full_name = models.CharField(max_length=300)
    original_text = models.CharField(max_length=300, blank=True)
    standard_code = models.CharField(max_length=40, blank=True)
    search = models.TextField(blank=True)
    longitude = models.FloatField(null=True, blank=True)
    latitude = models.FloatField(null=True, blank=True)
    open_type = models.CharField(max_length=8, choices=OpenType.choices, blank=True)
    built_year = models.PositiveSmallIntegerField(null=True, blank=True)
    floors = models.PositiveSmallIntegerField(null=True, blank=True)
    floors_below = models.PositiveSmallIntegerField(null=True, blank=True)
    has_lift = models.BooleanField(null=True, blank=True)
    floor_area = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    note = models.CharField(max_length=500, blank=True)
    closed_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["sequence", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["community", "parent", "kind", "number"],
                condition=Q(closed_on__isnull=True),
                name="place_number_once",
            ),
            models.UniqueConstraint(
                fields=["community", "kind", "number"],
                condition=Q(closed_on__isnull=True, parent__isnull=True),
                name="place_top_number_once",
            ),
            models.CheckConstraint(
                condition=Q(longitude__isnull=True, latitude__isnull=True)
                | Q(longitude__range=(-180, 180), latitude__range=(-90, 90)),
                name="place_point_is_on_earth",
            ),
        ]
        indexes = [
            models.Index(fields=["community", "kind", "sequence"], name="place_by_kind"),
            models.Index(fields=["community", "parent", "sequence"], name="place_by_parent"),
            models.Index(fields=["community", "estate", "kind"], name="place_by_estate"),
            models.Index(fields=["community", "building", "kind"], name="place_by_building"),
            models.Index(fields=["community", "entrance", "kind"], name="place_by_entrance"),
            models.Index(fields=["community", "grid", "kind"], name="place_by_grid"),
        ]

    def __str__(self) -> str:
        return self.full_name


class GridCoverage(CommunityModel):
    """Which grid a place and all below it belonged to, from a day to a day."""

    grid = LocalKey(Grid, related_name="coverages", db_index=False)
    place = LocalKey(Place, related_name="coverages", db_index=False)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["since"]
        constraints = [
            models.UniqueConstraint(
                fields=["community", "place"],
                condition=Q(until__isnull=True),
                name="place_in_one_grid",
            ),
            models.UniqueConstraint(
                fields=["community", "place", "since"], name="coverage_begins_once"
            ),
            models.CheckConstraint(condition=ENDS_AFTER_BEGIN, name="coverage_ends_after_begin"),
        ]
        indexes = [models.Index(fields=["community", "grid", "since"], name="coverage_by_grid")]


class Asset(CommunityModel):
    """A public thing with a sticker; whoever scans it reports with place and thing filled in."""

    kind = models.CharField(max_length=16, choices=AssetKind.choices)
    name = models.CharField(max_length=80)
    sticker = models.CharField(max_length=12)
    place = LocalKey(Place, null=True, blank=True, related_name="assets", db_index=False)
    grid = LocalKey(Grid, null=True, blank=True, related_name="assets", db_index=False)
    spot = models.CharField(max_length=120, blank=True)
    state = models.CharField(max_length=12, choices=AssetState.choices, default=AssetState.IN_USE)
    installed_on = models.DateField(null=True, blank=True)
    checked_until = models.DateField(null=True, blank=True)
    retired_on = models.DateField(null=True, blank=True)
    note = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["kind", "name"]
        constraints = [
            models.UniqueConstraint(fields=["community", "sticker"], name="asset_sticker_once"),
            models.CheckConstraint(
                condition=Q(place__isnull=False) | Q(grid__isnull=False),
                name="asset_is_somewhere",
            ),
        ]
        indexes = [
            models.Index(fields=["community", "place"], name="asset_by_place"),
            models.Index(fields=["community", "grid"], name="asset_by_grid"),
            models.Index(fields=["community", "state", "kind"], name="asset_by_state"),
        ]

    def __str__(self) -> str:
        return self.name


class ProfileFact(CommunityModel):
    """What somebody said about the community as of a day. A correction is a later row."""

    key = models.SlugField(max_length=60, db_index=False)
    names = models.JSONField(default=dict)
    text = models.CharField(max_length=300, blank=True)
    number = models.DecimalField(max_digits=18, decimal_places=4, null=True, blank=True)
    about = models.BooleanField(default=False)  # the source says "some 300", "more than 300"
    unit = models.CharField(max_length=20, blank=True)
    as_of = models.DateField()
    source = models.CharField(max_length=200)
    note = models.CharField(max_length=500, blank=True)
    sequence = models.PositiveSmallIntegerField(default=0)
    written_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["community", "key", "as_of", "written_at"], name="fact_stated_once"
            ),
            models.CheckConstraint(
                condition=Q(number__isnull=False) | ~Q(text=""), name="fact_says_something"
            ),
        ]

    @property
    def label(self) -> str:
        return spoken(self.names) or self.key
