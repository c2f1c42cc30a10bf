"""Who answers for which grid, place or line, from when to when."""

from django.db import models
from django.db.models import Q

from linli.apps.organisations.choices import DutyRole, EndReason
from linli.apps.organisations.models.dated import Dated
from linli.apps.organisations.models.units import Organisation
from linli.kernel.tenancy import LocalKey


class Responsibility(Dated):
    """Dated and never edited, so that who was responsible on a day answers itself.

    Without grid and place it holds for the whole community (the police beat, a legal adviser).
    `display_name` and `public_phone` are what the public page and the wall sheet show; `person`
    links to the register and may be empty. `service_hours` is what a posting promises. `line`
    is the kind of unit under which case types send orders here ("lift_maintenance").
    """

    role = models.CharField(max_length=16, choices=DutyRole.choices)
    person = LocalKey(
        "people.Person", null=True, blank=True, related_name="responsibilities", db_index=False
    )
    display_name = models.CharField(max_length=60)
    public_phone = models.CharField(max_length=40, blank=True)
    organisation = models.ForeignKey(
        Organisation,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="responsibilities",
        db_index=False,
    )
    grid = LocalKey(
        "places.Grid", null=True, blank=True, related_name="responsibilities", db_index=False
    )
    place = LocalKey(
        "places.Place", null=True, blank=True, related_name="responsibilities", db_index=False
    )
    line = models.CharField(max_length=40, blank=True)
    profession = models.CharField(max_length=60, blank=True)
    service_hours = models.CharField(max_length=120, blank=True)
    duty_text = models.CharField(max_length=200, blank=True)
    full_time = models.BooleanField(default=False)
    public = models.BooleanField(default=True)
    ended_reason = models.CharField(max_length=12, choices=EndReason.choices, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    successor = LocalKey("self", null=True, blank=True, related_name="predecessors", db_index=False)

    class Meta(Dated.Meta):
        indexes = [
            models.Index(fields=["community", "grid", "since"], name="duty_of_grid"),
            models.Index(fields=["community", "place", "since"], name="duty_of_place"),
            models.Index(fields=["community", "person"], name="duty_of_person"),
            models.Index(fields=["community", "organisation"], name="duty_of_unit"),
            models.Index(fields=["community", "role", "since"], name="duty_by_role"),
        ]
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["community", "role", "person", "grid"],
                condition=Q(until__isnull=True, place__isnull=True, person__isnull=False),
                name="duty_of_grid_open_once",
            ),
            models.UniqueConstraint(
                fields=["community", "role", "person", "place"],
                condition=Q(until__isnull=True, place__isnull=False, person__isnull=False),
                name="duty_of_place_open_once",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | ~Q(ended_reason=""),
                name="duty_ends_with_a_reason",
            ),
        ]

    @property
    def called(self) -> str:
        """What people say: "legal aid lawyer" rather than the kind of posting."""
        return self.profession or str(self.get_role_display())
