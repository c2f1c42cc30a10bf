"""The year's list of practical deeds (为民办实事清单): numbered, led by name, public."""

from django.db import models
from django.db.models import Q

from linli.apps.cases.choices import DeedSource, DeedState
from linli.apps.cases.models.case import Case
from linli.kernel.tenancy import CommunityModel, LocalKey


class Deed(CommunityModel):
    """A line of the list beside its case. `origin` is the need or report it grew from.

    `leader_name` and `leader_duty` repeat the lead that counts now.
    """

    case = LocalKey(Case, related_name="deeds", db_index=False)
    origin = LocalKey(Case, null=True, blank=True, related_name="+", db_index=False)
    year = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=80)
    source = models.CharField(max_length=10, choices=DeedSource.choices)
    leader_name = models.CharField(max_length=60)
    leader_duty = models.CharField(max_length=60, blank=True)
    due_on = models.DateField()
    state = models.CharField(max_length=8, choices=DeedState.choices, default=DeedState.OPEN)
    listed_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)
    result = models.TextField(blank=True)

    class Meta:
        ordering = ["-year", "number"]
        constraints = [
            models.UniqueConstraint(fields=["community", "case"], name="deed_of_case_once"),
            models.UniqueConstraint(
                fields=["community", "year", "number"], name="deed_number_once"
            ),
            models.CheckConstraint(
                condition=Q(state=DeedState.OPEN, closed_on__isnull=True)
                | (~Q(state=DeedState.OPEN) & Q(closed_on__isnull=False)),
                name="deed_closed_has_its_day",
            ),
        ]


class DeedLead(CommunityModel):
    """Who led it from when to when: a post of a committee, or a name."""

    deed = LocalKey(Deed, related_name="leads", db_index=False)
    post = LocalKey("organisations.Post", null=True, blank=True, related_name="+", db_index=False)
    name = models.CharField(max_length=60)
    duty = models.CharField(max_length=60, blank=True)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["since", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["community", "deed"],
                condition=Q(until__isnull=True),
                name="deed_has_one_lead",
            )
        ]


class DeedNote(CommunityModel):
    """News of a deed, for everybody to read."""

    deed = LocalKey(Deed, related_name="notes", db_index=False)
    words = models.TextField()
    by = models.CharField(max_length=60)
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["written_at", "id"]
        indexes = [models.Index(fields=["community", "deed"], name="note_of_deed")]
