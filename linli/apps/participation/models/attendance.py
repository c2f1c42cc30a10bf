"""Who was there, by name and by number. Independent of signing up: whoever walks in counts."""

from django.db import models
from django.db.models import Q

from linli.apps.participation.choices import Category, Method
from linli.apps.participation.models.gathering import Gathering
from linli.apps.participation.models.sign_ups import Participation
from linli.kernel.tenancy import CommunityModel, LocalKey


class Attendance(CommunityModel):
    """Once a person and gathering; a mistake is undone with its moment, never deleted."""

    gathering = LocalKey(Gathering, related_name="attendances", db_index=False)
    person = LocalKey("people.Person", related_name="+", db_index=False)
    participation = LocalKey(
        Participation, null=True, blank=True, related_name="attendances", db_index=False
    )
    came_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True, blank=True)
    method = models.CharField(max_length=9, choices=Method.choices)
    walk_in = models.BooleanField(default=False)
    recorded_by = models.CharField(max_length=60)
    written_at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["community", "gathering", "person"],
                condition=Q(undone_at__isnull=True),
                name="attendance_of_person_once",
            )
        ]
        indexes = [
            models.Index(fields=["community", "gathering"], name="attendance_of_gathering"),
            models.Index(fields=["community", "person"], name="attendance_of_person"),
        ]


class Scan(CommunityModel):
    """One reading by a device, as it was sent. The nonce comes from the device, so that a list
    sent twice is taken once; `duplicate` readings are kept as notes beside the attendance.
    """

    gathering = LocalKey(Gathering, related_name="scans", db_index=False)
    attendance = LocalKey(Attendance, related_name="scans", db_index=False)
    nonce = models.CharField(max_length=64)
    device = models.CharField(max_length=60, blank=True)
    method = models.CharField(max_length=9, choices=Method.choices)
    captured_at = models.DateTimeField()
    duplicate = models.BooleanField(default=False)
    recorded_by = models.CharField(max_length=60)
    written_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["community", "nonce"], name="scan_nonce_once")
        ]
        indexes = [
            models.Index(fields=["community", "gathering", "duplicate"], name="scan_of_gathering"),
            models.Index(fields=["community", "attendance"], name="scan_of_attendance"),
        ]


class Headcount(CommunityModel):
    """Heads of one category; zero is a number too. A later count replaces, both are kept."""

    gathering = LocalKey(Gathering, related_name="headcounts", db_index=False)
    category = models.CharField(max_length=13, choices=Category.choices)
    number = models.PositiveIntegerField()
    method = models.CharField(max_length=9, choices=Method.choices, default=Method.HEADCOUNT)
    note = models.CharField(max_length=200, blank=True)
    counted_at = models.DateTimeField()
    counted_by = models.CharField(max_length=60)
    written_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["community", "gathering", "category"],
                condition=Q(replaced_at__isnull=True),
                name="headcount_in_force_once",
            )
        ]
        indexes = [models.Index(fields=["community", "gathering"], name="headcount_of_gathering")]
