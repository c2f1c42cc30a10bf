"""Venues, rooms, when they are open, and the rules of booking them."""

from django.db import models
from django.db.models import F, Q

from linli.apps.venues.choices import ClosureKind, RoomKind, VenueKind
from linli.kernel.tenancy import CommunityModel, LocalKey


class Venue(CommunityModel):
    """A centre, station or place with rooms; `above` is the centre that a station belongs to."""

    name = models.CharField(max_length=80)
    kind = models.CharField(max_length=20, choices=VenueKind.choices)
    above = LocalKey("self", null=True, blank=True, related_name="stations", db_index=False)
    place = LocalKey("places.Place", null=True, blank=True, related_name="+", db_index=False)
    address = models.CharField(max_length=200, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    keeper = models.CharField(max_length=60, blank=True)
    about = models.TextField(max_length=2000, blank=True)
    opened_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    sequence = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["sequence", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["community", "name"],
                condition=Q(ended_on__isnull=True),
                name="venue_open_once",
            )
        ]

    def __str__(self) -> str:
        return self.name


class Phase(CommunityModel):
    """A stage in the life of a venue: “second phase opened on 18 October”."""

    venue = LocalKey(Venue, related_name="phases", db_index=False)
    name = models.CharField(max_length=80)
    opened_on = models.DateField()
    note = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["opened_on", "id"]
        constraints = [
            models.UniqueConstraint(fields=["community", "venue", "name"], name="phase_once")
        ]


class Room(CommunityModel):
    """`touched` rises with every booking and closure: whoever raises it has the room to himself
    until the transaction ends. Empty limits mean “no limit”; 0 days ahead means “today only”.
    """

    venue = LocalKey(Venue, related_name="rooms", db_index=False)
    name = models.CharField(max_length=60)
    kind = models.CharField(max_length=12, choices=RoomKind.choices)
    capacity = models.PositiveSmallIntegerField()
    floor = models.CharField(max_length=20, blank=True)
    features = models.CharField(max_length=200, blank=True)
    accessible = models.BooleanField(default=False)
    about = models.TextField(max_length=1000, blank=True)
    buffer_before = models.PositiveSmallIntegerField(default=0)
    buffer_after = models.PositiveSmallIntegerField(default=0)
    needs_approval = models.BooleanField(default=False)
    staff_only = models.BooleanField(default=False)
    longest_minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    days_ahead = models.PositiveSmallIntegerField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    sequence = models.PositiveSmallIntegerField(default=0)
    touched = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["sequence", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["community", "venue", "name"],
                condition=Q(ended_on__isnull=True),
                name="room_open_once",
            ),
            models.CheckConstraint(condition=Q(capacity__gt=0), name="room_holds_somebody"),
        ]

    def __str__(self) -> str:
        return self.name


class RoomPart(CommunityModel):
    """The hall is made of rooms A and B: booking it takes both."""

    whole = LocalKey(Room, related_name="parts", db_index=False)
    part = LocalKey(Room, related_name="wholes", db_index=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["community", "whole", "part"], name="room_part_once"),
            models.CheckConstraint(condition=~Q(whole=F("part")), name="room_not_part_of_itself"),
        ]


class OpeningRule(CommunityModel):
    """Open from–to on a weekday (0 is Monday). Rules of a room replace those of its venue."""

    venue = LocalKey(Venue, related_name="hours", db_index=False)
    room = LocalKey(Room, null=True, blank=True, related_name="hours", db_index=False)
    weekday = models.PositiveSmallIntegerField()
    opens = models.TimeField()
    closes = models.TimeField()
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["weekday", "opens"]
        constraints = [
            models.CheckConstraint(condition=Q(closes__gt=F("opens")), name="opens_before_closes"),
            models.CheckConstraint(condition=Q(weekday__lte=6), name="weekday_of_seven"),
        ]
        indexes = [models.Index(fields=["community", "venue", "since"], name="hours_of_venue")]


class Closure(CommunityModel):
    """No booking in [starts_at, ends_at): of one room with all its parts, or the whole venue."""

    venue = LocalKey(Venue, related_name="closures", db_index=False)
    room = LocalKey(Room, null=True, blank=True, related_name="closures", db_index=False)
    kind = models.CharField(max_length=10, choices=ClosureKind.choices)
    reason = models.CharField(max_length=200)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    lifted_at = models.DateTimeField(null=True, blank=True)
    made_by = models.CharField(max_length=60)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["starts_at", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="closure_lasts")
        ]
        indexes = [models.Index(fields=["community", "ends_at"], name="closure_by_end")]


class Quota(CommunityModel):
    """Minutes a team may have in a month, in all rooms together; no team: every team."""

    team = LocalKey("organisations.Team", null=True, blank=True, related_name="+", db_index=False)
    minutes = models.PositiveIntegerField()
    since = models.DateField()
    set_by = models.CharField(max_length=60)
    set_at = models.DateTimeField()

    class Meta:
        ordering = ["-since", "-id"]
        indexes = [models.Index(fields=["community", "-since"], name="quota_latest")]


class Protocol(CommunityModel):
    """House rules to be accepted when booking; a change is a new edition."""

    venue = LocalKey(Venue, related_name="protocols", db_index=False)
    room = LocalKey(Room, null=True, blank=True, related_name="protocols", db_index=False)
    title = models.CharField(max_length=80)
    text = models.TextField(max_length=4000)
    edition = models.PositiveSmallIntegerField(default=1)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["since", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["community", "venue", "title"],
                condition=Q(until__isnull=True),
                name="protocol_in_force_once",
            )
        ]
