"""Who raised a case, and what became of it step by step."""

from django.db import models
from django.db.models import Q

from linli.apps.cases.choices import CaseState, Channel, StepReach
from linli.apps.cases.models.case import Case
from linli.kernel.records.models import Basis
from linli.kernel.tenancy import CommunityModel, LocalKey


class Reporter(CommunityModel):
    """Who raised it. After a merge a case has the reporters of all that were joined.

    `actor_ref` typed it in, `person` is whom it is for, `basis` says on what ground. An
    anonymous report keeps nothing that leads to a person.
    """

    case = LocalKey(Case, related_name="reporters", db_index=False)
    person = LocalKey("people.Person", null=True, blank=True, related_name="+", db_index=False)
    name = models.CharField(max_length=60, blank=True)
    phone_cipher = models.CharField(max_length=300, blank=True)
    phone_hash = models.CharField(max_length=64, blank=True)
    phone_last4 = models.CharField(max_length=4, blank=True)
    email_cipher = models.CharField(max_length=600, blank=True)
    channel = models.CharField(max_length=6, choices=Channel.choices, default=Channel.NONE)
    anonymous = models.BooleanField(default=False)
    actor_ref = models.CharField(max_length=60, blank=True)
    proxy_name = models.CharField(max_length=60, blank=True)
    basis = models.CharField(max_length=12, choices=Basis.choices, default=Basis.SELF)
    joined_at = models.DateTimeField()

    class Meta:
        ordering = ["joined_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(anonymous=False)
                | Q(
                    person__isnull=True,
                    name="",
                    phone_cipher="",
                    phone_hash="",
                    phone_last4="",
                    email_cipher="",
                    actor_ref="",
                    proxy_name="",
                ),
                name="anonymous_reporter_leaves_no_trace",
            )
        ]
        indexes = [
            models.Index(fields=["community", "case"], name="reporter_of_case"),
            models.Index(
                fields=["community", "person"],
                name="reporter_person",
                condition=Q(person__isnull=False),
            ),
            models.Index(
                fields=["community", "phone_hash"],
                name="reporter_phone",
                condition=~Q(phone_hash=""),
            ),
            models.Index(
                fields=["community", "actor_ref"],
                name="reporter_actor",
                condition=~Q(actor_ref=""),
            ),
        ]

    @property
    def can_be_contacted(self) -> bool:
        return bool(self.phone_cipher or self.email_cipher or self.person_id)


class Step(CommunityModel):
    """One line of the story. Appended, never edited.

    `kind` is the move's name; pages say it in plain words of the reader's language. `text` is
    for those inside, `public_text` for the reporter (and for everybody where `reach` is public).
    """

    case = LocalKey(Case, related_name="steps", db_index=False)
    kind = models.CharField(max_length=24)
    state = models.CharField(max_length=14, choices=CaseState.choices)
    reach = models.CharField(max_length=8, choices=StepReach.choices, default=StepReach.REPORTER)
    text = models.TextField(blank=True)
    public_text = models.TextField(blank=True)
    by = models.CharField(max_length=60)
    by_name = models.CharField(max_length=60, blank=True)
    organisation = models.ForeignKey(
        "organisations.Organisation",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    happened_at = models.DateTimeField()
    record = models.UUIDField()
    extra = models.JSONField(default=dict)

    class Meta:
        ordering = ["happened_at", "id"]
        indexes = [models.Index(fields=["community", "case", "happened_at"], name="step_of_case")]
