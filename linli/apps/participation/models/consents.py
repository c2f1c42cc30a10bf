"""What a guardian agreed to for a minor, per activity, and who may take the child home."""

from django.db import models
from django.db.models import Q

from linli.apps.participation.choices import ConsentKind, Door
from linli.apps.participation.models.sign_ups import Participation
from linli.kernel.tenancy import CommunityModel, LocalKey


class GuardianConsent(CommunityModel):
    """For everything under `about_id`; taking part and being photographed apart."""

    person = LocalKey("people.Person", related_name="+", db_index=False)
    guardian = LocalKey("people.Person", related_name="+", db_index=False)
    about_id = models.UUIDField()
    kind = models.CharField(max_length=6, choices=ConsentKind.choices)
    door = models.CharField(max_length=11, choices=Door.choices)
    given_at = models.DateTimeField()
    given_to = models.CharField(max_length=60)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["community", "person", "about_id", "kind"],
                condition=Q(revoked_at__isnull=True),
                name="guardian_consent_once",
            )
        ]
        indexes = [
            models.Index(fields=["community", "about_id", "kind"], name="guardian_consent_of"),
            models.Index(fields=["community", "guardian"], name="guardian_consent_by"),
        ]


class PickUp(CommunityModel):
    """An adult whom the guardian named; at the end the child goes with nobody else."""

    participation = LocalKey(Participation, related_name="pick_ups", db_index=False)
    name = models.CharField(max_length=60)
    relation = models.CharField(max_length=30, blank=True)
    named_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["community", "participation", "name"], name="pick_up_once"
            )
        ]
