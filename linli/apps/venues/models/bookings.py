"""A booking, its dates, and the quarter hours of rooms that each date holds."""

from django.db import models
from django.db.models import F, Q

from linli.apps.venues.choices import HOLDING, Booker, State
from linli.apps.venues.models.rooms import Closure, Protocol, Room
from linli.kernel.records.models import Basis
from linli.kernel.tenancy import CommunityModel, LocalKey


class Booking(CommunityModel):
    """One room for one party, on one date or several. States are those of its dates.

    `booked_for_id` is the id of a person, team or session, the number of an organisation, or the
    reference of an account without a person. `actor` wrote it, `subject` is the person it is
    for, on `basis`. `lapses` is whether it is freed when nobody comes. `skipped` holds the
    numbers of dates that the booker left out by name, `item_ids` the things that go with it.
    """

    room = LocalKey(Room, related_name="bookings", db_index=False)
    booked_for_kind = models.CharField(max_length=14, choices=Booker.choices)
    booked_for_id = models.CharField(max_length=60, blank=True)
    booked_for_name = models.CharField(max_length=120, blank=True)
    purpose = models.CharField(max_length=200, blank=True)
    expected = models.PositiveSmallIntegerField(null=True, blank=True)
    precedence = models.PositiveSmallIntegerField(default=0)
    repeats = models.CharField(max_length=10, blank=True)
    skipped = models.JSONField(default=list)
    lapses = models.BooleanField(default=True)
    item_ids = models.JSONField(default=list)
    actor = models.CharField(max_length=60)
    subject = models.UUIDField(null=True, blank=True)
    basis = models.CharField(max_length=12, choices=Basis.choices, default=Basis.SELF)
    contact_name = models.CharField(max_length=60, blank=True)
    contact_cipher = models.TextField(blank=True)
    decided_by = models.CharField(max_length=60, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    refusal = models.CharField(max_length=200, blank=True)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["-made_at", "-id"]
        indexes = [
            models.Index(
                fields=["community", "booked_for_kind", "booked_for_id"], name="booking_of_party"
            ),
            models.Index(fields=["community", "actor", "-made_at"], name="booking_of_actor"),
        ]


class Occurrence(CommunityModel):
    """One date. [takes_from, takes_until) is the time on the grid, with the room's buffers.

    `release_at` is when the room is free again if nobody came, empty where it does not lapse.
    `charged` is how many minutes count against the team's month; `used_minutes` is how long the
    room was used, once somebody checked in.
    """

    booking = LocalKey(Booking, related_name="dates", db_index=False)
    room = LocalKey(Room, related_name="dates", db_index=False)
    number = models.PositiveSmallIntegerField(default=1)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    takes_from = models.DateTimeField()
    takes_until = models.DateTimeField()
    minutes = models.PositiveIntegerField()
    state = models.CharField(max_length=18, choices=State.choices)
    release_at = models.DateTimeField(null=True, blank=True)
    charged = models.PositiveIntegerField(default=0)
    checked_in_at = models.DateTimeField(null=True, blank=True)
    checked_in_by = models.CharField(max_length=60, blank=True)
    left_at = models.DateTimeField(null=True, blank=True)
    used_minutes = models.PositiveIntegerField(default=0)
    closure = LocalKey(Closure, null=True, blank=True, related_name="affected", db_index=False)
    changed_at = models.DateTimeField()
    version = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["starts_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["community", "booking", "number"], name="date_number_once"
            ),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="date_lasts"),
        ]
        indexes = [
            models.Index(fields=["community", "room", "starts_at"], name="date_of_room"),
            models.Index(fields=["community", "starts_at"], name="date_by_start"),
            models.Index(
                fields=["community", "ends_at"],
                condition=Q(state__in=[*HOLDING, State.PENDING]),
                name="date_living",
            ),
        ]


class RoomSlot(CommunityModel):
    """A quarter hour of a room. That it is unique is what makes a double booking impossible."""

    room = LocalKey(Room, related_name="slots", db_index=False)
    slot_start = models.DateTimeField()
    occurrence = LocalKey(Occurrence, related_name="slots", db_index=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["community", "room", "slot_start"], name="room_slot_once"
            )
        ]
        indexes = [models.Index(fields=["community", "occurrence"], name="slot_of_date")]


class BookingProtocol(CommunityModel):
    """Which edition of the house rules was accepted with a booking."""

    booking = LocalKey(Booking, related_name="accepted", db_index=False)
    protocol = LocalKey(Protocol, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["community", "booking", "protocol"], name="accepted_once"
            )
        ]


class TeamMonth(CommunityModel):
    """Minutes of a team in a month that count: raised by one UPDATE that keeps to the quota."""

    team = LocalKey("organisations.Team", related_name="+", db_index=False)
    month = models.DateField()
    minutes = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["community", "team", "month"], name="team_month_once")
        ]


class Strike(CommunityModel):
    """Nobody came and nobody said so. It counts for a while and can be forgiven with a word."""

    occurrence = LocalKey(Occurrence, related_name="strikes", db_index=False)
    booked_for_kind = models.CharField(max_length=14, choices=Booker.choices)
    booked_for_id = models.CharField(max_length=60)
    at = models.DateTimeField()
    forgiven_at = models.DateTimeField(null=True, blank=True)
    forgiven_by = models.CharField(max_length=60, blank=True)
    why = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["community", "occurrence"], name="strike_once"),
            models.CheckConstraint(
                condition=Q(forgiven_at__isnull=True) | ~Q(why=""), name="forgiven_with_a_word"
            ),
        ]
        indexes = [
            models.Index(
                fields=["community", "booked_for_kind", "booked_for_id", "at"],
                name="strike_of_party",
            )
        ]
