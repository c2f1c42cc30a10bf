"""The person, the documents and the telephones.

Keys to a person have an index of their own, beside those that begin with the community: before
it deletes a person the database looks for what refers to it by that column alone.
"""

from django.db import models
from django.db.models import Q

from linli.apps.people.choices import DocumentKind, MembershipKind, Sex
from linli.apps.people.identity import PhoneKind
from linli.kernel.tenancy import CommunityModel, LocalKey


class Person(CommunityModel):
    """`short_number` stands on the card and in registers. After erasure only the row stays.

    `party_member` and `membership_kind` serve the list of members who reported to the
    community; `language_note` says how to talk with somebody ("speaks Cantonese only").
    """

    name = models.CharField(max_length=60)
    sex = models.CharField(max_length=1, choices=Sex.choices, default=Sex.UNKNOWN)
    birth_date = models.DateField(null=True, blank=True)
    birth_derived = models.BooleanField(default=False)
    deceased_on = models.DateField(null=True, blank=True)
    party_member = models.BooleanField(default=False)
    membership_kind = models.CharField(max_length=12, choices=MembershipKind.choices, blank=True)
    language_note = models.CharField(max_length=60, blank=True)
    short_number = models.CharField(max_length=8)
    search = models.TextField(blank=True)
    registered_at = models.DateTimeField()
    erased_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(fields=["community", "short_number"], name="person_number_once")
        ]
        indexes = [
            models.Index(fields=["community", "name", "id"], name="person_by_name"),
            models.Index(fields=["community", "birth_date"], name="person_by_birth"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def erased(self) -> bool:
        return self.erased_at is not None


class IdentityDocument(CommunityModel):
    """The number is encrypted; `number_hash` finds it, `last4` shows it.

    `flags` are hints such as "converted" or "region_unknown"; none of them refuses.
    """

    person = LocalKey(Person, related_name="documents")
    kind = models.CharField(max_length=24, choices=DocumentKind.choices)
    number_cipher = models.TextField()
    number_hash = models.CharField(max_length=64)
    last4 = models.CharField(max_length=4)
    flags = models.JSONField(default=list)
    noted_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["community", "number_hash"], name="identity_number_once"
            )
        ]


class Phone(CommunityModel):
    """Several people may share a telephone; one of a person's telephones is the main one."""

    KINDS = [(kind.value, kind.value) for kind in PhoneKind]

    person = LocalKey(Person, related_name="phones")
    cipher = models.TextField()
    hash = models.CharField(max_length=64)
    last4 = models.CharField(max_length=4)
    kind = models.CharField(max_length=10, choices=KINDS, default=PhoneKind.MOBILE.value)
    is_main = models.BooleanField(default=False)
    noted_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["community", "hash", "person"], name="phone_once"),
            models.UniqueConstraint(
                fields=["community", "person"],
                condition=Q(is_main=True),
                name="one_main_phone",
            ),
        ]
