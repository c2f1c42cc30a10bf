"""One date of an activity, its stands, and what came of it besides people."""

from django.db import models

from linli.apps.activities.models.activity import Activity
from linli.kernel.tenancy import CommunityModel, LocalKey


class Session(CommunityModel):
    """Times stand here and in the gathering, and are changed together. `day` is the local day of
    the beginning, by which everything is counted. Without `booking_id` the room is only a word.
    """

    activity = LocalKey(Activity, related_name="sessions", db_index=False)
    gathering = LocalKey("participation.Gathering", related_name="sessions", db_index=False)
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=120, blank=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    day = models.DateField()
    minutes = models.PositiveIntegerField()
    place = LocalKey("places.Place", null=True, blank=True, related_name="+", db_index=False)
    place_words = models.CharField(max_length=120, blank=True)
    room = LocalKey("venues.Room", null=True, blank=True, related_name="+", db_index=False)
    booking_id = models.UUIDField(null=True, blank=True)
    required = models.BooleanField(default=True)

    class Meta:
        ordering = ["starts_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["community", "activity", "number"], name="session_number_once"
            ),
            models.UniqueConstraint(
                fields=["community", "gathering"], name="session_gathering_once"
            ),
        ]
        indexes = [
            models.Index(fields=["community", "day"], name="session_by_day"),
            models.Index(fields=["community", "starts_at"], name="session_by_start"),
            models.Index(fields=["community", "place"], name="session_by_place"),
            models.Index(fields=["community", "room"], name="session_by_room"),
            models.Index(fields=["community", "booking_id"], name="session_by_booking"),
        ]


class Stand(CommunityModel):
    """At a service day: who sits at which table for what."""

    session = LocalKey(Session, related_name="stands", db_index=False)
    name = models.CharField(max_length=80)
    profession = models.CharField(max_length=60, blank=True)
    organisation = models.ForeignKey(
        "organisations.Organisation",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    sort = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["sort", "id"]
        constraints = [
            models.UniqueConstraint(fields=["community", "session", "name"], name="stand_once")
        ]


class Outcome(CommunityModel):
    """600 plants, 50 spots. Counted again, the later row holds and both are kept."""

    activity = LocalKey(Activity, related_name="outcomes", db_index=False)
    session = LocalKey(Session, null=True, blank=True, related_name="outcomes", db_index=False)
    what = models.CharField(max_length=60)
    unit = models.CharField(max_length=20)
    number = models.PositiveIntegerField()
    evidence = models.CharField(max_length=300, blank=True)
    day = models.DateField()
    noted_at = models.DateTimeField()
    noted_by = models.CharField(max_length=60)
    replaced_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["day", "id"]
        indexes = [
            models.Index(fields=["community", "activity"], name="outcome_of_activity"),
            models.Index(fields=["community", "day"], name="outcome_by_day"),
        ]
