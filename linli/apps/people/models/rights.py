"""What a person agreed to, holds, asked for, and who looked."""

from django.db import models
from django.db.models import Q

from linli.apps.people.choices import Channel, RequestKind, RequestState
from linli.apps.people.models.person import Person
from linli.kernel.tenancy import CommunityModel, LocalKey


class Consent(CommunityModel):
    """To one purpose, in one version of its notice; `given_by` is the guardian who gave it."""

    person = LocalKey(Person, related_name="consents")
    purpose = models.CharField(max_length=40)
    version = models.PositiveSmallIntegerField(default=1)
    channel = models.CharField(max_length=8, choices=Channel.choices)
    witness = models.CharField(max_length=60, blank=True)
    given_by = LocalKey(Person, null=True, blank=True, related_name="+")
    given_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["community", "person", "purpose"],
                condition=Q(withdrawn_at__isnull=True),
                name="consent_once",
            )
        ]


class Card(CommunityModel):
    """For people without a telephone. The QR code holds a token, of which only a digest is kept."""

    person = LocalKey(Person, related_name="cards")
    number = models.CharField(max_length=8)
    token_hash = models.CharField(max_length=64)
    issued_on = models.DateField()
    revoked_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["community", "token_hash"], name="card_token_once"),
            models.UniqueConstraint(
                fields=["community", "person"],
                condition=Q(revoked_on__isnull=True),
                name="one_card_in_force",
            ),
        ]


class ViewLog(CommunityModel):
    """Who saw a masked field in full, and why. The subject reads this."""

    person = LocalKey(Person, related_name="views")
    field = models.CharField(max_length=40)
    viewer = models.CharField(max_length=60)
    viewer_name = models.CharField(max_length=60)
    reason = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at"]
        indexes = [models.Index(fields=["community", "person", "at"], name="view_of_person")]


class DataRequest(CommunityModel):
    """A person's own right, with a deadline in working days."""

    person = LocalKey(Person, related_name="requests")
    kind = models.CharField(max_length=10, choices=RequestKind.choices)
    text = models.CharField(max_length=500, blank=True)
    made_at = models.DateTimeField()
    due_at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=RequestState.choices, default=RequestState.OPEN)
    answer = models.CharField(max_length=500, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering = ["due_at"]
        indexes = [models.Index(fields=["community", "state", "due_at"], name="request_by_due")]
