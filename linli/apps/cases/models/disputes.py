"""A dispute beside its case: its people, their talks, what they agreed, and whether it holds.

Names, telephones, minutes and agreements are encrypted: only operations and queries that have
asked for the permission open them, so that no list, export or search can show them by mistake.
"""

from django.db import models
from django.db.models import Q

from linli.apps.cases.choices import PartySide
from linli.apps.cases.models.case import Case
from linli.kernel.tenancy import CommunityModel, LocalKey


class Dispute(CommunityModel):
    """`kind`, `rung` and `outcome` are codes of the dispute catalogue. One for each case.

    `rung` repeats the newest DisputeRung. `settled_at` is also set where the people withdrew;
    a case that is opened again empties outcome and moment, the story keeps them.
    """

    case = LocalKey(Case, related_name="disputes", db_index=False)
    kind = models.CharField(max_length=40)
    rung = models.CharField(max_length=40, blank=True)
    opened_at = models.DateTimeField()
    outcome = models.CharField(max_length=40, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    legal_aid_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-opened_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["community", "case"], name="dispute_of_case_once"),
            models.CheckConstraint(
                condition=Q(outcome="", settled_at__isnull=True)
                | (~Q(outcome="") & Q(settled_at__isnull=False)),
                name="dispute_outcome_has_its_moment",
            ),
        ]
        indexes = [
            models.Index(fields=["community", "settled_at"], name="dispute_by_settling"),
        ]


class DisputeRung(CommunityModel):
    """Where on the ladder it came when. `late` says that the worker wrote it after an outage."""

    dispute = LocalKey(Dispute, related_name="rungs", db_index=False)
    round_number = models.PositiveSmallIntegerField(default=1)
    code = models.CharField(max_length=40)
    came_at = models.DateTimeField()
    due_at = models.DateTimeField()
    late = models.BooleanField(default=False)

    class Meta:
        ordering = ["came_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["community", "dispute", "round_number", "code"], name="dispute_rung_once"
            )
        ]


class DisputeParty(CommunityModel):
    """One of those who disagree, from the register or not. `left_at` ends a party, never a row."""

    dispute = LocalKey(Dispute, related_name="parties", db_index=False)
    side = models.CharField(max_length=6, choices=PartySide.choices)
    person = LocalKey("people.Person", null=True, blank=True, related_name="+", db_index=False)
    home = LocalKey("places.Place", null=True, blank=True, related_name="+", db_index=False)
    name_cipher = models.CharField(max_length=400)
    contact_cipher = models.CharField(max_length=400, blank=True)
    joined_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["joined_at", "id"]
        indexes = [
            models.Index(fields=["community", "dispute"], name="party_of_dispute"),
            models.Index(
                fields=["community", "person"],
                name="party_person",
                condition=Q(person__isnull=False),
            ),
        ]


class DisputeMediator(CommunityModel):
    """Who brings them together. `actor`: the papers are open to this account while it counts."""

    dispute = LocalKey(Dispute, related_name="mediators", db_index=False)
    name = models.CharField(max_length=60)
    duty = models.CharField(max_length=60, blank=True)
    actor = models.CharField(max_length=60, blank=True)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["since", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["community", "dispute", "actor"],
                condition=~Q(actor="") & Q(until__isnull=True),
                name="mediator_account_once",
            )
        ]
        indexes = [
            models.Index(
                fields=["community", "actor"], name="mediator_actor", condition=~Q(actor="")
            )
        ]


class DisputeSession(CommunityModel):
    """A talk: when, where, who was there, what was said."""

    dispute = LocalKey(Dispute, related_name="sessions", db_index=False)
    met_at = models.DateTimeField()
    where = models.CharField(max_length=120, blank=True)
    minutes_cipher = models.TextField(blank=True)
    written_by = models.CharField(max_length=60)
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["met_at", "id"]
        indexes = [models.Index(fields=["community", "dispute"], name="session_of_dispute")]


class SessionPresence(CommunityModel):
    """A party or a mediator who was there: one of the two."""

    session = LocalKey(DisputeSession, related_name="presences", db_index=False)
    party = LocalKey(DisputeParty, null=True, blank=True, related_name="+", db_index=False)
    mediator = LocalKey(DisputeMediator, null=True, blank=True, related_name="+", db_index=False)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["community", "session", "party"],
                condition=Q(party__isnull=False),
                name="party_present_once",
            ),
            models.UniqueConstraint(
                fields=["community", "session", "mediator"],
                condition=Q(mediator__isnull=False),
                name="mediator_present_once",
            ),
            models.CheckConstraint(
                condition=Q(party__isnull=True) ^ Q(mediator__isnull=True),
                name="present_is_party_or_mediator",
            ),
        ]


class DisputeAgreement(CommunityModel):
    """One version of what they agreed; a new wording is a new version to be signed anew."""

    dispute = LocalKey(Dispute, related_name="agreements", db_index=False)
    version = models.PositiveSmallIntegerField()
    text_cipher = models.TextField()
    written_by = models.CharField(max_length=60)
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["version"]
        constraints = [
            models.UniqueConstraint(
                fields=["community", "dispute", "version"], name="agreement_version_once"
            )
        ]


class AgreementSignature(CommunityModel):
    agreement = LocalKey(DisputeAgreement, related_name="signatures", db_index=False)
    party = LocalKey(DisputeParty, related_name="+", db_index=False)
    signed_on = models.DateField()
    written_by = models.CharField(max_length=60)

    class Meta:
        ordering = ["signed_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["community", "agreement", "party"], name="agreement_signed_once"
            )
        ]


class DisputeFollowUp(CommunityModel):
    """Asked some time after: is it kept? `cancelled_at`: the dispute was opened again before."""

    dispute = LocalKey(Dispute, related_name="follow_ups", db_index=False)
    round_number = models.PositiveSmallIntegerField(default=1)
    code = models.CharField(max_length=40)
    due_on = models.DateField()
    kept = models.BooleanField(null=True, blank=True)
    words_cipher = models.TextField(blank=True)
    asked_by = models.CharField(max_length=60, blank=True)
    asked_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["due_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["community", "dispute", "round_number", "code"], name="follow_up_once"
            ),
            models.CheckConstraint(
                condition=Q(kept__isnull=True) | Q(asked_at__isnull=False),
                name="follow_up_answer_has_its_moment",
            ),
        ]
        indexes = [
            models.Index(
                fields=["community", "due_on"],
                name="follow_up_waiting",
                condition=Q(asked_at__isnull=True, cancelled_at__isnull=True),
            )
        ]
